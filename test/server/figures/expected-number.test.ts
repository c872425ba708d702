import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chartSentence } from '../../../client/charts/prepare/chart-sentence.ts';
import { preparePath, projectionSentence } from '../../../client/charts/prepare/prepare-path.ts';
import { seriesOf } from '../../../client/lib/answers/figure-series.ts';
import { type CatalogueFigure, loadFigures } from '../../../server/indicators/service.ts';
import { summariseFigures } from '../../../server/indicators/summary.ts';
import { expectedByMonth } from '../../../shared/domain/figures/figure.ts';
import { pathOfFigure, projectionOfFigure } from '../../../shared/domain/figures/figure-path.ts';
import { monthsOfYear } from '../../../shared/domain/month.ts';
import { frenchQuantity } from '../../../shared/domain/words/french-format.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';

/** What is expected to date is one number: the card's, the chart of months', the way's, their sentences', the projection's. */

let world: ImportWorld;
beforeAll(async () => {
  world = await importWorld();
});
afterAll(() => world.close());

const plain = (text: string) => text.replace(/[\u00a0\u202f]/gu, ' ');

/** What the chart of months says of the year up to the month asked: the sum of a flow, the last level of everything else. */
function ofChart(figure: CatalogueFigure) {
  const asked = expectedByMonth(figure).filter((_, rank) => (figure.months[rank]?.month ?? '') <= figure.through);
  const known = asked.filter((value) => value !== null);
  if (known.length === 0) return null;
  return figure.timeRule === 'flow' ? known.reduce((sum, value) => sum + value, 0) : (known.at(-1) ?? null);
}

/** The same said in words under the two charts. */
function sentencesOf(figure: CatalogueFigure) {
  const series = seriesOf(figure);
  const expected = expectedByMonth(figure).slice(0, series.points.length);
  return { months: plain(chartSentence({ ...series, expected })), way: plain(preparePath(figure)?.sentence ?? '') };
}

/** A figure that speaks of a way: what a chart has something to draw of. */
const isDrawn = ({ timeRule, value }: CatalogueFigure) =>
  value !== null && timeRule !== 'unique' && timeRule !== 'milestone';

describe('the number expected to date', { timeout: 300_000 }, () => {
  it.each([2023, 2024, 2025])('is the same wherever it is said, for every indicator and month of %i', async (year) => {
    let told = 0;
    for (const through of monthsOfYear(year).filter((month) => month <= '2025-10')) {
      const figures = await loadFigures(world.platform, 'working', { year, through });
      for (const figure of figures.filter(isDrawn)) {
        const where = `${figure.code} ${through}`;
        const point = pathOfFigure(figure).find(({ month }) => month === through);
        const { months, way } = sentencesOf(figure);
        expect(point?.expected ?? null, where).toBe(figure.expected);
        if (figure.expected === null) {
          expect([months, way].join(' '), where).not.toMatch(/attendu/iu);
          continue;
        }
        told += 1;
        const words = plain(frenchQuantity(figure.expected, figure.unit));
        expect(ofChart(figure), where).toBeCloseTo(figure.expected, 9);
        expect(months, where).toContain(`: ${words}.`);
        expect(way, where).toMatch(/attendu/u);
        expect(way, where).toContain(`: ${words}`);
        const ahead = projectionOfFigure(figure);
        const asked = pathOfFigure(figure).find(({ month }) => ahead.kind === 'range' && month === ahead.end)?.expected;
        if (ahead.kind === 'range' && figure.due !== null && figure.due > ahead.end)
          expect(plain(projectionSentence(figure)), where).toContain(
            `attendu alors : ${plain(frenchQuantity(asked ?? Number.NaN, figure.unit))}`,
          );
      }
    }
    expect(told).toBeGreaterThan(40);
  });

  it('is the number of the command line', async () => {
    const figures = await loadFigures(world.platform, 'working', { year: 2025 });
    const lines = new Map((await summariseFigures(world.platform, 2025)).map((one) => [one.code, one.expectedToDate]));
    for (const { code, expected } of figures) expect(lines.get(code), code).toBe(expected);
  });
});
