import { describe, expect, it } from 'vitest';
import {
  type ComparedContent,
  type ComparedFigure,
  changedMonthsWords,
  compareEditions,
} from '../../../shared/domain/report/edition-comparison.ts';

const month = (name: string, value: number | null, hidden = false): ComparedFigure['months'][number] => ({
  month: name,
  quantity: value === null ? null : { value },
  reported: 1,
  unavailable: 0,
  notApplicable: 0,
  expected: 1,
  soFar: null,
  expectedSoFar: null,
  ...(hidden && { hidden }),
});

const figure: ComparedFigure = {
  code: 'IND-23',
  label: 'Demandes en CCA',
  unit: 'requests',
  value: 154,
  hidden: false,
  months: [month('2023-05', 12), month('2023-06', 20)],
  target: null,
  coverage: { structures: { reported: 9, expected: 11 }, cells: { reported: 20, expected: 24 } },
  origin: 'observed',
  threshold: 10,
  definition: 'Demandes reçues.',
  formula: '',
  version: 1,
};

/** Spaces are the business of the French format's own tests. */
const plain = (words = '') => words.replace(/[\u00a0\u202f]/g, ' ');

const words = (text: string) => ({ blocks: [{ kind: 'para' as const, content: [{ kind: 'text' as const, text }] }] });

const content = (changes: Partial<ComparedContent> = {}): ComparedContent => ({
  figures: [figure],
  narratives: { global: words('Une année de mise en route.'), objectives: {}, objectiveTitles: {}, actions: {} },
  convention: { grants: [{ year: 2023, amountCents: 40661400 }], actions: [] },
  settings: { 'suppression.threshold': 10 },
  ...changes,
});

describe('two editions', () => {
  it('that say the same have no change', () => {
    expect(compareEditions(content(), content())).toEqual([]);
  });

  it('tell the figure and its months, from and to', () => {
    const after = { ...figure, value: 151, months: [month('2023-05', 9 + 6), month('2023-06', 14)] };
    const [change, ...others] = compareEditions(content(), content({ figures: [after] }));
    expect(others).toEqual([]);
    expect(change).toMatchObject({
      area: 'figure',
      key: 'IND-23',
    });
    expect(plain(change?.from)).toBe('154 demandes (9 structures sur 11)');
    expect(plain(change?.to)).toBe('151 demandes (9 structures sur 11)');
    expect(changedMonthsWords(change ?? { months: [] })).toBe(
      'mai 2023\u00a0: 12\u00a0demandes → 15\u00a0demandes · juin 2023\u00a0: 20\u00a0demandes → 14\u00a0demandes',
    );
  });

  it('that hide other months tell no month: side by side they would give a hidden one back', () => {
    const before = { ...figure, months: [month('2023-05', null, true), month('2023-06', 20)] };
    const after = { ...figure, value: 151, months: [month('2023-05', 12), month('2023-06', null, true)] };
    const [change] = compareEditions(content({ figures: [before] }), content({ figures: [after] }));
    expect(change?.months).toEqual([]);
  });

  it('that mask a month and change no number say nothing: a change of secrecy is no revision', () => {
    const before = { ...figure, months: [month('2023-05', 12), month('2023-06', 20)] };
    const after = { ...figure, months: [month('2023-05', null, true), month('2023-06', 20)] };
    expect(compareEditions(content({ figures: [before] }), content({ figures: [after] }))).toEqual([]);
    expect(compareEditions(content({ figures: [after] }), content({ figures: [before] }))).toEqual([]);
  });

  it('tell targets, definitions, texts, amounts and settings, each once', () => {
    const target = { year: 2023, value: 40, start: null } as unknown as NonNullable<ComparedFigure['target']>;
    const changes = compareEditions(
      content(),
      content({
        figures: [{ ...figure, target, definition: 'Demandes recevables.' }],
        narratives: { global: words('Une autre année.'), objectives: {}, objectiveTitles: {}, actions: {} },
        convention: { grants: [{ year: 2023, amountCents: 41000000 }], actions: [] },
        settings: { 'suppression.threshold': 20 },
      }),
    );
    expect(changes.map(({ area, from, to }) => [area, from, to])).toEqual([
      ['target', 'aucune cible', '40\u00a0demandes'],
      ['definition', 'Demandes reçues.', 'Demandes recevables.'],
      ['text', '«\u00a0Une année de mise en route.\u00a0»', '«\u00a0Une autre année.\u00a0»'],
      ['amount', '406\u202f614\u00a0€', '410\u202f000\u00a0€'],
      ['setting', '10', '20'],
    ]);
  });

  it('show where two long texts part', () => {
    const same = 'Le début est le même, mot pour mot, sur plus de soixante signes. ';
    const changes = compareEditions(
      content({ narratives: { ...content().narratives, global: words(`${same}La fin dit dix.`) } }),
      content({ narratives: { ...content().narratives, global: words(`${same}La fin dit onze.`) } }),
    );
    expect(changes[0]?.to).toContain('La fin dit onze.');
    expect(changes[0]?.to).not.toContain('Le début');
  });
});
