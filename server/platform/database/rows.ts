import * as z from 'zod';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { cellStates } from '../../../shared/domain/indicator.ts';
import type { Content } from '../../../shared/registers/register.ts';

/** What a row, or a column of JSON, must look like: a schema of zod. */
interface Shape<Value> {
  parse: (value: unknown) => Value;
}

type Db = Pick<Prisma.TransactionClient, '$queryRaw' | '$queryRawUnsafe'>;
type Statement = [statement: TemplateStringsArray | Prisma.Sql, ...values: unknown[]];

/**
 * The rows of a statement written by hand, checked against what the code expects of them: the compiler does not read SQL.
 * Example: queryRows(db, z.object({ year: z.int() }))`SELECT DISTINCT year FROM "Target"`.
 */
export function queryRows<Row>(db: Db, shape: Shape<Row>) {
  return async (...statement: Statement): Promise<Row[]> => {
    const rows: unknown[] = await db.$queryRaw(...statement);
    return rows.map((row) => shape.parse(row));
  };
}

/** The first row of such a statement, or null. */
export function queryRow<Row>(db: Db, shape: Shape<Row>) {
  return async (...statement: Statement): Promise<Row | null> => {
    const [row]: unknown[] = await db.$queryRaw(...statement);
    return row === undefined ? null : shape.parse(row);
  };
}

/** The same for a statement that names tables or fields of ours: its values are parameters all the same. */
export function queryTextRows<Row>(db: Db, shape: Shape<Row>) {
  return async (text: string, ...values: unknown[]): Promise<Row[]> => {
    const rows: unknown[] = await db.$queryRawUnsafe(text, ...values);
    return rows.map((row) => shape.parse(row));
  };
}

/** A value as a column of JSON takes it. */
export const toJson = (value: unknown): Prisma.InputJsonValue => JSON.parse(JSON.stringify(value));

/** What is kept of a row of a register. */
export const rowContent: z.ZodType<Content> = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

const state = z.enum(cellStates);

/** A cell with its state as the domain says it: "not-applicable" has a hyphen, so the database keeps a text under a check. */
export const withState = <Row extends { state: string }>(row: Row) => ({ ...row, state: state.parse(row.state) });
