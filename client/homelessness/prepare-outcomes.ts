import type { Estimate } from '../../shared/domain/ledger/interval.ts';
import type { Characteristic, Outcome, Outcomes } from '../../shared/domain/ledger/outcomes.ts';
import { recordOf } from '../../shared/domain/record-of.ts';
import {
  capitalised,
  frenchCount,
  frenchInteger,
  frenchMonth,
  frenchOfMonth,
} from '../../shared/domain/words/french-format.ts';
import { type Scale, scaleTicks } from '../charts/prepare/scale-ticks.ts';
import type { SpreadRow } from './delay-chart.tsx';

export const measures = ['waiting', 'delay', 'housed', 'refused', 'returned'] as const;
export type OutcomeMeasure = (typeof measures)[number];

export const measureWords: Record<OutcomeMeasure, string> = {
  waiting: 'attente',
  delay: 'délai',
  housed: 'logement obtenu',
  refused: 'refus',
  returned: 'retour',
};

export const characteristicWords: Record<Characteristic, string> = {
  sex: 'sexe',
  composition: 'composition',
  situation: 'situation',
  group: 'commune',
};

const isShare = (measure: OutcomeMeasure) => measure !== 'waiting' && measure !== 'delay';
const days = (value: number) => frenchCount(Math.round(value), 'jour', 'jours');
const points = (value: number) => Math.round(100 * value);
const valueWords = (measure: OutcomeMeasure, value: number) =>
  isShare(measure) ? `${points(value)}\u202f%` : days(value);

/** « 41 % (33 à 50), 140 ménages »; of too few households nothing is said. */
export function estimateWords(measure: OutcomeMeasure, estimate: Estimate | null): string {
  if (!estimate) return 'trop peu de ménages';
  const { value, low, high, count } = estimate;
  const ends = isShare(measure) ? [points(low), points(high)] : [Math.round(low), Math.round(high)];
  const range = ends.map(frenchInteger).join(' à ');
  return `${valueWords(measure, value)} (${range}), ${frenchInteger(count)}\u00a0ménages`;
}

/** What a number says of whom. */
const told: Record<OutcomeMeasure, (value: string) => string> = {
  waiting: (value) => `la moitié de ceux qui attendent ont demandé il y a plus de ${value}`,
  delay: (value) => `délai médian d’accès au logement de ${value}`,
  housed: (value) => `${value} ont obtenu un logement dans l’année`,
  refused: (value) => `${value} ont vu leur demande refusée dans l’année`,
  returned: (value) => `${value} sont revenus dans l’année qui a suivi leur logement`,
};

/** A value whose interval leaves out that of all: the farthest one. */
function farthest(rows: readonly Outcome[], all: Outcome, measure: OutcomeMeasure): Outcome | null {
  const whole = all[measure];
  if (!whole) return null;
  const apart = rows.filter((one) => {
    const estimate = one[measure];
    return estimate !== null && (estimate.low > whole.value || estimate.high < whole.value);
  });
  const distance = (one: Outcome) => Math.abs((one[measure]?.value ?? whole.value) - whole.value);
  return apart.sort((a, b) => distance(b) - distance(a))[0] ?? null;
}

export interface PreparedOutcomes {
  title: string;
  sentence: string;
  rows: { label: string; words: Record<OutcomeMeasure, string> }[];
  spread: SpreadRow[];
  scale: Scale;
  unit: string;
  shown: readonly OutcomeMeasure[];
}

const cohort: Record<OutcomeMeasure, (outcomes: Outcomes) => string> = {
  waiting: () => 'Ménages sans domicile à la fin du dernier mois, depuis leur demande.',
  delay: () => 'Ménages relogés dans les douze derniers mois, de la demande au logement.',
  housed: ({ followed }) => `Premières demandes ${period(followed)}, suivies douze mois chacune.`,
  refused: ({ followed }) => `Premières demandes ${period(followed)}, suivies douze mois chacune.`,
  returned: ({ followed }) => `Ménages relogés ${period(followed)}, suivis douze mois chacun.`,
};
const period = ({ from, to }: Outcomes['followed']) => `${frenchOfMonth(from)} à ${frenchMonth(to)}`;

/** Who waits longest, who gets a home, by one characteristic: what differs from all, or that nothing does beyond chance. */
export function prepareOutcomes(
  outcomes: Outcomes,
  by: Characteristic,
  measure: OutcomeMeasure,
  nameOf: (value: string) => string,
): PreparedOutcomes {
  const { all } = outcomes;
  const found = outcomes.by[by];
  const apart = farthest(found, all, measure);
  const [own, whole] = [apart?.[measure], all[measure]];
  const title =
    apart && own && whole
      ? `${nameOf(apart.value)}\u00a0: ${told[measure](valueWords(measure, own.value))}\u202f; tous ensemble, ${valueWords(measure, whole.value)}`
      : `${capitalised(measureWords[measure])} selon ${by === 'sex' ? 'le' : 'la'} ${characteristicWords[by]}\u00a0: aucun écart que le hasard n’expliquerait`;
  const scaled = (value: number) => (isShare(measure) ? 100 * value : value);
  const spread = [...found.map((one) => ({ ...one, label: nameOf(one.value) })), { ...all, label: 'Tous' }].flatMap(
    ({ label, [measure]: estimate }): SpreadRow[] =>
      estimate
        ? [{ label, low: scaled(estimate.low), middle: scaled(estimate.value), high: scaled(estimate.high) }]
        : [],
  );
  const wordsOf = (one: Outcome) => recordOf(measures, (name) => estimateWords(name, one[name]));
  return {
    title,
    sentence: `${cohort[measure](outcomes)} Chaque trait est l’intervalle à 95\u202f%, le point est ${isShare(measure) ? 'la part' : 'la médiane'}. Un écart est dit quand l’intervalle ne contient pas la valeur de tous\u202f; sur vingt comparaisons, une peut le dire par hasard.`,
    rows: [
      ...found.map((one) => ({ label: nameOf(one.value), words: wordsOf(one) })),
      { label: 'Tous', words: wordsOf(all) },
    ],
    spread,
    scale: scaleTicks(
      spread.map(({ high }) => high),
      5,
    ),
    unit: isShare(measure) ? '%' : 'jours',
    shown: measures.filter((name) => name !== 'returned' || all.returned !== null),
  };
}
