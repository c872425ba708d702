import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import { addMonths, type IsoDate, monthOf } from '../../shared/domain/month.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import type { SourceName } from '../../shared/registers/register.ts';
import { sourceNames } from '../../shared/registers/register.ts';
import { queryRows } from '../platform/database/rows.ts';
import { isOver, lastContact, RETENTION_MONTHS, retentionLimit } from '../retention/last-contact.ts';

/** The rows of one register by the time since the last contact. */
export interface Ages {
  organisationId: number;
  organisation: string;
  source: SourceName;
  /** Rows of the demonstration: nobody's, and never erased. */
  fictitious: number;
  /** In a structure, in a dwelling, or not dated: none of the others. */
  lasting: number;
  underAYear: number;
  underTwoYears: number;
  /** Their time is over: what the next purge erases. */
  over: number;
  /** The oldest last contact that is not over yet; null when there is none. */
  oldest: IsoDate | null;
}

const importDay = Prisma.sql`to_char(i."createdAt" AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD')`;

const ages: z.ZodType<Ages> = z.object({
  organisationId: z.number(),
  organisation: z.string(),
  source: z.enum(sourceNames),
  fictitious: z.number(),
  lasting: z.number(),
  underAYear: z.number(),
  underTwoYears: z.number(),
  over: z.number(),
  oldest: z.string().nullable(),
});

/** How old the rows of a source are, by organisation, on a day. Counts only. */
export function findAges(db: PrismaClient, source: SourceName, today: IsoDate): Promise<Ages[]> {
  const { contact } = registerOf(source);
  if (!contact) return Promise.resolve([]);
  const limit = Prisma.sql`${retentionLimit(today)}::text`;
  const aYear = Prisma.sql`${`${addMonths(monthOf(today), -RETENTION_MONTHS / 2)}${today.slice(7)}`}::text`;
  const far = Prisma.sql`'9999-12-31'::text`;
  return queryRows(db, ages)`
    SELECT a."organisationId", o.name AS organisation, ${source} AS source, (count(*) FILTER (WHERE a.fictitious))::int AS fictitious,
      (count(*) FILTER (WHERE a.lasting AND NOT a.fictitious))::int AS lasting,
      (count(*) FILTER (WHERE NOT a.lasting AND NOT a.fictitious AND a.last >= ${aYear}))::int AS "underAYear",
      (count(*) FILTER (WHERE NOT a.lasting AND NOT a.fictitious AND a.last < ${aYear} AND a.last >= ${limit}))::int AS "underTwoYears",
      (count(*) FILTER (WHERE NOT a.lasting AND NOT a.fictitious AND a.last < ${limit}))::int AS over,
      min(a.last) FILTER (WHERE NOT a.lasting AND NOT a.fictitious AND a.last >= ${limit}) AS oldest
    FROM (SELECT r."organisationId", i.kind = 'demonstration' AS fictitious,
        NOT (${isOver('r.content', contact, far, importDay)}) AS lasting,
        coalesce(${lastContact('r.content', contact)}, ${importDay}) AS last
      FROM "RegisterRow" r JOIN "Import" i ON i.id = r."importId" WHERE r.source = ${source}) a
    JOIN "Organisation" o ON o.id = a."organisationId" GROUP BY 1, 2 ORDER BY 2`;
}

/** Up to what last contact each register was cleared, and when. */
export function findMarks(db: PrismaClient) {
  return db.retentionMark.findMany({ orderBy: { at: 'desc' } });
}

/** How many rows were erased at the request of a person. */
export function countErased(db: PrismaClient): Promise<number> {
  return db.erasedRow.count();
}

const assessment = z.object({ date: z.string(), reference: z.string(), recordedBy: z.string() });

/** The data-protection assessment as it is recorded; null: people are not linked. */
export async function findAssessment(
  db: PrismaClient,
): Promise<{ date: string; reference: string; recordedBy: string } | null> {
  const kept = await db.setting.findUnique({ where: { name: 'aipd' }, select: { value: true } });
  return kept && assessment.parse(kept.value);
}

/** The fingerprint of the keys in use, and since when: what tells keys apart without telling them. */
export async function findKeys(db: PrismaClient): Promise<{ fingerprint: string; since: Date } | null> {
  const kept = await db.setting.findUnique({
    where: { name: 'pseudonymKeys' },
    select: { value: true, updatedAt: true },
  });
  return kept ? { fingerprint: String(kept.value), since: kept.updatedAt } : null;
}

/** The organisations whose registers one may look into. */
export async function findOrganisations(db: PrismaClient) {
  const found = await db.organisation.findMany({
    orderBy: { name: 'asc' },
    select: { id: true, code: true, name: true, feeds: { distinct: ['source'], select: { source: true } } },
  });
  return found.map(({ feeds, ...one }) => ({ ...one, feeds: feeds.map(({ source }) => source) }));
}
