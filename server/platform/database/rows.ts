import * as z from 'zod';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { cellStates } from '../../../shared/domain/indicator.ts';

/** What a row, or a column of JSON, must look like; a schema of zod. */
interface Shape<Value> {
  parse: (value: unknown) => Value;
}

/** The rows of a statement written by hand, checked against what the code expects of them: the compiler cannot read SQL. */
export async function rowsOf<Row>(shape: Shape<Row>, asked: Promise<unknown[]>): Promise<Row[]> {
  const rows = await asked;
  return rows.map((row) => shape.parse(row));
}

/** The one row of such a statement, or null. */
export async function rowOf<Row>(shape: Shape<Row>, asked: Promise<unknown[]>): Promise<Row | null> {
  const [row] = await asked;
  return row === undefined ? null : shape.parse(row);
}

/** A value as a column of JSON takes it. */
export const toJson = (value: object): Prisma.InputJsonValue => JSON.parse(JSON.stringify(value));

const state = z.enum(cellStates);

/** A cell with its state as the domain says it: "not-applicable" has a hyphen, so the database keeps a text under a check. */
export const withState = <Row extends { state: string }>(row: Row) => ({ ...row, state: state.parse(row.state) });
