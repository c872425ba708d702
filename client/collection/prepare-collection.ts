import { isMissingReturn, waitsForOrganisation } from '../../shared/domain/entry/return-standing.ts';
import { frenchCount, frenchMonth, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import type { Answers } from '../lib/trpc.ts';
import { returnWords } from '../ui/status/return-status-badge.tsx';
import { returnKeyOf } from './return-key.ts';

export type MatrixRow = Answers['collection']['matrix']['organisations'][number];
export type MatrixCell = MatrixRow['cells'][number];

/** A return of the matrix: whose, and which month. */
export interface Envoi {
  row: MatrixRow;
  cell: MatrixCell;
}

const NOTHING_ASKED = { word: 'Rien à donner', tone: 'neutral', shape: 'dot' } as const;

/** Every state that a return may be in, as the matrix draws it. */
export const legendLooks = [...Object.values(returnWords), NOTHING_ASKED];

/** The one state of a return: its word, its colour, its shape. */
export function lookOfCell(cell: MatrixCell) {
  return cell.status === 'not-due' && cell.expected === 0 ? NOTHING_ASKED : returnWords[cell.status];
}

/** What is beside the state: how many values are there, that it came late, what is flagged. */
export function cellNotes(cell: MatrixCell, flagged: number): string[] {
  const isPartial = cell.expected > 0 && cell.answered < cell.expected && cell.status !== 'not-due';
  return [
    isPartial && `${cell.answered} sur${S}${cell.expected}`,
    cell.onTime === false && 'envoyé en retard',
    flagged > 0 && frenchCount(flagged, 'valeur signalée', 'valeurs signalées'),
  ].filter((note) => note !== false);
}

/** What a cell of the matrix is called: « ADEFO, octobre 2025 : envoyé, 2 valeurs signalées ». */
export const cellName = ({ row, cell }: Envoi, flagged: number): string =>
  `${row.name}, ${frenchMonth(cell.month)}${S}: ${[lookOfCell(cell).word, ...cellNotes(cell, flagged)].join(', ')}`;

const keyOf = ({ row, cell }: Envoi) => returnKeyOf(row.id, cell.month);

const oldestFirst = (a: Envoi, b: Envoi) =>
  a.cell.month.localeCompare(b.cell.month) || a.row.name.localeCompare(b.row.name, 'fr');

const envoisOf = (rows: readonly MatrixRow[], wanted: (cell: MatrixCell) => boolean): Envoi[] =>
  rows.flatMap((row) => row.cells.filter(wanted).map((cell) => ({ row, cell }))).sort(oldestFirst);

/** The returns that can be validated, the oldest first. */
export const readyEnvois = (rows: readonly MatrixRow[]): Envoi[] => envoisOf(rows, ({ ready }) => ready > 0);

/** True of a return for which somebody is to be asked: late, or sent back with a question. */
export const isOwed = ({ status }: MatrixCell): boolean => isMissingReturn(status) || status === 'returned';

/** True of a return that its structure may still fill. */
export const isOpen = ({ status, expected, returned }: MatrixCell): boolean =>
  waitsForOrganisation(status) && expected + returned > 0;

/** The return that the panel is about: the one chosen, else the first that is owed, else the first to validate. */
export function shownEnvoi(rows: readonly MatrixRow[], chosen: string | undefined): Envoi | null {
  const all = envoisOf(rows, () => true);
  return all.find((one) => keyOf(one) === chosen) ?? envoisOf(rows, isOwed)[0] ?? readyEnvois(rows)[0] ?? null;
}

/** The title of the page is its finding. */
export function collectionTitle({ missing, toValidate }: { missing: number; toValidate: number }): string {
  const facts = [
    missing > 0 && frenchCount(missing, 'envoi non reçu', 'envois non reçus'),
    toValidate > 0 && `${toValidate}${S}à valider`,
  ].filter((fact) => fact !== false);
  return `Collecte${S}: ${facts.length > 0 ? facts.join(', ') : 'tout est reçu et validé'}`;
}

/** How many values of each return deserve a look. */
export function flaggedByReturn(flagged: readonly { organisationId: number; month: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { organisationId, month } of flagged) {
    const key = returnKeyOf(organisationId, month);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
