import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Packer } from 'docx';
import { estimatePageNumbers } from 'docx/layout';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagesOf } from '../../../server/documents/docx-pages.ts';
import { linesIn } from '../../../server/documents/docx-widths.ts';
import { printableDocument } from '../../../server/documents/printable-document.ts';
import { renderDocx, wordFile } from '../../../server/documents/render-docx.ts';
import { documentOf } from '../../../server/reports/report-documents.ts';
import { synthesisOf } from '../../../server/reports/report-synthesis.ts';
import { buildReportContent } from '../../../server/reports/service.ts';
import { headingsOf, type ReportDocument } from '../../../shared/domain/report/report-document.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';
import { sampleDocument } from './sample-document.ts';

/** The page numbers of Word's contents are worked out by us: held against the library's own layout, and against LibreOffice. */

let world: ImportWorld;
const documents = new Map<string, ReportDocument>([['a report as awkward as a real one', sampleDocument]]);

beforeAll(async () => {
  world = await importWorld();
  const content = await buildReportContent(world.platform, 'working', 2023);
  documents.set('the report of the demonstration', documentOf(content));
  documents.set('its synthesis', synthesisOf(content));
});
afterAll(() => world.close());

/** Programs of the machine, not of the product: without them the test is skipped. */
const [WRITER, READER] = ['soffice', 'pdftotext'] as const;
const hasProgram = (name: string) => spawnSync('which', [name]).status === 0;

async function layoutOfTheLibrary(document: ReportDocument): Promise<ReadonlyMap<string, string>> {
  let found: ReadonlyMap<string, string> = new Map();
  const watched: typeof estimatePageNumbers = Object.assign(
    (...given: Parameters<typeof estimatePageNumbers>) => {
      const estimated = estimatePageNumbers(...given);
      found = 'bookmarks' in estimated ? estimated.bookmarks : new Map();
      return estimated;
    },
    { listNumbers: estimatePageNumbers.listNumbers },
  ) as typeof estimatePageNumbers;
  await Packer.toBuffer(wordFile(document, watched));
  return found;
}

describe('the pages of the contents', { timeout: 180_000 }, () => {
  it('break lines as Calibri is wide', () => {
    expect(linesIn([{ text: 'Dijon métropole' }], 10.5, 482)).toBe(1);
    expect(linesIn([{ text: 'Dijon métropole' }], 10.5, 60)).toBe(2);
    expect(linesIn([{ text: 'a'.repeat(400) }], 10.5, 482)).toBe(5);
    expect(linesIn([{ text: 'première\nseconde' }], 10.5, 482)).toBe(2);
  });

  it.each(['a report as awkward as a real one', 'the report of the demonstration', 'its synthesis'])(
    'are those of the library’s own layout, for %s',
    async (name) => {
      const document = documents.get(name);
      if (!document) throw new Error(name);
      const ours = pagesOf(printableDocument(document), document.meta.cover === 'band' ? 1 : 2);
      const theirs = await layoutOfTheLibrary(document);
      const gaps = [...ours].map(([id, page]) => Math.abs(page - Number(theirs.get(id))));
      expect(gaps.length).toBe(headingsOf(document).length);
      expect(Math.max(...gaps)).toBeLessThanOrEqual(1);
      expect(gaps.filter((gap) => gap > 0).length / gaps.length).toBeLessThanOrEqual(0.05);
    },
  );

  it.skipIf(!hasProgram(WRITER) || !hasProgram(READER))(
    'are where LibreOffice prints the headings, without a blank page',
    async () => {
      const document = documents.get('the report of the demonstration') ?? sampleDocument;
      const folder = mkdtempSync(path.join(tmpdir(), 'docx-'));
      try {
        writeFileSync(path.join(folder, 'report.docx'), await renderDocx(document));
        const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
        execFileSync(WRITER, ['--headless', profile, '--convert-to', 'pdf', '--outdir', folder, 'report.docx'], {
          cwd: folder,
          stdio: 'ignore',
        });
        execFileSync(READER, ['-layout', 'report.pdf', 'report.txt'], { cwd: folder });
        const printed = readFileSync(path.join(folder, 'report.txt'), 'utf8').split('\f').slice(0, -1);
        const pages = printed.map((page) => page.replace(/\s+/gu, ''));
        // Its own header and number are not words of a page.
        expect(pages.filter((page, index) => index > 0 && page.length < 120)).toEqual([]);
        const found = pagesOf(printableDocument(document), 2);
        const missed = headingsOf(printableDocument(document)).filter(
          ({ id, text, level }) => level < 3 && !pages[(found.get(id) ?? 0) - 1]?.includes(text.replace(/\s+/gu, '')),
        );
        expect(missed.length / headingsOf(document).length).toBeLessThanOrEqual(0.05);
        const contents = pages.slice(1, 3).join('');
        for (const { id, text, level } of headingsOf(printableDocument(document)))
          if (level < 3)
            expect(contents).toMatch(
              new RegExp(`${text.replace(/\s+/gu, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\.*${found.get(id)}`),
            );
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});
