import type { Browser, Page } from 'playwright-core';

/** An event of the browser's own trace; times are in microseconds. */
interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  pid: number;
  tid: number;
  dur?: number;
  /** Time that the thread really had a processor for. */
  tdur?: number;
}

/** The marks that the page leaves around each press. */
export const marks = { pressed: 'touche pressée', painted: 'touche peinte' } as const;

const onThread = (one: TraceEvent) => (other: TraceEvent) => other.pid === one.pid && other.tid === one.tid;

/** The milliseconds of processor that the page took for each press, from the key to the frame that shows it. */
function processorTimes(events: readonly TraceEvent[]): number[] {
  const painted = events.filter(({ name }) => name === marks.painted);
  return events
    .filter(({ name }) => name === marks.pressed)
    .flatMap((press) => {
      const end = painted.find(({ ts }) => ts > press.ts);
      if (!end) return [];
      const tasks = events.filter(({ name, ph }) => name === 'RunTask' && ph === 'X').filter(onThread(press));
      const own = tasks.filter(({ ts, dur = 0 }) => ts + dur > press.ts && ts < end.ts);
      return [own.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000];
    });
}

/** What presses cost the page in processor time: the same whatever else the machine does meanwhile. */
export async function traced(browser: Browser, page: Page, work: () => Promise<void>): Promise<number[]> {
  const categories = ['blink.user_timing', 'disabled-by-default-devtools.timeline'];
  await browser.startTracing(page, { categories });
  await work();
  const trace = await browser.stopTracing();
  return processorTimes((JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] }).traceEvents);
}
