import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { errorMessage } from '../../../client/lib/words/error-messages.ts';
import { contentOf, withTyped } from '../../../client/monthly-entry/grid/cell-text.ts';
import type { EntryRow } from '../../../client/monthly-entry/grid/entry-model.ts';
import { remarksOf } from '../../../client/monthly-entry/remarks.ts';
import { EntryStore } from '../../../client/monthly-entry/saving/entry-store.ts';
import { memoryEdits } from '../../../client/monthly-entry/saving/pending-edits.ts';
import { decideLines } from '../../../client/monthly-entry/workbook/workbook-decisions.ts';
import { problemOfRefusals } from '../../../server/api/problems.ts';
import { sendMonth } from '../../../server/api/service.ts';
import { runImport } from '../../../server/imports/command.ts';
import { rowsToSend } from '../../../server/imports/read-file.ts';
import { isRefusal } from '../../../server/platform/errors.ts';
import { type CellRefusalCode, refusalSentence } from '../../../shared/domain/entry/cell-rules.ts';
import { readTyped } from '../../../shared/domain/entry/typed-figure.ts';
import { bytesSource } from '../../../shared/reading/byte-source.ts';
import { isRefusal as isRefused, openPartnerFile } from '../../../shared/reading/open-partner-file.ts';
import { type ReasonCode, reasonWithout } from '../../../shared/reading/reasons.ts';
import { communes, indicators } from '../../fixtures/tables.ts';
import { handMade, type ImportWorld, importWorld } from '../imports/import-world.ts';

/** What the grid refuses is refused by each other door, in the same words. */

const MONTH = '2025-10';
let world: ImportWorld;
let rows: EntryRow[];
let folder: string;

beforeAll(async () => {
  world = await importWorld();
  folder = mkdtempSync(path.join(os.tmpdir(), 'observatoire-portes-'));
  // « Professionnels formés » holds « Sessions »: an example of a total and its part, of one structure.
  const compositions = [{ rule: 'among', parts: [{ code: 'FOR-01', term: 'value' }] }];
  await world.db.indicator.update({ where: { code: 'IND-16' }, data: { compositions } });
  const typed = { code: { in: ['FOR-01', 'IND-16', 'IND-05'] } };
  await world.db.observation.deleteMany({
    where: { organisationId: world.idOf('DIJON'), month: MONTH, indicator: typed },
  });
  const grid = await person().monthlyEntry.grid({ organisationId: world.idOf('DIJON'), month: MONTH });
  rows = grid.rows;
}, 240_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.close();
});

const person = () => world.as({ role: 'contributor', organisation: 'DIJON' });

/** What somebody would write: the label of a line of a partner's file, the code of the catalogue, the text. */
interface Written {
  label: string;
  code: string;
  texts: string[];
  month?: string;
  /** Written beside it, in the same month. */
  beside?: Written;
}

const session = (text: string): Written => ({ label: 'Formations : sessions', code: 'FOR-01', texts: [text] });
const respite = (occupied: string, available: string): Written => ({
  label: 'Lieu de répit : places occupées',
  code: 'IND-05',
  texts: [occupied, available],
});
const trained: Written = { label: 'Professionnels formés', code: 'IND-16', texts: ['8'] };

const rowOf = ({ code }: Written) => rows.find((row) => row.code === code);
const numberOf = (text: string | undefined) => (text === undefined ? null : Number(text.replace(',', '.')));
const isNumber = ({ texts }: Written) => texts.every((text) => Number.isFinite(numberOf(text)));

function figuresOf({ texts }: Written) {
  const [first, second] = texts.map(numberOf);
  return second === undefined
    ? { state: 'value' as const, value: first ?? null }
    : { state: 'value' as const, numerator: first ?? null, denominator: second };
}

function storeWith(beside: Written | undefined): EntryStore {
  const store = new EntryStore({
    organisationId: world.idOf('DIJON'),
    person: { id: 'essai', name: 'Essai' },
    pending: memoryEdits(),
    explain: () => ({ kind: 'offline' }),
    isReady: () => false,
    send: () => Promise.reject(new Error('no network')),
  });
  const row = beside && rowOf(beside);
  if (row && beside) {
    const content = { ...contentOf(store.cell(row.id, MONTH).content), ...figuresOf(beside) };
    store.edit([{ indicatorId: row.id, month: MONTH, content }]);
  }
  return store;
}

/** Typed or pasted in the grid, before anything leaves the page. */
function typedInGrid(written: Written): string {
  const row = rowOf(written);
  const store = storeWith(written.beside);
  let content = store.cell(row?.id ?? 0, MONTH).content;
  for (const [rank, text] of written.texts.entries()) {
    const term = written.texts.length === 1 ? 'value' : rank === 0 ? 'numerator' : 'denominator';
    const next = row && withTyped(content, term, readTyped(text, row));
    if (!row || !next) return '';
    if (typeof next === 'string') return refusalSentence(next);
    content = next;
  }
  return row ? remarksOf({ rows, store }, row, MONTH, content).refusals.join(' ') : '';
}

function inWorkbook(written: Written): string {
  const row = rowOf(written);
  const [value = '', denominator = ''] = written.texts;
  const blank = { state: '', reason: '', comment: '', revision: 0 };
  const line = { ...blank, row: 5, indicatorId: row?.id ?? 0, value, denominator };
  const [decision] = decideLines({ rows, month: MONTH, store: storeWith(written.beside) }, [line]);
  return `${decision?.kind} ${decision?.why}`;
}

/** Saved by the grid's own procedure, whatever the page let through. */
async function saved(written: Written): Promise<string> {
  const { id: indicatorId } = await world.db.indicator.findUniqueOrThrow({ where: { code: written.code } });
  const key = { organisationId: world.idOf('DIJON'), indicatorId, month: written.month ?? MONTH, revision: 0 };
  try {
    await person().monthlyEntry.saveCell({ ...key, ...figuresOf(written) });
    return 'taken';
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null;
    if (!(cause instanceof Error) || !('code' in cause) || !('facts' in cause)) throw error;
    return errorMessage({ data: { appCode: cause.code, facts: cause.facts } });
  }
}

async function byApi(written: Written): Promise<string> {
  const organisationId = world.idOf('DIJON');
  const viewer = {
    id: 'essai',
    name: 'Essai',
    email: 'essai@exemple.fr',
    role: 'contributor',
    organisationId,
  } as const;
  const holder = { tokenId: 1, scopes: [], organisationId, viewer };
  const cells = [written, ...(written.beside ? [written.beside] : [])].map((one) => ({
    ...{ indicator: one.code, value: null, numerator: null, denominator: null, reason: null, comment: null },
    ...figuresOf(one),
  }));
  const asked = {
    month: written.month ?? MONTH,
    dryRun: true,
    key: 'essai-des-portes',
    input: { cells, submit: false },
  };
  try {
    const sent = await sendMonth(world.platform, holder, asked);
    if (sent.kind !== 'refused') return 'taken';
    return (
      problemOfRefusals(sent.refusals, 'essai')
        .errors?.map(({ detail }) => detail)
        .join(' ') ?? ''
    );
  } catch (error) {
    if (!isRefusal(error, 'FUTURE_MONTH')) throw error;
    return errorMessage({ data: { appCode: error.code, facts: error.facts } });
  }
}

const french: Record<string, string> = { '2025-10': 'octobre 2025', '2026-03': 'mars 2026' };

/** The month before is there too, with what nobody would refuse: one column alone is no grid of months. */
function fileOf(written: Written): Buffer {
  const lines = [written, ...(written.beside ? [written.beside] : [])].flatMap(({ label, texts: [first, second] }) => [
    `${label};1;${first}`,
    ...(second === undefined ? [] : [`Lieu de répit : places disponibles;8;${second}`]),
  ]);
  const titles = `Indicateur;septembre 2025;${french[written.month ?? MONTH]}`;
  return Buffer.from(['Relevé mensuel', titles, ...lines, ''].join('\n'));
}

/** A partner's file of months, taken by the server: what it keeps and shows of it. */
async function inFile(written: Written): Promise<string> {
  const options = { today: '2025-11-14', communes, indicators, source: 'monthly-return' } as const;
  const opened = openPartnerFile(bytesSource(fileOf(written)), 'releve-mensuel-2025.csv', options);
  if (isRefused(opened)) throw new Error(opened.message);
  const receipt = await world.take({ ...handMade(opened.source, []), rows: rowsToSend(opened) }, { dryRun: true });
  expect(receipt.rows).toBe(receipt.accepted + receipt.identical + receipt.rejectedCount);
  return receipt.rejected.map(({ code }) => reasonWithout(code as ReasonCode)).join(' ');
}

async function onCommandLine(written: Written): Promise<string> {
  const file = path.join(folder, 'releve-mensuel-2025.csv');
  writeFileSync(file, fileOf(written));
  const said: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text));
  try {
    await runImport(world.platform, [file, '--source', 'monthly-return', '--dry-run', '--json']);
  } finally {
    log.mockRestore();
  }
  const { rejected } = JSON.parse(said.join('')) as { rejected: { reason: string }[] };
  return rejected.map(({ reason }) => reason).join(' ');
}

const text = [typedInGrid, inWorkbook, inFile, onCommandLine];
const numbers = [saved, byApi];

describe('what is refused is refused at every door, in the same words', () => {
  it.each<[string, CellRefusalCode, Written]>([
    ['80 places occupied of 8', 'part-greater-than-whole', respite('80', '8')],
    ['a part that passes the total of another line', 'parts-exceed-whole', { ...session('80'), beside: trained }],
    ['fewer than nothing', 'negative', session('-3')],
    ['half a session', 'not-an-integer', session('2,5')],
    ['a telephone number', 'too-large', session('612345678')],
    ['a percentage', 'percent-sign', session('75 %')],
    ['a surface', 'other-unit', session('75 m²')],
    ['people where sessions are counted', 'other-unit', session('12 personnes')],
    ['dwellings where people are counted', 'other-unit', { ...trained, texts: ['12 logements'] }],
    ['an amount', 'other-unit', session('12 €')],
    ['days', 'other-unit', session('12 jours')],
    ['a word', 'not-a-number', session('beaucoup')],
  ])('%s', async (_what, code, written) => {
    for (const door of [...text, ...(isNumber(written) ? numbers : [])]) {
      // The total is in the database for the procedure, which writes one cell at a time.
      if (door === saved && written.beside) expect(await saved(written.beside)).toBe('taken');
      expect(await door(written), `${code} by ${door.name}`).toContain(refusalSentence(code));
    }
  });

  it.each<[string, CellRefusalCode, Written]>([
    ['a month to come', 'future-month', { ...session('3'), month: '2026-03' }],
    ['an indicator of another structure', 'not-assigned', { label: 'CCAPEX', code: 'IND-14', texts: ['3'] }],
  ])('%s, which the page of the grid does not even show', async (_what, code, written) => {
    for (const door of [inFile, onCommandLine, ...numbers])
      expect(await door(written), `${code} by ${door.name}`).toContain(refusalSentence(code));
  });

  it('takes what the rules allow', async () => {
    expect(typedInGrid(respite('7', '8'))).toBe('');
    expect(inWorkbook(respite('7', '8'))).toMatch(/^(new|suspicious)/);
    for (const door of [inFile, onCommandLine]) {
      expect(await door({ ...session('3'), beside: trained })).toBe('');
      expect(await door({ ...session('3 séances'), beside: { ...trained, texts: ['8 pers.'] } })).toBe('');
    }
    expect(await byApi({ ...session('3'), beside: trained })).toBe('taken');
    expect(await saved(respite('7', '8'))).toBe('taken');
  });

  it('asks of a row typed by hand what a file is asked', async () => {
    const organisationId = world.idOf('HH');
    const cells = { date: '14/10/2025', theme: 'Budget', participants: '75 %' };
    const { registers } = world.as({ role: 'contributor', organisation: 'HH' });
    const refused = await registers.add({ source: 'workshop', organisationId, cells }).then(
      () => null,
      (error: Error) => error.cause,
    );
    expect(isRefusal(refused, 'INVALID') && refused.facts.cells).toEqual({
      participants: refusalSentence('percent-sign'),
    });
  });

  it('a month outside the assignment, at every door; what is a draft there is not sent', async () => {
    const { agreements } = world.as({ role: 'coordinator' });
    const act = { organisation: 'DIJON', of: { indicator: 'FOR-01' }, fromMonth: '2022-01', reason: 'fin de l’action' };
    const organisationId = world.idOf('DIJON');
    expect(await saved(session('4'))).toBe('taken');
    await agreements.changeMonths({ ...act, toMonth: '2025-09' });
    ({ rows } = await person().monthlyEntry.grid({ organisationId, month: MONTH }));
    for (const door of [...text, ...numbers])
      expect(await door(session('3')), `not-assigned by ${door.name}`).toContain(refusalSentence('not-assigned'));
    const left = await world.db.observation.findMany({ where: { organisationId, month: MONTH, state: 'missing' } });
    const reasons = left.map(({ indicatorId }) => ({ indicatorId, reason: 'essai' }));
    const first = await person().monthlyEntry.submit({ organisationId, month: MONTH, reasons });
    const more = first.missing.map(({ indicatorId }) => ({ indicatorId, reason: 'essai' }));
    expect(more.map(({ indicatorId }) => indicatorId)).not.toContain(rowOf(session(''))?.id);
    if (!first.submitted) await person().monthlyEntry.submit({ organisationId, month: MONTH, reasons: more });
    expect(await world.cell('DIJON', 'FOR-01', MONTH)).toMatchObject({ value: 4, stage: 'draft' });
  });
});
