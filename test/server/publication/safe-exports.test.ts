import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Fastify from 'fastify';
import { strFromU8, unzipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusedSheets } from '../../../client/imports/refused-workbook.ts';
import { registerJournalDownloads } from '../../../server/audit/downloads.ts';
import { catalogueWorkbook } from '../../../server/convention-acts/workbook-out.ts';
import { catalogueContent } from '../../../server/conventions/catalogue-content.ts';
import { renderCsv } from '../../../server/documents/render-csv.ts';
import { financeFile } from '../../../server/finance/export.ts';
import { financeTemplate } from '../../../server/finance/import-template.ts';
import { indicatorFile } from '../../../server/indicators/downloads.ts';
import { entryWorkbookOf } from '../../../server/monthly-entry/workbook-out.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import { recordAudit } from '../../../server/platform/audit.ts';
import { buildReportContent, reportRenderers } from '../../../server/reports/service.ts';
import { spreadsheetText } from '../../../shared/domain/words/spreadsheet-text.ts';
import { openDataFiles } from '../../setup/open-files.ts';
import { publishNow } from '../../setup/published.ts';
import { handMade, type ImportWorld, importWorld } from '../imports/import-world.ts';

let world: ImportWorld;

/** What a hostile partner, or a careless one, may type wherever a text is free. */
const hostile = [`=cmd|'/C calc'!A0`, '+SUM(1+1)*cmd', '-2+3+cmd', '@SUM(A1)', '\t=1+1', '＝1+1;"x"'];

/** Every free text that reaches a file of figures. */
const freeTexts = [
  ['Organisation', 'name'],
  ['Organisation', 'role'],
  ['Indicator', 'label'],
  ['Indicator', 'note'],
  ['Indicator', 'sourceText'],
  ['IndicatorVersion', 'definition'],
  ['IndicatorVersion', 'formula'],
  ['IndicatorAnnotation', 'text'],
  ['Action', 'title'],
  ['Action', 'description'],
  ['Action', 'objectiveText'],
  ['Action', 'expectedText'],
  ['Action', 'unmeasuredText'],
  ['Target', 'quote'],
  ['Convention', 'name'],
  ['Convention', 'territory'],
  ['Commune', 'name'],
  ['Observation', 'comment'],
  ['Observation', 'reason'],
  ['PublishedFigure', 'label'],
  ['PublishedFigure', 'quote'],
  ['ReportJudgement', 'reason'],
  ['ReportJudgement', 'difficulties'],
  ['ReportJudgement', 'nextSteps'],
  ['ReportLineAnswer', 'difficulties'],
  ['ReportLineAnswer', 'nextSteps'],
  ['FinanceLine', 'note'],
  ['FinanceLine', 'document'],
  ['PartnerConvention', 'object'],
  ['PartnerConvention', 'document'],
  ['PartnerConvention', 'note'],
  ['Instalment', 'label'],
  ['Instalment', 'reference'],
  ['SupportingDocument', 'reference'],
  ['StatePayment', 'reference'],
] as const;

beforeAll(async () => {
  world = await importWorld();
  for (const [index, [table, column]] of freeTexts.entries())
    await world.pool.query(`UPDATE "${table}" SET "${column}" = $1 || ' ' || ctid::text`, [
      hostile[index % hostile.length],
    ]);
});
afterAll(() => world.close());

const viewer: Viewer = {
  id: 'essai',
  name: 'Essai',
  email: 'essai@exemple.fr',
  role: 'coordinator',
  organisationId: null,
};

/** The cells of a delimited file, as a spreadsheet cuts it. */
function cellsOf(text: string, separator: string): string[] {
  const cells: string[] = [];
  const pattern = new RegExp(`(?:^|${separator}|\\r\\n)(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))`, 'gy');
  const clean = text.replace(/^\uFEFF/, '');
  for (const match of clean.matchAll(pattern)) cells.push((match[1] ?? match[2] ?? '').replaceAll('""', '"'));
  return cells;
}

/** What a spreadsheet would run: by its first sign, unless it is a number or a sign alone. */
const runs = (cell: string) =>
  /^[=+\-@\t\r\n＝＋－＠]/.test(cell) &&
  cell.length > 1 &&
  !/^[-+]?\d[\d\u00a0\u202f ]*([.,]\d+)?[\u00a0\u202f ]?[%€]?$/.test(cell);

function expectSafeText(text: string, separator = ';') {
  const cells = cellsOf(text, separator);
  expect(cells.length).toBeGreaterThan(20);
  // The hostile texts did come this far.
  expect(cells.filter((cell) => /^'[=+\-@\t＝]/.test(cell))).not.toEqual([]);
  expect(cells.filter(runs)).toEqual([]);
}

/** A workbook without a formula: texts are texts, numbers numbers. Validations of the cells to fill are the product's own. */
function expectSafeWorkbook(bytes: Uint8Array) {
  const parts = Object.entries(unzipSync(bytes));
  const sheets = parts
    .filter(([name]) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name))
    .map(([, part]) => strFromU8(part));
  expect(sheets.length).toBeGreaterThan(0);
  expect(sheets.filter((sheet) => /<f[ >]/.test(sheet))).toEqual([]);
  expect(parts.filter(([name]) => /externalLink|connections|macro|vba/i.test(name))).toEqual([]);
}

describe('a text in a file for a spreadsheet', () => {
  it('never begins a formula; a negative number, an amount or a sign alone stays itself', () => {
    for (const text of hostile) expect(spreadsheetText(text)).toBe(`'${text}`);
    expect(spreadsheetText(`-4+cmd|' /C calc'!A0`)).toMatch(/^'/);
    for (const text of ['-4', '-1\u202f234,5', '-12\u00a0%', '-81\u202f322,80\u00a0€', '-', '–', 'Dijon', ''])
      expect(spreadsheetText(text)).toBe(text);
  });

  it('a negative number is a number in a table', () => {
    expect(renderCsv([{ label: 'Écart' }], [[-4.5], ['-4,5'], ['-4+1']]).toString()).toContain(
      "\r\n-4,5\r\n-4,5\r\n'-4+1\r\n",
    );
  });
});

/** Every module of the product that writes a delimited file or a workbook, and the test that walks it. */
const walked = [
  'client/imports/reading/read-file.worker.ts',
  'server/audit/downloads.ts',
  'server/convention-acts/workbook-out.ts',
  'server/data-protection/person.ts',
  'server/documents/render-csv.ts',
  'server/documents/render-workbook.ts',
  'server/finance/export.ts',
  'server/finance/import-template.ts',
  'server/indicators/render-export.ts',
  'server/monthly-entry/workbook-out.ts',
  'server/open-data/files.ts',
  'server/reports/report-workbook.ts',
];

describe('every export, with a formula in every free text', () => {
  it('is walked here: a new one is added to the list with its test', () => {
    const root = path.resolve(import.meta.dirname, '../../..');
    const found = ['client', 'server'].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .map((file) => path.posix.join(folder, file))
        .filter((file) => /\.tsx?$/.test(file))
        .filter((file) =>
          /\b(writeXlsx|renderCsv|renderWorkbook|delimitedCell)\(/.test(readFileSync(path.join(root, file), 'utf8')),
        ),
    );
    expect(found.sort()).toEqual(walked);
  });

  it('the file of an indicator', async () => {
    for (const code of ['IND-02', 'IND-10', 'IND-18', 'SIAO-01']) {
      const ask = (format: 'csv' | 'xlsx') => indicatorFile(world.platform, viewer, { code, year: 2024 }, format);
      expectSafeText((await ask('csv')).bytes.toString('utf8'));
      expectSafeWorkbook((await ask('xlsx')).bytes);
    }
  });

  it('the report’s workbook and table', async () => {
    const content = await buildReportContent(world.platform, 'working', 2024);
    expectSafeText((await reportRenderers.csv(content)).toString('utf8'));
    expectSafeWorkbook(await reportRenderers.xlsx(content));
  });

  it('the money: its tables, its workbook, the workbook to fill in', async () => {
    for (const part of [
      'lignes',
      'conventions',
      'versements',
      'versements-etat',
      'pieces',
      'totaux',
      'exposition',
      'alertes',
    ] as const) {
      const { bytes } = await financeFile({ ...world.platform, viewer }, { year: 2023, format: 'csv', part });
      expect(cellsOf(bytes.toString('utf8'), ';').filter(runs)).toEqual([]);
    }
    const { bytes } = await financeFile({ ...world.platform, viewer }, { year: 2023, format: 'xlsx', part: 'lignes' });
    expectSafeWorkbook(bytes);
    expectSafeWorkbook((await financeTemplate(world.platform, 2023)).bytes);
  });

  it('the month of an organisation to fill offline', async () => {
    const asked = { organisationId: world.idOf('HH'), month: '2025-09' };
    expectSafeWorkbook((await entryWorkbookOf(world.platform, viewer, asked)).bytes);
  });

  it('the workbook of the convention', async () => {
    expectSafeWorkbook(await catalogueWorkbook(await catalogueContent(world.platform)));
  });

  it('the open data', async () => {
    await publishNow(world.platform);
    const files = [...(await openDataFiles(world.platform))].filter(([name]) => name.endsWith('.csv'));
    expect(files.length).toBeGreaterThan(4);
    const isExcel = (name: string) => name.endsWith('-excel.csv');
    const textOf = (some: typeof files) => some.map(([, { bytes }]) => bytes.toString('utf8').replace(/^\uFEFF/, ''));
    expectSafeText(textOf(files.filter(([name]) => !isExcel(name))).join(''), ',');
    expectSafeText(textOf(files.filter(([name]) => isExcel(name))).join(''));
  });

  it('the journal', async () => {
    for (const text of hostile) {
      const entry = {
        action: 'setting.change',
        entity: 'setting',
        entityId: text,
        after: { value: text },
        reason: text,
      };
      await world.db.$transaction((tx) => recordAudit(tx, { id: null, name: text }, entry));
    }
    const app = Fastify();
    registerJournalDownloads(app, async () => ({ ...world.platform, viewer, requestId: 'essai' }));
    expectSafeText((await app.inject({ url: '/documents/journal.csv' })).payload);
    expectSafeWorkbook((await app.inject({ url: '/documents/journal.xlsx' })).rawPayload);
    await app.close();
  });

  it('what is handed to a person', async () => {
    const contents = hostile.map((service) => ({ requestDate: '2025-03-10', service, commune: '21231' }));
    await world.take(handMade('siao-request', contents));
    const { text } = await world.as({ role: 'coordinator' }).dataProtection.exportPerson({
      ...{ organisationId: world.idOf('SIAO'), source: 'siao-request', number: 'N-0', format: 'csv' },
    });
    expect(cellsOf(text, ';').filter(runs)).toEqual([]);
    expect(text).toContain(`'=cmd`);
  });

  it('the rows that a file’s import refused', async () => {
    const rows = hostile.map((cell, index) => ({
      row: index + 2,
      sheet: undefined,
      cells: { Nom: cell },
      reason: cell,
    }));
    expectSafeWorkbook(await writeXlsx({ sheets: refusedSheets(rows, ['Nom']) }));
  });
});
