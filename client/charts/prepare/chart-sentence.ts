import { yearOf } from '../../../shared/domain/month.ts';
import {
  frenchCount,
  frenchList,
  frenchMonth,
  frenchMonthName,
  frenchMonths,
  frenchQuantity,
} from '../../../shared/domain/words/french-format.ts';
import { isGap, type MonthPoint, type MonthSeries } from './month-series.ts';

type Known = MonthPoint & { value: number };

function isKnown(point: MonthPoint): point is Known {
  return (point.state === 'value' || point.state === 'estimated') && point.value !== null;
}

/** « de janvier à juin 2026 », « de novembre 2025 à février 2026 », « en mars 2026 ». */
function period(points: readonly MonthPoint[]): string {
  const first = points[0]?.month ?? '';
  const last = points.at(-1)?.month ?? '';
  if (first === last) return `en ${frenchMonth(first)}`;
  const from = yearOf(first) === yearOf(last) ? frenchMonthName(first) : frenchMonth(first);
  return `${/^[aeiouy]/.test(from) ? 'd’' : 'de '}${from} à ${frenchMonth(last)}`;
}

function extremes(known: readonly Known[], series: MonthSeries): string {
  const highest = known.reduce((best, point) => (point.value > best.value ? point : best));
  const lowest = known.reduce((best, point) => (point.value < best.value ? point : best));
  if (highest.value === lowest.value) return `${frenchQuantity(highest.value, series.unit)} chaque mois connu`;
  return [
    `maximum en ${frenchMonth(highest.month)} (${frenchQuantity(highest.value, series.unit)})`,
    `minimum en ${frenchMonth(lowest.month)} (${frenchQuantity(lowest.value, series.unit)})`,
  ].join(', ');
}

/** Where months are hidden, what is left is neither the total nor the range: only how many months are shown, and the highest. */
function shownOnly(known: readonly Known[], series: MonthSeries): string {
  const highest = known.reduce((best, point) => (point.value > best.value ? point : best));
  const count = frenchCount(known.length, 'mois montré', 'mois montrés');
  return `${count}, le plus haut en ${frenchMonth(highest.month)} (${frenchQuantity(highest.value, series.unit)})`;
}

function facts(known: readonly Known[], series: MonthSeries): string {
  if (known.length === 0) return 'aucune valeur connue';
  if (series.points.some(({ state }) => state === 'masked')) return shownOnly(known, series);
  return [headline(known, series), known.length > 1 && extremes(known, series)].filter(Boolean).join(', ');
}

function headline(known: readonly Known[], series: MonthSeries): string {
  const last = known.at(-1) as Known;
  if (series.nature === 'level') return `${frenchQuantity(last.value, series.unit)} en ${frenchMonth(last.month)}`;
  const total = known.reduce((sum, point) => sum + point.value, 0);
  return `${frenchQuantity(total, series.unit)} au total`;
}

function absences(series: MonthSeries): string[] {
  const monthsIn = (...states: MonthPoint['state'][]) =>
    series.points.filter(({ state }) => states.includes(state)).map(({ month }) => month);
  const missing = monthsIn('missing');
  const notPublished = monthsIn('not-published');
  const unknown = monthsIn('unavailable');
  const masked = monthsIn('masked');
  const estimated = monthsIn('estimated');
  const partial = series.points.filter((point) => point.partial).map(({ month }) => month);
  return [
    missing.length > 0 &&
      `${frenchCount(missing.length, 'mois non reçu', 'mois non reçus')}\u00a0: ${frenchMonths(missing)}.`,
    notPublished.length > 0 &&
      `${frenchCount(notPublished.length, 'mois non publié', 'mois non publiés')}\u00a0: ${frenchMonths(notPublished)}.`,
    unknown.length > 0 &&
      `${frenchCount(unknown.length, 'mois non connu', 'mois non connus')}\u00a0: ${frenchMonths(unknown)}.`,
    masked.length > 0 &&
      `${frenchCount(masked.length, 'mois masqué', 'mois masqués')} par le secret statistique\u00a0: ${frenchMonths(masked)}.`,
    estimated.length > 0 &&
      `${frenchCount(estimated.length, 'valeur estimée', 'valeurs estimées')}\u00a0: ${frenchMonths(estimated)}.`,
    partial.length > 0 &&
      `${frenchCount(partial.length, 'mois partiel', 'mois partiels')}\u00a0: ${frenchMonths(partial)}.`,
  ].filter((sentence) => sentence !== false);
}

/** Nobody’s part lacks: everything was given, or nothing was asked. */
const isWholeMonth = ({ state, partial }: MonthPoint) => !partial && !isGap(state);

function expectation(series: MonthSeries): string[] {
  const expected = series.points.flatMap(({ month }, rank) => {
    const value = series.expected?.[rank] ?? null;
    return value === null ? [] : [{ month, value }];
  });
  const last = expected.at(-1);
  if (last === undefined) return [];
  if (series.nature === 'level')
    return [`Attendu en ${frenchMonth(last.month)}\u00a0: ${frenchQuantity(last.value, series.unit)}.`];
  const total = expected.reduce((sum, { value }) => sum + value, 0);
  const isWhole = expected.length === series.points.length || series.points.every(isWholeMonth);
  return [`Attendu sur ${isWhole ? 'la période' : 'les mois complets'}\u00a0: ${frenchQuantity(total, series.unit)}.`];
}

function breaks(series: MonthSeries): string[] {
  if (!series.breaks?.length) return [];
  const texts = series.breaks.map(({ month, label }) => `${frenchMonth(month)} (${label})`);
  return [`Rupture de série en ${frenchList(texts)}\u00a0: les valeurs d’avant et d’après ne se comparent pas.`];
}

function notes(series: MonthSeries): string[] {
  return (series.notes ?? []).map(
    ({ month, label }) => `Note, ${frenchMonth(month)}\u00a0: ${label.replace(/\.$/u, '')}.`,
  );
}

/**
 * The sentence under a month chart, made from the same series as the drawing: what it holds for someone who does not see it.
 * Example: « Ménages rencontrés, de janvier à mars 2026 : 18 ménages au total, maximum en mars 2026 (10 ménages), minimum en
 * janvier 2026 (8 ménages). 1 mois non reçu : février 2026. »
 */
export function chartSentence(series: MonthSeries): string {
  const known = series.points.filter(isKnown);
  if (series.points.length === 0) return `${series.label}\u00a0: aucun mois à représenter.`;
  const subject = `${series.label}, ${period(series.points)}`;
  return [
    `${subject}\u00a0: ${facts(known, series)}.`,
    ...absences(series),
    ...expectation(series),
    ...breaks(series),
    ...notes(series),
  ].join(' ');
}
