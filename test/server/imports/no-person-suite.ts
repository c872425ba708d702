import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesSource } from '../../../shared/reading/byte-source.ts';
import { delimitedSheet } from '../../../shared/reading/delimited/delimited.ts';
import { cellText, type Sheet } from '../../../shared/reading/grid.ts';
import { sniff } from '../../../shared/reading/layout/sniff.ts';
import { readXlsx } from '../../../shared/reading/workbook/workbook-xlsx.ts';
import type { GivenFile } from '../../fixtures/given-file.ts';
import { dump, type ImportWorld, importWorld } from './import-world.ts';

/** The columns that tell who somebody is, as the partners' files write them. */
const personal = ['Nom', 'Prénom', 'Nom locataire', 'Date de naissance', 'Adresse', 'Animateur', 'Remarques'];

interface Person {
  file: string;
  column: string;
  value: string;
}

function sheetsOf({ bytes, fileName: file }: GivenFile): Sheet[] {
  const source = bytesSource(bytes());
  const found = sniff(source);
  if (found.kind === 'ods') throw new Error(`${file} is neither a text nor a workbook`);
  const sheets = found.kind === 'text' ? [delimitedSheet(source, found.encoding, file)] : readXlsx(found.archive);
  return sheets.map((sheet) => ({ ...sheet, rows: [...sheet.rows()] }));
}

/** Every cell under one of the personal titles, read without the product's own idea of which columns are personal. */
function peopleOf(given: GivenFile): Person[] {
  const { fileName: file } = given;
  return sheetsOf(given).flatMap(({ rows }) => {
    const header = rows.findIndex(({ cells }) => cells.some((cell) => personal.includes(cellText(cell).trim())));
    const titles = rows[header]?.cells.map((cell) => cellText(cell).trim()) ?? [];
    return titles.flatMap((column, position) =>
      personal.includes(column)
        ? rows
            .slice(header + 1)
            .map(({ cells }) => ({ file, column, value: cellText(cells[position] ?? null).trim() }))
            .filter(({ value }) => value !== '')
        : [],
    );
  });
}

const isoOf = (date: string) => date.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3-$2-$1');
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** How often a text holds a word of its own, whatever stands around it. */
function occurrences(text: string, word: string): number {
  return text.match(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}(?![\\p{L}\\p{N}])`, 'giu'))?.length ?? 0;
}

/** Every date that a text holds, wherever it stands in it. */
const datesIn = (text: string) =>
  new Set([...text.matchAll(/(?=(\d{4}-\d\d-\d\d|\d\d\/\d\d\/\d{4}))/g)].map(([, date]) => date));

const textOf = (tables: Record<string, string[]>) => Object.values(tables).flat().join('\n');

/** How much there must be to find, so that finding nothing says something. */
interface Least {
  birthDates: number;
  letters: number;
}

/** Nobody of a set of whole files is kept, whatever their titles: the project's own files, and the samples where they are. */
export function nobodyIsKept(name: string, files: readonly GivenFile[], least: Least): void {
  describe(name, () => {
    let world: ImportWorld;
    let before: string;
    let after: string;
    const people = files.flatMap(peopleOf);
    const distinct = (...columns: string[]) => [
      ...new Set(people.filter(({ column }) => columns.includes(column)).map(({ value }) => value)),
    ];

    beforeAll(async () => {
      world = await importWorld();
      before = textOf(await dump(world.pool));
      for (const given of files) await world.takeGiven(given);
      after = textOf(await dump(world.pool));
    });
    afterAll(() => world.close());

    it('are many, so that a search can fail', () => {
      const found = Object.fromEntries(personal.map((column) => [column, distinct(column).length]));
      for (const column of ['Nom', 'Prénom', 'Nom locataire']) expect(found[column]).toBeGreaterThan(3);
      for (const column of ['Animateur', 'Remarques']) expect(found[column]).toBeGreaterThan(0);
      expect(found['Date de naissance']).toBeGreaterThan(least.birthDates);
      expect(found.Adresse).toBeGreaterThan(10);
      expect(after.length).toBeGreaterThan(before.length + least.letters);
      expect(occurrences(after, 'CCAS Dijon')).toBeGreaterThan(occurrences(before, 'CCAS Dijon'));
    });

    it('are not in any row of any table: no surname, first name, address or remark that was not there before', () => {
      const words = distinct('Nom', 'Prénom', 'Nom locataire', 'Adresse', 'Animateur', 'Remarques');
      expect(words.filter((word) => occurrences(after, word) > occurrences(before, word))).toEqual([]);
    });

    it('are not there by their date of birth, however it is written', () => {
      const dates = distinct('Date de naissance').flatMap((date) => [date, isoOf(date)]);
      const [was, is] = [datesIn(before), datesIn(after)];
      // The files brought days of their own: a search for a day can fail.
      const days = (text: string) => text.match(/\d{4}-\d{2}-\d{2}/gu)?.length ?? 0;
      expect(days(after)).toBeGreaterThan(days(before));
      expect(dates.filter((date) => is.has(date) && !was.has(date))).toEqual([]);
    });

    it('are not in the words that the server says back either: receipts name the columns left out, not what they held', async () => {
      const { imports } = world.as({ role: 'coordinator' });
      const listed = await imports.list({});
      const receipts = JSON.stringify(await Promise.all(listed.map(({ id }) => imports.receipt({ id }))));
      const words = distinct('Nom', 'Prénom', 'Nom locataire', 'Adresse', 'Animateur');
      expect(words.filter((word) => occurrences(receipts, word) > 0)).toEqual([]);
      expect(receipts).toContain('Date de naissance');
    });
  });
}
