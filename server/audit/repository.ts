import * as z from 'zod';
import { type Prisma, type PrismaClient, Prisma as sql } from '../../prisma/generated/client.ts';
import type { JournalFilters } from '../../shared/schemas/audit.ts';
import { queryRow } from '../platform/database/rows.ts';

type Tx = Prisma.TransactionClient;

function matching({ actor, entity, action, from, to, text, reads }: JournalFilters): Prisma.AuditEventWhereInput[] {
  const contains = { contains: text ?? '', mode: 'insensitive' as const };
  return [
    reads ? {} : { kind: 'act' },
    actor ? { actorName: actor } : {},
    entity ? { entity } : {},
    action ? { action } : {},
    from ? { at: { gte: parisMidnight(from) } } : {},
    to ? { at: { lt: parisMidnight(dayAfter(to)) } } : {},
    text ? { OR: [{ reason: contains }, { entityId: contains }, { actorName: contains }] } : {},
  ];
}

const dayAfter = (day: string) => new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The instant at which a day begins in Paris. */
function parisMidnight(day: string): Date {
  const guess = new Date(`${day}T00:00:00Z`);
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: '2-digit', hourCycle: 'h23' });
  return new Date(guess.getTime() - Number(hour.format(guess)) * 3_600_000);
}

/** Some lines of the journal, the latest first, before a line number. */
export function findEvents(
  db: PrismaClient,
  filters: JournalFilters,
  { before, limit }: { before?: number | undefined; limit: number },
) {
  return db.auditEvent.findMany({
    where: { AND: [...matching(filters), before === undefined ? {} : { id: { lt: before } }] },
    orderBy: { id: 'desc' },
    take: limit,
  });
}

/** What the journal can be searched by: whoever acted, and what was acted on. */
export async function findChoices(
  db: PrismaClient,
): Promise<{ actors: string[]; entities: string[]; actions: string[] }> {
  const groups = await db.auditEvent.groupBy({ by: ['actorName', 'entity', 'action'] });
  const distinct = (of: (one: (typeof groups)[number]) => string) => [...new Set(groups.map(of))].sort();
  return {
    actors: distinct((one) => one.actorName),
    entities: distinct((one) => one.entity),
    actions: distinct((one) => one.action),
  };
}

/** A line as the chain has it, beside the hash that its content and the line before give. */
export interface ChainLink {
  id: number;
  position: number;
  /** Null: somebody took it away. */
  hash: string | null;
  previous: string | null;
  expected: string;
}

/** What the purges said that they took: up to which place, and the hash there. */
export function findPurges(db: PrismaClient) {
  return db.auditEvent.findMany({
    where: { action: 'journal.purge' },
    orderBy: { position: 'desc' },
    select: { after: true },
  });
}

/** The first and the last line of the chain, how many there are, and where the chain says that it ends. */
export async function findChainEnds(db: PrismaClient) {
  const [count, first, last, loose, anchor] = await Promise.all([
    db.auditEvent.count({ where: { position: { not: null } } }),
    db.auditEvent.findFirst({ where: { position: { not: null } }, orderBy: { position: 'asc' } }),
    db.auditEvent.findFirst({ where: { position: { not: null } }, orderBy: { position: 'desc' } }),
    db.auditEvent.findFirst({ where: { hash: null }, orderBy: { id: 'asc' }, select: { id: true } }),
    db.journalAnchor.findUnique({ where: { id: 1 } }),
  ]);
  return { count, first, last, loose, anchor };
}

const chainLink: z.ZodType<ChainLink> = z.object({
  id: z.number(),
  position: z.number(),
  hash: z.string().nullable(),
  previous: z.string().nullable(),
  expected: z.string(),
});

/** The first line whose place, or whose hash, is not what the line before and its own content give; none when all are. */
export async function findFirstBreak(db: PrismaClient, before: string | null): Promise<ChainLink | null> {
  const found = await queryRow(
    db,
    chainLink,
  )(sql.sql`
    WITH chain AS (
      SELECT line, line.id, line.position, line.hash,
             lag(line.hash, 1, ${before}::char(64)) OVER (ORDER BY line.position) AS previous,
             lag(line.position) OVER (ORDER BY line.position) AS before
      FROM "AuditEvent" line WHERE line.position IS NOT NULL)
    SELECT id, position, hash, previous, audit_hash(previous, line) AS expected FROM chain
    WHERE hash IS DISTINCT FROM audit_hash(previous, line) OR (before IS NOT NULL AND position <> before + 1)
    ORDER BY position LIMIT 1`);
  return found ?? null;
}

/** The last line that was written before an instant, in the order of the chain; never the last of all. */
export function findLastBefore(tx: Tx, at: Date) {
  return tx.auditEvent.findFirst({
    where: { at: { lt: at }, position: { not: null } },
    orderBy: { position: 'desc' },
    select: { position: true, hash: true },
  });
}

/** Takes away the lines up to a place of the chain; answers how many went. */
export async function deleteThrough(tx: Tx, position: number): Promise<number> {
  await tx.$executeRaw`SELECT set_config('observatoire.journal_purge', 'on', true)`;
  const { count } = await tx.auditEvent.deleteMany({ where: { position: { lte: position } } });
  await tx.$executeRaw`SELECT set_config('observatoire.journal_purge', 'off', true)`;
  return count;
}

export function findLastPlace(tx: Tx) {
  return tx.auditEvent.findFirst({
    where: { position: { not: null } },
    orderBy: { position: 'desc' },
    select: { position: true },
  });
}

/** Who coordinates for real: the weekly hash goes to them. */
export function findCoordinators(db: PrismaClient) {
  return db.user.findMany({
    where: { role: 'coordinator', disabled: false, demonstration: false },
    select: { id: true, name: true, email: true },
  });
}
