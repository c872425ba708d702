import { readdirSync, readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { startRenderer, startReportRenderers } from '../../server/documents/render-process.ts';
import { documentOf, type ReportContent } from '../../server/reports/service.ts';
import type { ReportDocument } from '../../shared/domain/report/report-document.ts';
import { launchBrowser } from '../setup/browser.ts';
import { documentHtml } from './document-html.ts';
import { type Measure, measure, median, timed } from './measure.ts';

const ROUNDS = 5;

async function repeated(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await timed(work));
  return times;
}

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

interface Job {
  wall: number;
  processor: number;
  memory: number;
  sizes: Record<string, number>;
}

/** PDF, Word, workbook and deck of one content in one job, as the command line makes them, the start of the processes counted. */
async function fourFiles(content: ReportContent): Promise<Job> {
  const start = performance.now();
  const made = startReportRenderers();
  try {
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
    const used = process.platform === 'linux' ? renderers().map(usedBy) : [];
    return {
      wall,
      sizes,
      processor: used.reduce((sum, one) => sum + one.processor, 0),
      memory: used.reduce((sum, one) => sum + one.memory, 0),
    };
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

/** The four files of a report in one job, and its PDF beside what Chromium prints of the same words. */
export async function reportFiles(
  content: ReportContent,
): Promise<{ measures: Measure[]; notes: Record<string, number> }> {
  const jobs: Job[] = [];
  for (let round = 0; round < ROUNDS; round += 1) jobs.push(await fourFiles(content));
  const middle = (of: (job: Job) => number) => median(jobs.map(of));
  const document = documentOf(content);
  const browser = await launchBrowser();
  try {
    let printedSize = 0;
    const print = async () => {
      printedSize = await printed(browser, document);
    };
    await print();
    const chromium = median(await repeated(print));
    let ownSize = 0;
    const own = median(
      await repeated(async () => {
        const renderer = startRenderer('pdf', 'front');
        ownSize = (await renderer.render({ format: 'pdf', document })).length;
        renderer.end();
      }),
    );
    return {
      measures: [
        {
          ...measure(
            'four files in one job, against 4 s',
            middle(({ wall }) => wall),
            4000,
          ),
        },
        {
          ...measure(
            'processor of the four files, against 4 s',
            middle(({ processor }) => processor),
            4000,
          ),
        },
        {
          ...measure(
            'memory of the four files, against 400 MB',
            middle(({ memory }) => memory),
            400,
          ),
          unit: 'MB',
        },
        measure('PDF, its process started for it, against Chromium printing it, already open', own, chromium),
        { ...measure('bytes of the PDF, against Chromium’s', ownSize / 1000, printedSize / 1000), unit: 'KB' },
      ],
      notes: Object.fromEntries(Object.entries(jobs[0]?.sizes ?? {}).map(([name, size]) => [`${name}, bytes`, size])),
    };
  } finally {
    await browser.close();
  }
}
