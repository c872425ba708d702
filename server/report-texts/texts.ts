import type { Prisma } from '../../prisma/generated/client.ts';
import type { ReportText } from '../../shared/domain/report/report-text.ts';
import { isBlankText, wordCount } from '../../shared/domain/report/report-text.ts';
import {
  cleanReportText,
  removalWords,
  tooLongSentence,
  unprintedCharacters,
} from '../../shared/domain/report/report-text-cleaning.ts';
import { brokenTokensOf } from '../../shared/domain/report/report-text-tokens.ts';
import type { ReadyInput, RestoreInput, TextInput, TextQuery } from '../../shared/schemas/report-workspace.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { tokenFigures } from './figures.ts';
import { assertPlace } from './places.ts';
import {
  createText,
  createVersion,
  findLatestVersion,
  findText,
  findVersion,
  findVersions,
  lockPlace,
  type TextRow,
  updateText,
  updateVersion,
} from './repository.ts';

/** Texts written, by several people at once without loss: each write names the revision that it was written on. */

type Acting = Pick<Platform, 'db' | 'clock'>;
type Tx = Prisma.TransactionClient;

/** One author's writes within these minutes make one version of the history. */
const SITTING_MINUTES = 10;

/** What came of a write: kept, or set aside because someone wrote meanwhile. Both texts are then in the history. */
export type Written =
  | { outcome: 'saved'; revision: number; savedAt: Date; removed: string[]; unprinted: string[] }
  | { outcome: 'conflict'; theirs: { text: ReportText; revision: number; authorName: string; savedAt: Date } };

interface Words {
  year: number;
  place: string;
  text: ReportText;
  base: number;
  kind: 'written' | 'restored';
}

const same = (a: ReportText, b: ReportText) => JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));

/** The database sorts the keys of what it keeps. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, canonical(one)]));
}

const auditOf = (action: string, { year, place }: { year: number; place: string }) => ({
  action,
  entity: 'report-text',
  entityId: `${year}/${place}`,
});

const countsOf = ({ revision, words }: TextRow) => ({ revision, words });

async function setAside(tx: Tx, viewer: Viewer, row: TextRow, words: Words, now: Date): Promise<Written> {
  const author = { authorId: viewer.id, authorName: viewer.name, startedAt: now, savedAt: now };
  const content = { content: words.text, words: wordCount(words.text) };
  await createVersion(tx, { textId: row.id, revision: row.revision, kind: 'set-aside', ...content, ...author });
  await recordAudit(tx, viewer, { ...auditOf('report.set-aside', words), after: { revision: row.revision } });
  const theirs = { text: row.content, revision: row.revision };
  return { outcome: 'conflict', theirs: { ...theirs, authorName: row.updatedByName, savedAt: row.updatedAt } };
}

/** Adds to the sitting that is open, or begins a version: true then, and the journal says so, not at each pause of a typist. */
async function keepVersion(
  tx: Tx,
  viewer: Viewer,
  row: TextRow,
  before: TextRow | null,
  kind: Words['kind'],
  now: Date,
): Promise<boolean> {
  const latest = before && (await findLatestVersion(tx, row.id));
  const content = {
    revision: row.revision,
    content: row.content,
    words: row.words,
    savedAt: now,
  };
  const open =
    latest?.authorId === viewer.id &&
    latest.kind === 'written' &&
    kind === 'written' &&
    !before?.ready &&
    // Most of the text has just gone: what it was stays in the history.
    row.words * 2 >= latest.words &&
    now.getTime() - latest.startedAt.getTime() < SITTING_MINUTES * 60_000;
  if (open) {
    await updateVersion(tx, latest.id, content);
    return false;
  }
  const author = { authorId: viewer.id, authorName: viewer.name, startedAt: now };
  await createVersion(tx, { textId: row.id, kind, ...author, ...content });
  return true;
}

async function write(tx: Tx, viewer: Viewer, words: Words, now: Date): Promise<Written> {
  const { year, place, text, base, kind } = words;
  await lockPlace(tx, year, place);
  const before = await findText(tx, year, place);
  // What the answer of was lost on the way is not written twice.
  if (before && same(before.content, text))
    return { outcome: 'saved', revision: before.revision, savedAt: before.updatedAt, removed: [], unprinted: [] };
  if (before && before.revision !== base) return setAside(tx, viewer, before, words, now);
  const content = { content: text, words: wordCount(text), ready: false, demonstration: false };
  const by = { updatedById: viewer.id, updatedByName: viewer.name, updatedAt: now };
  const row = before
    ? await updateText(tx, before.id, { ...content, ...by, revision: before.revision + 1 })
    : await createText(tx, { year, place, ...content, ...by });
  const began = await keepVersion(tx, viewer, row, before, kind, now);
  const line = auditOf(kind === 'restored' ? 'report.restore' : 'report.write', words);
  const told = { ...line, ...(before && { before: countsOf(before) }), after: countsOf(row) };
  if (began) await recordAudit(tx, viewer, told);
  return { outcome: 'saved', revision: row.revision, savedAt: now, removed: [], unprinted: [] };
}

/** Writes the text of a place. A text that someone else changed since `base` is set aside, and theirs is given back. */
export async function saveText({ db, clock }: Acting, viewer: Viewer, input: TextInput): Promise<Written> {
  await assertPlace({ db }, input.year, input.place);
  const clean = cleanReportText(input.text);
  if (tooLongSentence(clean.text)) throw new AppError('TOO_LARGE', { words: wordCount(clean.text) });
  const now = clock.now();
  const written = await db.$transaction((tx) =>
    write(tx, viewer, { ...input, text: clean.text, kind: 'written' }, now),
  );
  if (written.outcome === 'conflict') return written;
  return { ...written, removed: removalWords(clean.removed), unprinted: unprintedCharacters(clean.text) };
}

/** Declares a text ready, or takes that back. A text without words, or with a figure that says nothing, is not ready. */
export async function markReady(platform: Platform, viewer: Viewer, input: ReadyInput): Promise<{ revision: number }> {
  const { year, place, ready, base } = input;
  const figures = await tokenFigures(platform, year);
  return platform.db.$transaction(async (tx) => {
    await lockPlace(tx, year, place);
    const row = await findText(tx, year, place);
    if (!row || isBlankText(row.content)) throw new AppError('NOT_FOUND', { entity: 'report-text' });
    if (row.revision !== base) throw new AppError('CONFLICT', { revision: row.revision });
    const broken = brokenTokensOf(row.content, figures).map(({ sentence }) => sentence);
    if (ready && broken.length > 0) throw new AppError('BROKEN_FIGURES', { sentences: broken });
    if (row.ready === ready) return { revision: row.revision };
    await updateText(tx, row.id, { ready });
    await recordAudit(tx, viewer, {
      ...auditOf('report.ready', input),
      before: { ready: row.ready },
      after: { ready },
    });
    return { revision: row.revision };
  });
}

/** The history of a text, the last version first. */
export function textHistory({ db }: Pick<Platform, 'db'>, { year, place }: TextQuery) {
  return findVersions(db, year, place);
}

/** One version, with its words. */
export async function textVersion({ db }: Pick<Platform, 'db'>, id: number) {
  const found = await findVersion(db, id);
  if (!found) throw new AppError('NOT_FOUND', { entity: 'version' });
  const { text: of, content, ...version } = found;
  return { ...version, ...of, text: content };
}

/** Puts an earlier version back as the text: the one that it replaces stays in the history. */
export async function restoreVersion(platform: Acting, viewer: Viewer, { id, base }: RestoreInput): Promise<Written> {
  const { year, place, text } = await textVersion(platform, id);
  const now = platform.clock.now();
  return platform.db.$transaction((tx) => write(tx, viewer, { year, place, text, base, kind: 'restored' }, now));
}
