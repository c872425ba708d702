import { endsPeriod } from '../expectation.ts';
import type { CellState, Quantity, TimeRule } from '../indicator.ts';
import { addMonths, type Month, monthsBetween, monthsOfYear, yearOf } from '../month.ts';
import { defaultThreshold } from '../secrecy/suppression.ts';
import { CellTable } from './cell-table.ts';
import { type Comparison, compareWith } from './comparison.ts';
import { structureCoverage } from './coverage.ts';
import type { Figure, FigureComparison, FigureInput, FigureMonth, GiverName, PublishedValue, Share } from './figure.ts';
import { fraction, minus, toNumber } from './fraction.ts';
import { type JudgedFacts, judge } from './judgement.ts';
import { leftPerMonth } from './left-to-do.ts';
import { type Amount, amountOf, type Measured, type MeasuredFacts, measure, periodsOf } from './measure.ts';
import { monthState } from './month-state.ts';
import { dueMonthOf, windowOf } from './target-path.ts';

/** From the cells of the organisations to the figure that everything reads. */

function quantityOf(amount: Amount | null): Quantity | null {
  if (amount === null) return null;
  if (amount.terms === null) return { value: toNumber(amount.value) };
  return { numerator: toNumber(amount.terms.numerator), denominator: toNumber(amount.terms.denominator) };
}

/** 0 of 0 was given, and is no rate. */
function emptyRatio(timeRule: TimeRule, known: readonly Quantity[]): Quantity | null {
  const isEmpty = timeRule === 'ratio' && known.some((one) => 'numerator' in one);
  return isEmpty ? { numerator: 0, denominator: 0 } : null;
}

/** Asked for, and nobody gave it: not received, or not known. */
function isMissing(month: FigureMonth): boolean {
  return ['missing', 'unavailable'].includes(monthState(month));
}

function publishedFor(year: number, published: PublishedValue[]): PublishedValue | undefined {
  return published.find((one) => yearOf(one.fromMonth) === year && one.toMonth === addMonths(one.fromMonth, 11));
}

/** A value that a deliberation published for the whole year, as if it had been measured. */
function asMeasured(published: PublishedValue, measured: Measured): Measured {
  const value = fraction(published.value);
  const months = monthsBetween(published.fromMonth, published.toMonth);
  const whole = { partial: false, carried: [], silent: [], amount: { value, terms: null }, held: { value, months } };
  return { ...measured, ...whole, to: published.toMonth };
}

/** What the year is made of: the facts, the way they are judged at a month, and both at the end of each month. */
class FigureYear {
  readonly #input: FigureInput;
  readonly facts: MeasuredFacts;
  readonly table: CellTable;

  constructor(input: FigureInput) {
    const { indicator, givers, cells, carryMonths } = input;
    this.#input = input;
    this.facts = {
      timeRule: indicator.timeRule,
      frequency: indicator.frequency,
      givers,
      cells,
      yearTotals: input.yearTotals ?? [],
      definitionFrom: input.definitionFrom ?? [],
      carryMonths,
    };
    this.table = new CellTable(this.facts);
  }

  judgedAt(asOf: Month): JudgedFacts {
    const { indicator, target, cuts, knownUpTo = asOf } = this.#input;
    const { timeRule, direction, unit, tolerance } = indicator;
    return { timeRule, direction, unit, tolerance, target, asOf, knownUpTo, cuts };
  }

  measuredAt(asOf: Month): Measured {
    const { target, sameMonthsAs = null } = this.#input;
    return measure(this.facts, this.table, windowOf(target ?? sameMonthsAs, asOf), asOf);
  }

  month(month: Month): FigureMonth {
    const { table } = this;
    const { through, indicator } = this.#input;
    const { timeRule } = indicator;
    const { known, concerned } = table.row(month);
    const measured = month <= through ? this.measuredAt(month) : null;
    const level = timeRule === 'stock' && endsPeriod(this.facts.frequency, month) && measured?.to === month;
    const soFar = measured?.amount ?? null;
    const own = level ? soFar : amountOf(timeRule === 'unique' ? 'stock' : timeRule, [known]);
    const carried = level ? (measured?.carried.length ?? 0) : 0;
    const expected = measured && judge(this.judgedAt(month), measured).expectedToDate;
    return {
      month,
      // Different people of two organisations do not add up.
      quantity: timeRule === 'unique' && known.length > 1 ? null : (quantityOf(own) ?? emptyRatio(timeRule, known)),
      reported: known.length,
      unavailable: table.stating('unavailable', month),
      notApplicable: table.stating('not-applicable', month),
      expected: concerned,
      soFar: soFar && toNumber(soFar.value),
      expectedSoFar: expected && toNumber(expected),
      ...(carried > 0 && { carried }),
    };
  }

  /** Organisations that gave every value asked of them, of those asked for one at least. */
  structures({ from, to }: Measured): Share {
    const { table } = this;
    const statesOf = (giver: string): CellState[] =>
      monthsBetween(from, to).flatMap((month) => {
        if (table.known(giver, month) !== null) return ['value'];
        return table.asks(giver, month) ? ['missing'] : [];
      });
    return structureCoverage(table.assigned.map(statesOf));
  }

  named(ids: readonly string[]): GiverName[] {
    return ids.map((id) => this.#named(id));
  }

  #named(id: string): GiverName {
    return { id, name: this.#input.givers.find((one) => one.id === id)?.name ?? id };
  }

  comparison(measured: Measured, year: number): FigureComparison[] {
    const found: Comparison | null = compareWith(this.facts, this.table, measured, year);
    if (!found) return [];
    const many = Object.values(found.used).reduce((sum, months) => sum + months.length, 0);
    return [
      {
        year,
        now: toNumber(found.now),
        before: toNumber(found.before),
        difference: toNumber(minus(found.now, found.before)),
        used: Object.entries(found.used).map(([id, months]) => ({ ...this.#named(id), months })),
        whole: this.facts.timeRule === 'unique' || many === this.#knownCells(measured),
      },
    ];
  }

  #knownCells({ from, to }: Measured): number {
    const { timeRule, frequency } = this.facts;
    // A stock is compared at the end of its last period.
    const level = periodsOf(frequency, { from, to }).at(-1)?.at(-1) ?? to;
    const months = timeRule === 'stock' ? [level] : monthsBetween(from, to);
    return months.reduce((count, month) => count + this.table.row(month).known.length, 0);
  }
}

/**
 * The figure of an indicator for a year up to a month: measured from the cells of the organisations, judged against the
 * target in force, compared like for like. When no month is known, a figure published for the whole year stands in, and
 * is marked.
 * Example: IND-22 with one meeting a month from January to March 2023, through `2023-03`: value 3, target 10, expected 2.5, progress 30.
 */
export function assembleFigure(input: FigureInput): Figure {
  const { indicator, year, through, target } = input;
  const all = new FigureYear(input);
  const observed = all.measuredAt(through);
  const published = observed.amount === null ? publishedFor(year, input.published) : undefined;
  const measured = published ? asMeasured(published, observed) : observed;
  const judged = all.judgedAt(published ? published.toMonth : through);
  const judgement = judge(judged, measured);
  const { expectedToDate, ...words } = judgement;
  const months = monthsOfYear(year).map((month) => all.month(month));
  const emptyYear = emptyRatio(
    indicator.timeRule,
    monthsBetween(measured.from, measured.to).flatMap((month) => all.table.row(month).known),
  );
  const counted = months.filter(({ month }) => measured.from <= month && month <= through);
  const number = (value: Parameters<typeof toNumber>[0] | null | undefined) => (value ? toNumber(value) : null);
  return {
    ...indicator,
    year,
    through,
    from: measured.from,
    since: measured.since,
    origin: observed.amount !== null ? 'observed' : published ? 'published' : 'none',
    quantity: quantityOf(measured.amount) ?? emptyYear,
    value: number(measured.amount?.value),
    hidden: false,
    months,
    missingMonths: counted.filter(isMissing).map(({ month }) => month),
    coverage: {
      structures: all.structures(observed),
      cells: { reported: measured.coverage.known, expected: measured.coverage.expected },
    },
    partial: measured.partial,
    carried: all.named(measured.carried),
    silent: all.named(measured.silent),
    held: measured.held && { value: toNumber(measured.held.value), months: measured.held.months.length },
    target,
    due: target && dueMonthOf(target),
    ...words,
    expected: number(expectedToDate),
    progress: number(judgement.progress),
    gap: number(judgement.gap),
    notCounted: null,
    waiting: null,
    left: number(leftPerMonth(judged, measured, judgement)),
    comparisons: (input.compareWith ?? []).flatMap((other) => all.comparison(measured, other)),
    published: input.published,
    breaks: (input.definitionFrom ?? []).filter((month) => yearOf(month) === year && !month.endsWith('-01')).toSorted(),
    threshold: input.threshold ?? defaultThreshold,
    ...(input.isDominated && { isDominated: input.isDominated }),
    ...(input.cellsGiven && { cellsGiven: input.cellsGiven }),
  };
}
