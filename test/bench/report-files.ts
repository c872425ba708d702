import { readdirSync, readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { type ReportRenderers, startRenderer, startReportRenderers } from '../../server/documents/render-process.ts';
import { documentOf, type ReportContent } from '../../server/reports/service.ts';
import type { ReportDocument } from '../../shared/domain/report/report-document.ts';
import { launchBrowser } from '../setup/browser.ts';
import { documentHtml } from './document-html.ts';
import { type Measure, measure, median, timed } from './measure.ts';

const ROUNDS = 5;

/** What a process of Linux has used so far: milliseconds of processor, most memory at once in MB. */
function usedBy(pid: string): { processor: number; memory: number } {
  const [user = 0, system = 0] = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
    .slice(11, 13)
    .map(Number);
  const memory = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { processor: (user + system) * 10, memory: Number(memory ?? 0) / 1024 };
}

/** The renderers alone: the database has a server of its own. */
const renderers = (): string[] => {
  const own = readdirSync('/proc/self/task').flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean),
  );
  return own.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('render'));
};

/** Seconds of the clock, of processor and memory at most, of the processes that made some files. */
interface Job {
  wall: number;
  processor: number;
  memory: number;
  sizes: Record<string, number>;
}

/** PDF, Word, workbook and deck of one content in one job; what the processes used before is not counted, their memory is. */
async function fourFiles(
  made: ReportRenderers,
  content: ReportContent,
  others: readonly string[],
  from?: number,
): Promise<Job> {
  const own = () => renderers().filter((pid) => !others.includes(pid));
  const before = own().map(usedBy);
  const start = from ?? performance.now();
  const sizes: Record<string, number> = {};
  const keep = async (format: 'pdf' | 'docx' | 'xlsx' | 'pptx') => {
    const job = format === 'pdf' || format === 'docx' ? { format, content, asked: 'report' } : { format, content };
    sizes[format] = (await made.render(job)).length;
  };
  const office = async () => {
    await keep('docx');
    await keep('xlsx');
    await keep('pptx');
  };
  await Promise.all([keep('pdf'), office()]);
  const wall = performance.now() - start;
  const after = own().map(usedBy);
  const sum = (used: readonly { processor: number }[]) => used.reduce((all, { processor }) => all + processor, 0);
  return {
    wall,
    sizes,
    processor: sum(after) - (from === undefined ? sum(before) : 0),
    memory: after.reduce((all, one) => all + one.memory, 0),
  };
}

/** One sentence of a report is mended, as whoever reads it before a vote does. */
function mended<Of>(content: Of): Of {
  const words = JSON.stringify(content);
  return JSON.parse(words.replace(/(?<="(?:reason|label)":"[^"]{20,}?)\p{Ll}(?=[^"]*")/u, 'é')) as Of;
}

type Three = { cold: Job; other: Job; again: Job };

/** The four files by processes started for them, then by the same ones: of another year, and of a report mended since. */
async function threeTimes(content: ReportContent, other: ReportContent): Promise<Three> {
  // Those that stay from what was asked before.
  const others = renderers();
  const from = performance.now();
  const made = startReportRenderers();
  try {
    const cold = await fourFiles(made, content, others, from);
    const another = await fourFiles(made, other, others);
    return { cold, other: another, again: await fourFiles(made, mended(content), others) };
  } finally {
    made.end();
  }
}

const FONTS: [number, string, string][] = [
  [400, 'normal', 'SourceSans3_400Regular.ttf'],
  [400, 'italic', 'SourceSans3_400Regular_Italic.ttf'],
  [600, 'normal', 'SourceSans3_600SemiBold.ttf'],
];

/** The same document printed by a browser that is open already, tagged and with its outline, as ours is. */
async function printed(browser: Browser, document: ReportDocument): Promise<number> {
  const page = await browser.newPage();
  try {
    await page.setContent(documentHtml(document, FONTS), { waitUntil: 'load' });
    return (await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true })).length;
  } finally {
    await page.close();
  }
}

const states = {
  cold: 'processes started for them',
  other: 'processes there, another year',
  again: 'processes there, a report mended',
} as const;

/** The four files against their goals, in each state of the processes. */
async function againstGoals(content: ReportContent, other: ReportContent) {
  const rounds: Three[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await threeTimes(content, other));
  const measures = (['cold', 'other', 'again'] as const).flatMap((state): Measure[] => {
    const middle = (of: (job: Job) => number) => median(rounds.map((one) => of(one[state])));
    const goal = (name: string, of: (job: Job) => number, most: number) =>
      measure(`four files, ${states[state]}: ${name}`, middle(of), most);
    return [
      goal('clock, against 4 s', ({ wall }) => wall, 4000),
      goal('processor, against 4 s', ({ processor }) => processor, 4000),
      { ...goal('memory, against 400 MB', ({ memory }) => memory, 400), unit: 'MB' },
    ];
  });
  return { measures, sizes: rounds[0]?.cold.sizes ?? {} };
}

/** The PDF in turn with Chromium, open already, printing the same words: in a new process, then in one that is there. */
async function againstChromium(content: ReportContent, other: ReportContent): Promise<Measure[]> {
  const documents = { content: documentOf(content), other: documentOf(other), again: mended(documentOf(content)) };
  const browser = await launchBrowser();
  const times = { chromium: [] as number[], cold: [] as number[], other: [] as number[], again: [] as number[] };
  const sizes = { own: 0, printed: 0 };
  try {
    await printed(browser, documents.content);
    for (let round = 0; round < ROUNDS; round += 1) {
      times.chromium.push(
        await timed(async () => {
          sizes.printed = await printed(browser, documents.content);
        }),
      );
      const start = performance.now();
      const renderer = startRenderer('pdf', 'front');
      const pdf = (document: ReportDocument) => renderer.render({ format: 'pdf', document });
      sizes.own = (await pdf(documents.content)).length;
      times.cold.push(performance.now() - start);
      times.other.push(await timed(() => pdf(documents.other)));
      times.again.push(await timed(() => pdf(documents.again)));
      renderer.end();
    }
  } finally {
    await browser.close();
  }
  const chromium = median(times.chromium);
  return [
    measure('PDF, its process started for it, against Chromium open', median(times.cold), chromium),
    measure('PDF of another year, its process there, against Chromium open', median(times.other), chromium),
    measure('PDF of a report mended, its process there, against Chromium open', median(times.again), chromium),
    { ...measure('bytes of the PDF, against Chromium’s', sizes.own / 1000, sizes.printed / 1000), unit: 'KB' },
  ];
}

/** The four files of a report, and its PDF beside what Chromium prints of the same words; `other`: the report of another year. */
export async function reportFiles(
  content: ReportContent,
  other: ReportContent,
): Promise<{ measures: Measure[]; notes: Record<string, number> }> {
  const { measures, sizes } = await againstGoals(content, other);
  return {
    measures: [...measures, ...(await againstChromium(content, other))],
    notes: Object.fromEntries(Object.entries(sizes).map(([name, size]) => [`${name}, bytes`, size])),
  };
}
