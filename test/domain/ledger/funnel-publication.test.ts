import { describe, expect, it } from 'vitest';
import { prepareFunnel } from '../../../client/evictions/prepare-funnel.ts';
import { isWinterTruce } from '../../../shared/domain/ledger/funnel.ts';
import { publishCohorts, publishStage } from '../../../shared/domain/ledger/funnel-publication.ts';

describe('the funnel for anyone', () => {
  it('says the total of a stage and hides the part that a subtraction would give', () => {
    const { totals, parts } = publishStage([[30, 4]], [[17, 17]]);
    expect([totals, parts]).toEqual([[34], [['hidden', 'hidden']]]);
  });

  it('hides a total that would give away the months published elsewhere, and its parts with it', () => {
    const ones = Array.from({ length: 12 }, () => 1);
    const { totals, parts } = publishStage([[12, 0]], [ones]);
    expect([totals, parts]).toEqual([['hidden'], [['hidden', 'hidden']]]);
  });

  it('says how many reached a stage only where it follows from the last stages that are shown', () => {
    const [year] = publishCohorts([[60, 30, 12, 3]]);
    expect(year?.furthest.slice(0, 2)).toEqual([60, 30]);
    expect(year?.reached).toEqual([105, 45, 15, 'hidden']);
  });
});

describe('the drawing of the funnel', () => {
  const counts = [1154, 474, 326, 159, 66, 21];

  it('gives a cohort its shares of the commandements, and the flows of a period none', () => {
    const cohort = prepareFunnel({ reading: 'cohort', period: 'de 2023', counts, furthest: [] });
    expect(cohort.rows.map(({ share }) => share)).toEqual([100, 41, 28, 14, 6, 2].map((one) => `${one}\u202f%`));
    const flows = prepareFunnel({ reading: 'flows', period: 'de 2023', counts, furthest: [] });
    expect(flows.rows.every(({ share }) => share === null)).toBe(true);
    expect(flows.sentence).toContain('474\u00a0assignations');
  });

  it('draws a hidden count as a mark without a length, and a zero as a zero', () => {
    const { rows, sentence } = prepareFunnel({
      reading: 'flows',
      period: 'de 2023',
      counts: [40, 12, 'hidden', 'hidden', 0, null],
      furthest: [],
    });
    expect(rows.map(({ mark, length }) => [mark, length])).toEqual([
      ['bar', 100],
      ['bar', 30],
      ['masked', null],
      ['masked', null],
      ['zero', null],
      ['gap', null],
    ]);
    expect(sentence).toContain('masqués');
  });
});

describe('the winter truce', () => {
  it('runs from November to March', () => {
    const months = ['2023-10', '2023-11', '2024-03', '2024-04'];
    expect(months.map(isWinterTruce)).toEqual([false, true, true, false]);
  });
});
