import { Prisma } from '../../prisma/generated/client.ts';
import type { Content, Measurement, Tallied } from '../../shared/registers/register.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { stagingTable } from './staging-repository.ts';

type Tx = Prisma.TransactionClient;

/** Which rows are counted: what the judged file says, what the register holds, or what it will hold once the file is in. */
export type Counted = { of: 'file' | 'after'; importId: number } | { of: 'register' };

function contentsOf(scope: OrganisationScope, source: string, counted: Counted, demonstration: boolean): Prisma.Sql {
  const held = Prisma.sql`
    SELECT r.content FROM "RegisterRow" r WHERE r.source = ${source} AND r."organisationId" = ${scope.organisationId}
      AND NOT r."outOfTerritory"`;
  if (counted.of === 'register') return held;
  const file = Prisma.sql`
    SELECT t.content FROM ${Prisma.raw(stagingTable(counted.importId))} t JOIN judged j USING (position) WHERE j.counts`;
  if (counted.of === 'file') return file;
  const real = demonstration
    ? Prisma.empty
    : Prisma.sql`AND r."importId" NOT IN (SELECT id FROM "Import" WHERE kind = 'demonstration')`;
  const kept = Prisma.sql`
    AND NOT EXISTS (SELECT FROM judged j WHERE j."keyHash" = r."keyHash" AND (j.takes OR j.counts OR j.verdict = 'gone')) ${real}`;
  return Prisma.sql`${file} UNION ALL ${held} ${kept}`;
}

/**
 * Rows counted together by what a measurement looks at. A field that a row does not have stays apart from one that is blank:
 * a file without the column says nothing, a blank cell says "no".
 */
export async function tallyRows(
  tx: Tx,
  scope: OrganisationScope,
  source: string,
  { months = [], values = [] }: Measurement,
  counted: Counted,
  demonstration: boolean,
): Promise<Tallied[]> {
  const looked = [
    ...months.map((field) => Prisma.sql`to_jsonb(left(c.content ->> ${field}::text, 7))`),
    ...values.map((field) => Prisma.sql`c.content -> ${field}::text`),
  ];
  const names = [...months, ...values];
  const cut = looked.map((sql, index) => Prisma.sql`${sql} AS ${Prisma.raw(`f${index}`)}`);
  const columns = names.map((_, index) => Prisma.raw(`f${index}`));
  const found = await tx.$queryRaw<{ looked: (string | null)[]; count: number }[]>`
    SELECT ARRAY[${Prisma.join(columns.map((column) => Prisma.sql`${column}::text`))}] AS looked, count(*)::int AS count
    FROM (SELECT ${Prisma.join(cut)} FROM (${contentsOf(scope, source, counted, demonstration)}) c) rows
    GROUP BY ${Prisma.join(columns)}`;
  return found.map(({ looked, count }) => {
    const content: Content = {};
    names.forEach((name, index) => {
      const text = looked[index];
      if (text !== null && text !== undefined) content[name] = JSON.parse(text);
    });
    return { content, count };
  });
}
