import {
  type CellChange,
  compareRow,
  type FinanceSheetKind,
  type FinanceValue,
  financeSheets,
  type KnownCells,
  mergedCells,
  type RowRemark,
  type RowVerdict,
  rowRemarks,
} from '../../shared/domain/finance/finance-workbook.ts';
import type { RawCell } from '../../shared/reading/finance-file.ts';
import { cellText } from '../../shared/reading/grid.ts';
import type { Found } from '../../shared/reading/layout/finance-names.ts';
import { readFinanceCell } from '../../shared/reading/values/finance-cell.ts';

/** What becomes of a row of the file, before anything is written. */
export interface Decision {
  sheet: FinanceSheetKind;
  /** The number that the spreadsheet shows in its margin. */
  row: number;
  /** What the row is about, in words. */
  label: string;
  verdict: RowVerdict;
  /** Cell by cell, what is known and what the row says. */
  changes: CellChange[];
  /** Why it stays out. */
  remarks: RowRemark[];
}

/** A row whose cells were read: what they say, and what could not be understood. */
export interface ReadRow {
  sheet: FinanceSheetKind;
  row: number;
  given: Record<string, FinanceValue | undefined>;
  remarks: RowRemark[];
  written: (field: string) => string;
}

const columnOf = (sheet: FinanceSheetKind, field: string) =>
  financeSheets[sheet].columns.find((column) => column.field === field);

/** Reads the cells of a row, each by the kind of its column. */
export function readRow(sheet: FinanceSheetKind, row: number, cells: Record<string, RawCell>): ReadRow {
  const given: ReadRow['given'] = {};
  const remarks: RowRemark[] = [];
  const written = (field: string) => cellText(cells[field]).slice(0, 80);
  for (const { field, label, kind } of financeSheets[sheet].columns) {
    const read = readFinanceCell(cells[field], { kind });
    if ('problem' in read) remarks.push({ column: label, value: written(field), reason: read.problem });
    else if (read.value !== undefined) given[field] = read.value;
  }
  return { sheet, row, given, remarks, written };
}

/** A sentence about one cell of the row. */
export function remarkOn(read: ReadRow, field: string, reason: string): RowRemark {
  return { column: columnOf(read.sheet, field)?.label ?? field, value: read.written(field), reason };
}

/** What a cell names; undefined, and a remark, when it names nothing that is known. */
export function named<One>(read: ReadRow, field: string, find: (text: string) => Found<One>): One | undefined {
  const text = read.given[field];
  if (typeof text !== 'string') return undefined;
  const answer = find(text);
  if ('found' in answer) return answer.found;
  read.remarks.push(remarkOn(read, field, answer.problem));
  return undefined;
}

/** The row, with a remark on each of the cells that it is named by and does not give. */
export function lacking(read: ReadRow, fields: readonly string[]): ReadRow {
  const missing = fields.filter((field) => {
    const column = columnOf(read.sheet, field)?.label;
    return (read.given[field] ?? null) === null && !read.remarks.some((one) => one.column === column);
  });
  const remarks = missing.map((field) => {
    const label = columnOf(read.sheet, field)?.label ?? field;
    return remarkOn(read, field, `«\u00a0${label}\u00a0» n’est pas renseigné.`);
  });
  return { ...read, remarks: [...read.remarks, ...remarks] };
}

/** The row stays out. */
export const refused = (read: ReadRow, label: string, remarks = read.remarks): Decision => ({
  ...{ sheet: read.sheet, row: read.row, label, verdict: 'refused', changes: [], remarks },
});

export interface Judged {
  decision: Decision;
  /** What the row would become; null when it stays out. */
  after: KnownCells | null;
}

/** A row beside what is known of it; `rules` says what else keeps it out, once its cells are whole. */
export function judgeRow(
  read: ReadRow,
  label: string,
  known: KnownCells | null,
  rules: (after: KnownCells) => RowRemark[],
): Judged {
  const sheet = financeSheets[read.sheet];
  const after = mergedCells(sheet, read.given, known);
  const columns = new Set(read.remarks.map(({ column }) => column));
  const lacking = rowRemarks(sheet, after).filter(({ column }) => !columns.has(column));
  const remarks = [...read.remarks, ...lacking];
  if (remarks.length === 0) remarks.push(...rules(after));
  if (remarks.length > 0) return { decision: refused(read, label, remarks), after: null };
  const { verdict, changes } = compareRow(sheet, read.given, known);
  return { decision: { sheet: read.sheet, row: read.row, label, verdict, changes, remarks: [] }, after };
}

/** A row that would change a year whose accounts are closed (null: they are open) stays out; one that changes nothing is as it was. */
export function unlessClosed(read: ReadRow, field: string, judged: Judged, closed: number | null): Judged {
  const { verdict, label } = judged.decision;
  if (closed === null || verdict === 'identical' || verdict === 'refused') return judged;
  const reason = `Les comptes de ${closed} sont arrêtés\u00a0: rouvrez-les avant d’y écrire.`;
  return { decision: refused(read, label, [remarkOn(read, field, reason)]), after: null };
}
