import { daysBetween, type IsoDate, type Month } from '../month.ts';
import {
  capitalised,
  frenchCount,
  frenchDate,
  frenchList,
  frenchMonth,
  frenchRelativeDays,
} from '../words/french-format.ts';

/** What waits for the coordination, in one list: each question has one number, the one of the page where it is answered. */

/** A month of a structure. */
interface OwedReturn {
  organisationId: number;
  organisation: string;
  month: Month;
}

export type TaskFacts =
  /** The execution report of a year that was not sent; `edition`: how far its latest edition is, null when there is none. */
  | { kind: 'report'; due: IsoDate; year: number; edition: 'draft' | 'frozen' | 'voted' | null }
  /** Returns that were due and are not sent, the oldest first. */
  | { kind: 'returns'; due: IsoDate; returns: OwedReturn[] }
  /** Values sent back with a question that waits for its organisation, the oldest first. */
  | { kind: 'answers'; due: null; returns: OwedReturn[] }
  /** Months that wait for a validation, by their figures or by rows alone, the oldest first. */
  | { kind: 'validation'; due: null; returns: OwedReturn[] }
  /** What the money of a year calls for, each in a sentence of its own; `due`: the first day of all. */
  | { kind: 'money'; due: IsoDate | null; year: number; alerts: string[] };

/** `daysLeft`: until it is due, negative once it is late; null: it has no day. */
export type Task = TaskFacts & { daysLeft: number | null };

/** A deadline further than this many days is no work of the day. */
export const NEAR_DAYS = 60;

/**
 * The tasks in the order in which they are to be done: what is late, the oldest first, then what is due within sixty days, then what has
 * no day, then the far ones. Example, on 2025-11-14: the report due on 2025-09-30 (45 days late), the payment due in 16 days, nine months to validate.
 */
export function inOrder(facts: readonly TaskFacts[], today: IsoDate): Task[] {
  const rankOf = ({ daysLeft }: Task) =>
    daysLeft === null ? NEAR_DAYS + 0.5 : daysLeft <= NEAR_DAYS ? daysLeft : NEAR_DAYS + 1 + daysLeft;
  return facts
    .map((one): Task => ({ ...one, daysLeft: one.due === null ? null : daysBetween(today, one.due) }))
    .sort((a, b) => rankOf(a) - rankOf(b));
}

export const isLate = ({ daysLeft }: Pick<Task, 'daysLeft'>): boolean => daysLeft !== null && daysLeft < 0;
export const isFar = ({ daysLeft }: Pick<Task, 'daysLeft'>): boolean => daysLeft !== null && daysLeft > NEAR_DAYS;

/** How many things a task is about: the number that the menu and the page that it leads to say too. */
export function countOf(task: TaskFacts): number {
  if (task.kind === 'report') return 1;
  return task.kind === 'money' ? task.alerts.length : task.returns.length;
}

const editionWords = {
  draft: 'une édition est en préparation',
  frozen: 'une édition est figée, à voter puis à transmettre',
  voted: 'l’édition est votée, à transmettre',
} as const;

const structuresOf = (returns: readonly OwedReturn[]) => [...new Set(returns.map(({ organisation }) => organisation))];

/** « de 6 structures, le plus ancien : CCAS, septembre 2025 »; of one alone, its name and its month. */
function returnsDetail(returns: readonly OwedReturn[]): string {
  const [oldest] = returns;
  if (!oldest) return '';
  const first = `${oldest.organisation}, ${frenchMonth(oldest.month)}`;
  if (returns.length === 1) return first;
  const structures = structuresOf(returns);
  const who = structures.length === 1 ? `de ${oldest.organisation}` : `de ${structures.length}\u00a0structures`;
  return `${who}, le plus ancien\u00a0: ${structures.length === 1 ? frenchMonth(oldest.month) : first}`;
}

/**
 * A task in words: what is to be done, with its number, and what explains it. Example: `8 envois non reçus`,
 * `de 6 structures, le plus ancien : CCAS, septembre 2025`.
 */
export function taskWords(task: TaskFacts): { title: string; detail: string } {
  const count = countOf(task);
  switch (task.kind) {
    case 'report': {
      const state = task.edition === null ? 'aucune édition n’est ouverte' : editionWords[task.edition];
      const title = `Rapport d’exécution ${task.year} à transmettre au Préfet`;
      return { title, detail: `dû le ${frenchDate(task.due)}, ${state}` };
    }
    case 'returns':
      return {
        title: frenchCount(count, 'envoi non reçu', 'envois non reçus'),
        detail: returnsDetail(task.returns),
      };
    case 'answers':
      return {
        title: frenchCount(count, 'valeur renvoyée attend une réponse', 'valeurs renvoyées attendent une réponse'),
        detail: returnsDetail(task.returns),
      };
    case 'validation':
      return { title: frenchCount(count, 'mois à valider', 'mois à valider'), detail: returnsDetail(task.returns) };
    case 'money': {
      const [first = ''] = task.alerts;
      if (count === 1) return { title: `Finances ${task.year}`, detail: first };
      return { title: `${count}\u00a0points à régler dans les finances ${task.year}`, detail: first };
    }
  }
}

/** Who holds a task: the coordination itself, one structure, or how many. */
export function holderWords(task: TaskFacts): string {
  if (task.kind !== 'returns' && task.kind !== 'answers') return 'Vous';
  const structures = structuresOf(task.returns);
  return structures.length === 1 ? (structures[0] ?? '') : `${structures.length}\u00a0structures`;
}

/** When it is due, in words: « En retard de 45 jours », « Dans 16 jours », « À faire ». */
export function dueWords({ daysLeft }: Pick<Task, 'daysLeft'>): string {
  if (daysLeft === null) return 'À faire';
  if (daysLeft < 0) return `En retard de ${frenchCount(-daysLeft, 'jour', 'jours')}`;
  return capitalised(frenchRelativeDays(daysLeft));
}

/** Everything in one sentence, for whoever hears the page: « 4 en retard, 3 autres, le plus ancien d’abord ». */
export function queueWords(tasks: readonly Task[]): string {
  const late = tasks.filter(isLate).length;
  const others = tasks.filter((one) => !isLate(one) && !isFar(one)).length;
  if (late + others === 0) return 'Rien n’attend.';
  const said = [
    late > 0 ? `${late} en retard` : '',
    others > 0 ? `${others} ${late > 0 ? 'à suivre' : 'à faire'}` : '',
  ];
  return `${capitalised(frenchList(said.filter(Boolean)))}, le plus ancien d’abord`;
}
