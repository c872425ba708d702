import { type Month, monthRank } from '../month.ts';

/**
 * The stages of an eviction procedure that a file dates, in their order. The request for the police (réquisition) stands
 * between the order to leave and the grant; no file dates it, so it is named on the screen and not counted.
 */
export const funnelStages = ['commandement', 'assignation', 'judgement', 'leave-order', 'police', 'eviction'] as const;
export type FunnelStage = (typeof funnelStages)[number];

/** Where the register keeps the date of each stage. */
export const stageFields: Record<FunnelStage, string> = {
  commandement: 'commandementDate',
  assignation: 'assignationDate',
  judgement: 'judgementDate',
  'leave-order': 'leaveOrderDate',
  police: 'policeDate',
  eviction: 'evictionDate',
};

export const stageLabels: Record<FunnelStage, string> = {
  commandement: 'Commandements de payer',
  assignation: 'Assignations',
  judgement: 'Jugements',
  'leave-order': 'Commandements de quitter les lieux (CQL)',
  police: 'Concours de la force publique octroyés (CFP)',
  eviction: 'Expulsions',
};

export const stocks = ['Privé', 'Public'] as const;

/** Procedures alike in the month of their commandement, their stock and their commune group: what became of them to today. */
export interface CohortCell {
  month: Month;
  stock: string;
  group: string;
  /** Procedures that reached each stage, in the order of `funnelStages`: dated there, or at a later one whose file forgot this one. */
  reached: number[];
  /** Procedures whose last dated stage is this one. */
  furthest: number[];
  /** Among those, procedures with a date of end and no later stage. */
  ended: number[];
  /** Household met at the survey, and procedures of which the file says whether. */
  met: number;
  surveyed: number;
  /** Diagnostics dated, and those that precede the order to leave (or no such order), in the private stock. */
  diagnostics: number;
  privateDiagnostics: number;
}

/** How many procedures passed a stage in a month, of a stock and a commune group. */
export interface FlowCell {
  stage: FunnelStage;
  month: Month;
  stock: string;
  group: string;
  count: number;
}

/** Assignations of a month, and those of them without a completed diagnostic. */
export interface AnswerCell {
  month: Month;
  stock: string;
  group: string;
  asked: number;
  silent: number;
}

const addTo = (sums: number[], more: readonly number[]) => sums.map((sum, index) => sum + (more[index] ?? 0));
const none = () => funnelStages.map(() => 0);

/** What became of procedures, added up. Example: two cells of 10 and 5 commandements, 4 and 1 assigned: 15 and 5. */
export function cohortOf(cells: readonly CohortCell[]): Omit<CohortCell, 'month' | 'stock' | 'group'> {
  const sum = (of: (cell: CohortCell) => number) => cells.reduce((total, cell) => total + of(cell), 0);
  return {
    reached: cells.reduce((sums, { reached }) => addTo(sums, reached), none()),
    furthest: cells.reduce((sums, { furthest }) => addTo(sums, furthest), none()),
    ended: cells.reduce((sums, { ended }) => addTo(sums, ended), none()),
    met: sum(({ met }) => met),
    surveyed: sum(({ surveyed }) => surveyed),
    diagnostics: sum(({ diagnostics }) => diagnostics),
    privateDiagnostics: sum(({ privateDiagnostics }) => privateDiagnostics),
  };
}

/** The stages passed, whenever the procedures began. Example: 3 assignations in May and 2 in June: 5. */
export function flowsOf(cells: readonly FlowCell[]): number[] {
  return funnelStages.map((stage) =>
    cells.filter((cell) => cell.stage === stage).reduce((sum, { count }) => sum + count, 0),
  );
}

/**
 * True for the months of the winter truce, from 1 November to 31 March: no eviction takes place, the procedure goes on.
 * Source: article L. 412-6 of the code des procédures civiles d’exécution. Example: `2023-11` and `2024-03` true, `2024-04` false.
 */
export function isWinterTruce(month: Month): boolean {
  const rank = monthRank(month);
  return rank >= 11 || rank <= 3;
}
