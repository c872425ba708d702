import {
  backTest,
  CHECKED_MONTHS,
  type CheckedMonth,
  FITTED_MONTHS,
  type Levers,
  noLever,
  rhythmOf,
  type StockMonth,
  simulateStock,
  WITHIN_AT_LEAST,
} from '../../shared/domain/ledger/rehousing-simulation.ts';
import {
  frenchCount,
  frenchDecimal,
  frenchInteger,
  frenchList,
  frenchMonth,
  frenchQuantity,
} from '../../shared/domain/words/french-format.ts';
import type { Plot } from '../charts/prepare/plot.ts';
import { scaleTicks } from '../charts/prepare/scale-ticks.ts';

const MONTHS = 12;

export interface SimulationCheck {
  isUsable: boolean;
  sentence: string;
  rows: CheckedMonth[];
}

/** Whether the simulator can be used here, and what shows it. */
export function simulationCheck(months: readonly StockMonth[], threshold: number): SimulationCheck {
  const check = backTest(months, threshold);
  const cannot = 'Le simulateur ne peut pas servir ici\u00a0:';
  if (check.kind === 'too-short')
    return {
      isUsable: false,
      sentence: `${cannot} il se règle sur deux ans et s’éprouve sur le troisième, soit ${FITTED_MONTHS + CHECKED_MONTHS}\u00a0mois connus à la suite. Il y en a ${check.known}.`,
      rows: [],
    };
  if (check.kind === 'nobody')
    return { isUsable: false, sentence: `${cannot} personne n’est compté sur ces mois.`, rows: [] };
  const { fitted, checked, error, within, usable } = check;
  const said = `réglé sur les mois ${frenchMonth(fitted.from)} – ${frenchMonth(fitted.to)} puis comparé aux douze mois suivants, il s’en écarte de ${frenchDecimal(error)}\u202f% en moyenne, et ${frenchCount(within, 'mois', 'mois')} sur douze ${within > 1 ? 'finissent' : 'finit'} dans sa fourchette`;
  return usable
    ? { isUsable: true, sentence: `Éprouvé\u00a0: ${said}.`, rows: checked }
    : {
        isUsable: false,
        sentence: `${cannot} ${said}. Il faut ${frenchInteger(threshold)}\u202f% au plus, et ${WITHIN_AT_LEAST}\u00a0mois.`,
        rows: checked,
      };
}

/** « entre 250 et 310 ménages », or one number when the range is a point. */
function rangeWords(low: number, high: number): string {
  const [from, to] = [Math.round(low), Math.round(high)];
  return from === to
    ? frenchQuantity(from, 'households')
    : `entre ${frenchInteger(from)} et ${frenchQuantity(to, 'households')}`;
}

/** What is supposed, in words. Example: « avec 2 logements captés de plus par mois et 10 % d’entrées en moins ». */
function supposedWords({ captured, lettings, boarding, prevention, inflow }: Levers): string {
  const parts = [
    captured > 0 && `${frenchCount(captured, 'logement capté', 'logements captés')} de plus par mois`,
    lettings > 0 && `${frenchCount(lettings, 'attribution sociale', 'attributions sociales')} de plus par mois`,
    boarding > 0 && `${frenchCount(boarding, 'place', 'places')} de pension de famille`,
    prevention > 0 && `${frenchCount(prevention, 'perte de logement évitée', 'pertes de logement évitées')} par mois`,
    inflow !== 0 && `${Math.abs(inflow)}\u202f% d’entrées en ${inflow > 0 ? 'plus' : 'moins'}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'sans rien changer' : `avec ${frenchList(parts)}`;
}

/** Households without a home over the next twelve months, with and without what is supposed; null: nobody is there. */
export function prepareSimulation(known: readonly StockMonth[], levers: Levers): Plot | null {
  const rhythm = rhythmOf(known.slice(-FITTED_MONTHS));
  const active = known.at(-1)?.active;
  if (!rhythm || active === undefined) return null;
  const months = simulateStock(active, rhythm, levers, MONTHS);
  const without = simulateStock(active, rhythm, noLever, MONTHS);
  const [six, twelve] = [months[6], months[12]];
  const what = supposedWords(levers);
  const inAYear = twelve ? rangeWords(twelve.low, twelve.high) : '';
  const said = six ? `${rangeWords(six.low, six.high)} sans domicile dans six mois, ${inAYear} dans douze` : '';
  const gained = Math.round((without[12]?.central ?? 0) - (twelve?.central ?? 0));
  const effect =
    gained === 0
      ? ''
      : ` Soit ${frenchQuantity(Math.abs(gained), 'households')} de ${gained > 0 ? 'moins' : 'plus'} que sans rien changer, au centre de la fourchette.`;
  return {
    title: `Simulation\u00a0: ${inAYear} sans domicile dans un an, ${what}`,
    sentence: `Si le rythme des 24 derniers mois continuait, ${what}\u00a0: ${said}.${effect} Une fourchette, pas une promesse.`,
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
        name: 'sans rien changer',
        tone: 'soft',
        dash: 'dotted',
        shape: 'none',
        runs: [without.map(({ month, central }) => ({ rank: month, value: central }))],
      },
      {
        kind: 'line',
        name: 'avec ce que l’on suppose',
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
      headers: ['Mois', 'Au plus bas', 'Au centre', 'Au plus haut', 'Sans rien changer'],
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
