import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { buildReportContent, reportRenderers } from '../../server/reports/service.ts';
import { type Measure, measure, median, quantile, type SectionResult, timed } from './measure.ts';
import { withInstallation } from './opened.ts';
import { asked, type Load, load } from './overview.ts';
import { reportFiles } from './report-files.ts';

const CLIENTS = 16;
const REQUESTS = CLIENTS * 25;
const BLOCKS = 5;
const YEAR = 2023;
const formats = ['pdf', 'docx', 'xlsx'] as const;

/** What sixteen people wait for a page, and for how long the server answers nobody. */
interface Waits {
  times: number[];
  /** Milliseconds of the longest moment without an answer of the server. */
  silence: number;
}

async function waits(worker: Worker, page: Load): Promise<Waits> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const times = await load(worker, page, CLIENTS, REQUESTS);
  delay.disable();
  return { times, silence: delay.max / 1e6 };
}

/** The same while the three files of a report are made again and again, as a person who asks for them would. */
async function waitsDuring(
  worker: Worker,
  page: Load,
  report: (format: string) => Promise<unknown>,
): Promise<Waits & { made: number }> {
  let isOver = false;
  let made = 0;
  const reporting = (async () => {
    while (!isOver) {
      await Promise.all(formats.map(report));
      made += 1;
    }
  })();
  const found = await waits(worker, page);
  isOver = true;
  await reporting;
  return { ...found, made };
}

const worst = (blocks: readonly Waits[], of: (one: Waits) => number) => Math.max(...blocks.map(of));

/** Sixteen clients of the overview, quiet and while a report is made, in turn; then how long each file takes. */
export async function report(): Promise<SectionResult> {
  return withInstallation({ demonstration: true }, async (installation) => {
    const { product, cookie, load: page } = await asked(installation);
    const worker = new Worker(new URL('./http-load.mjs', import.meta.url));
    try {
      const address = new URL(page.url).origin;
      const download = async (format: string) => {
        const answer = await fetch(`${address}/documents/rapport/${YEAR}.${format}`, { headers: { cookie } });
        if (!answer.ok) throw new Error(`report answered ${answer.status}`);
        return answer.arrayBuffer();
      };
      await Promise.all(formats.map(download));
      await load(worker, page, CLIENTS, REQUESTS);
      const [quiet, busy]: [Waits[], (Waits & { made: number })[]] = [[], []];
      for (let block = 0; block < BLOCKS; block += 1) {
        quiet.push(await waits(worker, page));
        busy.push(await waitsDuring(worker, page, download));
      }
      const at = (blocks: readonly Waits[], share: number) =>
        quantile(
          blocks.flatMap(({ times }) => times),
          share,
        );
      const measures: Measure[] = [0.5, 0.95, 0.99].map((share) =>
        measure(`a page for 16 clients while reports are made, p${share * 100}`, at(busy, share), at(quiet, share)),
      );
      const longest = (blocks: readonly Waits[]) => median(blocks.map(({ times }) => Math.max(...times)));
      measures.push(measure('the longest wait of a block, median of the blocks', longest(busy), longest(quiet)));
      measures.push(
        measure(
          'the server answers nobody for',
          worst(busy, ({ silence }) => silence),
          worst(quiet, ({ silence }) => silence),
        ),
      );
      const content = await buildReportContent(installation, 'working', YEAR);
      const reading = median(await repeated(() => buildReportContent(installation, 'working', YEAR)));
      for (const format of formats)
        measures.push(
          measure(
            `${format}, against reading its figures`,
            median(await repeated(() => reportRenderers[format](content))),
            reading,
          ),
        );
      const files = await reportFiles(content, await buildReportContent(installation, 'working', YEAR + 1));
      return {
        measures: [...measures, ...files.measures],
        notes: {
          ...files.notes,
          'more to wait at worst while a report is made, ms': Math.round(longest(busy) - longest(quiet)),
          'reports made meanwhile': busy.reduce((sum, { made }) => sum + made, 0),
        },
      };
    } finally {
      await worker.terminate();
      await product.close();
    }
  });
}

async function repeated(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) times.push(await timed(work));
  return times;
}
