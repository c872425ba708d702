import type { Measure, SectionOptions, SectionResult } from './measure.ts';

/** Each section measures a part of the product; `npm run bench -- overview` runs one of them alone. */
const sections: Record<string, () => Promise<(options: SectionOptions) => Promise<SectionResult>>> = {
  overview: async () => (await import('./overview.ts')).overview,
  entry: async () => (await import('./entry-latency.ts')).entry,
  import: async () => (await import('./import.ts')).importSection,
  ledger: async () => (await import('./ledger.ts')).ledger,
  procedure: async () => (await import('./procedure.ts')).procedure,
  publication: async () => (await import('./publication.ts')).publication,
  indicator: async () => (await import('./indicator.ts')).indicator,
  save: async () => (await import('./save.ts')).saveSection,
  start: async () => (await import('./start.ts')).start,
  backup: async () => (await import('./backup.ts')).backupSection,
  server: async () => (await import('./database-server.ts')).databaseServer,
  pages: async () => (await import('./pages/pages.ts')).pagesSection,
  partition: async () => (await import('./partition.ts')).partition,
  report: async () => (await import('./report.ts')).report,
};

function print(name: string, { measures, notes }: SectionResult): void {
  console.log(`\n${name}`);
  const row = ({ name, ours, baseline, ratio, unit = 'ms' }: Measure) => ({
    measure: name,
    ours: `${ours.toFixed(2)} ${unit}`,
    baseline: `${baseline.toFixed(2)} ${unit}`,
    ratio: Number(ratio.toFixed(2)),
  });
  console.table(measures.map(row));
  for (const [what, value] of Object.entries(notes ?? {})) console.log(`  ${what}: ${value}`);
}

/** Runs the sections asked for (all of them when none is named), each on databases of its own. */
export async function bench(args: string[]): Promise<void> {
  const json = args.includes('--json');
  const named = args.filter((one) => !one.startsWith('--'));
  const unknown = named.filter((one) => !(one in sections));
  if (unknown.length > 0)
    throw new Error(`no section ${unknown.join(', ')}; sections: ${Object.keys(sections).join(', ')}`);
  const results: Record<string, SectionResult> = {};
  for (const name of named.length > 0 ? named : Object.keys(sections)) {
    const run = await sections[name]?.();
    if (!run) continue;
    const result = await run({ large: args.includes('--large') });
    results[name] = result;
    if (!json) print(name, result);
  }
  const memory = Math.round(process.memoryUsage().rss / 1e6);
  if (json) console.log(JSON.stringify({ sections: results, memory }));
  else console.log(`\nmemory of this process: ${memory} MB`);
}
