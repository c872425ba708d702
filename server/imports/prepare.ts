import type { ImportKind, Prisma } from '../../prisma/generated/client.ts';
import { labelKey } from '../../shared/reading/layout/column-names.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import { measureTallied } from '../../shared/registers/measure.ts';
import type { Content, Measurement, Measures, Register, SourceName, Tallied } from '../../shared/registers/register.ts';
import type { BeginImport, CellRemark, SentRow } from '../../shared/schemas/import.ts';
import { mayLink } from '../homelessness/assessment.ts';
import type { OrganisationScope } from '../platform/access.ts';
import type { Actor } from '../platform/audit.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { findCells, findFedIndicators, findLockedMonths } from './cell-repository.ts';
import { type CellPlan, planCells } from './register-cells.ts';
import {
  addRowsRead,
  createImport,
  findLatestMapping,
  type ImportRecord,
  type ImportScope,
  keepMapping,
} from './repository.ts';
import { createStaging, type StagedRow, stageRows } from './staging-repository.ts';
import { type Counted, hasOtherRows, tallyRows } from './tally-repository.ts';
import { countVerdicts, firstRemarks, judgeRows, type VerdictCounts } from './verdict-repository.ts';

type Tx = Prisma.TransactionClient;

/** Content kept beside the register's own columns: what its layout adds. */
const layoutFields = ['month', 'periodFrom', 'periodTo', 'series', 'role', 'code', 'label', 'state', 'value'];

interface Boundary {
  fields: Set<string>;
  /** Labels of columns about people. */
  people: Set<string>;
}

const boundaries = new Map<string, Boundary>();

function boundaryOf(register: Register): Boundary {
  const known = boundaries.get(register.source);
  if (known) return known;
  const kept = register.columns.filter(({ kind }) => kind !== 'nominative').map(({ field }) => field);
  const people = register.columns.filter(({ kind }) => kind === 'nominative');
  const boundary = {
    fields: new Set([...kept, ...layoutFields]),
    people: new Set(people.flatMap(({ label, aliases }) => [label, ...aliases].map(labelKey))),
  };
  boundaries.set(register.source, boundary);
  return boundary;
}

function kept(content: Content, fields: Set<string>): Content {
  for (const field in content) {
    if (!fields.has(field)) return Object.fromEntries(Object.entries(content).filter(([name]) => fields.has(name)));
  }
  return content;
}

/** A remark about a column that names people says where and why, and not what was written there. */
function withoutPeople(remarks: CellRemark[], people: Set<string>): CellRemark[] {
  return remarks.map((remark) => (people.has(labelKey(remark.column)) ? { ...remark, value: '' } : remark));
}

/** A question stands only if every question of the row does. */
function standing(remarks: CellRemark[]): boolean | null {
  let stands: boolean | null = null;
  for (const { question } of remarks) if (question) stands = stands !== false && question.stands;
  return stands;
}

/** A row as it may be stored: unexpected and nominative fields gone, its number turned into a keyed hash. */
export function toStage(
  pseudonym: Platform['pseudonym'],
  register: Register,
  { row, sheet, key, content, outside, remarks, identity }: SentRow,
  position: number,
  linking: boolean,
): StagedRow {
  const { fields, people } = boundaryOf(register);
  const readable = key !== null && content !== null;
  return {
    position,
    row,
    sheet: sheet ?? null,
    keyHash: readable ? pseudonym(register.source, key) : null,
    identityHash: linking && identity !== undefined ? pseudonym('identity', identity) : null,
    content: readable ? kept(content, fields) : null,
    outside,
    remarks: remarks.length === 0 ? remarks : withoutPeople(remarks, people),
    stands: remarks.length === 0 ? null : standing(remarks),
    gone: false,
  };
}

/** Opens an import: a receipt to be, and a table for its rows. Nothing counts before it is committed. */
export async function beginImport(
  platform: Platform,
  actor: Actor,
  scope: ImportScope,
  { source, fileName, fileHash, droppedColumns, mapping }: Omit<BeginImport, 'organisationId'>,
  { kind = 'file', reason }: { kind?: ImportKind; reason?: string } = {},
): Promise<number> {
  return platform.db.$transaction(async (tx) => {
    const known = await findLatestMapping(tx, scope, source);
    const version = mapping ? await keepMapping(tx, scope, source, mapping, actor.name) : known?.version;
    const id = await createImport(tx, scope, {
      source,
      kind,
      fileName,
      fileHash,
      droppedColumns,
      mappingVersion: version ?? null,
      reason: reason ?? null,
      createdById: actor.id,
      createdByName: actor.name,
      createdAt: platform.clock.now(),
    });
    await createStaging(tx, id);
    return id;
  });
}

/** Takes in rows of a prepared import, after those already sent. */
export async function stageSentRows(platform: Platform, prepared: ImportRecord, rows: SentRow[]): Promise<void> {
  if (prepared.status !== 'prepared') throw new AppError('ALREADY_USED');
  const register = registerOf(prepared.source);
  const before = await addRowsRead(platform.db, prepared.id, rows.length);
  const linking = await mayLink(platform);
  const staged = rows.map((row, index) => toStage(platform.pseudonym, register, row, before + index + 1, linking));
  await stageRows(platform.bulk, prepared.id, staged);
}

/** Judges the waiting rows against the register as it is now, in the caller's transaction. */
export async function judge(tx: Tx, scope: ImportScope, prepared: ImportRecord): Promise<VerdictCounts> {
  const register = registerOf(prepared.source);
  await judgeRows(tx, scope, {
    importId: prepared.id,
    source: prepared.source,
    monthField: register.monthField ?? (register.layout === 'months' ? 'month' : null),
    lockedMonths: await findLockedMonths(tx, scope, prepared.source),
    contact: prepared.kind === 'demonstration' ? null : (register.contact ?? null),
  });
  return countVerdicts(tx);
}

/** The figures of some rows of a register, counted by the database. */
async function measure(
  tx: Tx,
  scope: OrganisationScope,
  source: SourceName,
  today: string,
  counted: Counted,
): Promise<Measures> {
  const tallied = new Map<Measurement, Tallied[]>();
  for (const one of registerOf(source).measurements) tallied.set(one, await tallyRows(tx, scope, source, one, counted));
  return measureTallied(source, (one) => tallied.get(one) ?? [], today);
}

export interface Effect extends CellPlan {
  /** What the file itself says, month by month. */
  indicators: Measures;
  indicatorIds: number[];
}

/** What the judged rows would do to the figures: computed before anything is written, and the same when it is. */
export async function effectOf(
  tx: Tx,
  scope: ImportScope,
  prepared: ImportRecord,
  judged: VerdictCounts,
  today: string,
  holding: (indicatorIds: number[]) => Promise<void> = async () => {},
): Promise<Effect> {
  const source = prepared.source;
  const demonstration = prepared.kind === 'demonstration';
  const every = judged.verdicts.new === judged.rows && judged.leftOut === 0;
  const counted = { importId: prepared.id, every, demonstration };
  const indicators = await measure(tx, scope, source, today, { ...counted, of: 'file' });
  const after = (await hasOtherRows(tx, scope, source, demonstration))
    ? await measure(tx, scope, source, today, { ...counted, of: 'after' })
    : indicators;
  const fed = await findFedIndicators(tx, scope, source, Object.keys(after));
  const indicatorIds = fed.map((one) => one.id);
  await holding(indicatorIds);
  const cells = await findCells(tx, scope, indicatorIds);
  return { indicators, indicatorIds, ...planCells(fed, cells, after, registerOf(source).layout === 'rows') };
}

/** Remarks kept on a receipt; the rest is in the file. */
export const REMARKS_KEPT = 5000;

export async function remarksOf(tx: Tx, importId: number) {
  const rejected = await firstRemarks(tx, importId, true, REMARKS_KEPT);
  const suspicious = await firstRemarks(tx, importId, false, REMARKS_KEPT);
  return { rejected, suspicious };
}

export const todayOf = ({ clock }: Pick<Platform, 'clock'>): string => parisDate(clock.now());
