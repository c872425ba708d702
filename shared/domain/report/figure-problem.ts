import type { Figure, FigureMonth } from '../figures/figure.ts';
import type { Quantity } from '../indicator.ts';
import { addMonths, type Month, monthsBetween } from '../month.ts';
import type { GivenCell } from '../secrecy/dominance-rule.ts';
import type { ProblemDraft } from '../secrecy/problem-draft.ts';
import { type Form, plusForms } from '../secrecy/suppression-problem.ts';

/** What figures say of people, as statements over the cells of those who gave them: `secrecy/suppression-problem.ts`. */

/** A quantity over atoms: a count, or the two terms of a rate. */
type Forms = { count: Form } | { numerator: Form; denominator: Form };

/** Hiding a month, a running total, the value of the figure, or a year's total costs so much. */
const weights = { month: 1, total: 1, value: 10, year: 20 };

export const monthStatement = (code: string, month: Month) => `figure/${code}/month/${month}`;
export const totalStatement = (code: string, year: number, month: Month) => `figure/${code}/${year}/total/${month}`;
/** The running totals of a figure, as `totalsSaid` names them. */
export const totalSeries = (code: string, year: number) => `figure/${code}/${year}`;

/** Its number at the end of a month is none of its months: a running total, or different people since January. */
export const hasTotals = ({ timeRule }: Pick<Figure, 'timeRule'>) => timeRule !== 'stock' && timeRule !== 'milestone';

/** Is a sum what it should be; measured values have decimals. */
const isSame = (a: number, b: number) => Math.abs(a - b) < 1e-6;

/** The figures of people of one publication, whatever their years: cells shared by several years are the same atoms. */
export class FigureStatements {
  private readonly draft: ProblemDraft;
  private readonly cells = new Map<string, GivenCell[]>();
  private readonly months = new Map<string, Forms>();

  constructor(draft: ProblemDraft, figures: readonly Figure[]) {
    this.draft = draft;
    const sensitive = figures.filter((figure) => figure.sensitive && figure.origin !== 'published');
    for (const figure of sensitive) this.keepCells(figure);
    for (const figure of sensitive) for (const month of figure.months) this.addMonth(figure, month);
    for (const figure of sensitive) this.addTotals(figure);
  }

  /** The count of one month of an indicator, for a room that says the same one. */
  countOf(code: string, month: Month): Form | null {
    const forms = this.months.get(`${code} ${month}`);
    return forms && 'count' in forms ? forms.count : null;
  }

  private keepCells({ code, cellsGiven }: Figure): void {
    const known = new Map((this.cells.get(code) ?? []).map((cell) => [`${cell.organisationId} ${cell.month}`, cell]));
    for (const cell of cellsGiven?.() ?? []) known.set(`${cell.organisationId} ${cell.month}`, cell);
    this.cells.set(code, [...known.values()]);
  }

  private cellForms(code: string, cell: GivenCell): Forms {
    const { organisationId, month, value, numerator, denominator } = cell;
    const [name, owner] = [`${code}/${month}/${organisationId}`, `organisation ${organisationId}`];
    if (numerator === null || denominator === null)
      return { count: this.draft.atom(`${name}=${value ?? 0}`, value ?? 0, owner) };
    const at = `${numerator}/${denominator}`;
    const terms = {
      numerator: this.draft.atom(`${name}/numerator=${at}`, numerator, owner),
      denominator: this.draft.atom(`${name}/denominator=${at}`, denominator, owner),
    };
    // A part is not more than its whole, whoever gave it.
    this.draft.atMost(terms.numerator, terms.denominator);
    return terms;
  }

  private sumOf(all: readonly Forms[], quantity: Quantity): Forms {
    if ('value' in quantity) return { count: plusForms(all.map((one) => ('count' in one ? one.count : []))) };
    const terms = all.flatMap((one) => ('count' in one ? [] : [one]));
    return {
      numerator: plusForms(terms.map(({ numerator }) => numerator)),
      denominator: plusForms(terms.map(({ denominator }) => denominator)),
    };
  }

  private makes(forms: Forms, quantity: Quantity): boolean {
    if ('count' in forms) return 'value' in quantity && isSame(this.draft.value(forms.count), quantity.value);
    if (!('numerator' in quantity)) return false;
    const [numerator, denominator] = [this.draft.value(forms.numerator), this.draft.value(forms.denominator)];
    return isSame(numerator, quantity.numerator) && isSame(denominator, quantity.denominator);
  }

  /**
   * The cells that a month may be made of: its own; for a level, the last ones of those who are silent too. First those that
   * carry as many as the month says: a level that is carried may be nothing, and tells that it is.
   */
  private candidates({ code, timeRule }: Figure, { month, carried = 0 }: FigureMonth): GivenCell[][] {
    const all = this.cells.get(code) ?? [];
    const own = all.filter((cell) => cell.month === month);
    if (timeRule !== 'stock') return [own];
    const silent = all.filter(
      ({ organisationId, month: at }) => at < month && !own.some((one) => one.organisationId === organisationId),
    );
    const last = new Map(
      silent.sort((a, b) => a.month.localeCompare(b.month)).map((cell) => [cell.organisationId, cell]),
    );
    const silentUpTo = (back: number) => [...last.values()].filter((cell) => cell.month >= addMonths(month, -back));
    const sets = [own, ...[1, 2, 3, 6, 12].map((back) => [...own, ...silentUpTo(back)])];
    const isAsSaid = (cells: GivenCell[]) => cells.length === own.length + carried;
    return [...sets.filter(isAsSaid), ...sets.filter((cells) => !isAsSaid(cells))];
  }

  private monthForms(figure: Figure, said: FigureMonth): Forms | null {
    const { month, quantity } = said;
    if (quantity === null) return null;
    for (const cells of this.candidates(figure, said)) {
      const forms = this.sumOf(
        cells.map((cell) => this.cellForms(figure.code, cell)),
        quantity,
      );
      if (this.makes(forms, quantity)) return forms;
    }
    // A mean, or what no cell explains: an unknown of its own.
    const name = `${figure.code}/${month}/whole`;
    if ('value' in quantity) return { count: this.draft.atom(`${name}=${quantity.value}`, quantity.value) };
    const at = `${quantity.numerator}/${quantity.denominator}`;
    return {
      numerator: this.draft.atom(`${name}/numerator=${at}`, quantity.numerator),
      denominator: this.draft.atom(`${name}/denominator=${at}`, quantity.denominator),
    };
  }

  private say(forms: Forms, asked: { id: string; weight: number; series?: { id: string; month: Month } }): void {
    if ('count' in forms) this.draft.count(forms.count, asked);
    else this.draft.rate(forms.numerator, forms.denominator, asked);
  }

  private addMonth(figure: Figure, month: FigureMonth): void {
    if (month.month > figure.through) return;
    const forms = this.monthForms(figure, month);
    if (!forms) return;
    this.months.set(`${figure.code} ${month.month}`, forms);
    this.guard(forms);
    this.say(forms, { id: monthStatement(figure.code, month.month), weight: weights.month });
  }

  private countsIn(forms: Forms): Form[] {
    if ('count' in forms) return [forms.count];
    return [forms.numerator, forms.denominator, differenceOf(forms.denominator, forms.numerator)];
  }

  /** What each organisation gave, and what is left when one takes its own away. */
  private guard(forms: Forms): void {
    for (const form of this.countsIn(forms)) {
      this.draft.guardParts(form);
      this.draft.guardRests(form);
    }
  }

  /** From when a running total counts: a change of definition, the first month of the figure, of its year. */
  private startsOf({ breaks, from, year }: Figure, month: Month): Month[] {
    return [...breaks, from, `${year}-01`].filter((start) => start <= month).sort((a, b) => b.localeCompare(a));
  }

  private totalForms(figure: Figure, month: Month, soFar: number): Forms | null {
    const { code } = figure;
    if (figure.timeRule === 'unique') return { count: this.differentPeople(figure, soFar) };
    for (const start of this.startsOf(figure, month)) {
      const all = monthsBetween(start, month).flatMap((one) => this.months.get(`${code} ${one}`) ?? []);
      const rates = all.some((one) => !('count' in one));
      const forms = this.sumOf(all, rates ? { numerator: 0, denominator: 0 } : { value: 0 });
      if (isSame(this.percentOrSum(figure, forms, all.length), soFar)) return forms;
    }
    return figure.timeRule === 'ratio' ? null : { count: draftTotal(this.draft, figure, month, soFar) };
  }

  /** Different people of a year: the year's only cell, or a total typed as such, at least as many as in each of its months. */
  private differentPeople({ code, year, frequency }: Figure, total: number): Form {
    const december = this.countOf(code, `${year}-12`);
    if (frequency === 'yearly' && december && this.draft.value(december) === total) return december;
    const form = this.draft.atom(`${code}/${year}/different=${total}`, total);
    for (const month of monthsBetween(`${year}-01`, `${year}-12`)) {
      const own = this.countOf(code, month);
      if (own) this.draft.atMost(own, form);
    }
    return form;
  }

  private percentOrSum({ timeRule }: Figure, forms: Forms, months: number): number {
    if ('count' in forms) return this.draft.value(forms.count) / (timeRule === 'average' ? months : 1);
    return (100 * this.draft.value(forms.numerator)) / this.draft.value(forms.denominator);
  }

  private addTotals(figure: Figure): void {
    const { code, year, through } = figure;
    if (!hasTotals(figure)) return;
    for (const { month, soFar } of figure.months) {
      const forms = soFar === null || month > through ? null : this.totalForms(figure, month, soFar);
      if (!forms) continue;
      // What is left over several months when one organisation takes its own away.
      for (const form of this.countsIn(forms)) this.draft.guardRests(form);
      const weight = month === `${year}-12` ? weights.year : month === through ? weights.value : weights.total;
      this.say(forms, {
        id: totalStatement(code, year, month),
        weight,
        series: { id: totalSeries(code, year), month },
      });
    }
  }
}

const differenceOf = (form: Form, other: Form): Form =>
  plusForms([form, other.map(({ atom, times }) => ({ atom, times: -times }))]);

/** A total that the months do not explain: an unknown of its own. */
const draftTotal = (draft: ProblemDraft, { code, year }: Figure, month: Month, value: number): Form =>
  draft.atom(`${code}/${year}/total/${month}=${value}`, value);
