import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { OrganisationScope } from '../platform/access.ts';

type Tx = Prisma.TransactionClient;

const BATCH = 10_000;

/** A register row ready to be stored: no file number any more, only its keyed hash. */
export interface StoredRow {
  keyHash: string;
  contentHash: string;
  content: Prisma.InputJsonObject;
  outOfTerritory: boolean;
}

/** One import of a source for an organisation at a time; the lock goes with the transaction. */
export async function lockRegister(tx: Tx, scope: OrganisationScope, source: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`register ${source}`}), ${scope.organisationId}::int)`;
}

/** The content hash of every stored row of a register, by key hash. */
export async function findRowHashes(
  db: Tx | PrismaClient,
  scope: OrganisationScope,
  source: string,
): Promise<Map<string, string>> {
  const rows = await db.registerRow.findMany({
    where: { source, organisationId: scope.organisationId },
    select: { keyHash: true, contentHash: true },
  });
  return new Map(rows.map((row) => [row.keyHash, row.contentHash]));
}

/** The content of every row of a register that counts for the territory. */
export async function findRowContents(
  tx: Tx,
  scope: OrganisationScope,
  source: string,
): Promise<Record<string, string | number | null>[]> {
  const rows = await tx.registerRow.findMany({
    where: { source, organisationId: scope.organisationId, outOfTerritory: false },
    orderBy: { id: 'asc' },
    select: { content: true },
  });
  return rows.map((row) => row.content as Record<string, string | number | null>);
}

/** Writes new and changed rows, keeping what each was before under the import. */
export async function writeRows(
  tx: Tx,
  scope: OrganisationScope,
  source: string,
  importId: number,
  rows: StoredRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    const keys = batch.map((row) => row.keyHash);
    await tx.$executeRaw`
      INSERT INTO "RegisterChange" ("importId", "keyHash", "before")
      SELECT ${importId}::int, k.key, r.content
      FROM unnest(${keys}::text[]) AS k(key)
      LEFT JOIN "RegisterRow" r ON r.source = ${source} AND r."organisationId" = ${scope.organisationId}::int AND r."keyHash" = k.key`;
    await tx.$executeRaw`
      INSERT INTO "RegisterRow" (source, "organisationId", "keyHash", "contentHash", content, "outOfTerritory", "importId")
      SELECT ${source}, ${scope.organisationId}::int, r.key, r.hash, r.content::jsonb, r.outside, ${importId}::int
      FROM unnest(${keys}::text[], ${batch.map((row) => row.contentHash)}::text[],
        ${batch.map((row) => JSON.stringify(row.content))}::text[], ${batch.map((row) => row.outOfTerritory)}::boolean[])
        AS r(key, hash, content, outside)
      ON CONFLICT (source, "organisationId", "keyHash") DO UPDATE
      SET "contentHash" = EXCLUDED."contentHash", content = EXCLUDED.content,
        "outOfTerritory" = EXCLUDED."outOfTerritory", "importId" = EXCLUDED."importId"`;
  }
}

/**
 * The cells of an organisation for some indicators, held for the rest of the transaction with their returns: nobody can
 * validate or type what an import is about to replace.
 */
export async function holdCells(tx: Tx, scope: OrganisationScope, indicatorIds: number[]) {
  await tx.$queryRaw`
    SELECT 1 AS held FROM "MonthlyReturn" WHERE "organisationId" = ${scope.organisationId} ORDER BY month FOR UPDATE`;
  await tx.$queryRaw`
    SELECT 1 AS held FROM "Observation"
    WHERE "organisationId" = ${scope.organisationId} AND "indicatorId" = ANY(${indicatorIds}) AND breakdown = ''
    ORDER BY id FOR UPDATE`;
  return tx.observation.findMany({
    where: { organisationId: scope.organisationId, indicatorId: { in: indicatorIds }, breakdown: '' },
  });
}

export function createImport(tx: Tx, data: Prisma.ImportUncheckedCreateInput) {
  return tx.import.create({ data, select: { id: true } });
}

const receiptSelect = {
  id: true,
  source: true,
  fileName: true,
  rows: true,
  accepted: true,
  changed: true,
  identical: true,
  duplicates: true,
  superseded: true,
  outOfTerritory: true,
  rejected: true,
  suspicious: true,
  droppedColumns: true,
  indicators: true,
  status: true,
  createdAt: true,
  organisation: { select: { id: true, code: true, name: true } },
} satisfies Prisma.ImportSelect;

export type ReceiptRecord = Prisma.ImportGetPayload<{ select: typeof receiptSelect }>;

/** Receipts, the latest first: of one organisation, or of all when `scope` is null. */
export function findImports(db: PrismaClient, scope: OrganisationScope | null): Promise<ReceiptRecord[]> {
  return db.import.findMany({
    where: scope ? { organisationId: scope.organisationId } : {},
    orderBy: { id: 'desc' },
    take: 200,
    select: receiptSelect,
  });
}

export function findImport(db: PrismaClient, id: number): Promise<ReceiptRecord | null> {
  return db.import.findUnique({ where: { id }, select: receiptSelect });
}

/** The communes that a file's rows are matched with. */
export function findCommunes(db: PrismaClient) {
  return db.commune.findMany({ select: { inseeCode: true, name: true } });
}

/** The organisations that one may import for: one's own, or all when `only` is null. */
export function findOrganisations(db: PrismaClient, only: OrganisationScope | null) {
  return db.organisation.findMany({
    where: only ? { id: only.organisationId } : {},
    orderBy: { name: 'asc' },
    select: { id: true, code: true, name: true },
  });
}

/** The indicators that a register feeds for an organisation: those that it is known to give, and those that this one gives. */
export function findFedIndicators(
  tx: Tx,
  scope: OrganisationScope,
  source: string,
  codes: string[],
): Promise<{ id: number; code: string; label: string }[]> {
  const assigned = { assignments: { some: { organisationId: scope.organisationId, register: source } } };
  return tx.indicator.findMany({
    where: { OR: [{ code: { in: codes } }, assigned] },
    select: { id: true, code: true, label: true },
  });
}

export type CellRecord = Awaited<ReturnType<typeof holdCells>>[number];
export type CellContent = Omit<Prisma.ObservationUncheckedCreateInput, 'organisationId' | 'indicatorId' | 'month'>;

export async function createCell(
  tx: Tx,
  scope: OrganisationScope,
  indicatorId: number,
  month: string,
  content: CellContent,
): Promise<void> {
  await tx.observation.create({ data: { ...content, organisationId: scope.organisationId, indicatorId, month } });
}

/** Rewrites a cell and keeps what it was, under the import that changed it. */
export async function replaceCell(tx: Tx, cell: CellRecord, content: CellContent): Promise<void> {
  const { state, value, numerator, denominator, reason, comment, origin, stage, revision } = cell;
  const { importId, updatedById, updatedAt } = content;
  await tx.observationRevision.create({
    data: {
      observationId: cell.id,
      revision,
      state,
      value,
      numerator,
      denominator,
      reason,
      comment,
      origin,
      stage,
      importId: importId ?? null,
      changedById: updatedById ?? null,
      ...(updatedAt && { changedAt: updatedAt }),
    },
  });
  await tx.observation.update({ where: { id: cell.id }, data: { ...content, revision: revision + 1 } });
}
