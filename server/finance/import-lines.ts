import type { KnownCells, RowRemark } from '../../shared/domain/finance/finance-workbook.ts';
import { amountIn, textIn } from '../../shared/domain/finance/finance-workbook.ts';
import { lineAmounts, STATE_FUNDER } from '../../shared/domain/finance/finance-year.ts';
import { findAction } from '../../shared/reading/layout/finance-names.ts';
import type { LineInput } from '../../shared/schemas/finance/finance.ts';
import {
  type Decision,
  judgeRow,
  lacking,
  named,
  type ReadRow,
  refused,
  remarkOn,
  unlessClosed,
} from './import-reading.ts';
import { type KnownMoney, type KnownYear, lineKey } from './import-world.ts';
import type { AnnexRecord, LineRecord } from './repository.ts';
import { namedFunder } from './writing.ts';

/** A row of the sheet « Lignes », judged, and what it would write. */
export interface PlannedLine {
  decision: Decision;
  convention: string;
  input: LineInput | null;
  version: number | null;
}

const actionWords = ({ key, title }: AnnexRecord) => `${key} – ${title}`;

function cellsOf(line: LineRecord, action: AnnexRecord): KnownCells {
  const { year, funder, document, note } = line;
  const amounts = Object.fromEntries(lineAmounts.map((one) => [one, line[one]]));
  return { action: actionWords(action), year, funder, ...amounts, document, note };
}

/** The year that a row is about, refused where no convention covers it. */
export function coveredYear(read: ReadRow, field: string, known: KnownMoney, year: number): KnownYear | undefined {
  const found = known.years.get(year);
  if (found?.convention) return found;
  read.remarks.push(remarkOn(read, field, `Aucune convention ne couvre l’année ${year}.`));
  return undefined;
}

function rulesOf(read: ReadRow, known: KnownCells | null) {
  return (after: KnownCells): RowRemark[] => {
    const empty = lineAmounts.every((one) => after[one] === null);
    if (empty && known)
      return [remarkOn(read, 'action', 'Il n’y resterait aucun montant\u00a0: retirez la ligne sur la page Finances.')];
    if (empty) return [remarkOn(read, 'action', 'Cette ligne n’a aucun montant.')];
    if (after.funder === STATE_FUNDER && after.grantedCents !== null && after.document === null)
      return [
        remarkOn(read, 'document', 'L’État accorde un montant à cette ligne\u00a0: donnez l’acte qui l’y affecte.'),
      ];
    return [];
  };
}

function inputOf(year: number, action: string, after: KnownCells, version: number | null): LineInput {
  const cents = (field: string) => amountIn(after[field]);
  return {
    ...{ year, action, funder: String(after.funder), version },
    ...{ askedCents: cents('askedCents'), grantedCents: cents('grantedCents'), paidCents: cents('paidCents') },
    ...{ committedCents: cents('committedCents'), cofinancedCents: cents('cofinancedCents') },
    ...{ document: textIn(after.document), note: textIn(after.note) },
  };
}

/** True when a row only repeats names, as an unfilled row of the template does. */
export const saysNothing = ({ given, remarks }: ReadRow) =>
  remarks.length === 0 && Object.keys(given).every((field) => ['action', 'year', 'funder'].includes(field));

/** Judges a row of the lines of the annex against what is known of its action, year and funder. */
export function planLine(read: ReadRow, known: KnownMoney): PlannedLine {
  const { given } = read;
  const year = typeof given.year === 'number' ? coveredYear(read, 'year', known, given.year) : undefined;
  const action = year && named(read, 'action', (text) => findAction(text, year.convention?.actions ?? []));
  const label = [read.written('action'), read.written('year'), read.written('funder')].filter(Boolean).join(', ');
  const out = { convention: '', input: null, version: null };
  if (!year?.convention || !action || typeof given.funder !== 'string')
    return { ...out, decision: refused(lacking(read, ['year', 'action', 'funder']), label) };
  const line = year.lines.get(lineKey(action.key, namedFunder(given.funder)));
  const cells = line ? cellsOf(line, action) : null;
  given.action = actionWords(action);
  given.funder = line?.funder ?? namedFunder(given.funder);
  const judged = judgeRow(read, `${action.key}, ${given.year}, ${given.funder}`, cells, rulesOf(read, cells));
  const { decision, after } = unlessClosed(read, 'year', judged, year.closed ? Number(given.year) : null);
  const version = line?.version ?? null;
  const input = after && inputOf(Number(given.year), action.key, after, version);
  return { decision, convention: year.convention.code, input, version };
}
