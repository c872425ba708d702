import { describe, expect, it } from 'vitest';
import type { CellFigures } from '../../../shared/domain/entry/cell-check.ts';
import { type Composed, comparedWith, compositionFlags } from '../../../shared/domain/entry/composition.ts';

const value = (one: number): CellFigures => ({ state: 'value', value: one, numerator: null, denominator: null });
const ratio = (numerator: number, denominator: number): CellFigures => ({
  state: 'value',
  value: null,
  numerator,
  denominator,
});
const unknown: CellFigures = { state: 'unavailable', value: null, numerator: null, denominator: null };

/** Commandements, and the households met of so many commandements; requests closed by a home, some from the street. */
const catalogue: Composed[] = [
  {
    code: 'IND-09',
    label: 'Commandements de payer',
    compositions: [{ rule: 'adds-up', parts: [{ code: 'IND-10', term: 'denominator' }] }],
  },
  { code: 'IND-10', label: 'Ménages rencontrés', compositions: [] },
  {
    code: 'CAPTES',
    label: 'Logements captés',
    compositions: [
      {
        rule: 'adds-up',
        parts: [
          { code: 'PRIVES', term: 'value' },
          { code: 'PUBLICS', term: 'value' },
        ],
      },
      { rule: 'among', parts: [{ code: 'MEUBLES', term: 'value' }] },
    ],
  },
  { code: 'PRIVES', label: 'dans le parc privé', compositions: [] },
  { code: 'PUBLICS', label: 'dans le parc public', compositions: [] },
  { code: 'MEUBLES', label: 'dont meublés', compositions: [] },
];

const flags = (code: string, cells: Record<string, CellFigures>) =>
  compositionFlags(catalogue, code, (one) => cells[one]).map(({ code: flag, sum, whole }) => [flag, sum, whole]);

describe('parts and their whole', () => {
  it('private and public dwellings that make the total: nothing to say', () => {
    expect(flags('CAPTES', { CAPTES: value(40), PRIVES: value(28), PUBLICS: value(12) })).toEqual([]);
  });

  it('private and public dwellings that do not make the total, said on each of the three', () => {
    const cells = { CAPTES: value(40), PRIVES: value(28), PUBLICS: value(11) };
    for (const code of ['CAPTES', 'PRIVES', 'PUBLICS'])
      expect(flags(code, cells)).toEqual([['parts-differ-from-whole', 39, 40]]);
    expect(flags('MEUBLES', cells)).toEqual([]);
  });

  it('a third of a post missing is said: parts and whole agree to the cent, not about', () => {
    const posts = (whole: number) => ({ CAPTES: value(whole), PRIVES: value(1.2), PUBLICS: value(0.5) });
    expect(flags('CAPTES', posts(1.7))).toEqual([]);
    expect(flags('CAPTES', posts(2.05))).toEqual([['parts-differ-from-whole', 1.7, 2.05]]);
    expect(flags('CAPTES', posts(1.69))).toEqual([['parts-exceed-whole', 1.7, 1.69]]);
    expect(flags('CAPTES', posts(1.71))).toEqual([['parts-differ-from-whole', 1.7, 1.71]]);
  });

  it('parts beyond their total, even before all of them are known', () => {
    expect(flags('PRIVES', { CAPTES: value(40), PRIVES: value(41) })).toEqual([['parts-exceed-whole', 41, 40]]);
  });

  it('a part not known yet leaves a sum that may still grow', () => {
    expect(flags('CAPTES', { CAPTES: value(40), PRIVES: value(28), PUBLICS: unknown })).toEqual([]);
  });

  it('« dont »: at most the whole, without having to make it', () => {
    expect(flags('MEUBLES', { CAPTES: value(40), MEUBLES: value(40) })).toEqual([]);
    expect(flags('MEUBLES', { CAPTES: value(40), MEUBLES: value(41) })).toEqual([['parts-exceed-whole', 41, 40]]);
  });

  it('a total that is not given is compared with nothing; a total of zero is', () => {
    expect(flags('PRIVES', { PRIVES: value(3) })).toEqual([]);
    expect(flags('PRIVES', { CAPTES: value(0), PRIVES: value(3) })).toEqual([['parts-exceed-whole', 3, 0]]);
  });

  it('the denominator of a rate is the count that it is a rate of', () => {
    expect(flags('IND-10', { 'IND-09': value(24), 'IND-10': ratio(18, 24) })).toEqual([]);
    expect(flags('IND-10', { 'IND-09': value(20), 'IND-10': ratio(18, 24) })).toEqual([['parts-exceed-whole', 24, 20]]);
  });

  it('names those to look at again when one changes', () => {
    expect(comparedWith(catalogue, 'PRIVES')).toEqual(['CAPTES', 'PUBLICS']);
    expect(comparedWith(catalogue, 'CAPTES')).toEqual(['PRIVES', 'PUBLICS', 'MEUBLES']);
    expect(comparedWith(catalogue, 'IND-15')).toEqual([]);
  });
});
