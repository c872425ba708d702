import { strFromU8, unzipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readEntryWorkbook } from '../../../client/monthly-entry/workbook/workbook-in.ts';
import { entryWorkbookOf } from '../../../server/monthly-entry/workbook-out.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import { AppError } from '../../../server/platform/errors.ts';
import { type EntryWorld, entryWorld } from './entry-world.ts';

let world: EntryWorld;

beforeAll(async () => {
  world = await entryWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const OCTOBER = '2025-10';

const karim = (): Viewer => ({
  id: 'karim',
  name: 'Karim',
  email: 'karim@exemple.fr',
  role: 'contributor',
  organisationId: world.adefo,
});
const platform = () => ({
  db: world.db,
  readers: world.platform.readers,
  referenceDate: () => '2025-11-14',
  demonstration: () => false,
});
const workbook = (organisationId = world.adefo) =>
  entryWorkbookOf(platform(), karim(), { organisationId, month: OCTOBER });

describe('the workbook of a month', () => {
  it('has a line for each indicator asked, its key hidden, its open cells unlocked, its states to choose from', async () => {
    await world.history([10, 11, 9]);
    const { name, bytes } = await workbook();
    expect(name).toBe('saisie-adefo-2025-10.xlsx');
    const { sheets } = await readXlsx(bytes);
    expect(sheets.map((sheet) => sheet.name)).toEqual(['Saisie', 'Listes', '_meta']);
    const [entry, , meta] = sheets;
    expect(entry?.rows[4]?.slice(0, 3)).toEqual([world.attendance, 'Personnes ayant suivi un atelier', 'personnes']);
    expect(entry?.rows[4]?.[8]).toBe(9);
    expect(entry?.rows[5]?.[1]).toBe('Taux de non-réponse');
    expect(meta?.veryHidden).toBe(true);
    expect(meta?.rows.map((row) => row.filter((value) => value !== null))).toEqual([
      ['template', 'saisie-mensuelle'],
      ['version', 1],
      ['organisation', world.adefo],
      ['mois', OCTOBER],
      ['cellule', world.attendance, 0],
      ['cellule', world.nonResponse, 0],
    ]);
    const files = unzipSync(bytes);
    const sheet = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet).toContain('<sheetProtection');
    expect(sheet).toMatch(/<dataValidation[^>]*type="list"/u);
    expect(sheet).toMatch(/<col [^>]*hidden="(1|true)"/u);
    expect(strFromU8(files['xl/styles.xml'] ?? new Uint8Array())).toMatch(/<protection locked="(0|false)"/u);
  });

  it('comes back with what was typed in it and the revision that it was made over', async () => {
    const { monthlyEntry } = world.as('karim');
    const cell = { organisationId: world.adefo, month: OCTOBER, revision: 0, state: 'value' as const };
    await monthlyEntry.saveCell({ ...cell, indicatorId: world.attendance, value: 12, comment: 'Salle pleine' });
    await monthlyEntry.saveCell({ ...cell, indicatorId: world.nonResponse, numerator: 6, denominator: 20 });
    const { bytes } = await workbook();
    const read = await readEntryWorkbook(new Uint8Array(bytes), { organisationId: world.adefo, month: OCTOBER });
    expect(read).toMatchObject({
      ok: true,
      lines: [
        { row: 5, revision: 1, state: 'Valeur', value: '12', denominator: '', comment: 'Salle pleine' },
        { row: 6, revision: 1, state: 'Valeur', value: '6', denominator: '20' },
      ],
    });
  });

  it('is for the organisation alone, and for months that have begun', async () => {
    await expect(workbook(world.soliha)).rejects.toThrow(new AppError('FORBIDDEN'));
    const future = entryWorkbookOf(platform(), karim(), { organisationId: world.adefo, month: '2025-12' });
    await expect(future).rejects.toThrow(AppError);
  });
});

describe('what stands beside a line', () => {
  it('is the year of the organisation, the territory’s and what the target expects by now', async () => {
    await world.history([10, 11, 9]);
    const { rows } = await world
      .as('karim')
      .monthlyEntry.grid({ organisationId: world.adefo, month: OCTOBER, span: 13 });
    const [attendance] = rows;
    // The target is said in the words of every screen: its number, its unit, the month when it is due.
    expect(attendance?.comparison).toMatchObject({ own: 30, target: '70\u00a0personnes (échéance décembre 2025)' });
    // Three months of twelve of seventy people: those that were given.
    expect(attendance?.comparison?.expected).toBeCloseTo(17.5, 1);
  });
});

describe('the minutes of a month', () => {
  it('are said once enough cells were written by hand, at that pace', async () => {
    const { monthlyEntry } = world.as('karim');
    const months = () => monthlyEntry.myMonths({});
    expect((await months()).months.find((one) => one.month === OCTOBER)?.minutes).toBeNull();
    for (let rank = 0; rank < 22; rank += 1) {
      world.setNow(new Date(Date.UTC(2025, 10, 14, 9, 0, 45 * rank)).toISOString());
      const cell = {
        organisationId: world.adefo,
        indicatorId: world.attendance,
        month: '2025-09',
        state: 'value' as const,
      };
      await monthlyEntry.saveCell({ ...cell, revision: rank, value: 100 + rank });
    }
    // Two cells wait in October, forty-five seconds each.
    expect((await months()).months.find((one) => one.month === OCTOBER)?.minutes).toBe(2);
  });
});
