import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../shared/reading/byte-source.ts';
import { isRefusal, openPartnerFile } from '../../shared/reading/open-partner-file.ts';
import type { ReadRow } from '../../shared/reading/partner-file.ts';
import { communes, encode, indicators, type Table, toCsv, toXlsx } from '../fixtures/tables.ts';

function rowsOf(bytes: Uint8Array): ReadRow[] {
  const file = openPartnerFile(bytesSource(bytes), 'fichier', { today: '2025-06-15', communes, indicators });
  if (isRefusal(file)) throw new Error(file.message);
  return [...file.rows()];
}

const header = ['N° de demande', 'Date de la demande', 'Nom', 'Nombre de personnes'];
const withDates = (...dates: string[]) => [header, ...dates.map((date, at) => [`D-${at}`, date, 'SECRET', '1'])];
const read = (table: Table) => rowsOf(encode(toCsv(table), 'utf-8'));
const asked = (rows: ReadRow[]) =>
  rows.map((row) =>
    row.kind === 'row' ? row.remarks.map(({ value, question }) => [value, question]) : row.remark.reason,
  );

describe('what could be read two ways is asked, never guessed in silence', () => {
  it('a year of two digits: the reading is said, and stands when nobody answers', () => {
    const rows = read(withDates('03/02/24', '3 févr. 24', '03/02/2024'));
    expect(asked(rows)).toEqual([
      [['03/02/24', { read: '03/02/2024', stands: true }]],
      [['3 févr. 24', { read: '03/02/2024', stands: true }]],
      [],
    ]);
    expect(rows.map((row) => row.kind === 'row' && row.content.requestDate)).toEqual(Array(3).fill('2024-02-03'));
  });

  it('a date that exists only with the month first is proposed and waits; the ambiguous ones of its column are asked', () => {
    const rows = read(withDates('04/25/2024', '03/04/2024', '05/05/2024', '31/12/2024'));
    expect(asked(rows)).toEqual([
      [['04/25/2024', { read: '25/04/2024', stands: false }]],
      [['03/04/2024', { read: '03/04/2024', stands: true }]],
      [],
      [],
    ]);
    expect(rows[0]).toMatchObject({ content: { requestDate: '2024-04-25' } });
    expect(rows[1]).toMatchObject({ content: { requestDate: '2024-04-03' } });
  });

  it('a column that shows its order a thousand rows below is doubted from its first row', () => {
    const rows = read(withDates(...Array(1000).fill('03/04/2024'), '31/01/2024', '04/25/2024'));
    expect(asked(rows).slice(0, 2)).toEqual(Array(2).fill([['03/04/2024', { read: '03/04/2024', stands: true }]]));
  });

  it('the same dates in a column that is all day first are not asked', () => {
    expect(asked(read(withDates('03/04/2024', '25/04/2024')))).toEqual([[], []]);
  });

  it('day numbers of a workbook stay silent', () => {
    const table: Table = [header, ['D-1', { serial: 45325 }, 'SECRET', 1], ['D-2', 45325, 'SECRET', 1]];
    expect(asked(rowsOf(toXlsx([{ name: 'a', table }])))).toEqual([[], []]);
  });

  it.each(['1.234', '1,234'])('%s persons is read as a thousand, and asked', (text) => {
    const [row] = read([header, ['D-1', '03/02/2024', 'SECRET', text]]);
    expect(row).toMatchObject({ content: { persons: 1234 }, remarks: [{ value: text, question: { stands: true } }] });
  });

  it('a date that no order saves keeps its row out', () => {
    expect(read(withDates('31/02/2024'))[0]).toMatchObject({ kind: 'rejected', remark: { value: '31/02/2024' } });
  });

  it('each sentence says what was read and the way out, and nothing of the person', () => {
    const rows = read(withDates('03/02/24', '04/25/2024', '31/02/2024', '03/04/2024', '31/01/2024'));
    const remarks = rows.flatMap((row) => (row.kind === 'row' ? row.remarks : [row.remark]));
    expect(remarks).toHaveLength(4);
    for (const { reason, row, column } of remarks) {
      expect(reason).toMatch(/confirmez-le|acceptez|écrivez-la/);
      expect([row > 1, column]).toEqual([true, 'Date de la demande']);
    }
    expect(JSON.stringify(rows)).not.toContain('SECRET');
  });
});
