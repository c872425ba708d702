import { type DwellingSize, dwellingSizes } from '../../shared/domain/ledger/dwelling-need.ts';
import { type SimulationStart, simulateActive } from '../../shared/domain/ledger/rehousing-simulation.ts';
import { frenchInteger, frenchQuantity } from '../../shared/domain/words/french-format.ts';
import type { Plot } from '../charts/prepare/plot.ts';
import { scaleTicks } from '../charts/prepare/scale-ticks.ts';

const MONTHS = 12;

/** « entre 250 et 310 ménages », or one number when the range is a point. */
function rangeWords(low: number, high: number): string {
  const [from, to] = [Math.round(low), Math.round(high)];
  return from === to
    ? frenchQuantity(from, 'households')
    : `entre ${frenchInteger(from)} et ${frenchQuantity(to, 'households')}`;
}

/** Active households over the next twelve months, with and without the dwellings that someone supposes. */
export function prepareSimulation(start: SimulationStart, extra: Partial<Record<DwellingSize, number>>): Plot {
  const months = simulateActive(start, extra, MONTHS);
  const without = simulateActive(start, {}, MONTHS);
  const [six, twelve] = [months[6], months[12]];
  const supposed = dwellingSizes.flatMap((size) => (extra[size] ? [`${extra[size]}\u00a0${size}`] : []));
  const what =
    supposed.length === 0 ? 'sans logement capté en plus' : `avec ${supposed.join(', ')} captés en plus chaque mois`;
  const said =
    six && twelve
      ? `${rangeWords(six.low, six.high)} sans domicile dans six mois, ${rangeWords(twelve.low, twelve.high)} dans douze`
      : '';
  return {
    title: `Simulation\u00a0: ${what}`,
    sentence: `Si le rythme des six derniers mois continuait, ${what}\u00a0: ${said}. Une fourchette, pas une promesse.`,
    unit: 'ménages sans domicile',
    places: months.map(({ month }) => ({
      key: String(month),
      label: month === 0 ? 'maintenant' : `+${month}`,
      year: null,
      name: month === 0 ? 'maintenant' : `dans ${month} mois`,
    })),
    layers: [
      { kind: 'band', name: 'fourchette', points: months.map(({ month, low, high }) => ({ rank: month, low, high })) },
      {
        kind: 'line',
        name: 'sans logement en plus',
        tone: 'soft',
        dash: 'dotted',
        shape: 'none',
        runs: [without.map(({ month, central }) => ({ rank: month, value: central }))],
      },
      {
        kind: 'line',
        name: 'avec les logements supposés',
        tone: 'value',
        dash: 'solid',
        shape: 'circle',
        runs: [months.map(({ month, central }) => ({ rank: month, value: central }))],
      },
    ],
    breaks: [],
    gaps: [],
    scale: scaleTicks(
      [...months.flatMap(({ low, high }) => [low, high]), ...without.map(({ central }) => central)].map(Math.round),
    ),
    table: {
      headers: ['Mois', 'Au plus bas', 'Au centre', 'Au plus haut', 'Sans logement en plus'],
      rows: months.map(({ month, low, central, high }, index) => ({
        key: String(month),
        cells: [
          month === 0 ? 'maintenant' : `dans ${month} mois`,
          ...[low, central, high, without[index]?.central ?? 0].map((value) => frenchInteger(value)),
        ],
      })),
    },
  };
}
