/** A measure of ours against a baseline of the same run: 1 is as fast, 2 twice as long. */
export interface Measure {
  name: string;
  /** Milliseconds, unless `unit` says otherwise. */
  ours: number;
  baseline: number;
  ratio: number;
  unit?: string;
}

export interface SectionResult {
  measures: Measure[];
  /** What else is worth saying: sizes, what was left out. */
  notes?: Record<string, string | number>;
}

/** What `npm run bench -- <names> [--large] [--json]` asks a section for. */
export interface SectionOptions {
  large: boolean;
}

export function quantile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}

export const median = (times: readonly number[]) => quantile(times, 0.5);

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function measure(name: string, ours: number, baseline: number): Measure {
  return { name, ours, baseline, ratio: ours / baseline };
}
