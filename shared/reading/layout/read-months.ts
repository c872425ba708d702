import { type IsoDate, monthOf } from '../../domain/month.ts';
import { monthlyReturn } from '../../registers/monthly-return.ts';
import { cellText, type Sheet } from '../grid.ts';
import type { ReadRow } from '../partner-file.ts';
import { quoted } from '../text.ts';
import { errorProblem, numberOfCell, numberProblem, saysNothing } from '../values/cell-value.ts';
import { identify, type LineIdentity, type MonthCell, type MonthGrid } from './month-grid.ts';

/** Why a figure cannot be taken, in French, or undefined. */
function problemOf(
  { cell, month, column }: MonthCell,
  value: number | null | undefined,
  today: IsoDate,
): string | undefined {
  if (value === undefined && cell !== null && typeof cell === 'object' && 'error' in cell) {
    return errorProblem(cell.error);
  }
  if (value === undefined) return numberProblem(cellText(cell));
  if (value !== null && value < 0)
    return 'Ce nombre ne peut pas être négatif\u00a0: corrigez-le, puis redéposez le fichier.';
  if (value !== null && month > monthOf(today)) {
    return `Le mois ${quoted(column)} est dans le futur\u00a0: videz la cellule ou corrigez l’année, puis redéposez le fichier.`;
  }
  return undefined;
}

function readMonthCell(
  cell: MonthCell,
  { series, code, role }: LineIdentity,
  sheet: string | undefined,
  today: IsoDate,
): ReadRow | undefined {
  if (saysNothing(cell.cell)) return undefined;
  const value = numberOfCell(cell.cell);
  const problem = problemOf(cell, value, today);
  const place = { row: cell.row, ...(sheet && { sheet }) };
  if (problem !== undefined || value === undefined) {
    const text = cellText(cell.cell).slice(0, 80);
    return {
      kind: 'rejected',
      remark: { ...place, column: cell.column, value: text, reason: problem ?? '' },
      cells: { [cell.column]: text },
    };
  }
  const content = { series, code, role, month: cell.month, value, state: value === null ? 'unavailable' : 'value' };
  const key = monthlyReturn.key('', content, 1);
  return { kind: 'row', ...place, key, content, month: cell.month, outside: false, remarks: [] };
}

/** Reads the cells of a monthly return: a figure, a justified absence ("NC"), or nothing at all when the cell is blank. */
export function* readMonthGrid(sheet: Sheet, grid: MonthGrid, today: IsoDate): Generator<ReadRow> {
  const name = sheet.delimited ? undefined : sheet.name;
  for (const line of grid.lines) {
    const identity = identify(line.names);
    if (identity === undefined) {
      const reason =
        'Cet indicateur n’est pas attendu dans un relevé mensuel\u00a0: vérifiez son libellé ou ajoutez son code (par exemple IND-16).';
      const value = (line.names[0] ?? '').slice(0, 80);
      const place = { row: line.row, ...(name && { sheet: name }) };
      yield {
        kind: 'rejected',
        remark: { ...place, column: 'Indicateur', value, reason },
        cells: { Indicateur: value },
      };
      continue;
    }
    for (const cell of line.cells) {
      const read = readMonthCell(cell, identity, name, today);
      if (read) yield read;
    }
  }
}
