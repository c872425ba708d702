import type { Quantity } from '../../shared/domain/indicator.ts';
import { addMonths, type Month, monthRank, monthsBetween, yearOf } from '../../shared/domain/month.ts';
import { FIRST_DEMONSTRATION_MONTH, LAST_DEMONSTRATION_MONTH, type Level, levels, type Shape } from './seed-demo.ts';
import {
  type Accident,
  accidents,
  type DemonstrationStatus,
  exceptions,
  LAST_VALIDATED_MONTH,
  lateness,
} from './seed-demo-accidents.ts';

/** A fictitious cell, before it has the keys of the database. */
export interface DemonstrationCell {
  organisation: string;
  code: string;
  month: Month;
  state: 'value' | 'estimated' | 'unavailable' | 'not-applicable';
  quantity: Quantity | null;
  reason: string | null;
  comment: string | null;
  question: string | null;
}

/** A fictitious return; the instants are those of the calendar of its month. */
export interface DemonstrationReturn {
  organisation: string;
  month: Month;
  status: Exclude<DemonstrationStatus, 'missing'>;
  openedAt: Date;
  submittedAt: Date | null;
  validatedAt: Date | null;
}

/** `null`: the month has no meaning for the series (no meeting, no delay). */
type Series = Map<Month, Quantity | null>;

/** Numbers in [0, 1[ that depend on the words alone: the same seed gives the same demonstration everywhere (mulberry32). */
export function generator(words: string): () => number {
  let state = [...words].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), 0x811c9dc5);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;

/** A count around a mean, with the spread of counts (its standard deviation grows as the root of the mean). */
function countAround(mean: number, random: Random): number {
  const centred = (random() + random() + random() - 1.5) * 2;
  return Math.max(0, Math.round(mean + 0.7 * Math.sqrt(mean) * centred));
}

const yearIndex = (month: Month) => yearOf(month) - yearOf(FIRST_DEMONSTRATION_MONTH);
const at = (years: readonly number[], month: Month) => years[yearIndex(month)] ?? 0;
const numberOf = (quantity: Quantity | null | undefined) => (quantity && 'value' in quantity ? quantity.value : 0);

function stockAt({ before, ends }: Extract<Shape, { kind: 'stock' }>, month: Month, random: Random): number {
  const from = yearIndex(month) === 0 ? before : (ends[yearIndex(month) - 1] ?? before);
  const level = from + ((at(ends, month) - from) * monthRank(month)) / 12;
  return Math.round(level + (random() - 0.5) * 0.5 * Math.sqrt(level));
}

function ratioOf(denominator: number, rate: number, random: Random): Quantity | null {
  if (denominator === 0) return null;
  const noisy = denominator * rate + (random() - 0.5) * Math.sqrt(denominator);
  return { numerator: Math.min(denominator, Math.max(0, Math.round(noisy))), denominator };
}

/** The figure of a month. `past` is the series so far, `other` another series of the same organisation. */
function figure(
  shape: Shape,
  month: Month,
  random: Random,
  past: Series,
  other: (code: string) => number,
): Quantity | null {
  switch (shape.kind) {
    case 'count':
      return { value: countAround(at(shape.means, month) * (shape.season?.[monthRank(month) - 1] ?? 1), random) };
    case 'part':
      return { value: Math.round(other(shape.of) * at(shape.rates, month) * (0.9 + 0.2 * random())) };
    case 'ratio':
      return ratioOf(typeof shape.of === 'number' ? shape.of : other(shape.of), at(shape.rates, month), random);
    case 'stock':
      return { value: stockAt(shape, month, random) };
    case 'balance': {
      const before = past.get(addMonths(month, -1));
      const start = before ? numberOf(before) : shape.before;
      return { value: start + other(shape.of) - Math.min(start, countAround(at(shape.exits, month), random)) };
    }
    case 'held':
      return { value: other(shape.of) > 0 ? 1 : 0 };
    case 'mean':
      return other(shape.of) > 0 ? { value: countAround(at(shape.means, month), random) } : null;
  }
}

function seriesOf(level: Level, others: Map<string, Series>): Series {
  const series: Series = new Map();
  for (const [first, figures] of Object.entries(level.given ?? {})) {
    figures.forEach((given, index) => {
      series.set(addMonths(first, index), { value: given });
    });
  }
  const random = generator(`${level.organisation} ${level.code}`);
  if (!level.shape) return series;
  for (const month of monthsBetween(level.from ?? FIRST_DEMONSTRATION_MONTH, LAST_DEMONSTRATION_MONTH)) {
    const other = (code: string) => numberOf(others.get(code)?.get(month));
    series.set(month, figure(level.shape, month, random, series, other));
  }
  return series;
}

function statusOf(organisation: string, month: Month): DemonstrationStatus {
  const listed = exceptions[organisation]?.[month];
  return listed ?? (month <= LAST_VALIDATED_MONTH ? 'validated' : 'submitted');
}

function cellOf({ organisation, code }: Level, month: Month, quantity: Quantity | null): DemonstrationCell {
  const accident = accidents.find(
    (one) => one.organisation === organisation && one.code === code && one.month === month,
  );
  const base = { organisation, code, month, reason: null, comment: null, question: null };
  if (accident) return { ...base, ...happened(accident) };
  if (quantity) return { ...base, state: 'value', quantity };
  return { ...base, state: 'not-applicable', quantity, reason: 'La commission ne s’est pas réunie ce mois-ci.' };
}

function happened({ state, value, ratio, reason, comment, question }: Accident) {
  const counted = value === undefined ? null : { value };
  const quantity = ratio ? { numerator: ratio[0], denominator: ratio[1] } : counted;
  return { state, quantity, reason: reason ?? null, comment: comment ?? null, question: question ?? null };
}

/** Every fictitious cell. A return that was never opened has none; a draft has the first half of its own. */
export function demonstrationCells(): DemonstrationCell[] {
  const series = new Map<string, Map<string, Series>>();
  const cells = levels.flatMap((level) => {
    const own = series.get(level.organisation) ?? new Map<string, Series>();
    series.set(level.organisation, own);
    const months = seriesOf(level, own);
    own.set(level.code, months);
    return [...months].map(([month, quantity]) => cellOf(level, month, quantity));
  });
  const sent = cells.filter(({ organisation, month }) => !['missing', 'draft'].includes(statusOf(organisation, month)));
  const drafts = cells.filter(({ organisation, month }) => statusOf(organisation, month) === 'draft');
  return [...sent, ...drafts.filter((cell) => isStarted(cell, drafts))];
}

function isStarted(cell: DemonstrationCell, drafts: DemonstrationCell[]): boolean {
  const same = drafts.filter((one) => one.organisation === cell.organisation && one.month === cell.month);
  return same.indexOf(cell) < same.length / 2;
}

const instant = (month: Month, day: number, hour: number) =>
  new Date(`${month}-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:30:00Z`);

/** When a return was sent: by the tenth of the month after, or later for those who are often late. */
function sentDay(organisation: string, month: Month): number {
  const random = generator(`${organisation} ${month}`);
  const late = random() < (lateness[organisation] ?? 0.06);
  if (!late) return 2 + Math.floor(random() * 8);
  return month === LAST_DEMONSTRATION_MONTH ? 12 : 12 + Math.floor(random() * 13);
}

/** The returns of the organisations that have cells, month by month. */
export function demonstrationReturns(cells: DemonstrationCell[]): DemonstrationReturn[] {
  const keys = new Map(cells.map(({ organisation, month }) => [`${organisation} ${month}`, { organisation, month }]));
  return [...keys.values()].map(({ organisation, month }) => {
    const status = statusOf(organisation, month) as DemonstrationReturn['status'];
    const next = addMonths(month, 1);
    const day = sentDay(organisation, month);
    return {
      organisation,
      month,
      status,
      openedAt: instant(next, Math.min(day, 12), 8),
      submittedAt: status === 'draft' ? null : instant(next, day, 9),
      validatedAt: status === 'validated' ? instant(next, 27, 14) : null,
    };
  });
}
