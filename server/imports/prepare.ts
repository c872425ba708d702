import type { ImportKind, Prisma } from '../../prisma/generated/client.ts';
import { isFedIn } from '../../shared/domain/agreement.ts';
import type { Month } from '../../shared/domain/month.ts';
import { mappingToKeep } from '../../shared/reading/layout/kept-titles.ts';
import { isReasonCode } from '../../shared/reading/reasons.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import { measureTallied } from '../../shared/registers/measure.ts';
import { byIndicator } from '../../shared/registers/measures.ts';
import type { Measurement, Measures, Register, SourceName, Tallied } from '../../shared/registers/register.ts';
import {
  type AbsentChoice,
  type BeginImport,
  columnAnswers,
  type SentRemark,
  type SentRow,
} from '../../shared/schemas/import.ts';
import { mayLink } from '../homelessness/assessment.ts';
import { type LedgerMove, ledgerChanges } from '../ledger/effect.ts';
import type { OrganisationScope } from '../platform/access.ts';
import type { Actor } from '../platform/audit.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { judgeAbsent } from './absent-repository.ts';
import { findBound, findCells, findFedIndicators, findValidatedMonths } from './cell-repository.ts';
import { type CellPlan, planCells, spokenMonths, touchedMonths } from './cells/register-cells.ts';
import { absenceOf, type CoveredPeriod, coveredPeriod, declaredMonths, fullExportOf } from './covered-period.ts';
import { findHabit, keepAnswers } from './habit-repository.ts';
import { findCompleteMonths, findFeeding, findFeeds } from './register-month-repository.ts';
import {
  addRowsRead,
  createImport,
  findLatestMapping,
  type ImportRecord,
  type ImportScope,
  keepMapping,
} from './repository.ts';
import { createStaging, type StagedRow, stageRows } from './staging-repository.ts';
import { type Counted, hasOtherRows, movedRequests, tallyRows } from './tally-repository.ts';
import { countVerdicts, judgeRows, type VerdictCounts } from './verdict-repository.ts';

type Tx = Prisma.TransactionClient;

/** Content kept beside the register's own columns: what its layout adds. */
const layoutFields = [
  ...['month', 'periodFrom', 'periodTo', 'series', 'role', 'code', 'state', 'value', 'unit', 'unreadable'],
];

const boundaries = new Map<string, ReadonlySet<string>>();

/** The fields that may be stored of a register. */
export function fieldsOf(register: Register): ReadonlySet<string> {
  const known = boundaries.get(register.source);
  if (known) return known;
  const kept = register.columns.filter(({ kind }) => kind !== 'nominative').map(({ field }) => field);
  const fields = new Set([...kept, ...layoutFields]);
  boundaries.set(register.source, fields);
  return fields;
}

/** Remarks about known fields, with known reasons: nothing else may come from outside. */
function bounded(remarks: SentRemark[], fields: ReadonlySet<string>): SentRemark[] {
  return remarks
    .filter(({ code }) => isReasonCode(code))
    .map(({ field, ...remark }) => ({ ...remark, field: field !== null && fields.has(field) ? field : null }));
}

/** A question stands only if every question of the row does. */
function standing(remarks: SentRemark[]): boolean | null {
  let all: boolean | null = null;
  for (const { stands } of remarks) if (typeof stands === 'boolean') all = all !== false && stands;
  return all;
}

const MANY_UNKNOWN = /^\d+ colonnes? non reconnues?$/;

/** Of the labels that stay out, those that the registers know themselves: any other may be somebody's name. */
function knownLabels(register: Register, labels: string[]): string[] {
  const own = new Set(register.columns.flatMap(({ label, aliases }) => [label, ...aliases]));
  return labels.filter((label) => own.has(label) || MANY_UNKNOWN.test(label));
}

/** A row as it may be staged, its number turned into a keyed hash; fields that may not be stored stay out as it is written. */
export function toStage(
  pseudonym: Platform['pseudonym'],
  register: Register,
  { row, sheet, key, content, outside, remarks, identity }: SentRow,
  position: number,
  linking: boolean,
): StagedRow {
  const readable = key !== null && content !== null;
  return {
    position,
    row,
    sheet: sheet === undefined ? null : String(sheet),
    keyHash: readable ? pseudonym(register.source, key) : null,
    identityHash: linking && identity !== undefined ? pseudonym('identity', identity) : null,
    content: readable ? content : null,
    outside,
    remarks: remarks.length === 0 ? remarks : bounded(remarks, fieldsOf(register)),
    stands: remarks.length === 0 ? null : standing(remarks),
    gone: false,
  };
}

/** An import to be: `fileName` says what kind of file it is, and never how it is named. */
export type NewImport = Omit<BeginImport, 'organisationId' | 'format' | 'workbook'> & {
  fileName: string;
  workbookId?: number | undefined;
};

/** When an organisation feeds a register; refuses one that the convention does not give it, whatever the way in. */
export async function requireFeeding({ db }: Pick<Platform, 'db'>, scope: OrganisationScope, source: SourceName) {
  const found = await findFeeding(db, scope, source);
  if (!found) throw new AppError('NOT_FOUND', { entity: 'organisation' });
  if (found.feeds.length === 0) throw new AppError('NOT_FED', { organisation: found.name, source });
  return found;
}

/**
 * The key of the prints of titles and places: those who import have it, the database and its backups do not. After a rotation it
 * is another, and what was said is asked once more.
 */
export const printKeyOf = ({ pseudonym }: Pick<Platform, 'pseudonym'>): string => pseudonym('print-key', '');

/** Opens an import: a receipt to be, and a table for its rows. Nothing counts before it is committed. */
export async function beginImport(
  platform: Platform,
  actor: Actor,
  scope: ImportScope,
  { source, fileName, fileHash, droppedColumns, mapping, answers, workbookId }: NewImport,
  { kind = 'file', reason }: { kind?: ImportKind; reason?: string } = {},
): Promise<number> {
  await requireFeeding(platform, scope, source);
  return platform.db.$transaction(async (tx) => {
    const known = await findLatestMapping(tx, scope, source);
    const version = mapping
      ? await keepMapping(tx, scope, source, mappingToKeep(mapping, printKeyOf(platform)), actor.name)
      : known?.version;
    if (answers && Object.keys(answers).length > 0) await keepAnswers(tx, scope, source, answers);
    const id = await createImport(tx, scope, {
      source,
      kind,
      fileName,
      fileHash,
      droppedColumns: knownLabels(registerOf(source), droppedColumns),
      mappingVersion: version ?? null,
      reason: reason ?? null,
      createdById: actor.id,
      createdByName: actor.name,
      createdAt: platform.clock.now(),
      workbookId: workbookId ?? null,
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
  await stageRows(platform.bulk, prepared.id, fieldsOf(register), staged);
}

export interface Judged extends VerdictCounts {
  /** Known rows that this full export no longer holds. */
  absent: number;
  /** What becomes of them, by a decision on this file or on one before; null: nobody decided, and they are kept. */
  absentChoice: AbsentChoice | null;
  covered: CoveredPeriod;
  /** It holds most of what is known of its months. */
  isWhole: boolean;
}

/** Judges the waiting rows against the register as it is now, in the caller's transaction. */
export async function judge(tx: Tx, scope: ImportScope, prepared: ImportRecord): Promise<Judged> {
  const register = registerOf(prepared.source);
  const monthField = register.monthField ?? (register.layout === 'months' ? 'month' : null);
  await judgeRows(tx, scope, {
    importId: prepared.id,
    source: prepared.source,
    monthField,
    numbered: register.monthField !== undefined && register.rankGroup === undefined,
    validatedMonths: await findValidatedMonths(tx, scope, prepared.source),
    groupFields: register.rankGroup && register.movable ? register.movable.flat() : null,
    contact: register.contact ?? null,
  });
  const habit = await findHabit(tx, scope, prepared.source);
  const absentChoice = prepared.absentChoice ?? habit?.absentChoice ?? null;
  const { isWhole, absent } =
    prepared.kind === 'file' && register.layout === 'rows'
      ? await judgeAbsent(tx, scope, absenceOf(prepared, absentChoice))
      : { isWhole: false, absent: 0 };
  const answers = columnAnswers.safeParse(habit?.answers).data ?? {};
  const covered = coveredPeriod(prepared, answers.period);
  return { ...(await countVerdicts(tx)), absent, absentChoice, covered, isWhole };
}

/** The figures of some rows of a register, counted by the database. */
export async function measure(
  tx: Tx,
  scope: OrganisationScope,
  source: SourceName,
  today: string,
  counted: Counted,
): Promise<Measures> {
  const tallied = new Map<Measurement, Tallied[]>();
  for (const one of registerOf(source).measurements)
    if (counted.of !== 'file' || !one.beside) tallied.set(one, await tallyRows(tx, scope, source, one, counted));
  const told = measureTallied(source, (one) => tallied.get(one) ?? [], today);
  return registerOf(source).layout === 'months' ? told : byIndicator(told, await findBound(tx));
}

export interface Effect extends CellPlan {
  /** What the file itself says, month by month. */
  indicators: Measures;
  indicatorIds: number[];
  /** The months that the file declares complete. */
  declared: Month[];
  /** It is a full export of requests, and what it no longer holds is kept or not. */
  fullExport: LedgerMove['fullExport'];
}

/** What the judged rows would do to the figures: computed before anything is written, and the same when it is. */
export async function effectOf(
  tx: Tx,
  scope: ImportScope,
  prepared: ImportRecord,
  judged: Judged,
  today: string,
  holding: (indicatorIds: number[]) => Promise<void> = async () => {},
): Promise<Effect> {
  const source = prepared.source;
  const register = registerOf(source);
  const every = judged.verdicts.new === judged.rows && judged.leftOut === 0;
  const counted = { importId: prepared.id, every };
  const indicators = await measure(tx, scope, source, today, { ...counted, of: 'file' });
  // A known row that is closed is no row of the file, and counts in what the register becomes.
  const more = judged.absent > 0 || (await hasOtherRows(tx, scope, source));
  const beside = register.measurements.some((one) => one.beside);
  const after = more || beside ? await measure(tx, scope, source, today, { ...counted, of: 'after' }) : indicators;
  const fed = await findFedIndicators(tx, scope, source, Object.keys(after));
  const indicatorIds = fed.map((one) => one.id);
  await holding(indicatorIds);
  const cells = await findCells(tx, scope, indicatorIds);
  const covered = declaredMonths(prepared, judged.covered, today);
  const feeds = covered.length === 0 ? [] : await findFeeds(tx, scope, source);
  const declared = covered.filter((month) => isFedIn(feeds, source, month));
  const complete = new Set([...(await findCompleteMonths(tx, scope, source)), ...declared]);
  const byHand = prepared.kind === 'hand';
  const spoken = spokenMonths(fed, register, indicators, declared);
  // A row that is corrected, closed or taken out speaks of the months that it leaves, too.
  const replaces = judged.changed > 0 || judged.absent > 0 || byHand || judged.verdicts.moved > 0;
  const moved = replaces ? await measure(tx, scope, source, today, { ...counted, of: 'moved' }) : {};
  // A line of a file of months may bring one term of a ratio alone: the other one is what was brought before.
  const touched =
    register.layout === 'months'
      ? (_code: string, month: Month) => spoken.has(month)
      : touchedMonths(declared, [indicators, moved]);
  const plan = planCells(fed, cells, { register, measures: after, complete, spoken, touched, byHand });
  const { organisationId } = scope;
  const requests = movedRequests(tx, scope, prepared.id);
  const fullExport = fullExportOf(prepared, judged, today);
  const move = { organisationId, spoken: byHand ? [] : [...spoken], declared, fullExport, moved: requests };
  const read = source === 'siao-request' ? await ledgerChanges(tx, move, today) : [];
  return { indicators, indicatorIds, declared, fullExport, ...plan, changes: [...plan.changes, ...read] };
}

export const todayOf = ({ clock }: Pick<Platform, 'clock'>): string => parisDate(clock.now());
