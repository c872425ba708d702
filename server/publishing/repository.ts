import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import { bringLedgersUpToDate } from '../ledger/refresh.ts';
import { readLedgerRules } from '../ledger/rules.ts';
import type { Platform } from '../platform/context.ts';
import { pictureOf } from '../platform/database/picture.ts';
import { revisionSql } from '../platform/database/revision.ts';
import { queryRow } from '../platform/database/rows.ts';

/** How long the making of a publication may hold its picture. */
const LONGEST_MS = 600_000;

/**
 * Does something with one picture of the database from beginning to end, whatever others write meanwhile. What it writes is
 * kept when it ends well.
 */
export async function inOnePicture<Result>(
  platform: Platform,
  act: (picture: Platform, tx: Prisma.TransactionClient) => Promise<Result>,
): Promise<Result> {
  const { db } = platform;
  // Whoever looks at a ledger that is not up to date makes it again: a picture is only looked at.
  await bringLedgersUpToDate(db, await readLedgerRules(db));
  return db.$transaction((tx) => act({ ...platform, ...pictureOf(tx) }, tx), {
    isolationLevel: 'RepeatableRead',
    timeout: LONGEST_MS,
    maxWait: 20_000,
  });
}

/** How many times the figures have changed, as the picture shows it. */
export async function revisionIn(db: PrismaClient): Promise<string> {
  const found = await queryRow(db, z.object({ revision: z.string() }))`SELECT ${Prisma.raw(revisionSql)} AS revision`;
  return found?.revision ?? '0';
}
