import { createHash } from 'node:crypto';
import type * as z from 'zod/mini';
import { isFedDuring } from '../../shared/domain/agreement.ts';
import { monthOf } from '../../shared/domain/month.ts';
import { readCell } from '../../shared/reading/values/cell-value.ts';
import { communeMatcher } from '../../shared/reading/values/communes.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import type { Content, Register, SourceName } from '../../shared/registers/register.ts';
import { monthsOfRow } from '../../shared/registers/row-months.ts';
import type { addRow, correctRow, registerRows, removeRow } from '../../shared/schemas/import.ts';
import type { Receipt } from '../imports/commit.ts';
import { requireFeeding } from '../imports/prepare.ts';
import { importWholeFile, type ReadyRow } from '../imports/whole-file.ts';
import { type OrganisationScope, organisationScope, type Viewer } from '../platform/access.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { countRows, findCommunes, findRow, findRows } from './repository.ts';

const ROWS_ON_A_PAGE = 50;

/** A page of an organisation's register, with filters, and how many rows there are in all. */
export async function browse(
  platform: Platform,
  viewer: Viewer,
  { organisationId, source, from, to, text, page }: z.infer<typeof registerRows>,
) {
  const scope = organisationScope(viewer, 'registers.read', organisationId);
  const monthField = registerOf(source).monthField ?? null;
  const filters = { source, monthField, from: from ?? null, to: to ?? null, text: text?.trim() || null };
  const window = { limit: ROWS_ON_A_PAGE, offset: page * ROWS_ON_A_PAGE };
  const [total, rows] = await Promise.all([
    countRows(platform.db, scope, filters),
    findRows(platform.db, scope, filters, window),
  ]);
  return { total, rows };
}

interface Typed {
  content: Content;
  rawKey: string;
  outside: boolean;
}

/** What someone typed, read by the same rules as a file. Refused with a sentence for each cell that cannot be. */
async function readTyped(
  platform: Platform,
  register: Register,
  cells: Record<string, string>,
  before: Content = {},
): Promise<Typed> {
  const context = {
    today: parisDate(platform.clock.now()),
    date1904: false,
    findCommune: communeMatcher(await findCommunes(platform.db)),
  };
  const faults: Record<string, string> = {};
  const typed: Typed = { content: { ...before }, rawKey: '', outside: false };
  for (const column of register.columns) {
    const text = cells[column.field];
    if (column.kind === 'nominative' || (text === undefined && column.field in before)) continue;
    const reading = readCell(text ?? '', column, context);
    if ('problem' in reading) faults[column.field] = reading.problem.replace(', puis redéposez le fichier', '');
    else if (column.kind === 'key') typed.rawKey = String(reading.value ?? '');
    else {
      typed.content[column.field] = reading.value;
      typed.outside ||= reading.outside === true;
    }
    const isNew = Object.keys(before).length === 0;
    const blank = 'value' in reading && (reading.value === null || reading.value === '');
    if (column.required && blank && (isNew || column.kind !== 'key'))
      faults[column.field] = 'Cette valeur est nécessaire.';
  }
  const dated = register.monthField ? typed.content[register.monthField] : undefined;
  if (register.monthField && typeof dated !== 'string') faults[register.monthField] ??= 'Il faut une date.';
  if (Object.keys(faults).length > 0) throw new AppError('INVALID', { cells: faults });
  if (register.sheetMonth && typeof dated === 'string') typed.content.month = monthOf(dated);
  return typed;
}

/** The keyed hash of a typed row: free when the row is new, its own when it is corrected. */
async function keyOf(
  platform: Platform,
  scope: OrganisationScope<'registers.write'>,
  register: Register,
  { rawKey, content }: Typed,
  own?: string,
): Promise<string> {
  for (let rank = 1; ; rank += 1) {
    const key = platform.pseudonym(register.source, register.key(rawKey, content, rank));
    if (key === own || !(await findRow(platform.db, scope, register.source, key))) return key;
    if (!register.rankGroup)
      throw new AppError('INVALID', { cells: { [keyField(register)]: 'Ce numéro existe déjà.' } });
  }
}

const keyField = (register: Register) => register.columns.find(({ kind }) => kind === 'key')?.field ?? '';

async function write(
  platform: Platform,
  viewer: Viewer,
  scope: OrganisationScope<'registers.write'>,
  source: SourceName,
  rows: ReadyRow[],
  { reason, dryRun = false }: { reason?: string; dryRun?: boolean | undefined },
): Promise<Receipt> {
  const { name, feeds } = await requireFeeding(platform, scope, source);
  for (const { content } of rows) {
    const months = content && monthsOfRow(registerOf(source), content);
    if (months && !isFedDuring(feeds, source, months))
      throw new AppError('NOT_FED', { organisation: name, source, month: months.from });
  }
  const fileHash = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  const file = { source, fileName: 'Saisie à l’écran', fileHash, droppedColumns: [], rows };
  return importWholeFile(platform, viewer, scope, file, { kind: 'hand', dryRun, ...(reason && { reason }) });
}

/** Registers that are typed row by row: a monthly return is entered in the grid instead. */
function typedRegister(source: SourceName): Register {
  const register = registerOf(source);
  if (register.layout !== 'rows') throw new AppError('INVALID', { cells: {} });
  return register;
}

/** Adds a row typed on the screen; the months that depend on it follow. */
export async function add(
  platform: Platform,
  viewer: Viewer,
  { source, organisationId, cells, dryRun }: z.infer<typeof addRow>,
): Promise<Receipt> {
  const scope = organisationScope(viewer, 'registers.write', organisationId);
  const register = typedRegister(source);
  const typed = await readTyped(platform, register, cells);
  const keyHash = await keyOf(platform, scope, register, typed);
  const rows = [{ keyHash, content: typed.content, outside: typed.outside }];
  return write(platform, viewer, scope, source, rows, { dryRun });
}

/**
 * Corrects a row, with a reason. Where the identity of a row is in what it says (a session and its date), the row moves to its
 * new identity, so that the partner's next file finds it there.
 */
export async function correct(
  platform: Platform,
  viewer: Viewer,
  { source, organisationId, key, cells, reason, dryRun }: z.infer<typeof correctRow>,
): Promise<Receipt> {
  const scope = organisationScope(viewer, 'registers.write', organisationId);
  const register = typedRegister(source);
  const found = await findRow(platform.db, scope, source, key);
  if (!found) throw new AppError('NOT_FOUND', { entity: 'row' });
  const typed = await readTyped(platform, register, cells, found.content);
  const outside = 'commune' in cells ? typed.outside : found.outOfTerritory;
  const keyHash = keyField(register) ? key : await keyOf(platform, scope, register, typed, key);
  const moved = keyHash === key ? [] : [{ keyHash: key, content: null, outside: false }];
  return write(platform, viewer, scope, source, [...moved, { keyHash, content: typed.content, outside }], {
    reason,
    dryRun,
  });
}

/** Takes a row out of the register, with a reason. */
export async function remove(
  platform: Platform,
  viewer: Viewer,
  { source, organisationId, key, reason, dryRun }: z.infer<typeof removeRow>,
): Promise<Receipt> {
  const scope = organisationScope(viewer, 'registers.write', organisationId);
  if (!(await findRow(platform.db, scope, source, key))) throw new AppError('NOT_FOUND', { entity: 'row' });
  return write(platform, viewer, scope, source, [{ keyHash: key, content: null, outside: false }], {
    reason,
    dryRun,
  });
}
