import type { Prisma } from '../../prisma/generated/client.ts';
import { isFedDuring, isFedIn } from '../../shared/domain/agreement.ts';
import type { CellFigures } from '../../shared/domain/entry/cell-check.ts';
import type { CellRefusal } from '../../shared/domain/entry/cell-rules.ts';
import { mayCount } from '../../shared/domain/entry/typed-figure.ts';
import { units } from '../../shared/domain/indicator.ts';
import { type Month, monthOf } from '../../shared/domain/month.ts';
import { refusalReason } from '../../shared/reading/reasons.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import { monthFieldsOf, monthsOfRow } from '../../shared/registers/row-months.ts';
import { type MonthDoor, monthDoor } from '../monthly-entry/month-door.ts';
import type { Platform } from '../platform/context.ts';
import { findFeeds } from './register-month-repository.ts';
import type { ImportRecord, ImportScope } from './repository.ts';
import {
  dropUnitWords,
  findStagedCells,
  findStagedDates,
  findStagedMonths,
  refuseStaged,
  type StagedCell,
} from './staging-repository.ts';

const unitsOf = (words: string) => units.filter((one) => words.split(' ').includes(one));

/** A cell that a file of months brings, by one row, or two for a ratio. */
interface BroughtCell {
  code: string;
  month: Month;
  rows: StagedCell[];
}

/** The rows of a file, by cell. */
function broughtBy(rows: StagedCell[]): Map<string, BroughtCell> {
  const cells = new Map<string, BroughtCell>();
  for (const row of rows) {
    const key = `${row.code} ${row.month}`;
    const cell = cells.get(key);
    if (cell) cell.rows.push(row);
    else cells.set(key, { code: row.code, month: row.month, rows: [row] });
  }
  return cells;
}

/** What the cell would say. A file may bring one term of a ratio alone: the other one is what the cell says already, if it does. */
function figuresOf({ code, month, rows }: BroughtCell, door: MonthDoor): CellFigures {
  const given = (role: string) => rows.findLast((row) => row.role === role);
  const plain = given('value');
  const none = { value: null, numerator: null, denominator: null };
  const known = rows.filter((row) => row.value !== null);
  if (known.length === 0) return { ...none, state: 'unavailable' };
  if (plain) return { ...none, state: 'value', value: plain.value };
  const before = door.stored(code, month);
  const numerator = given('numerator')?.value ?? before?.numerator ?? null;
  const denominator = given('denominator')?.value ?? before?.denominator ?? null;
  return { ...none, state: 'value', numerator: numerator ?? denominator, denominator: denominator ?? numerator };
}

/**
 * Holds the cells of a file of months to the rules of the grid, each with the others that come with it: a row that they refuse
 * stays out, with why, like one that could not be read.
 */
async function refuseTypedCells(
  { referenceDate }: Pick<Platform, 'referenceDate'>,
  tx: Prisma.TransactionClient,
  scope: ImportScope,
  prepared: ImportRecord,
): Promise<void> {
  if (registerOf(prepared.source).layout !== 'months') return;
  const rows = await findStagedCells(tx, prepared.id);
  const waiting = broughtBy(rows);
  const months = [...waiting.values()].map(({ month }) => month).sort();
  const [from, to] = [months[0], months.at(-1)];
  if (from === undefined || to === undefined) return;
  const door = await monthDoor(scope, tx, { from, to }, monthOf(referenceDate()));
  const refused: { position: number; remarks: { field: string; code: string; month: Month }[] }[] = [];
  const refuse = ({ rows, month }: BroughtCell, refusals: CellRefusal[]) => {
    const remarks = refusals.map(({ code }) => ({ field: 'value', code: refusalReason(code), month }));
    refused.push(...rows.map(({ position }) => ({ position, remarks })));
  };
  // What is refused beside may have been what allowed a cell: asked until nothing more goes.
  for (let before = -1; before !== waiting.size; ) {
    before = waiting.size;
    for (const [key, brought] of waiting) {
      const line = door.line(brought.code);
      const isOther = ({ unit }: StagedCell) => line && unit !== null && !mayCount(line, unitsOf(unit));
      if (brought.rows.some(isOther)) {
        waiting.delete(key);
        refuse(brought, [{ code: 'other-unit' }]);
        continue;
      }
      const cell = figuresOf(brought, door);
      const refusals = door.refusals({ ...brought, cell }, (code) => {
        const other = waiting.get(`${code} ${brought.month}`);
        return other && figuresOf(other, door);
      });
      if (refusals.length === 0) continue;
      waiting.delete(key);
      refuse(brought, refusals);
    }
  }
  if (refused.length > 0) await refuseStaged(tx, prepared.id, refused);
  if (rows.some(({ unit }) => unit !== null)) await dropUnitWords(tx, prepared.id);
}

/** Keeps out the rows that speak of no month in which the register is the organisation's. */
async function refuseUnfedRows(
  tx: Prisma.TransactionClient,
  scope: ImportScope,
  { id, source }: ImportRecord,
): Promise<void> {
  const feeds = await findFeeds(tx, scope, source);
  const register = registerOf(source);
  const field = register.monthField ?? 'month';
  // Of the rows that begin in a month that is not fed, some last until one that is.
  const unfed = (await findStagedMonths(tx, id, field)).filter((month) => !isFedIn(feeds, source, month));
  if (unfed.length === 0) return;
  const dated = await findStagedDates(tx, id, { field, months: unfed, dates: monthFieldsOf(register) });
  const remarks = [{ field, code: 'not-fed' }];
  const refused = dated
    .filter(({ content }) => !isFedDuring(feeds, source, monthsOfRow(register, content)))
    .flatMap(({ positions }) => positions.map((position) => ({ position, remarks })));
  if (refused.length > 0) await refuseStaged(tx, id, refused);
}

/** Holds the rows of a file, or typed by hand, to what the convention gives the organisation and to the rules of the grid. */
export async function refuseRows(
  platform: Pick<Platform, 'referenceDate'>,
  tx: Prisma.TransactionClient,
  scope: ImportScope,
  prepared: ImportRecord,
): Promise<void> {
  await refuseUnfedRows(tx, scope, prepared);
  await refuseTypedCells(platform, tx, scope, prepared);
}
