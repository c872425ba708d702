import type { CellFigures } from '../../shared/domain/entry/cell-check.ts';
import type { CellRefusal } from '../../shared/domain/entry/cell-rules.ts';
import type { TypedLine } from '../../shared/domain/entry/typed-figure.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { listAssignments } from './assignment-repository.ts';
import { cellsByCode, composedOf, refusalsOfCell } from './checks.ts';
import * as repository from './repository.ts';

/** The rules of the grid, for the cells of one organisation. */
export interface MonthDoor {
  /** The unit of a line and how its months add up; undefined: it is not asked of the organisation. */
  line: (code: string) => TypedLine | undefined;
  /** What a cell says already: a file may bring one term of a ratio alone. */
  stored: (code: string, month: Month) => CellFigures | undefined;
  refusals: (
    claim: { code: string; month: Month; cell: CellFigures },
    laid: (code: string) => CellFigures | undefined,
  ) => CellRefusal[];
}

/** The rules of the grid for cells that come all together, from a file: those of an organisation, over some months. */
export async function monthDoor(
  scope: OrganisationScope,
  db: repository.Reading,
  span: { from: Month; to: Month },
  currentMonth: Month,
): Promise<MonthDoor> {
  const assignments = await listAssignments(scope, db);
  const cells = await repository.listCells(scope, db, span);
  const byMonth = new Map<Month, ReturnType<typeof cellsByCode>>();
  const stored: MonthDoor['stored'] = (code, month) => {
    const known = byMonth.get(month) ?? cellsByCode(assignments, cells, month);
    byMonth.set(month, known);
    return known(code);
  };
  const indicators = assignments.map(composedOf);
  const assignmentOf = (code: string) => assignments.find(({ indicator }) => indicator.code === code);
  return {
    line: (code) => assignmentOf(code)?.indicator,
    stored,
    refusals({ code, month, cell }, laid) {
      const assignment = assignmentOf(code);
      if (!assignment) return [{ code: 'not-assigned' }];
      const around = { currentMonth, indicators, cellOf: (one: string) => laid(one) ?? stored(one, month) };
      return refusalsOfCell(assignment, month, cell, around);
    },
  };
}
