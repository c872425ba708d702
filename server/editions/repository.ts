import * as z from 'zod';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { isKeyOf } from '../../shared/domain/record-of.ts';
import type { EditionFormat, EditionKind, EditionStatus } from '../../shared/domain/report/edition.ts';
import { queryRow } from '../platform/database/rows.ts';
import type { ReportFigure } from '../reports/service.ts';

type Reading = PrismaClient | Prisma.TransactionClient;
export type Writing = Prisma.TransactionClient;

const lineColumns = {
  id: true,
  year: true,
  kind: true,
  number: true,
  status: true,
  aboutId: true,
  fictitious: true,
  createdAt: true,
  createdByName: true,
  sha256: true,
  versions: true,
  warnings: true,
  frozenAt: true,
  frozenByName: true,
  deliberation: true,
  votedOn: true,
  sentAt: true,
} satisfies Prisma.EditionSelect;

const jsonColumns = z.object({
  versions: z.record(z.string(), z.string()).nullable(),
  warnings: z.array(z.string()).nullable(),
});
const withJson = <Row extends { versions: unknown; warnings: unknown }>(row: Row) => ({
  ...row,
  ...jsonColumns.parse(row),
});
export type EditionRow = ReturnType<typeof withJson<Prisma.EditionGetPayload<{ select: typeof lineColumns }>>>;

/** A transaction in which the freezings of a year come one after the other. */
export function inTransaction<T>(db: PrismaClient, work: (tx: Writing) => Promise<T>): Promise<T> {
  return db.$transaction(work, { timeout: 30_000, maxWait: 15_000 });
}

/** Everyone who touches the editions of a year waits here for the one before. */
export async function holdYear(tx: Writing, year: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('editions'), ${year}::int)`;
}

/** The editions of a year, the latest first, with their files' names and sizes, and what was sent. */
export async function listEditions(db: Reading, year: number) {
  const editions = await db.edition.findMany({
    where: { year },
    orderBy: { id: 'desc' },
    select: {
      ...lineColumns,
      files: { select: { format: true, name: true, sha256: true }, orderBy: { format: 'asc' } },
      certificate: { select: { sha256: true } },
      sendings: { orderBy: { id: 'asc' } },
    },
  });
  return editions.map(withJson);
}

export async function findEdition(db: Reading, id: number): Promise<EditionRow | null> {
  const edition = await db.edition.findUnique({ where: { id }, select: lineColumns });
  return edition && withJson(edition);
}

/** What was sealed, with its hash as it was written then. */
export function findSealed(db: Reading, id: number) {
  return db.edition.findUnique({ where: { id }, select: { sealed: true, sha256: true } });
}

/** How far each edition of the reports of some years is. */
export function findReportStatuses(db: Reading, years: readonly number[]) {
  return db.edition.findMany({
    where: { year: { in: [...years] }, kind: 'report' },
    select: { year: true, status: true },
  });
}

/** The latest edition of a year's report that was frozen, with all that it says. */
export async function findLatestReport(db: Reading, year: number) {
  const edition = await db.edition.findFirst({
    where: { year, kind: 'report', status: { not: 'draft' } },
    orderBy: { number: 'desc' },
    select: { ...lineColumns, sealed: true },
  });
  return edition && withJson(edition);
}

/** What was sealed is proved by its hash: a look at its shape is enough. */
const sealedFigure = z.custom<ReportFigure>((one) => isKeyOf(Object(one), 'months') && isKeyOf(Object(one), 'hidden'));
const sealedRow = z.object({ number: z.int(), frozenAt: z.date(), figure: sealedFigure });

/** One figure of what the latest report of a year says, of those in some statuses: the rest stays in the database. */
export function findSealedFigure(
  db: Reading,
  { year, code }: { year: number; code: string },
  statuses: readonly EditionStatus[],
) {
  return queryRow(db, sealedRow)`
    SELECT e.number, e."frozenAt", figure FROM (
      SELECT number, "frozenAt", sealed FROM "Edition"
      WHERE year = ${year} AND kind = 'report' AND status::text = ANY (${statuses}) ORDER BY number DESC LIMIT 1
    ) e CROSS JOIN LATERAL jsonb_array_elements(e.sealed::jsonb #> '{content,figures}') figure
    WHERE figure->>'code' = ${code}`;
}

export async function nextNumber(tx: Writing, year: number, kind: EditionKind): Promise<number> {
  const { _max } = await tx.edition.aggregate({ where: { year, kind }, _max: { number: true } });
  return (_max.number ?? 0) + 1;
}

export function findDraft(tx: Reading, year: number, kind: EditionKind) {
  return tx.edition.findFirst({ where: { year, kind, status: 'draft' }, select: { id: true } });
}

export function createEdition(tx: Writing, data: Prisma.EditionUncheckedCreateInput): Promise<{ id: number }> {
  return tx.edition.create({ data, select: { id: true } });
}

export async function deleteEdition(tx: Writing, id: number): Promise<void> {
  await tx.edition.delete({ where: { id } });
}

export async function updateEdition(tx: Writing, id: number, data: Prisma.EditionUncheckedUpdateInput): Promise<void> {
  await tx.edition.update({ where: { id }, data });
}

export interface SealedFile {
  format: EditionFormat;
  name: string;
  sha256: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export async function createFiles(tx: Writing, editionId: number, files: readonly SealedFile[]): Promise<void> {
  for (const file of files) await tx.editionFile.create({ data: { editionId, ...file }, select: { format: true } });
}

export async function createCertificate(tx: Writing, data: Prisma.EditionCertificateUncheckedCreateInput) {
  await tx.editionCertificate.create({ data, select: { editionId: true } });
}

export function findCertificate(db: Reading, editionId: number) {
  return db.editionCertificate.findUnique({
    where: { editionId },
    select: { name: true, sha256: true, bytes: true },
  });
}

export function findFile(db: Reading, editionId: number, format: EditionFormat) {
  return db.editionFile.findUnique({ where: { editionId_format: { editionId, format } } });
}

export function findFiles(db: Reading, editionId: number) {
  return db.editionFile.findMany({ where: { editionId }, orderBy: { format: 'asc' } });
}

export function countOpenComments(db: Reading, year: number): Promise<number> {
  return db.reportComment.count({ where: { year, resolvedAt: null } });
}
