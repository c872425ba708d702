import type * as z from 'zod/mini';
import type { SourceName } from '../../shared/registers/register.ts';
import {
  type AbsentChoice,
  type BeginImport,
  columnAnswers,
  type decideRows as decideInput,
  type decidePeriod,
  type importFilters,
  type SentRow,
  type ToldByFile,
  type Verdict,
} from '../../shared/schemas/import.ts';
import { mayLink } from '../homelessness/assessment.ts';
import { type Action, type OrganisationScope, organisationScope, type Viewer } from '../platform/access.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { findAbsent } from './absent-repository.ts';
import { findKnownIndicators } from './cell-repository.ts';
import { commitImports, discardImports, previewImport, type Receipt } from './commit.ts';
import { findHabit, findHabits, keepAbsentHabit, keepPeriodHabit } from './habit-repository.ts';
import { type JudgedRow, pageOfRows, positionsOf } from './judged-repository.ts';
import { judge, beginImport as open, printKeyOf, stageSentRows } from './prepare.ts';
import {
  askToCancel,
  findCommunes,
  findImport,
  findImports,
  findMappings,
  findOrganisations,
  findOtherParts,
  findSameFile,
  findStalePreparations,
  type ImportRecord,
  isOrganisation,
  keepAbsentChoice,
  keepTold,
} from './repository.ts';
import { decideRows } from './staging-repository.ts';
import { keepErasedMeasures } from './tally-repository.ts';
import { undoImport } from './undo.ts';

/** An import that the viewer may act on, and the proof. */
async function openTo<Asked extends Action>(
  platform: Platform,
  viewer: Viewer,
  action: Asked,
  id: number,
): Promise<{ scope: OrganisationScope<Asked>; found: ImportRecord }> {
  const found = await findImport(platform.db, id);
  if (!found) throw new AppError('NOT_FOUND', { entity: 'import' });
  return { found, scope: organisationScope(viewer, action, found.organisation.id) };
}

export async function begin(
  platform: Platform,
  viewer: Viewer,
  { organisationId, format, workbook, ...file }: BeginImport,
) {
  const scope = organisationScope(viewer, 'imports.write', organisationId);
  if (!(await isOrganisation(platform.db, scope))) throw new AppError('NOT_FOUND', { entity: 'organisation' });
  if (workbook !== undefined) {
    const { found: first } = await openTo(platform, viewer, 'imports.write', workbook);
    const isFirst = first.workbookId === null && first.fileHash === file.fileHash && first.source !== file.source;
    if (first.status !== 'prepared' || !isFirst) throw new AppError('INVALID', { fields: ['workbook'] });
  }
  const same = await findSameFile(platform.db, scope, file.fileHash);
  const prepared = { ...file, fileName: `fichier.${format}`, workbookId: workbook };
  return { id: await open(platform, viewer, scope, prepared), sameFile: same };
}

/** The waiting parts of a workbook that the viewer may act on: all of them, or it is refused. */
async function openParts(platform: Platform, viewer: Viewer, id: number) {
  const { scope, found } = await openTo(platform, viewer, 'imports.write', id);
  const others = (await findOtherParts(platform.db, found)).filter(({ status }) => status === 'prepared');
  const parts = others.map((one) => ({
    id: one.id,
    scope: organisationScope(viewer, 'imports.write', one.organisation.id),
  }));
  return [{ id, scope }, ...parts].sort((one, other) => one.id - other.id);
}

export async function send(platform: Platform, viewer: Viewer, id: number, rows: SentRow[]): Promise<void> {
  const { found } = await openTo(platform, viewer, 'imports.write', id);
  await stageSentRows(platform, found, rows);
}

export async function preview(platform: Platform, viewer: Viewer, id: number): Promise<Receipt> {
  const { scope, found } = await openTo(platform, viewer, 'imports.write', id);
  return previewImport(platform, scope, found);
}

const ROWS_ON_A_PAGE = 50;

/** A page of the decision table. `next`: where the following page starts, null at the end. */
export async function rowsOf(
  platform: Platform,
  viewer: Viewer,
  { id, verdict, after }: { id: number; verdict: Verdict | null; after: number },
): Promise<{ rows: JudgedRow[]; next: number | null }> {
  const { scope, found } = await openTo(platform, viewer, 'imports.write', id);
  if (found.status !== 'prepared') throw new AppError('ALREADY_USED');
  const rows = await platform.db.$transaction(async (tx) => {
    await judge(tx, scope, found);
    return pageOfRows(tx, scope, id, { verdict, after, limit: ROWS_ON_A_PAGE + 1 });
  });
  const page = rows.slice(0, ROWS_ON_A_PAGE);
  return { rows: page, next: rows.length > ROWS_ON_A_PAGE ? (page.at(-1)?.position ?? null) : null };
}

/** Takes rows or leaves them out: named one by one, or all those of a verdict. */
export async function decide(
  platform: Platform,
  viewer: Viewer,
  { id, positions, verdict, take, another }: z.infer<typeof decideInput>,
): Promise<void> {
  const { scope, found } = await openTo(platform, viewer, 'imports.write', id);
  if (found.status !== 'prepared') throw new AppError('ALREADY_USED');
  await platform.db.$transaction(async (tx) => {
    const settled = take ? (another ? 'another' : 'correct') : null;
    if (!verdict) return decideRows(tx, id, positions ?? [], { taken: take, settled });
    await judge(tx, scope, found);
    await decideRows(tx, id, await positionsOf(tx, verdict), { taken: take, settled });
  });
}

/** What a file says beside its rows: kept with its receipt. */
export async function tell(platform: Platform, viewer: Viewer, id: number, told: ToldByFile): Promise<void> {
  const { found } = await openTo(platform, viewer, 'imports.write', id);
  if (found.status !== 'prepared') throw new AppError('ALREADY_USED');
  await keepTold(platform.db, id, told);
}

const ABSENT_SHOWN = 200;

/** The known rows that a whole export no longer holds. */
export async function absentRows(platform: Platform, viewer: Viewer, id: number) {
  const { scope, found } = await openTo(platform, viewer, 'imports.write', id);
  if (found.status !== 'prepared') throw new AppError('ALREADY_USED');
  return platform.db.$transaction(async (tx) => {
    await judge(tx, scope, found);
    return findAbsent(tx, ABSENT_SHOWN);
  });
}

/** Says what becomes of the rows that a whole export no longer holds: of this one, and of the next ones of the same partner. */
export async function chooseAbsent(
  platform: Platform,
  viewer: Viewer,
  id: number,
  choice: AbsentChoice,
): Promise<void> {
  const { scope, found } = await openTo(platform, viewer, 'imports.write', id);
  if (found.status !== 'prepared') throw new AppError('ALREADY_USED');
  await platform.db.$transaction(async (tx) => {
    await keepAbsentChoice(tx, id, choice);
    await keepAbsentHabit(tx, scope, found.source, choice);
  });
}

/** Says which months a file covers: of this one, and of the next ones of the same partner that fit in them. */
export async function choosePeriod(
  platform: Platform,
  viewer: Viewer,
  { id, from, to }: z.infer<typeof decidePeriod>,
): Promise<void> {
  const { scope, found } = await openTo(platform, viewer, 'imports.write', id);
  if (found.status !== 'prepared') throw new AppError('ALREADY_USED');
  if (to < from) throw new AppError('INVALID', { fields: ['to'] });
  await platform.db.$transaction(async (tx) => {
    await keepTold(tx, id, { ...found.told, period: { from, to, why: 'answer' } });
    await keepPeriodHabit(tx, scope, found.source, { from, to });
  });
}

/** Writes an import, with the other parts of its workbook. */
export async function commit(platform: Platform, viewer: Viewer, id: number): Promise<Receipt> {
  const made = await commitImports(platform, viewer, await openParts(platform, viewer, id));
  const own = made.find((one) => one.id === id);
  if (!own) throw new AppError('NOT_FOUND', { entity: 'import' });
  return own;
}

/** How far the writing of an import is, from 0 to 1. */
export async function progressOf(platform: Platform, viewer: Viewer, id: number) {
  const { found } = await openTo(platform, viewer, 'imports.read', id);
  return { status: found.status, progress: found.progress };
}

/** Stops the writing of an import at its next step: nothing of it is kept. */
export async function cancel(platform: Platform, viewer: Viewer, id: number): Promise<void> {
  for (const part of await openParts(platform, viewer, id)) await askToCancel(platform.db, part.id);
}

export async function discard(platform: Platform, viewer: Viewer, id: number): Promise<void> {
  const parts = await openParts(platform, viewer, id);
  await discardImports(
    platform,
    parts.map((part) => part.id),
  );
}

export const PREPARED_DAYS = 7;
const PREPARED_FOR_MS = PREPARED_DAYS * 86_400_000;

/** Gives up the imports that were prepared a week ago and never decided: nothing of them was written. */
export async function forgetStalePreparations(platform: Pick<Platform, 'db' | 'clock'>): Promise<void> {
  const before = new Date(platform.clock.now().getTime() - PREPARED_FOR_MS);
  for (const id of await findStalePreparations(platform.db, before)) await discardImports(platform, [id]);
}

export async function undo(platform: Platform, viewer: Viewer, id: number, reason: string): Promise<void> {
  const { scope } = await openTo(platform, viewer, 'imports.undo', id);
  await undoImport(platform, viewer, scope, id, reason);
}

/** Receipts that a person may read: all for the coordinator, their organisation's for a contributor. */
export function listImports(
  platform: Platform,
  viewer: Viewer,
  { organisationId, ...filters }: z.infer<typeof importFilters>,
) {
  const everyone = viewer.role === 'coordinator' && organisationId === undefined;
  const of = organisationId ?? viewer.organisationId ?? -1;
  return findImports(platform.db, everyone ? null : organisationScope(viewer, 'imports.read', of), filters);
}

/** A receipt, with those of the other parts of its workbook that the viewer may read. */
export async function readImport(platform: Platform, viewer: Viewer, id: number) {
  const { found } = await openTo(platform, viewer, 'imports.read', id);
  const everyone = viewer.role === 'coordinator';
  const others = await findOtherParts(platform.db, found);
  return { ...found, parts: others.filter((one) => everyone || one.organisation.id === found.organisation.id) };
}

/** What the browser needs to read a file: today, the communes, for whom one may import, and how columns were understood before. */
export async function readingHelp(platform: Platform, viewer: Viewer) {
  const only =
    viewer.role === 'coordinator' ? null : organisationScope(viewer, 'imports.write', viewer.organisationId ?? -1);
  const [territory, organisations, mappings, linking, habits] = await Promise.all([
    territoryToRead(platform),
    findOrganisations(platform.db, only),
    findMappings(platform.db, only),
    mayLink(platform),
    findHabits(platform.db, only),
  ]);
  return {
    today: parisDate(platform.clock.now()),
    ...territory,
    organisations,
    /** Prints of people's identities may be made: the data-protection assessment is recorded. */
    linking,
    mappings,
    habits,
    printKey: printKeyOf(platform),
  };
}

/** What of the territory a file is read with: its communes, and its indicators. */
export async function territoryToRead({ db }: Pick<Platform, 'db'>) {
  return { communes: await findCommunes(db), indicators: await findKnownIndicators(db) };
}

/** For the command line: every organisation, and every remembered mapping. */
export const organisationsToImportFor = ({ db }: Pick<Platform, 'db'>) => findOrganisations(db, null);
/** What a partner answered before to the questions of such a file. */
export async function answersBefore({ db }: Pick<Platform, 'db'>, scope: OrganisationScope, source: SourceName) {
  const habit = await findHabit(db, scope, source);
  return habit ? columnAnswers.parse(habit.answers) : {};
}
export const rememberedMappings = ({ db }: Pick<Platform, 'db'>) => findMappings(db, null);

/** To be called when rows are about to be erased, in the transaction that erases them: the next file is measured with what is kept. */
export const keepMeasures = (...rows: Parameters<typeof keepErasedMeasures>) => keepErasedMeasures(...rows);
