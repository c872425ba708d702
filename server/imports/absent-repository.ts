import * as z from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Register } from '../../shared/registers/register.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { queryRow, queryRows, rowContent } from '../platform/database/rows.ts';
import { stagingTable } from './staging-repository.ts';

type Tx = Prisma.TransactionClient;

export interface Absence {
  importId: number;
  register: Register;
  /** keep · close · remove */
  choice: string;
  /** The day at which absent rows are closed. */
  on: string;
  /** The month of the extraction: the file speaks of every month until then, also of those of which it holds no row. */
  until: string | null;
}

const monthOf = (content: string, { monthField }: Register) =>
  monthField ? `coalesce(left(${content} ->> '${monthField}', 7), ${content} ->> 'month')` : `''`;

/**
 * Known rows of the months of the file that the file does not hold. Asked with NOT IN, which is one look into a hash whatever the
 * database believes of the register: just filled, it is believed empty, and an anti-join would walk the file once a row.
 */
async function setAbsentApart(
  tx: Tx,
  { organisationId }: OrganisationScope,
  { importId, register, until }: Absence,
): Promise<void> {
  const table = stagingTable(importId);
  await tx.$executeRawUnsafe(
    `CREATE TEMPORARY TABLE absent ON COMMIT DROP AS
    WITH span AS (
      SELECT min(${monthOf('t.content', register)}) AS first, greatest(max(${monthOf('t.content', register)}), $3) AS last
      FROM ${table} t WHERE t.content IS NOT NULL)
    SELECT r."keyHash", r.content FROM "RegisterRow" r JOIN span ON ${monthOf('r.content', register)} BETWEEN span.first AND span.last
    WHERE r."organisationId" = $1 AND r.source = $2 AND NOT r."outOfTerritory"
      AND r."keyHash" NOT IN (SELECT t."keyHash" FROM ${table} t WHERE t."keyHash" IS NOT NULL)`,
    organisationId,
    register.source,
    until,
  );
}

/** New rows that are an absent one but for its date (or its theme): one each, in the order of their dates. */
async function pairMoved(tx: Tx, { importId, register }: Absence): Promise<void> {
  for (const fields of register.movable ?? []) {
    const rest = (content: string) =>
      [...fields, 'unreadable'].reduce((sql, field) => `(${sql} - '${field}')`, content);
    const rank = (content: string) =>
      `row_number() OVER (PARTITION BY ${rest(content)} ORDER BY ${monthOf(content, register)}, ${content} ->> '${register.monthField}')`;
    await tx.$executeRawUnsafe(
      `INSERT INTO pairs
      SELECT n.position, a."keyHash", a.content FROM (
        SELECT t.position, ${rest('t.content')} AS rest, ${rank('t.content')} AS rank
        FROM judged j JOIN ${stagingTable(importId)} t USING (position)
        WHERE j.verdict IN ('new', 'suspicious', 'waiting') AND NOT j.known AND t.settled IS DISTINCT FROM 'another'
          AND NOT EXISTS (SELECT FROM pairs p WHERE p.position = t.position)) n
      JOIN (
        SELECT "keyHash", content, ${rest('content')} AS rest, ${rank('content')} AS rank FROM absent
        WHERE NOT EXISTS (SELECT FROM pairs p WHERE p."keyHash" = absent."keyHash")) a USING (rest, rank)`,
    );
  }
}

interface Share {
  present: number;
  paired: number;
  absent: number;
}

const share: z.ZodType<Share> = z.object({ present: z.number(), paired: z.number(), absent: z.number() });

async function countShare(tx: Tx): Promise<Share> {
  const found = await queryRow(tx, share)`
    SELECT (SELECT count(DISTINCT "keyHash")::int FROM judged WHERE known) AS present,
      (SELECT count(*)::int FROM pairs) AS paired, (SELECT count(*)::int FROM absent) AS absent`;
  return found ?? { present: 0, paired: 0, absent: 0 };
}

/** Adds rows to the waiting ones that no line of the file is: they are written with it, and undone with it. */
async function addRows(tx: Tx, importId: number, select: string, verdict: 'gone' | 'closed'): Promise<void> {
  const table = stagingTable(importId);
  await tx.$executeRawUnsafe(
    `WITH added AS (
      INSERT INTO ${table} (position, row, "keyHash", content, outside, gone, absent)
      SELECT (SELECT coalesce(max(position), 0) FROM ${table}) + row_number() OVER (), 0, "keyHash", content, false, $1, true
      FROM (${select}) chosen RETURNING position, "keyHash")
    INSERT INTO judged (position, "keyHash", outside, known, wanted, absent, verdict, takes, counts)
    SELECT position, "keyHash", false, true, true, true, $2, NOT $1, NOT $1 FROM added`,
    verdict === 'gone',
    verdict,
  );
}

/** What is done of the rows that are no longer there. */
async function applyChoice(tx: Tx, { importId, register, choice, on }: Absence): Promise<void> {
  if (choice === 'remove') return addRows(tx, importId, `SELECT "keyHash", NULL::jsonb AS content FROM absent`, 'gone');
  if (choice !== 'close' || !register.closes) return;
  await addRows(
    tx,
    importId,
    `SELECT "keyHash", content || jsonb_build_object('${register.closes}', '${on}'::text) AS content FROM absent
    WHERE content ->> '${register.closes}' IS NULL`,
    'closed',
  );
}

/**
 * A file that holds most of what is known of its months is a whole export: what it no longer holds is absent, and a new row
 * that is an absent one but for its date is that row, moved, until someone says otherwise. Answers how many are absent.
 */
export async function judgeAbsent(
  tx: Tx,
  scope: OrganisationScope,
  absence: Absence,
): Promise<{ isWhole: boolean; absent: number }> {
  await setAbsentApart(tx, scope, absence);
  await pairMoved(tx, absence);
  const { present, paired, absent } = await countShare(tx);
  const isWhole = 2 * (present + paired) >= present + absent;
  if (present === 0 || !isWhole) {
    await tx.$executeRaw`TRUNCATE pairs, absent`;
    return { isWhole, absent: 0 };
  }
  await tx.$executeRaw`DELETE FROM absent a USING pairs p WHERE p."keyHash" = a."keyHash"`;
  if (paired > 0) {
    await tx.$executeRawUnsafe(
      `UPDATE judged j SET verdict = 'moved', wanted = w.wanted, takes = w.wanted, counts = w.wanted AND NOT j.outside
      FROM (SELECT t.position, COALESCE(t.taken, t.settled IS NOT NULL AND t.stands IS NOT FALSE) AS wanted
        FROM ${stagingTable(absence.importId)} t JOIN pairs USING (position)) w WHERE w.position = j.position`,
    );
    await addRows(
      tx,
      absence.importId,
      `SELECT p."keyHash", NULL::jsonb AS content FROM pairs p JOIN judged j USING (position) WHERE j.takes`,
      'gone',
    );
  }
  await applyChoice(tx, absence);
  return { isWhole, absent: absent - paired };
}

/** The contents of the absent rows, for someone to see what they decide of. */
export function findAbsent(tx: Tx, limit: number): Promise<{ content: Record<string, string | number | null> }[]> {
  return queryRows(
    tx,
    z.object({ content: rowContent }),
  )`SELECT content FROM absent ORDER BY content::text LIMIT ${limit}`;
}
