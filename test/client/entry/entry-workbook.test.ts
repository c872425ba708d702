import { strToU8, zipSync } from 'fflate';
import { writeOds } from 'hucre/ods';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import type { Failure, ServerCell } from '../../../client/monthly-entry/grid/entry-cells.ts';
import type { EntryRow } from '../../../client/monthly-entry/grid/entry-model.ts';
import { EntryStore } from '../../../client/monthly-entry/saving/entry-store.ts';
import { memoryEdits } from '../../../client/monthly-entry/saving/pending-edits.ts';
import { decideLines } from '../../../client/monthly-entry/workbook/workbook-decisions.ts';
import { readEntryWorkbook } from '../../../client/monthly-entry/workbook/workbook-in.ts';
import { monthsBetween } from '../../../shared/domain/month.ts';
import { entryRow } from '../../fixtures/entry-rows.ts';

const MONTH = '2025-10';
const asked = { organisationId: 7, month: MONTH };
const months = monthsBetween('2024-10', MONTH);

type Filled = [
  id: number,
  state: string | null,
  value: string | number | null,
  denominator?: string | number | null,
  reason?: string,
];

/** A workbook as it comes back from a spreadsheet, with the hidden sheet that the product put in it. */
async function workbook(
  lines: Filled[],
  meta: Record<string, string | number> = {},
  revisions: Record<number, number> = {},
  write: typeof writeXlsx | typeof writeOds = writeXlsx,
) {
  const facts = { template: 'saisie-mensuelle', version: 1, organisation: 7, mois: MONTH, ...meta };
  const bytes = await write({
    sheets: [
      {
        name: 'Saisie',
        rows: [
          [null, 'Saisie octobre 2025'],
          [null, 'Remplissez'],
          [null, 'Nombres'],
          ['Clé', 'Indicateur', 'Unité', 'État', 'Valeur', 'Dénominateur', 'Raison', 'Commentaire'],
          ...lines.map(([id, state, value, denominator = null, reason = null]) => [
            id,
            `Mesure ${id}`,
            'personnes',
            state,
            value,
            denominator,
            reason,
            null,
          ]),
        ],
      },
      {
        name: '_meta',
        veryHidden: true,
        rows: [...Object.entries(facts), ...lines.map(([id]) => ['cellule', id, revisions[id] ?? 0])],
      },
    ],
  });
  return new Uint8Array(bytes);
}

const row = (id: number, more: Partial<EntryRow> = {}) => entryRow(id, months, more);
const rows = [row(1), row(2), row(3), row(4), row(5, { unit: 'percent', timeRule: 'ratio' }), row(6)];

const cell = (indicatorId: number, value: number, more: Partial<ServerCell> = {}): ServerCell => ({
  indicatorId,
  month: MONTH,
  state: 'value',
  value,
  numerator: null,
  denominator: null,
  reason: null,
  comment: null,
  stage: 'draft',
  review: 'none',
  revision: 1,
  origin: 'entry',
  updatedBy: 'Karim',
  updatedAt: '2025-11-03T09:00:00.000Z',
  ...more,
});

function formWith(cells: ServerCell[]) {
  const store = new EntryStore({
    organisationId: 7,
    person: { id: 'karim', name: 'Karim' },
    pending: memoryEdits(),
    send: async () => cell(1, 0),
    explain: (error) => error as Failure,
    isReady: () => false,
  });
  store.load(cells);
  return { rows, month: MONTH, store };
}

async function decisions(lines: Filled[], cells: ServerCell[] = [], revisions: Record<number, number> = {}) {
  const read = await readEntryWorkbook(await workbook(lines, {}, revisions), asked);
  if (!read.ok) throw new Error(read.why);
  return decideLines(formWith(cells), read.lines);
}

describe('a workbook that comes back', () => {
  it('comes back from LibreOffice in its own format as it does from Excel', async () => {
    const filled: Filled[] = [
      [1, null, 12],
      [2, 'NC', null, null, 'En congé'],
    ];
    const [ods, xlsx] = await Promise.all([workbook(filled, {}, {}, writeOds), workbook(filled)]);
    const read = await readEntryWorkbook(ods, asked);
    expect(read).toEqual(await readEntryWorkbook(xlsx, asked));
    expect(read).toMatchObject({
      ok: true,
      lines: [
        { indicatorId: 1, value: '12' },
        { indicatorId: 2, reason: 'En congé' },
      ],
    });
  });

  it('decides on each line: new, changed, identical, locked, suspicious, unreadable', async () => {
    const cells = [cell(2, 8), cell(3, 9), cell(4, 3, { stage: 'validated' }), cell(6, 4, { revision: 5 })];
    const lines: Filled[] = [
      [1, 'Valeur', 12],
      [2, 'Valeur', 10],
      [3, 'Valeur', 9],
      [4, 'Valeur', 5],
      [5, 'Valeur', 21, 20],
      [6, 'Valeur', 7],
    ];
    const decided = await decisions(lines, cells, { 2: 1, 3: 1, 4: 1, 6: 1 });
    expect(decided.map((one) => [one.kind, one.before, one.after])).toEqual([
      ['new', 'rien', '12'],
      ['changed', '8', '10'],
      ['same', '9', '9'],
      ['locked', '3', '5'],
      ['unreadable', 'rien', '21 sur 20'],
      ['suspicious', '4', '7'],
    ]);
    expect(decided[5]?.why).toContain('changé depuis le téléchargement');
  });

  it('reads the states of the drop-down, French texts and a reason', async () => {
    const decided = await decisions([
      [1, 'Non connu', null, null, 'Logiciel en panne'],
      [2, 'Estimation', '1 234'],
      [3, null, 'NC'],
      [4, 'Peut-être', 3],
      [5, null, 6, 20],
    ]);
    expect(decided.map((one) => one.content?.state ?? one.why)).toEqual([
      'unavailable',
      'estimated',
      'unavailable',
      '«\u00a0Peut-être\u00a0» n’est pas un état de la liste.',
      'value',
    ]);
    expect(decided[0]?.content?.reason).toBe('Logiciel en panne');
    expect(decided[1]?.content?.value).toBe(1234);
    expect(decided[4]?.content).toMatchObject({ numerator: 6, denominator: 20 });
  });

  it('lets a line left blank keep what was typed', async () => {
    expect(await decisions([[1, null, null]], [cell(1, 12)])).toEqual([]);
  });
});

describe('a file that is not the workbook of the month', () => {
  it.each([
    [{ organisation: 8 }, 'autre organisation'],
    [{ mois: '2025-09' }, 'mois 2025-09'],
    [{ version: 0 }, 'ancienne version'],
    [{ template: 'autre' }, 'pas le classeur de saisie'],
  ])('%j is refused with the way out', async (meta, why) => {
    const read = await readEntryWorkbook(await workbook([[1, 'Valeur', 12]], meta), asked);
    expect(read).toMatchObject({ ok: false, why: expect.stringContaining(why) });
  });

  it('refuses what is no workbook, what is too heavy, and what unfolds without end', async () => {
    const why = async (bytes: Uint8Array) => {
      const read = await readEntryWorkbook(bytes, asked);
      return read.ok ? 'read' : read.why;
    };
    expect(await why(strToU8('bonjour'))).toContain('pas le classeur de saisie');
    expect(await why(strToU8('PK bonjour'))).toContain('pas le classeur de saisie');
    expect(await why(new Uint8Array(5_000_001))).toContain('trop volumineux');
    const zeros = new Uint8Array(60_000_000);
    const bomb = zipSync({
      'xl/workbook.xml': strToU8('<workbook><sheets/></workbook>'),
      'xl/_rels/workbook.xml.rels': strToU8('<r/>'),
      'xl/sharedStrings.xml': zeros,
    });
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await why(bomb)).toContain('trop volumineux');
  });
});
