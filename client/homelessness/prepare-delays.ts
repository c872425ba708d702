import type { PublishedCount } from '../../shared/domain/secrecy/suppression.ts';
import { frenchCount, frenchOfMonth, frenchPercent, frenchQuantity } from '../../shared/domain/words/french-format.ts';
import type { Plot } from '../charts/prepare/plot.ts';
import { type Scale, scaleTicks } from '../charts/prepare/scale-ticks.ts';
import { countWords, type PathsAnswer } from './ledger-words.ts';

export interface PreparedDelay {
  composition: string;
  first: number;
  median: number;
  third: number;
  /** « 12 ménages »; empty when their number is not said. */
  households: string;
  words: string;
}

export interface PreparedDelays {
  title: string;
  sentence: string;
  rows: PreparedDelay[];
  scale: Scale;
}

const days = (count: number) => frenchCount(Math.round(count), 'jour', 'jours');

/** Half of the homes were found between the first and the third quartile; the median in the middle. */
export function prepareDelays({ delays, source }: PathsAnswer): PreparedDelays {
  const rows = delays.byComposition.map(({ composition, quartiles }) => ({
    composition,
    first: quartiles.first,
    median: quartiles.median,
    third: quartiles.third,
    households: quartiles.count === null ? '' : frenchQuantity(quartiles.count, 'households'),
    words: `la moitié entre ${days(quartiles.first)} et ${days(quartiles.third)}`,
  }));
  const title = delays.all
    ? `Délai médian d’accès au logement\u00a0: ${days(delays.all.median)}`
    : 'Trop peu de relogements pour dire un délai';
  const until = source.through ? `, jusqu’à la fin ${frenchOfMonth(source.through)}` : '';
  const spread = delays.all
    ? `la moitié entre ${days(delays.all.first)} et ${days(delays.all.third)}`
    : 'aucun délai connu';
  const hidden =
    delays.hidden > 0
      ? ` ${frenchCount(delays.hidden, 'composition', 'compositions')} de moins de onze ménages ne sont pas dites.`
      : '';
  return {
    title,
    sentence: `De la demande au relogement, sur douze mois${until}\u00a0: ${spread}. Chaque trait va du premier au troisième quartile, le point est la médiane.${hidden}`,
    rows,
    scale: scaleTicks(
      rows.map(({ third }) => third),
      5,
    ),
  };
}

const textOf = (count: PublishedCount, unit: PathsAnswer['unit']) => countWords(count, unit);

/** Active requests by seniority, in the order of time. */
export function prepareSeniority({ seniority, unit, source }: PathsAnswer): Plot {
  const known = seniority.map(({ count }, rank) => ({ rank, value: typeof count === 'number' ? count : null }));
  const points = known.flatMap(({ rank, value }) => (value === null ? [] : [{ rank, value }]));
  const whole = points.length === seniority.length ? points.reduce((sum, { value }) => sum + value, 0) : null;
  const old = known
    .slice(2)
    .reduce<number | null>((sum, { value }) => (sum === null || value === null ? null : sum + value), 0);
  const title =
    whole && old !== null
      ? `${Math.round((100 * old) / whole)}\u202f% des sans-domicile attendent depuis six mois ou plus`
      : 'Depuis combien de temps on attend';
  return {
    title,
    sentence: `Sans domicile selon l’ancienneté de la demande\u00a0: ${seniority.map(({ value, count }) => `${value}, ${textOf(count, unit)}`).join('\u202f; ')}. Sans contact depuis ${source.inactivityDays}\u00a0jours, un ménage est perdu de vue et n’est plus compté ici.`,
    unit: unit === 'persons' ? 'personnes' : 'ménages',
    places: seniority.map(({ value }) => ({ key: value, label: value, year: null, name: value })),
    layers: [{ kind: 'bars', name: 'sans domicile', pattern: 'solid', points }],
    breaks: [],
    gaps: seniority.flatMap(({ count }, rank) => (count === 'hidden' ? [{ rank, kind: 'masked' as const }] : [])),
    scale: scaleTicks(points.map(({ value }) => value)),
    table: {
      headers: ['Ancienneté', 'Sans domicile'],
      rows: seniority.map(({ value, count }) => ({ key: value, cells: [value, textOf(count, unit)] })),
    },
  };
}

export interface PreparedCohort {
  year: number;
  size: string;
  delays: { within: number; words: string }[];
}

/** What can be said of the returns of each year's cohort: nothing yet, and why. */
export function prepareCohorts({ cohorts }: PathsAnswer): PreparedCohort[] {
  return cohorts.map(({ year, size, delays }) => ({
    year,
    size: size === null ? 'non diffusé' : countWords(size, 'households'),
    delays: delays.map(({ within, over, returned, sameNumber }) => ({
      within,
      words: over ? returnedWords(returned, size, sameNumber) : 'pas encore calculable',
    })),
  }));
}

function returnedWords(returned: number | null, size: number | null, sameNumber: number | null): string {
  if (returned === null && sameNumber !== null)
    return sameNumber === 0 ? 'aucun sous le même numéro' : `au moins ${countWords(sameNumber, 'households')}`;
  if (returned === null || size === null) return 'non calculable sans rapprochement';
  return `${countWords(returned, 'households')} (${frenchPercent(returned / size)})`;
}

/** The title and the sentence above the cohorts: what can be said, or why it cannot be yet. */
export function returnWords({ linking, cohorts }: PathsAnswer): { title: string; lead: string } {
  const rule = 'Un retour se voit quand un ménage relogé dépose une nouvelle demande.';
  if (!linking) {
    return {
      title: 'Combien reviennent après un logement\u202f? Pas encore calculable',
      lead: `${rule} Les demandes ne sont pas rapprochées\u00a0: un retour ne se voit que si le SIAO redonne le même numéro de demande, et ce nombre est un minimum. Les taux demandent un rapprochement, et que tout le délai soit écoulé.`,
    };
  }
  const share = `${frenchPercent(linking.share)} des demandes portent une clé d’identité`;
  if (!linking.usable) {
    return {
      title: 'Combien reviennent après un logement\u202f? Trop peu de demandes rapprochées',
      lead: `${rule} ${share}\u00a0: il en faut 90\u202f% pour que les retours manqués ne faussent pas le taux.`,
    };
  }
  const latest = cohorts.findLast(({ delays }) => delays.some(({ returned }) => returned !== null));
  const longest = latest?.delays.findLast(({ returned }) => returned !== null);
  const title =
    latest?.size && longest
      ? `${frenchPercent((longest.returned ?? 0) / latest.size)} des ménages relogés en ${latest.year} sont revenus dans les ${longest.within} mois`
      : 'Combien reviennent après un logement\u202f? Pas encore calculable';
  const joined = `${frenchQuantity(linking.joined, 'requests')} sont rapprochées d’une autre du même ménage, qui n’est compté qu’une fois`;
  return { title, lead: `${rule} ${share}\u00a0; ${joined}.` };
}
