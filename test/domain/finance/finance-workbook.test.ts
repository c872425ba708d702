import { describe, expect, it } from 'vitest';
import {
  compareRow,
  financeCellWords,
  financeSheets,
  mergedCells,
  rowRemarks,
} from '../../../shared/domain/finance/finance-workbook.ts';
import { bytesSource } from '../../../shared/reading/byte-source.ts';
import { readFinanceFile } from '../../../shared/reading/finance-file.ts';
import { findAction, findActions, findOrganisation } from '../../../shared/reading/layout/finance-names.ts';
import { isRefusal } from '../../../shared/reading/open-partner-file.ts';
import { readFinanceCell } from '../../../shared/reading/values/finance-cell.ts';

const { lines } = financeSheets;
const captation = { action: 'A02 – Captation', year: 2023, funder: 'État' };
const known = {
  ...captation,
  ...{ askedCents: 3_390_000, grantedCents: null, committedCents: 0, paidCents: null, cofinancedCents: null },
  ...{ document: null, note: 'premier\nversement' },
};

describe('a row of the money beside what is known', () => {
  it('is new when nothing is known of it, and what it does not give is unknown, never zero', () => {
    const { verdict, changes } = compareRow(lines, { ...captation, paidCents: 1_200_000 }, null);
    expect(verdict).toBe('new');
    expect(changes).toEqual([{ column: 'Versé', before: 'non connu', after: '12\u202f000\u00a0€' }]);
    expect(mergedCells(lines, { ...captation, paidCents: 1_200_000 }, null).grantedCents).toBeNull();
  });

  it('changes cell by cell; a blank cell leaves what is known, « NC » takes it away, and zero is a zero', () => {
    expect(compareRow(lines, captation, known)).toEqual({ verdict: 'identical', changes: [] });
    expect(compareRow(lines, { ...captation, askedCents: null, committedCents: 100 }, known).changes).toEqual([
      { column: 'Demandé', before: '33\u202f900\u00a0€', after: 'non connu' },
      { column: 'Engagé', before: '0\u00a0€', after: '1\u00a0€' },
    ]);
    expect(compareRow(lines, { ...captation, grantedCents: 0 }, known).changes).toEqual([
      { column: 'Accordé', before: 'non connu', after: '0\u00a0€' },
    ]);
  });

  it('is identical when only spaces and line breaks differ', () => {
    expect(compareRow(lines, { ...captation, note: 'premier  versement ' }, known).verdict).toBe('identical');
  });

  it('lacks what names it, and no text is longer than its column', () => {
    const remarks = rowRemarks(lines, { ...known, funder: null, document: 'x'.repeat(301) });
    expect(remarks.map(({ column, reason }) => [column, reason])).toEqual([
      ['Financeur', '«\u00a0Financeur\u00a0» n’est pas renseigné.'],
      ['Pièce', 'Ce texte est trop long\u00a0: 300 signes au plus.'],
    ]);
  });

  it('says dates and amounts in French', () => {
    expect(financeCellWords({ kind: 'date' }, '2025-10-31')).toBe('31/10/2025');
    expect(financeCellWords({ kind: 'amount' }, 150)).toBe('1,50\u00a0€');
  });
});

describe('a cell of the money', () => {
  const read = (cell: Parameters<typeof readFinanceCell>[0], kind: 'amount' | 'date' | 'year' | 'text') =>
    readFinanceCell(cell, { kind });

  it('is whole cents, however it is written', () => {
    for (const cell of ['27 430 €', '27.430', '27430', 27_430, '27\u202f430,00'])
      expect(read(cell, 'amount')).toEqual({ value: 2_743_000 });
    expect(read(1234.56, 'amount')).toEqual({ value: 123_456 });
    expect(read(0.1 + 0.2, 'amount')).toEqual({ value: 30 });
  });

  it('says nothing when blank, and that nothing is known when it says so', () => {
    expect([read(undefined, 'amount'), read('  ', 'amount')]).toEqual([{ value: undefined }, { value: undefined }]);
    for (const cell of ['NC', 'nc', '-', '—']) expect(read(cell, 'amount')).toEqual({ value: null });
    expect(read('0', 'amount')).toEqual({ value: 0 });
  });

  it('keeps of a text what a text holds', () => {
    expect(read('caf\u0000é\u0007 \ud800', 'text')).toEqual({ value: 'caf é' });
    expect(read('\u0000', 'text')).toEqual({ value: undefined });
    expect(read("=cmd|'/c calc'!A1", 'text')).toEqual({ value: "=cmd|'/c calc'!A1" });
  });

  it('is refused with a sentence when it is no amount, no day, no year', () => {
    expect(read('-12', 'amount')).toEqual({ problem: 'Un montant ne peut pas être négatif.' });
    expect(read('environ 12', 'amount')).toHaveProperty('problem');
    expect(read(12.345, 'amount')).toEqual({ problem: 'Un montant a deux décimales au plus.' });
    expect(read({ error: '#REF!' }, 'amount')).toHaveProperty('problem');
    expect(read('31/02/2025', 'date')).toHaveProperty('problem');
    expect(read('03/02/25', 'date')).toHaveProperty('problem');
    expect(read('mars 2025', 'date')).toHaveProperty('problem');
    expect(read('25', 'year')).toHaveProperty('problem');
  });

  it('is a day, whatever the calendar of the workbook wrote', () => {
    for (const cell of ['31/10/2025', '2025-10-31', 45_961, { date: '2025-10-31' }, '31 octobre 2025'])
      expect(read(cell, 'date')).toEqual({ value: '2025-10-31' });
  });
});

const annex = [
  { key: 'A01b', annexNumber: null, title: 'Poste de cheffe de service, pilotage de la CCA et partenariat' },
  { key: 'A02', annexNumber: 2, title: 'Poste de captation des logements privés' },
  { key: 'A18a', annexNumber: 18, title: 'Commission de coordination des accompagnements' },
  { key: 'A18b', annexNumber: 18, title: 'Création du pôle ressource Santé mentale et habitat' },
];

describe('a line of the annex', () => {
  const keyOf = (text: string) => {
    const answer = findAction(text, annex);
    return 'found' in answer ? answer.found.key : answer.problem;
  };

  it('is named by its key, its number or its title', () => {
    for (const text of ['A02', 'a02 – Poste de captation', '2', 'n° 2', '2 Poste de captation', annex[1]?.title ?? ''])
      expect(keyOf(text)).toBe('A02');
    expect(keyOf('18 – Création du pôle ressource Santé mentale et habitat')).toBe('A18b');
    expect(keyOf('Poste de cheffe de service, pilotage de la CCA et partenariat')).toBe('A01b');
  });

  it('is refused when two bear the number, or none', () => {
    expect(keyOf('18')).toContain('A18a ou A18b');
    expect(keyOf('3')).toContain('n’est pas une ligne de l’annexe');
  });

  it('may be one of several, a comma in a title cutting nothing', () => {
    const keys = (text: string) => {
      const answer = findActions(text, annex);
      return 'found' in answer ? answer.found.map(({ key }) => key) : answer.problem;
    };
    expect(keys('A18a, A02')).toEqual(['A02', 'A18a']);
    expect(keys('A02 ; A18b')).toEqual(['A02', 'A18b']);
    expect(keys(annex[0]?.title ?? '')).toEqual(['A01b']);
    expect(keys('A02 ; A99')).toContain('A99');
  });
});

describe('a partner', () => {
  it('is named by its code or its name, without regard to case and accents', () => {
    const all = [{ code: 'HH', name: 'Habitat et Humanisme' }];
    expect(findOrganisation('habitat et humanisme', all)).toEqual({ found: all[0] });
    expect(findOrganisation('hh', all)).toEqual({ found: all[0] });
    expect(findOrganisation('ADEFO', all)).toHaveProperty('problem');
  });
});

describe('a file of the money', () => {
  const read = (text: string) => readFinanceFile(bytesSource(Buffer.from(text)), 'lignes.csv');

  it('is recognised by its titles, in any order, below what stands above them', () => {
    const file = read('Budget 2023;;;\n\nVersé;FINANCEUR;Annee;Ligne\n12 000,50;État;2023;A02\n');
    if (isRefusal(file)) throw new Error(file.message);
    expect(file.sheets).toEqual([
      {
        kind: 'lines',
        rows: [{ row: 4, cells: { paidCents: '12 000,50', funder: 'État', year: '2023', action: 'A02' } }],
      },
    ]);
  });

  it('takes off the apostrophe that keeps a text from being a formula', () => {
    const file = read("Action;Année;Financeur;Note\nA02;2023;État;'=1+1\n");
    expect(isRefusal(file) ? file : file.sheets[0]?.rows[0]?.cells.note).toBe('=1+1');
  });

  it('is refused in French when it has none of the sheets, or no row', () => {
    const other = read('Nom;Prénom\nA;B\n');
    expect(isRefusal(other) && other.message).toContain('Lignes (Action, Année, Financeur)');
    const empty = read('Action;Année;Financeur\n');
    expect(isRefusal(empty) && empty.code).toBe('no-rows');
    expect(isRefusal(readFinanceFile(bytesSource(Buffer.from('%PDF-1.7 essai')), 'a.pdf'))).toBe(true);
  });
});
