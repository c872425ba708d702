import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../shared/reading/open-partner-file.ts';
import { allRegisters, registerOf } from '../../shared/registers/all-registers.ts';
import type { ColumnKind, Register, RegisterColumn } from '../../shared/registers/register.ts';
import { type ReadFile, readPartnerFile } from '../fixtures/read-partner-file.ts';
import { communes, encode, indicators, type Table, toCsv } from '../fixtures/tables.ts';

function read(table: Table, register: Register): ReadFile {
  const file = readPartnerFile(encode(toCsv(table), 'utf-8'), 'fichier 2024.csv', {
    today: '2026-06-15',
    communes,
    indicators,
    source: register.source,
  });
  if (isRefusal(file)) throw new Error(file.message);
  return file;
}

/** What is written where something is needed, and what nobody can read, by kind. */
const plain: Partial<Record<ColumnKind, string>> = { key: 'N-1', date: '14/03/2024', number: '3', text: 'CCAS' };
const unreadable: Partial<Record<ColumnKind, string>> = {
  date: 'à revoir',
  number: 'une dizaine',
  euros: 'voir courrier',
  percent: 'beaucoup',
  commune: 'Sans domicile',
  choice: 'QQWERTZ',
  'yes-no': 'peut-être',
};

const writtenIn = ({ kind, choices }: RegisterColumn) => Object.keys(choices ?? {})[0] ?? plain[kind] ?? '';
const tabular = allRegisters.filter(({ layout }) => layout === 'rows');
const optional = tabular.flatMap((register) =>
  register.columns
    .filter((column) => unreadable[column.kind] && !column.required && column.field !== register.monthField)
    .map((column) => [`${register.source}, ${column.label}`, register, column] as const),
);

/** What a register cannot do without, and one column more. */
function columnsWith(register: Register, column: RegisterColumn): RegisterColumn[] {
  const needed = register.needs.map((group) => group.find((field) => field !== column.field) ?? group[0]);
  const fields = new Set([
    ...needed,
    ...register.columns.filter((one) => one.required).map(({ field }) => field),
    register.monthField,
  ]);
  return [...register.columns.filter(({ field }) => fields.has(field) && field !== column.field), column];
}

describe('a whole year of evictions', () => {
  it('is in, whatever its debts say: no figure depends on them', () => {
    const illegible = ['7?637 env', 'voir courrier', 'impayé', 'cf. décompte', '3 mois'];
    const rows = Array.from({ length: 1207 }, (_, at) => {
      const day = String(1 + (at % 28)).padStart(2, '0');
      const month = String(1 + (at % 12)).padStart(2, '0');
      const debt = at < 70 ? `${at + 1}00,50` : (illegible[at % illegible.length] ?? '');
      return [`E-${at}`, `${day}/${month}/2024`, 'Dijon', 'Privé', debt];
    });
    const table = [['N° dossier', 'Commandement de payer', 'Commune', 'Parc', 'Montant de la dette'], ...rows];
    const file = readPartnerFile(encode(toCsv(table), 'windows-1252'), 'exploc-2024.csv', {
      today: '2026-06-15',
      communes,
      indicators,
    });
    if (isRefusal(file)) throw new Error(file.message);
    expect([file.rows, file.accepted.length, file.rejected.length, file.remarks.length]).toEqual([1207, 1207, 0, 1137]);
    const counts = Object.values(file.measures['IND-09'] ?? {});
    expect(counts.reduce<number>((sum, count) => sum + Number(count), 0)).toBe(1207);
  });
});

describe('a cell that cannot be read leaves its row in', () => {
  it('in every column that a register can do without', () => {
    expect(optional.length).toBeGreaterThanOrEqual(27);
  });

  it.each(optional)('%s', (_name, register, column) => {
    const columns = columnsWith(register, column);
    const row = columns.map((one) => (one === column ? (unreadable[column.kind] ?? '') : writtenIn(one)));
    const file = read([columns.map(({ label }) => label), row], register);
    expect([file.accepted.length, file.rejected, file.outOfTerritory.length]).toEqual([1, [], 0]);
    expect(file.accepted[0]?.content).toMatchObject({ [column.field]: null, unreadable: column.field });
    expect(file.remarks).toMatchObject([{ row: 2, column: column.label, field: column.field }]);
    expect(file.remarks[0]?.reason).toContain('La ligne est prise sans cette cellule');
  });
});

describe('only the figures that need the cell leave the row out', () => {
  it('a dwelling « vendu » is captured, and in no stock: nobody knows when it left', () => {
    const titles = ['Réf. logement', 'Date de captation', 'Date de sortie'];
    const register = tabular.find(({ source }) => source === 'captured-dwelling') as Register;
    const file = read(
      [titles, ['1', '14/01/2024', 'vendu'], ['2', '14/01/2024', ''], ['3', '14/01/2024', 'toujours occupé']],
      register,
    );
    expect(file.measures['IND-02']).toEqual({ '2024-01': 3 });
    expect(file.measures['IND-03']?.['2024-02']).toBe(2);
    expect(file.remarks.map(({ value }) => value)).toEqual(['vendu']);
  });

  it('a result that nobody can read is in neither part of its rate', () => {
    const titles = ['N° dossier', 'Commandement de payer', 'Résultat de l’enquête'];
    const register = tabular.find(({ source }) => source === 'eviction-procedure') as Register;
    const file = read(
      [titles, ['1', '14/01/2024', 'Rencontré'], ['2', '14/01/2024', 'Absent'], ['3', '14/01/2024', 'QQWERTZ']],
      register,
    );
    expect(file.measures['IND-09']).toEqual({ '2024-01': 3 });
    expect(file.measures['IND-10']).toEqual({ '2024-01': { numerator: 1, denominator: 2 } });
  });
});

describe('a number in letters', () => {
  const table = (persons: string, minors: string): Table => [
    ['N° de demande', 'Date de la demande', 'Nombre de personnes', 'Dont mineurs'],
    ['D-1', '14/03/2024', persons, minors],
  ];
  const siao = registerOf('siao-request');

  it('leaves its row in where the row can do without', () => {
    const file = read(table('3', 'deux'), siao);
    expect(file.rejected).toEqual([]);
    expect(file.accepted[0]?.content).toMatchObject({ persons: 3, minors: null, unreadable: 'minors' });
    expect(file.remarks).toMatchObject([{ column: 'Dont mineurs', value: 'deux', code: 'number-words' }]);
  });

  it('waits for a yes where people are counted by it', () => {
    expect(read(table('trois', '0'), siao).rejected).toMatchObject([
      { column: 'Nombre de personnes', value: 'trois', question: { read: '3', stands: false } },
    ]);
  });
});

describe('a number that a spreadsheet took the first zeros of', () => {
  it('is the same one, as a text and as a number', () => {
    const keys = (number: string | number) =>
      read(
        [
          ['N° de demande', 'Date de la demande'],
          [number, '14/03/2024'],
        ],
        registerOf('siao-request'),
      ).accepted.map(({ key }) => key);
    expect([keys('0012'), keys('12'), keys('0'), keys('0A12'), keys('2024-0012')]).toEqual([
      ...[['12'], ['12'], ['0'], ['0A12'], ['2024-0012']],
    ]);
  });
});
