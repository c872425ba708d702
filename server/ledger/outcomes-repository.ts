import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import type { Month } from '../../shared/domain/month.ts';
import { registerRows, validatedRegisters } from '../contributions/register-rows.ts';
import type { Visibility } from '../platform/access.ts';
import { queryRows } from '../platform/database/rows.ts';
import type { LedgerOwner } from './reading.ts';
import { lineOf } from './request-lines.ts';

const requestLine = Prisma.raw(lineOf('content', '"keyHash"'));

const visibilityOf = (owner: LedgerOwner): Visibility => (owner === 'validated' ? 'validated' : 'working');

/** The organisations whose requests are read. */
export function findGivers(db: PrismaClient, owner: LedgerOwner): Promise<{ organisationId: number }[]> {
  if (typeof owner === 'number') return Promise.resolve([{ organisationId: owner }]);
  return queryRows(db, z.object({ organisationId: z.number() }))`
    SELECT DISTINCT "organisationId" FROM "Import" WHERE source = 'siao-request' AND status <> 'prepared' ORDER BY 1`;
}

/**
 * The requests of an organisation that something may have happened to since a month: made, closed since, or open; with all those of
 * the same household where people are linked. One text a household.
 */
export function findHouseholdsSince(
  db: PrismaClient,
  organisationId: number,
  owner: LedgerOwner,
  { since, isLinked }: { since: Month; isLinked: boolean },
): Promise<{ lines: string }[]> {
  return queryRows(db, z.object({ lines: z.string() }))`
    WITH requests AS (
      SELECT r.content, r."keyHash", CASE WHEN ${isLinked} THEN coalesce(r."identityHash", r."keyHash") ELSE r."keyHash" END AS household
      FROM ${registerRows(visibilityOf(owner))} r
      WHERE r.source = 'siao-request' AND r."organisationId" = ${organisationId}::int AND NOT r."outOfTerritory")
    SELECT string_agg(${requestLine}, E'\\x1e') AS lines FROM requests
    WHERE household IN (SELECT household FROM requests WHERE content ->> 'requestDate' >= ${since}
      OR coalesce(content ->> 'closingDate', '9') >= ${since})
    GROUP BY household`;
}

/** A request that said that its household was housed, and what it said next. */
const rewritten = Prisma.raw(`${lineOf('was', null)} AS was, ${lineOf('next', null)} AS next`);

/** Requests whose number was used again after their closing, as they were and as they became: as they are, or as far as they were validated. */
export function findReusedNumbers(db: PrismaClient, owner: LedgerOwner): Promise<{ was: string; next: string }[]> {
  const own = typeof owner === 'number' ? Prisma.sql`i."organisationId" = ${owner}::int` : Prisma.sql`TRUE`;
  const visibility = visibilityOf(owner);
  const seen =
    visibility === 'working'
      ? Prisma.sql`TRUE`
      : Prisma.sql`(i."organisationId", i.source) IN (SELECT "organisationId", source FROM ${validatedRegisters} v WHERE i.sequence <= v.sequence)`;
  return queryRows(db, z.object({ was: z.string(), next: z.string() }))`
    SELECT ${rewritten} FROM (
      SELECT c.before AS was, coalesce(lead(c.before) OVER (PARTITION BY i."organisationId", c."keyHash" ORDER BY i.sequence), r.content) AS next
      FROM "RegisterChange" c JOIN "Import" i ON i.id = c."importId" AND i.source = 'siao-request' AND i.status = 'done'
      LEFT JOIN ${registerRows(visibility)} r ON r."organisationId" = i."organisationId" AND r."keyHash" = c."keyHash"
      WHERE ${own} AND ${seen} AND NOT c."beforeOutside") v
    WHERE next ->> 'requestDate' > was ->> 'closingDate'`;
}
