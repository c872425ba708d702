import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { Content, Measurement, Tallied } from '../../shared/registers/register.ts';
import type { OrganisationScope } from '../platform/access.ts';

type Db = PrismaClient | Prisma.TransactionClient;

/** A cell of an indicator, with who gave it. */
export interface OwnedCell {
  organisationId: number;
  month: Month;
  origin: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

/** The cells of an indicator that count for an audience, organisation by organisation. */
export function findCellsByOrganisation(
  db: Db,
  code: string,
  stages: string[],
  from: Month,
  to: Month,
): Promise<OwnedCell[]> {
  return db.observation.findMany({
    where: {
      indicator: { code },
      breakdown: '',
      stage: { in: stages },
      state: { in: ['value', 'estimated'] },
      month: { gte: from, lte: to },
    },
    select: { organisationId: true, month: true, origin: true, value: true, numerator: true, denominator: true },
  });
}

/** Who gives an indicator, and from which register. */
export function findProvidersOf(db: Db, code: string) {
  return db.assignment.findMany({
    where: { indicator: { code } },
    orderBy: { organisation: { name: 'asc' } },
    select: { organisationId: true, register: true, organisation: { select: { code: true, name: true } } },
  });
}

export function findTerritory(db: Db) {
  return db.commune.findMany({
    orderBy: { population: 'desc' },
    select: { inseeCode: true, name: true, population: true, latitude: true, longitude: true, groupCode: true },
  });
}

/** Rows that are alike in what a measurement looks at and in what they are told apart by. */
export interface GroupedTally extends Tallied {
  /** By field; null: blank, or a column that the file did not have. */
  groups: Record<string, string | null>;
}

/**
 * The rows of an organisation's register counted together by what a measurement looks at, and by the fields of `groups`:
 * one reading of the register for all of its breakdowns.
 */
export async function tallyByGroups(
  db: Db,
  scope: Pick<OrganisationScope, 'organisationId'>,
  source: string,
  { months = [], values = [] }: Measurement,
  groups: string[],
): Promise<GroupedTally[]> {
  const looked = [
    ...months.map((field) => Prisma.sql`to_jsonb(left(r.content ->> ${field}::text, 7))::text`),
    ...values.map((field) => Prisma.sql`(r.content -> ${field}::text)::text`),
  ];
  const told = groups.map((field) => Prisma.sql`r.content ->> ${field}::text`);
  const found = await db.$queryRaw<{ looked: (string | null)[]; told: (string | null)[]; count: number }[]>`
    SELECT looked, told, count(*)::int AS count FROM (
      SELECT ARRAY[${Prisma.join(looked)}]::text[] AS looked, ARRAY[${Prisma.join(told)}]::text[] AS told
      FROM "RegisterRow" r
      WHERE r.source = ${source} AND r."organisationId" = ${scope.organisationId} AND NOT r."outOfTerritory") rows
    GROUP BY looked, told`;
  const names = [...months, ...values];
  return found.map((row) => {
    const content: Content = {};
    names.forEach((name, index) => {
      const text = row.looked[index];
      if (text !== null && text !== undefined) content[name] = JSON.parse(text);
    });
    return {
      content,
      count: row.count,
      groups: Object.fromEntries(groups.map((field, index) => [field, row.told[index] ?? null])),
    };
  });
}
