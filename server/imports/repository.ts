import type { ImportStatus, Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import {
  type AbsentChoice,
  type ColumnMapping,
  columnMapping,
  sourceName,
  type ToldByFile,
} from '../../shared/schemas/import.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { toJson } from '../platform/database/rows.ts';
import { receiptColumns } from './receipt-columns.ts';

/** Proofs that open the writing of an import: of a file, or of one row typed by hand. */
export type ImportScope = OrganisationScope<'imports.write' | 'registers.write'>;

type Tx = Prisma.TransactionClient;
export type Db = Tx | PrismaClient;

const nothingYet = {
  status: 'prepared',
  rows: 0,
  accepted: 0,
  changed: 0,
  identical: 0,
  duplicates: 0,
  superseded: 0,
  outOfTerritory: 0,
  rejected: [],
  suspicious: [],
  indicators: {},
} satisfies Partial<Prisma.ImportUncheckedCreateInput>;

export async function createImport(
  tx: Tx,
  scope: ImportScope,
  data: Pick<
    Prisma.ImportUncheckedCreateInput,
    | 'source'
    | 'kind'
    | 'fileName'
    | 'fileHash'
    | 'droppedColumns'
    | 'mappingVersion'
    | 'reason'
    | 'createdById'
    | 'createdByName'
    | 'createdAt'
    | 'workbookId'
  >,
): Promise<number> {
  const made = await tx.import.create({
    data: { ...nothingYet, ...data, organisationId: scope.organisationId },
    select: { id: true },
  });
  return made.id;
}

const receiptSelect = {
  id: true,
  source: true,
  kind: true,
  fileName: true,
  fileHash: true,
  status: true,
  rows: true,
  accepted: true,
  changed: true,
  identical: true,
  duplicates: true,
  superseded: true,
  outOfTerritory: true,
  leftOut: true,
  rejected: true,
  rejectedCount: true,
  suspicious: true,
  remarks: true,
  told: true,
  absent: true,
  absentChoice: true,
  droppedColumns: true,
  indicators: true,
  changes: true,
  mappingVersion: true,
  progress: true,
  cancelAsked: true,
  reason: true,
  createdByName: true,
  createdAt: true,
  undoneAt: true,
  undoneByName: true,
  undoReason: true,
  erasedRows: true,
  workbookId: true,
  organisation: { select: { id: true, code: true, name: true } },
} satisfies Prisma.ImportSelect;
type StoredImport = Prisma.ImportGetPayload<{ select: typeof receiptSelect }>;
const withColumns = (stored: StoredImport) => ({ ...stored, ...receiptColumns.parse(stored) });
export type ImportRecord = ReturnType<typeof withColumns>;

export async function findImport(db: Db, id: number): Promise<ImportRecord | null> {
  const found = await db.import.findUnique({ where: { id }, select: receiptSelect });
  return found && withColumns(found);
}

/** The other parts of the workbook that an import is a part of, in their order. */
export async function findOtherParts(db: Db, { id, workbookId }: ImportRecord): Promise<ImportRecord[]> {
  const first = workbookId ?? id;
  const found = await db.import.findMany({
    where: { id: { not: id }, OR: [{ id: first }, { workbookId: first }] },
    orderBy: { id: 'asc' },
    select: receiptSelect,
  });
  return found.map(withColumns);
}

/** The file that the demonstration's rows came from is nobody's import. */
const listSelect = {
  ...receiptSelect,
  rejected: false,
  suspicious: false,
  remarks: false,
  told: false,
  indicators: false,
  changes: false,
  droppedColumns: false,
} satisfies Prisma.ImportSelect;
type StoredLine = Prisma.ImportGetPayload<{ select: typeof listSelect }>;
const withSource = (stored: StoredLine) => ({ ...stored, source: sourceName.parse(stored.source) });
export type ListedImport = ReturnType<typeof withSource>;

export interface ImportFilters {
  source?: string | undefined;
  status?: ImportStatus | undefined;
  before?: number | undefined;
}

/** Receipts, the latest first: of one organisation, or of all when `scope` is null. */
export async function findImports(
  db: PrismaClient,
  scope: OrganisationScope | null,
  { source, status, before }: ImportFilters,
): Promise<ListedImport[]> {
  const found = await db.import.findMany({
    where: {
      kind: { not: 'demonstration' },
      ...(scope && { organisationId: scope.organisationId }),
      ...(source && { source }),
      ...(status && { status }),
      ...(before && { id: { lt: before } }),
    },
    orderBy: { id: 'desc' },
    take: 50,
    select: listSelect,
  });
  return found.map(withSource);
}

/** Counts rows as they arrive, and answers how many there were before these. */
export async function addRowsRead(db: PrismaClient, id: number, rows: number): Promise<number> {
  const after = await db.import.update({ where: { id }, data: { rows: { increment: rows } }, select: { rows: true } });
  return after.rows - rows;
}

/** Keeps what a file says beside its rows. */
export async function keepTold(db: Db, id: number, told: ToldByFile): Promise<void> {
  await db.import.update({ where: { id }, data: { told: toJson(told) } });
}

export async function keepAbsentChoice(db: Db, id: number, absentChoice: AbsentChoice): Promise<void> {
  await db.import.update({ where: { id }, data: { absentChoice } });
}

export async function setProgress(db: PrismaClient, id: number, progress: number): Promise<boolean> {
  const { cancelAsked } = await db.import.update({
    where: { id },
    data: { progress },
    select: { cancelAsked: true },
  });
  return cancelAsked;
}

/** Before the writing starts: an earlier cancellation is over. */
export async function resetProgress(db: PrismaClient, id: number): Promise<void> {
  await db.import.updateMany({ where: { id }, data: { progress: 0, cancelAsked: false } });
}

export async function askToCancel(db: PrismaClient, id: number): Promise<void> {
  await db.import.update({ where: { id }, data: { cancelAsked: true } });
}

type Closing = Omit<Prisma.ImportUpdateInput, keyof typeof receiptColumns.shape> &
  Partial<Pick<ImportRecord, 'rejected' | 'suspicious' | 'remarks' | 'indicators' | 'changes'>>;

export async function closeImport(
  tx: Tx,
  id: number,
  { rejected, suspicious, remarks, indicators, changes, ...data }: Closing,
): Promise<void> {
  const columns = {
    ...(rejected && { rejected: toJson(rejected) }),
    ...(suspicious && { suspicious: toJson(suspicious) }),
    ...(remarks && { remarks: toJson(remarks) }),
    ...(indicators && { indicators: toJson(indicators) }),
    ...(changes && { changes: toJson(changes) }),
  };
  await tx.import.update({ where: { id }, data: { ...data, ...columns } });
}

export async function deleteImport(db: Db, id: number): Promise<void> {
  await db.import.delete({ where: { id } });
}

/** Prepared imports that nobody decided for a while. */
export async function findStalePreparations(db: PrismaClient, before: Date): Promise<number[]> {
  const stale = await db.import.findMany({
    where: { status: 'prepared', createdAt: { lt: before } },
    select: { id: true },
  });
  return stale.map((one) => one.id);
}

/** True when the organisation of the scope is one of the territory's. */
export async function isOrganisation(db: Db, { organisationId }: OrganisationScope): Promise<boolean> {
  return (await db.organisation.count({ where: { id: organisationId } })) > 0;
}

/** An import of the same bytes that is already in, for the same organisation. */
export function findSameFile(db: Db, scope: OrganisationScope, fileHash: string) {
  return db.import.findFirst({
    where: { organisationId: scope.organisationId, fileHash, status: 'done', kind: 'file' },
    orderBy: { id: 'desc' },
    select: { id: true, createdAt: true },
  });
}

export async function findLatestMapping(db: Db, scope: OrganisationScope, source: string) {
  const found = await db.importMapping.findFirst({
    where: { organisationId: scope.organisationId, source },
    orderBy: { version: 'desc' },
    select: { version: true, columns: true },
  });
  return found && { ...found, columns: columnMapping.parse(found.columns) };
}

/** Remembers how columns are to be understood, by titles that name nobody or their prints, as a new version when it says something new; answers the version. */
export async function keepMapping(
  tx: Tx,
  scope: ImportScope,
  source: string,
  columns: ColumnMapping,
  by: string,
): Promise<number> {
  const latest = await findLatestMapping(tx, scope, source);
  const all = { ...latest?.columns, ...columns };
  const sorted = (one: unknown) => JSON.stringify(Object.entries(one ?? {}).sort());
  if (latest && sorted(latest.columns) === sorted(all)) return latest.version;
  const version = (latest?.version ?? 0) + 1;
  await tx.importMapping.create({
    data: { organisationId: scope.organisationId, source, version, columns: all, createdByName: by },
  });
  return version;
}

/** The latest mapping of each organisation and source: of one organisation, or of all when `scope` is null. */
export async function findMappings(db: PrismaClient, scope: OrganisationScope | null) {
  const all = await db.importMapping.findMany({
    where: scope ? { organisationId: scope.organisationId } : {},
    orderBy: { version: 'desc' },
    select: { organisationId: true, source: true, version: true, columns: true, createdByName: true, createdAt: true },
  });
  const latest = new Map(all.reverse().map((one) => [`${one.organisationId} ${one.source}`, one] as const));
  return [...latest.values()].map((one) => ({
    ...one,
    source: sourceName.parse(one.source),
    columns: columnMapping.parse(one.columns),
  }));
}

/** The communes that a file's rows are matched with. */
export function findCommunes(db: PrismaClient) {
  return db.commune.findMany({ select: { inseeCode: true, name: true, aliases: true, namesakes: true } });
}

/** The organisations that one may import for, with the registers that each feeds: one's own, or all when `only` is null. */
export async function findOrganisations(db: PrismaClient, only: OrganisationScope | null) {
  const found = await db.organisation.findMany({
    where: only ? { id: only.organisationId } : {},
    orderBy: { name: 'asc' },
    select: { id: true, code: true, name: true, feeds: { distinct: ['source'], select: { source: true } } },
  });
  return found.map(({ feeds, ...one }) => ({ ...one, feeds: feeds.map(({ source }) => sourceName.parse(source)) }));
}

/** The imports that are prepared, and not written. */
export async function findWaiting(tx: Tx): Promise<number[]> {
  const found = await tx.import.findMany({ where: { status: 'prepared' }, select: { id: true } });
  return found.map(({ id }) => id);
}
