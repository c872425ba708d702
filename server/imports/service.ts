import { createHash } from 'node:crypto';
import type { Prisma } from '../../prisma/generated/client.ts';
import { labelKey } from '../../shared/reading/column-names.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import { measureRegister } from '../../shared/registers/measure.ts';
import type { Content, Measures, Register, RegisterRow } from '../../shared/registers/register.ts';
import type { CellRemark, ReadFile } from '../../shared/schemas/import.ts';
import { lockManyMonths, refreshRollUp } from '../indicators/roll-up.ts';
import { type OrganisationScope, organisationScope, type Viewer } from '../platform/access.ts';
import { type Actor, recordAudit } from '../platform/audit.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { type CellChange, writeRegisterCells } from './register-cells.ts';
import {
  createImport,
  findCommunes,
  findImport,
  findImports,
  findOrganisations,
  findRowContents,
  findRowHashes,
  lockRegister,
  type ReceiptRecord,
  type StoredRow,
  writeRows,
} from './repository.ts';

/** What a file would do, or did: the same words before and after. */
export interface Receipt {
  id: number | null;
  source: string;
  rows: number;
  accepted: number;
  changed: number;
  identical: number;
  duplicates: number;
  superseded: number;
  outOfTerritory: number;
  rejected: ReadFile['rejected'];
  suspicious: ReadFile['suspicious'];
  droppedColumns: string[];
  /** What the file itself says, month by month. */
  indicators: Measures;
  changes: CellChange[];
}

/** Content kept beside the register's own columns: what its layout adds. */
const layoutFields = ['month', 'periodFrom', 'periodTo', 'series', 'role', 'code', 'label', 'state', 'value'];

function storedFields(register: Register): Set<string> {
  return new Set([
    ...register.columns.filter((column) => column.kind !== 'nominative').map((column) => column.field),
    ...layoutFields,
  ]);
}

function kept(content: Content, fields: Set<string>): Content {
  return Object.fromEntries(Object.entries(content).filter(([field]) => fields.has(field)));
}

function stored(
  platform: Pick<Platform, 'pseudonym'>,
  source: string,
  row: Pick<RegisterRow, 'key' | 'content'>,
  outside: boolean,
): StoredRow {
  const contentHash = createHash('sha256')
    .update(JSON.stringify([outside, Object.entries(row.content).sort()]))
    .digest('hex');
  return {
    keyHash: platform.pseudonym(source, row.key),
    contentHash,
    content: row.content as Prisma.InputJsonObject,
    outOfTerritory: outside,
  };
}

/** The rows to write: new or changed ones, the last of a key winning; and how many are already known as they are. */
function compare(rows: StoredRow[], known: Map<string, string>) {
  const distinct = new Map(rows.map((row) => [row.keyHash, row]));
  const toWrite = [...distinct.values()].filter((row) => known.get(row.keyHash) !== row.contentHash);
  const changed = toWrite.filter((row) => known.has(row.keyHash));
  return { toWrite, changed: changed.length, identical: distinct.size - toWrite.length };
}

/** A remark about a column that names people says where and why, and not what was written there. */
function withoutPeople(register: Register, remarks: CellRemark[]): CellRemark[] {
  const columns = register.columns.filter((column) => column.kind === 'nominative');
  const names = new Set(columns.flatMap(({ label, aliases }) => [label, ...aliases].map(labelKey)));
  return remarks.map((remark) => (names.has(labelKey(remark.column)) ? { ...remark, value: '' } : remark));
}

function prepare(platform: Platform, file: ReadFile) {
  const register = registerOf(file.source);
  const fields = storedFields(register);
  const clean = (rows: ReadFile['accepted']) => rows.map((row) => ({ ...row, content: kept(row.content, fields) }));
  const [accepted, outside] = [clean(file.accepted), clean(file.outOfTerritory)];
  return {
    register,
    today: parisDate(platform.clock.now()),
    accepted,
    rejected: withoutPeople(register, file.rejected),
    suspicious: withoutPeople(register, file.suspicious),
    rows: [
      ...accepted.map((row) => stored(platform, file.source, row, false)),
      ...outside.map((row) => stored(platform, file.source, row, true)),
    ],
  };
}

/**
 * Takes in a file that has been read: rows, cells, roll-up, receipt and journal in one transaction, so that a cut leaves
 * nothing. With `dryRun` the same work is done and thrown away: what is announced is what would happen.
 */
export async function importFile(
  platform: Platform,
  actor: Actor,
  scope: OrganisationScope,
  file: ReadFile,
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<Receipt> {
  const { register, today, accepted, rejected, suspicious, rows } = prepare(platform, file);
  const indicators = measureRegister(file.source, accepted, today);
  const rollback = new Error('dry run');
  let receipt: Receipt | undefined;
  const run = async (tx: Prisma.TransactionClient) => {
    await lockRegister(tx, scope, file.source);
    const { toWrite, changed, identical } = compare(rows, await findRowHashes(tx, scope, file.source));
    const outside = toWrite.filter((row) => row.outOfTerritory).length;
    const counts = {
      source: file.source,
      rows: file.rows,
      accepted: toWrite.length - outside,
      changed,
      identical,
      duplicates: file.duplicates,
      superseded: file.superseded,
      outOfTerritory: file.outOfTerritory.length,
      rejected,
      suspicious,
      droppedColumns: file.droppedColumns,
      indicators,
    };
    const { id } = await createImport(tx, {
      ...counts,
      indicators: indicators as Prisma.InputJsonObject,
      organisationId: scope.organisationId,
      fileName: file.fileName,
      fileHash: file.fileHash,
      createdById: actor.id,
      createdAt: platform.clock.now(),
    });
    await writeRows(tx, scope, file.source, id, toWrite);
    const contents = await findRowContents(tx, scope, file.source);
    const measures = measureRegister(
      file.source,
      contents.map((content) => ({ content })),
      today,
    );
    await lockManyMonths(tx);
    const { changes, touched } = await writeRegisterCells(tx, scope, measures, {
      source: file.source,
      importId: id,
      userId: actor.id,
      now: platform.clock.now(),
      register: register.layout === 'rows',
    });
    await refreshRollUp(tx, touched);
    await recordAudit(tx, actor, {
      action: 'import.commit',
      entity: 'import',
      entityId: id,
      after: {
        source: file.source,
        fileHash: file.fileHash,
        accepted: counts.accepted,
        rejected: file.rejected.length,
        cells: touched.length,
      },
    });
    receipt = { ...counts, id: dryRun ? null : id, changes };
    if (dryRun) throw rollback;
  };
  await platform.db.$transaction(run, { timeout: 300_000, maxWait: 30_000 }).catch((error: unknown) => {
    if (error !== rollback) throw error;
  });
  if (!receipt) throw new Error('the import left no receipt');
  return receipt;
}

/** A contributor or the coordinator takes in a file for an organisation. */
export function importForViewer(platform: Platform, viewer: Viewer, file: ReadFile, dryRun: boolean): Promise<Receipt> {
  return importFile(platform, viewer, organisationScope(viewer, 'imports.write', file.organisationId), file, {
    dryRun,
  });
}

/** Receipts that a person may read: all for the coordinator, their organisation's for a contributor. */
export function listImports(platform: Platform, viewer: Viewer): Promise<ReceiptRecord[]> {
  if (viewer.role === 'coordinator') return findImports(platform.db, null);
  return findImports(platform.db, organisationScope(viewer, 'imports.read', viewer.organisationId ?? -1));
}

export async function readImport(platform: Platform, viewer: Viewer, id: number): Promise<ReceiptRecord> {
  const receipt = await findImport(platform.db, id);
  if (!receipt) throw new AppError('NOT_FOUND', { entity: 'import' });
  organisationScope(viewer, 'imports.read', receipt.organisation.id);
  return receipt;
}

/** What the browser needs to read a file: today, the communes, and for whom one may import. */
export async function readingHelp(platform: Platform, viewer: Viewer) {
  const only =
    viewer.role === 'coordinator' ? null : organisationScope(viewer, 'imports.write', viewer.organisationId ?? -1);
  const [communes, organisations] = await Promise.all([
    findCommunes(platform.db),
    findOrganisations(platform.db, only),
  ]);
  return { today: parisDate(platform.clock.now()), communes, organisations };
}

/** For the command line: the communes, and every organisation. */
export const communesToMatch = ({ db }: Pick<Platform, 'db'>) => findCommunes(db);
export const organisationsToImportFor = ({ db }: Pick<Platform, 'db'>) => findOrganisations(db, null);
