import { type IsoDate, monthOf } from '../domain/month.ts';
import { monthlyReturn } from '../registers/monthly-return.ts';
import { numberOfCell, numberProblem, saysNothing } from './cell-value.ts';
import { cellText, type Sheet } from './grid.ts';
import { identify, type LineIdentity, type MonthCell, type MonthGrid } from './month-grid.ts';
import type { FileGatherer } from './partner-file.ts';
import { quoted } from './text.ts';

/** Why a figure cannot be taken, in French, or undefined. */
function problemOf(
  { cell, month, column }: MonthCell,
  value: number | null | undefined,
  today: IsoDate,
): string | undefined {
  if (value === undefined && cell !== null && typeof cell === 'object' && 'error' in cell) {
    return `La cellule contient l’erreur ${quoted(cell.error)} du tableur\u00a0: corrigez la formule, puis redéposez le fichier.`;
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
  identity: LineIdentity,
  sheet: string | undefined,
  today: IsoDate,
  gatherer: FileGatherer,
): void {
  if (saysNothing(cell.cell)) return;
  const value = numberOfCell(cell.cell);
  const problem = problemOf(cell, value, today);
  if (problem !== undefined || value === undefined) {
    gatherer.rejected.push({
      row: cell.row,
      ...(sheet && { sheet }),
      column: cell.column,
      value: cellText(cell.cell).slice(0, 80),
      reason: problem ?? '',
    });
    return;
  }
  const { series, code, role } = identity;
  const state = value === null ? 'unavailable' : 'value';
  const content = { series, code, role, month: cell.month, value, state };
  gatherer.keep(
    { row: cell.row, ...(sheet && { sheet }), key: monthlyReturn.key('', content, 1), content, month: cell.month },
    false,
  );
}

/** Reads the cells of a monthly return: a figure, a justified absence ("NC"), or nothing at all when the cell is blank. */
export function readMonthGrid(sheet: Sheet, grid: MonthGrid, today: IsoDate, gatherer: FileGatherer): void {
  const name = sheet.delimited ? undefined : sheet.name;
  gatherer.rows += grid.rows;
  for (const dropped of grid.droppedColumns) gatherer.droppedColumns.add(dropped);
  for (const line of grid.lines) {
    const identity = identify(line.names);
    const label = line.names[0] ?? '';
    if (identity === undefined) {
      const reason =
        'Cet indicateur n’est pas attendu dans un relevé mensuel\u00a0: vérifiez son libellé ou ajoutez son code (par exemple IND-16).';
      gatherer.rejected.push({
        row: line.row,
        ...(name && { sheet: name }),
        column: 'Indicateur',
        value: label.slice(0, 80),
        reason,
      });
      continue;
    }
    for (const cell of line.cells) readMonthCell(cell, identity, name, today, gatherer);
  }
}
