import {
  type AnswerCell,
  type CohortCell,
  type FlowCell,
  type FunnelStage,
  funnelStages,
  stocks,
} from '../../shared/domain/ledger/funnel.ts';
import { publishCohorts, publishStage } from '../../shared/domain/ledger/funnel-publication.ts';
import { monthsOfYear, yearOf } from '../../shared/domain/month.ts';
import { isSmall, type PublishedCount } from '../../shared/domain/secrecy/suppression.ts';
import type { StageDelay } from './repository.ts';

/** A part of the procedures (a stock, a commune group) at each stage. */
export interface PartLine {
  key: string;
  flows: PublishedCount[];
  /** Null where only the whole cohort may be said. */
  cohort: PublishedCount[] | null;
}

export interface RateLine {
  key: string;
  numerator: number;
  denominator: number;
}

/** What the page shows of the procedures, hidden where it must be. */
export interface FunnelView {
  flows: PublishedCount[];
  reached: PublishedCount[];
  furthest: PublishedCount[];
  ended: PublishedCount[] | null;
  byStock: PartLine[];
  byGroup: PartLine[];
  /** Counted on the rows; null: the indicators say it, suppressed. */
  met: RateLine[] | null;
  silent: RateLine[] | null;
  diagnostics: { all: number; counted: number } | null;
  /** Days to the next stage; null: not enough procedures to say. */
  delays: { from: number; first: number | null; median: number | null; third: number | null }[];
}

export interface Cells {
  flows: FlowCell[];
  cohorts: CohortCell[];
  answers: AnswerCell[];
  /** The groups of communes, in their order, and the empty word: no commune of the territory. */
  groups: string[];
}

/** The funnel for anyone: whole years only, no crossing of filters, nothing that a subtraction would give back. */

const sum = (cells: readonly FlowCell[]) => cells.reduce((total, { count }) => total + count, 0);

function stageOver(cells: Cells, stage: FunnelStage, years: readonly number[]) {
  const of = (year: number) => cells.flows.filter((cell) => cell.stage === stage && yearOf(cell.month) === year);
  const months = years.map((year) =>
    monthsOfYear(year).map((month) => sum(of(year).filter((one) => one.month === month))),
  );
  const by = (field: 'stock' | 'group', keys: readonly string[]) =>
    publishStage(
      years.map((year) => keys.map((key) => sum(of(year).filter((cell) => cell[field] === key)))),
      months,
    );
  return { stock: by('stock', [...stocks, '']), group: by('group', cells.groups) };
}

/** The delays of a group too small to be said are left out. */
const sayable = (delay: StageDelay) =>
  delay.count === 0 || isSmall(delay.count) ? { from: delay.from, first: null, median: null, third: null } : delay;

export function publicFunnel(cells: Cells, years: readonly number[], year: number, delays: StageDelay[]): FunnelView {
  const rank = years.indexOf(year);
  const stages = funnelStages.map((stage) => stageOver(cells, stage, years));
  const furthest = years.map((one) =>
    funnelStages.map((_, index) =>
      cells.cohorts
        .filter(({ month }) => yearOf(month) === one)
        .reduce((total, cell) => total + (cell.furthest[index] ?? 0), 0),
    ),
  );
  const cohort = publishCohorts(furthest)[rank];
  const lines = (field: 'stock' | 'group', keys: readonly string[]): PartLine[] =>
    keys
      .map((key, index) => ({
        key,
        cohort: null,
        flows: stages.map((stage): PublishedCount => stage[field].parts[rank]?.[index] ?? null),
      }))
      .filter(({ flows }) => flows.some((count) => count !== 0 && count !== null));
  return {
    flows: stages.map(({ stock, group }): PublishedCount => {
      const isHidden = stock.totals[rank] === 'hidden' || group.totals[rank] === 'hidden';
      return isHidden ? 'hidden' : (stock.totals[rank] ?? null);
    }),
    reached: cohort?.reached ?? [],
    furthest: cohort?.furthest ?? [],
    ended: null,
    byStock: lines('stock', [...stocks, '']),
    byGroup: lines('group', cells.groups),
    met: null,
    silent: null,
    diagnostics: null,
    delays: delays.map(sayable).map(({ from, first, median, third }) => ({ from, first, median, third })),
  };
}
