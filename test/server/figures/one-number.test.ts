import { strFromU8, unzipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indicatorExport } from '../../../server/indicators/downloads.ts';
import { exportCsv, exportWorkbook } from '../../../server/indicators/render-export.ts';
import { loadFigures } from '../../../server/indicators/service.ts';
import { summariseFigures } from '../../../server/indicators/summary.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import { renderReportFor } from '../../../server/reports/service.ts';
import { valueWords } from '../../../shared/domain/figures/figure-words.ts';
import { partnerFiles } from '../../fixtures/partner-files.ts';
import { draws } from '../../setup/seed.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';
import { oneNumber } from './one-number-suite.ts';

/** One number, one place: the command line, the page, its two files and the report say the same string of every indicator. */

let world: ImportWorld;
beforeAll(async () => {
  world = await importWorld({ published: true });
});
afterAll(() => world.close());

const YEAR = 2023;
/** Each way of saying a value is asked of some indicators in `npm test`, of all in the long tier. */
const isAsked = (code: string) =>
  draws(0, 1) === 1 || ['IND-02', 'IND-05', 'IND-10', 'IND-17', 'IND-27', 'IND-28'].includes(code);
const viewer = (role: Viewer['role']): Viewer => ({
  id: `essai-${role}`,
  name: 'Essai',
  email: 'essai@exemple.fr',
  role,
  organisationId: null,
});

/** Code → what the page says, for a person. */
async function pages(role: Viewer['role']): Promise<Map<string, string>> {
  const { figures } = await world.as({ role }).overview.forYear({ year: YEAR });
  const said = new Map<string, string>();
  for (const { code } of figures.filter((one) => isAsked(one.code))) {
    const { figure } = await world.as({ role }).indicators.byCode({ code, year: YEAR });
    said.set(code, valueWords(figure));
  }
  return said;
}

/** What the two files of a page say that the value is. */
async function filesSay(role: Viewer['role'], code: string) {
  const content = await indicatorExport(world.platform, viewer(role), { code, year: YEAR });
  const csv = exportCsv(content).toString('utf8');
  const book = await readXlsx(await exportWorkbook(content, true));
  const about = book.sheets.find((sheet) => sheet.name === 'À propos');
  return {
    csv: /^À propos;Valeur;;"?(.*?)"?;;/mu.exec(csv)?.[1],
    xlsx: about?.rows.find((row) => row[0] === 'Valeur')?.[1],
  };
}

/** Label → value, from every table of indicators of the Word document. */
function tablesOf(docx: Buffer): Map<string, string> {
  const xml = strFromU8(unzipSync(new Uint8Array(docx))['word/document.xml'] ?? new Uint8Array());
  const words = (part: string) =>
    [...part.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu)]
      .map((match) => match[1])
      .join('')
      .replaceAll('&amp;', '&');
  const rows = [...xml.matchAll(/<w:tr[ >].*?<\/w:tr>/gsu)].map((row) =>
    [...row[0].matchAll(/<w:tc>.*?<\/w:tc>/gsu)].map((cell) => words(cell[0])),
  );
  return new Map(rows.filter((cells) => cells.length === 6).map(([label = '', value = '']) => [label, value]));
}

const spaces = (text: string) => text.replace(/[\u00a0\u202f]/gu, ' ');

describe('one number in one place', { timeout: 180_000 }, () => {
  it('is the same string on the command line, on the page, in its CSV and in its workbook, for the coordinator', async () => {
    const said = await pages('coordinator');
    const lines = await summariseFigures(world.platform, YEAR);
    const asked = lines.filter(({ code }) => isAsked(code));
    expect(asked.length).toBe(said.size);
    for (const { code, display } of asked) {
      expect(display, code).toBe(said.get(code));
      expect(await filesSay('coordinator', code), code).toEqual({ csv: display, xlsx: display });
    }
  });

  it('is the same string on the page of a reader, in its files, and in the report with its workbook', async () => {
    const said = await pages('reader');
    const { figures } = await world.as({ role: 'reader' }).overview.forYear({ year: YEAR });
    const [docx, xlsx] = await Promise.all(
      (['docx', 'xlsx'] as const).map((format) => renderReportFor(world.platform, viewer('reader'), YEAR, format)),
    );
    const tables = tablesOf(docx!.bytes);
    const sheet = (await readXlsx(xlsx!.bytes)).sheets.find((one) => one.name === 'Indicateurs');
    const values = new Map(sheet?.rows.map((row) => [row[0], row[4] ?? null]));
    let inReport = 0;
    for (const figure of figures) {
      const { code, label, value, hidden, origin } = figure;
      const words = valueWords(figure);
      if (isAsked(code)) {
        expect(words, code).toBe(said.get(code));
        expect(await filesSay('reader', code), code).toEqual({ csv: words, xlsx: words });
      }
      expect(values.get(code) ?? null, code).toBe(hidden ? null : value);
      const told = tables.get(label);
      if (told === undefined) continue;
      inReport += 1;
      expect(spaces(told), code).toBe(spaces(origin === 'published' ? `${words} (publié)` : words));
    }
    expect(inReport).toBeGreaterThan(15);
  });
});

describe('rooms and indicators of the demonstration', { timeout: 180_000 }, () => {
  type Months = Map<string, number | null>;
  /** Code → month → value, of all years; a month that is masked or not known is not there. */
  async function monthsOf(visibility: 'working' | 'validated'): Promise<Map<string, Months>> {
    const found = new Map<string, Months>();
    for (const year of [2023, 2024, 2025]) {
      const figures = await loadFigures(world.platform, visibility, { year });
      for (const { code, months } of figures) {
        const own: Months = found.get(code) ?? new Map();
        found.set(code, own);
        for (const { month, quantity, carried } of months)
          if (quantity && 'value' in quantity && !carried) own.set(month, quantity.value);
      }
    }
    return found;
  }

  it.each(['working', 'validated'] as const)('say the same number of what is %s', async (visibility) => {
    const figures = await monthsOf(visibility);
    const person = world.as({ role: visibility === 'working' ? 'coordinator' : 'reader' });
    let held = 0;
    const hold = (code: string, month: string, said: unknown) => {
      const own = figures.get(code)?.get(month);
      if (typeof said !== 'number' || own === undefined) return;
      held += 1;
      expect(said, `${code} ${month}`).toBe(own);
    };
    const { months: dwellings } = await person.housing.captured({});
    for (const { month, captured, managed } of dwellings) {
      hold('IND-02', month, captured);
      hold('IND-03', month, managed);
    }
    const insee = await person.homelessness.ledger({ unit: 'persons', perimeter: 'insee' });
    for (const { month, active } of insee.months) hold('IND-27', month, active);
    const households = await person.homelessness.ledger({ unit: 'households', perimeter: 'convention' });
    for (const { month, flows } of households.months) {
      hold('SIAO-02', month, flows?.housed);
      const [street, housed] = [figures.get('IND-28')?.get(month), figures.get('SIAO-02')?.get(month)];
      expect(street ?? 0).toBeLessThanOrEqual(housed ?? street ?? 0);
    }
    expect(households.months.length).toBeGreaterThan(11);
    for (const year of [2023, 2024]) {
      const { view, months, figures: beside } = await person.evictions.funnel({ year });
      for (const { month, counts } of months ?? []) {
        hold('IND-09', month, counts[0]);
        hold('IND-15', month, counts[1]);
        hold('IND-13', month, counts[5]);
      }
      const quantity = (code: string) => beside.find((one) => one.code === code)?.quantity ?? null;
      for (const [code, line] of [['IND-10', view.met?.[0]] as const, ['IND-11', view.silent?.[0]] as const])
        if (line && quantity(code)) expect({ ...line, key: undefined }, code).toMatchObject(quantity(code) ?? {});
      const flow = (code: string, stage: number) => {
        const [said, own] = [view.flows[stage], quantity(code)];
        if (typeof said === 'number' && own && 'value' in own) expect(said, `${code} ${year}`).toBe(own.value);
      };
      flow('IND-09', 0);
      flow('IND-15', 1);
      flow('IND-13', 5);
    }
    expect(held).toBeGreaterThan(visibility === 'working' ? 100 : 60);
  });
});

oneNumber('the project’s own files', partnerFiles, { whole: draws(0, 1) === 1 });
