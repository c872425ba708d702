import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import { registersOf } from '../../shared/domain/agreement.ts';
import { statesWithValue } from '../../shared/domain/expectation.ts';
import type { Month } from '../../shared/domain/month.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import type { Content, Measurement, SourceName, Tallied } from '../../shared/registers/register.ts';
import { sourceName } from '../../shared/schemas/import.ts';
import { countedCells } from '../contributions/counted-cells.ts';
import { registerRows } from '../contributions/register-rows.ts';
import type { OrganisationScope, Visibility } from '../platform/access.ts';
import { queryRows, rowContent } from '../platform/database/rows.ts';
import { cutTo, erasedParts, keepCounts, leftOutOf } from '../retention/kept-counts.ts';
import type { OfIndicator } from './of-indicator.ts';

type Db = PrismaClient | Prisma.TransactionClient;

/** A cell of an indicator, with who gave it. */
export interface FoundCell {
  indicatorId: number;
  organisationId: number;
  month: Month;
  origin: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

const foundCell: z.ZodType<FoundCell> = z.object({
  indicatorId: z.number(),
  organisationId: z.number(),
  month: z.string(),
  origin: z.string(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
});

/** The cells that count for one visibility, organisation by organisation: of one indicator, or of all and always. */
export function findCellsByOrganisation(
  db: Db,
  { indicator }: OfIndicator,
  visibility: Visibility,
  from: Month,
  to: Month,
): Promise<FoundCell[]> {
  const asked = indicator
    ? Prisma.sql`i.code = ${indicator.code} AND o.month BETWEEN ${from} AND ${to}`
    : Prisma.sql`TRUE`;
  return queryRows(db, foundCell)`
    SELECT o."indicatorId", o."organisationId", o.month, o.origin::text AS origin, o.value, o.numerator, o.denominator
    FROM ${countedCells(visibility)} o JOIN "Indicator" i ON i.id = o."indicatorId"
    WHERE ${asked} AND o.breakdown = '' AND o.state = ANY (${[...statesWithValue]}::text[])
      ORDER BY o."organisationId", o.month`;
}

/** Who gives an indicator, and from which register. */
export async function findProvidersOf(db: Db, asked: OfIndicator) {
  const assignments = await db.assignment.findMany({
    where: asked,
    orderBy: { organisation: { name: 'asc' } },
    select: {
      indicatorId: true,
      organisationId: true,
      agreements: { select: { fromMonth: true, register: true } },
      organisation: { select: { code: true, name: true } },
    },
  });
  return assignments.map(({ agreements, ...one }) => {
    const [source] = registersOf(agreements);
    return { ...one, register: source === undefined ? null : sourceName.parse(source) };
  });
}

/** What indicators count of the rows of a register; null: nothing. */
export async function findMeasures(db: Db, { indicator }: OfIndicator) {
  const found = await db.indicator.findMany({ where: { ...indicator }, select: { id: true, measure: true } });
  return found.map(({ id, measure }) => ({ indicatorId: id, measure }));
}

/** The communes, the most populated first, each with the group that it is published in. */
export async function findTerritory(db: Db) {
  const names = new Map((await db.communeGroup.findMany()).map(({ code, name }) => [code, name]));
  const communes = await db.commune.findMany({
    orderBy: { population: 'desc' },
    select: { inseeCode: true, name: true, population: true, groupCode: true },
  });
  return communes.map((one) => ({ ...one, groupName: names.get(one.groupCode) ?? one.groupCode }));
}

/** Rows that are alike in what a measurement looks at and in what they are told apart by. */
export interface GroupedTally extends Tallied {
  /** By field; null: blank, or a column that the file did not have. */
  groups: Record<string, string | null>;
  /** Rows that were erased are known by one field at a time: this one. */
  only?: string;
}

/**
 * The rows of an organisation's register counted together by what a measurement looks at, and by the fields of `groups`:
 * one reading of the register for all of its breakdowns.
 */
export async function tallyByGroups(
  db: Db,
  scope: Pick<OrganisationScope, 'organisationId'>,
  source: SourceName,
  measurement: Measurement,
  groups: string[],
  visibility: Visibility,
): Promise<GroupedTally[]> {
  const { months = [], values = [] } = measurement;
  const rank = registerOf(source).measurements.indexOf(measurement);
  const looked = [
    ...months.map((field) => Prisma.sql`to_jsonb(left(r.content ->> ${field}::text, 7))::text`),
    ...values.map((field) => Prisma.sql`(r.content -> ${field}::text)::text`),
  ];
  const told = groups.map((field) => Prisma.sql`r.content ->> ${field}::text`);
  const found = await queryRows(
    db,
    z.object({ looked: z.array(z.string().nullable()), told: z.array(z.string().nullable()), count: z.number() }),
  )`
    SELECT looked, told, count(*)::int AS count FROM (
      SELECT ARRAY[${Prisma.join(looked)}]::text[] AS looked, ARRAY[${Prisma.join(told)}]::text[] AS told
      FROM ${registerRows(visibility)} r
      WHERE r.source = ${source} AND r."organisationId" = ${scope.organisationId} AND NOT r."outOfTerritory") rows
    GROUP BY looked, told`;
  const names = [...months, ...values];
  const present = found.map((row) => {
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
  return [...present, ...(await keptByGroup(db, scope, visibility, source, rank, groups))];
}

const readingOf = (rank: number, field: string) => `part:${rank}:${field}`;

/** What is kept of rows that were erased, field by field. */
async function keptByGroup(
  db: Db,
  { organisationId }: Pick<OrganisationScope, 'organisationId'>,
  visibility: Visibility,
  source: string,
  rank: number,
  groups: string[],
): Promise<GroupedTally[]> {
  const kept = await db.keptCount.findMany({
    where: {
      ...{ organisationId, source, keptFor: { not: leftOutOf(visibility) } },
      reading: { in: groups.map((field) => readingOf(rank, field)) },
    },
    select: { reading: true, content: true, count: true },
  });
  return kept.flatMap(({ reading, content, count }) => {
    const own = rowContent.parse(content);
    const only = groups.find((field) => reading === readingOf(rank, field));
    const told = only === undefined ? null : own[only];
    if (only === undefined) return [];
    return [
      { content: own, count, only, groups: { [only]: told === null || told === undefined ? null : String(told) } },
    ];
  });
}

/** Keeps, of the rows about to be erased, what each measurement looks at by each of the fields that figures are divided by. */
export async function keepErasedParts(
  tx: Prisma.TransactionClient,
  source: SourceName,
  groups: string[],
): Promise<void> {
  for (const [rank, { months = [], values = [] }] of registerOf(source).measurements.entries()) {
    for (const field of groups) {
      const cut = cutTo('r.content', months, [...values, field]);
      for (const { rows, keptFor } of erasedParts) {
        const contents = Prisma.sql`
          SELECT r."organisationId", ${cut} AS content FROM ${rows} r WHERE NOT r."outOfTerritory"`;
        await keepCounts(tx, source, readingOf(rank, field), contents, keptFor);
      }
    }
  }
}
