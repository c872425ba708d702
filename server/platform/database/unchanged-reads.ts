import { AsyncLocalStorage } from 'node:async_hooks';
import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../../prisma/generated/client.ts';
import type { Remember } from '../context.ts';
import { interceptReads, keyOfRead, type Read } from './intercepted-reads.ts';
import { type KeptAnswer, keptAnswers } from './kept-answers.ts';
import { rememberBy } from './picture.ts';
import type { TableChanges } from './revision.ts';

/**
 * What is never kept, though its changes are counted: rows of registers, proofs of identity, messages. What is worked out of them
 * may be, under a name: it holds counts.
 */
const neverKept: readonly string[] = [
  ...['RegisterRow', 'RegisterChange', 'RegisterAbsence', 'Mail'],
  ...['Account', 'Passkey', 'SecondFactor', 'RecoveryCode', 'Invitation', 'ApiToken'],
];

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

/** What was read while something was worked out; `isSure`: of nothing else than tables that count their changes. */
interface Watched {
  tables: Set<string>;
  isSure: boolean;
}

/** The tables as they were when a request began. */
const stampOf = (changes: TableChanges, tables: Iterable<string>): string | null => {
  const stamps = [...tables].map((table) => changes.get(table));
  return stamps.includes(undefined) ? null : stamps.join(' ');
};

/**
 * What the database was asked, kept as long as no table that the answer depends on has changed: most pages ask again what is
 * agreed, settings and months that nobody has touched since. For a request that only reads: from its first write on, and in what
 * it asks within a transaction, it asks the database itself. `unchanged`: the same for what is worked out of such answers and of
 * what its name says; which tables it depends on is seen while it is worked out.
 */
export function unchangedReads(
  client: PrismaClient,
): (changes: TableChanges) => { db: PrismaClient; unchanged: Remember } {
  const relations = relationsOf(client);
  const [answers, results] = [keptAnswers(), keptAnswers()];
  const watching = new AsyncLocalStorage<Watched>();

  const depends = (tables: Iterable<string>) => {
    const watched = watching.getStore();
    for (const table of tables) watched?.tables.add(table);
  };
  const doubt = () => {
    const watched = watching.getStore();
    if (watched) watched.isSure = false;
  };

  return (changes) => {
    let hasWritten = false;

    function answer(read: Read): Promise<unknown> {
      const question = hasWritten ? null : questionOf(relations, read);
      const stamp = question && stampOf(changes, question.tables);
      if (!question || stamp === null) {
        doubt();
        return read.ask();
      }
      const { key } = question;
      const tables = new Set(question.tables);
      depends(tables);
      if (neverKept.some((table) => tables.has(table))) return read.ask();
      const known = answers.get(key);
      if (known?.stamp === stamp) return known.answer;
      const asked = Promise.resolve(read.ask());
      answers.keep(key, { tables, stamp, answer: asked });
      return asked;
    }

    async function workOut(name: string, make: () => Promise<unknown>): Promise<unknown> {
      const watched: Watched = { tables: new Set(), isSure: true };
      const made: KeptAnswer = { tables: watched.tables, stamp: null, answer: watching.run(watched, make) };
      results.keep(name, made);
      const value = await made.answer;
      if (watched.isSure && watched.tables.size > 0 && !hasWritten) {
        made.stamp = stampOf(changes, watched.tables);
        depends(watched.tables);
      } else {
        results.drop(name, made);
        doubt();
      }
      return value;
    }

    return {
      db: interceptReads(client, answer, () => {
        hasWritten = true;
        doubt();
      }),
      unchanged: rememberBy(async (name, make) => {
        const known = hasWritten ? undefined : results.get(name);
        if (known) {
          // Somebody works it out at this very moment: what it depends on is known when it is there.
          if (known.stamp === null) await known.answer.catch(() => {});
          if (known.stamp !== null && known.stamp === stampOf(changes, known.tables)) {
            depends(known.tables);
            return known.answer;
          }
        }
        return workOut(name, make);
      }),
    };
  };
}
