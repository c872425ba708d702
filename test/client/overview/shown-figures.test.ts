import { describe, expect, it } from 'vitest';
import { type Overview, shownFigures, shownLines } from '../../../client/overview/overview-data.ts';
import { figuresOfSlide } from '../../../client/overview/prepare-meeting.ts';
import { overview } from './overview-answers.ts';

const codes = (figures: readonly { code: string }[]) => figures.map(({ code }) => code);
const coverage = (reported: number, expected: number) => ({ cells: { reported, expected } }) as never;
const [first, second, third] = overview.figures;
if (!first || !second || !third) throw new Error('three figures are needed');
const of = (figures: Overview['figures']): Overview => ({ ...overview, figures });

describe('what the filters of the overview leave', () => {
  it('is the figures of a structure when one is chosen, and the lines that they stand under', () => {
    const own = of([
      { ...first, coverage: coverage(2, 3) },
      { ...second, coverage: coverage(0, 0) },
    ]);
    expect(codes(shownFigures(own, { organisation: 'X' }))).toEqual([first.code]);
    const lines = shownLines(own, { organisation: 'X' });
    expect(lines.every(({ figures }) => figures.length > 0)).toBe(true);
    expect(shownLines(own, {}).length).toBe(overview.lines.length);
  });

  it('is the figures of a verdict, for the tiles as for the lines', () => {
    const judged = of([
      { ...first, verdict: 'behind' as never },
      { ...second, verdict: 'reached' as never },
    ]);
    const shown = shownFigures(judged, { statut: 'behind' });
    expect(codes(shown)).toEqual(first.target === null ? [] : [first.code]);
  });
});

describe('the slide of a line', () => {
  it('has three large figures at most, and the others in a list', () => {
    const figures = Array.from({ length: 6 }, (_, rank) => ({ ...first, code: `T-${rank}`, target: null }));
    const { large, beside } = figuresOfSlide({ line: overview.lines[0] as never, figures });
    expect([large.length, beside.length]).toEqual([3, 3]);
  });
});
