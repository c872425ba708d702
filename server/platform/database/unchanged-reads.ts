import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../../prisma/generated/client.ts';
import { interceptReads, keyOfRead, type Read } from './intercepted-reads.ts';
import type { TableChanges } from './revision.ts';

/** What is kept, in objects and kilobytes of text; one answer that weighs more than a tenth of it is not. */
const MOST_WEIGHT = 150_000;
const LARGE = MOST_WEIGHT / 10;

interface Kept {
  /** How many times each table that it was read of had changed. */
  stamp: string;
  answer: Promise<unknown>;
  weight: number;
}

const described = z.object({
  models: z.record(
    z.string(),
    z.object({ fields: z.array(z.object({ name: z.string(), kind: z.string(), type: z.string() })) }),
  ),
});
/** For each table, the table that each of its relations leads to. */
type Relations = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The client knows its models; of one that would not say them, nothing is kept. */
function relationsOf(client: PrismaClient): Relations {
  const { data } = described.safeParse(Reflect.get(client, '_runtimeDataModel'));
  const models = Object.entries(data?.models ?? {});
  return new Map(
    models.map(([name, { fields }]) => [
      name,
      new Map(fields.filter(({ kind }) => kind === 'object').map((field) => [field.name, field.type])),
    ]),
  );
}

/** Adds the tables that the arguments of a model's method speak of, whether they choose, filter or order. */
function walk(relations: Relations, table: string, asked: unknown, tables: Set<string>): void {
  if (typeof asked !== 'object' || asked === null || asked instanceof Date) return;
  if (Array.isArray(asked)) {
    for (const one of asked) walk(relations, table, one, tables);
    return;
  }
  for (const [key, value] of Object.entries(asked)) {
    const target = relations.get(table)?.get(key);
    if (target !== undefined) tables.add(target);
    walk(relations, target ?? table, value, tables);
  }
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const asksOnly = /^\s*(SELECT|WITH)\b/i;
/** What makes a statement more than a question to tables, or its answer another one each time. */
const more =
  /\b(insert|update|delete|truncate|lock|share|nextval|now|clock_timestamp|random|current_\w+|pg_\w+|set_config)\b|\b(staging|revision|information_schema)\s*\./i;

/** The statement of a question by hand, its parameters numbered; null: it came in a form that is not known. */
function statementOf({ name, asked }: Read): { text: string; values: readonly unknown[] } | null {
  const [first, ...values] = asked;
  if (name === '$queryRawUnsafe') return typeof first === 'string' ? { text: first, values } : null;
  if (first instanceof Prisma.Sql) return { text: first.sql, values: first.values };
  if (!Array.isArray(first)) return null;
  const { sql: text, values: all } = Prisma.sql(first, ...values);
  return { text, values: all };
}

interface Question {
  key: string;
  tables: readonly string[];
}

/** What a question is known by, and the tables that its answer depends on; null: it is asked each time. */
function questionOf(relations: Relations, read: Read): Question | null {
  if (read.model !== null) {
    const table = capital(read.model);
    const tables = new Set([table]);
    walk(relations, table, read.asked, tables);
    return { key: keyOfRead(read), tables: [...tables] };
  }
  const statement = statementOf(read);
  if (!statement || !asksOnly.test(statement.text) || more.test(statement.text)) return null;
  const named = [...statement.text.matchAll(/"(\w+)"/g)].flatMap(([, name]) => name ?? []);
  const tables = [...new Set(named)].filter((name) => relations.has(name));
  return tables.length === 0 ? null : { key: keyOfRead({ name: '', asked: Object.values(statement) }), tables };
}

/** Nobody who is given an answer may change it for the next. How much it weighs. */
function freeze(value: unknown): number {
  if (typeof value === 'string') return value.length / 1000;
  if (typeof value !== 'object' || value === null) return 0;
  if (value instanceof Uint8Array) return value.length / 1000;
  let weight = 1;
  for (const one of Object.values(value)) weight += freeze(one);
  if (
    Array.isArray(value) ||
    Object.getPrototypeOf(value) === Object.prototype ||
    Object.getPrototypeOf(value) === null
  )
    Object.freeze(value);
  return weight;
}

/**
 * What the database was asked, kept as long as no table that the answer depends on has changed: most pages ask again what is
 * agreed, settings and months that nobody has touched since. For a request that only reads: from its first write on, and in what
 * it asks within a transaction, it asks the database itself.
 */
export function unchangedReads(client: PrismaClient): (changes: TableChanges) => PrismaClient {
  const relations = relationsOf(client);
  const kept = new Map<string, Kept>();
  let weight = 0;

  function drop(key: string, one: Kept): void {
    if (kept.get(key) !== one) return;
    kept.delete(key);
    weight -= one.weight;
  }

  function weigh(key: string, one: Kept, found: number): void {
    if (kept.get(key) !== one) return;
    if (found > LARGE) {
      drop(key, one);
      return;
    }
    one.weight += found;
    weight += found;
    for (const [oldest, other] of kept) {
      if (weight <= MOST_WEIGHT) return;
      drop(oldest, other);
    }
  }

  function keep(key: string, stamp: string, ask: () => Promise<unknown>): Promise<unknown> {
    const answer = Promise.resolve(ask());
    const before = kept.get(key);
    if (before) drop(key, before);
    const one: Kept = { stamp, answer, weight: key.length / 1000 };
    kept.set(key, one);
    weight += one.weight;
    answer.then(
      (value) => weigh(key, one, freeze(value)),
      () => drop(key, one),
    );
    return answer;
  }

  return (changes) => {
    let hasWritten = false;
    const answer = (read: Read) => {
      const question = hasWritten ? null : questionOf(relations, read);
      const stamps = question?.tables.map((table) => changes.get(table)) ?? [];
      if (!question || stamps.includes(undefined)) return read.ask();
      const { key } = question;
      const stamp = stamps.join(' ');
      const known = kept.get(key);
      if (known?.stamp !== stamp) return keep(key, stamp, read.ask);
      // Those asked for last stay longest.
      kept.delete(key);
      kept.set(key, known);
      return known.answer;
    };
    return interceptReads(client, answer, () => {
      hasWritten = true;
    });
  };
}
