import { reportDeadline } from '../../shared/domain/deadline.ts';
import { quantityValue } from '../../shared/domain/figures/figure.ts';
import { figureToPublish } from '../../shared/domain/figures/figure-publication.ts';
import { valueWords } from '../../shared/domain/figures/figure-words.ts';
import {
  type EditionFormat,
  type EditionMove,
  editionWords,
  isEditionVisible,
  moveEdition,
} from '../../shared/domain/report/edition.ts';
import type { NewEdition, VoteInput } from '../../shared/schemas/edition.ts';
import { publishedYear } from '../indicators/published.ts';
import { loadFigures } from '../indicators/service.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import type { ReportFigure } from '../reports/report-content.ts';
import { renderSealed, sha256 } from './freezing.ts';
import {
  createEdition,
  deleteEdition,
  type EditionRow,
  findDraft,
  findEdition,
  findFile,
  findFiles,
  findLatestReport,
  findSealed,
  findSealedFigure,
  holdYear,
  inTransaction,
  listEditions,
  nextNumber,
  updateEdition,
} from './repository.ts';
import { readSealed } from './sealed-content.ts';
import { editionVersions } from './versions.ts';

type Line = Awaited<ReturnType<typeof listEditions>>[number];

function lineOf({ sendings, ...edition }: Line, viewer: Viewer) {
  const coordinates = viewer.role === 'coordinator';
  return {
    ...edition,
    words: editionWords(edition),
    // What was not ready, and to whom it went, is the coordination's affair.
    warnings: coordinates ? (edition.warnings ?? []) : [],
    sendings: coordinates ? sendings.map(({ sentById: _, ...one }) => one) : [],
  };
}

/** The editions of a year that somebody may see, and the deadline of its report. */
export async function editionsOf(platform: Platform, viewer: Viewer, year: number) {
  const editions = await listEditions(platform.db, year);
  const isSent = editions.some(({ kind, status }) => kind === 'report' && status === 'sent');
  return {
    editions: editions.filter(({ status }) => isEditionVisible(status, viewer.role)).map((one) => lineOf(one, viewer)),
    deadline: { ...reportDeadline(year, platform.referenceDate()), met: isSent },
  };
}

/** Opens an edition to prepare; there is one of each kind at a time, and an addendum needs a report that was frozen. */
export function openEdition(platform: Platform, viewer: Viewer, { year, kind }: NewEdition): Promise<{ id: number }> {
  return inTransaction(platform.db, async (tx) => {
    await holdYear(tx, year);
    const known = await findDraft(tx, year, kind);
    if (known) return known;
    const about = kind === 'addendum' ? await findLatestReport(tx, year) : null;
    if (kind === 'addendum' && !about) throw new AppError('NOT_FOUND', { entity: 'edition' });
    const number = await nextNumber(tx, year, kind);
    const created = await createEdition(tx, {
      ...{ year, kind, number, aboutId: about?.id ?? null },
      ...{ createdAt: platform.clock.now(), createdByName: viewer.name, fictitious: platform.demonstration() },
    });
    const entityId = editionWords({ kind, year, number });
    await recordAudit(tx, viewer, { action: 'edition.open', entity: 'edition', entityId, after: { status: 'draft' } });
    return created;
  });
}

/** The edition, held, once its move is known to be allowed. */
export async function heldFor(
  tx: Parameters<Parameters<typeof inTransaction>[1]>[0],
  viewer: Viewer,
  id: number,
  move: EditionMove,
): Promise<EditionRow> {
  const found = await findEdition(tx, id);
  if (!found) throw new AppError('NOT_FOUND', { entity: 'edition' });
  await holdYear(tx, found.year);
  const edition = (await findEdition(tx, id)) ?? found;
  const moved = moveEdition(edition.kind, edition.status, move, viewer.role);
  if (!moved.ok) throw new AppError(moved.refusal, { edition: edition.status });
  return edition;
}

/** Gives up an edition that was not frozen. */
export async function discardEdition({ db }: Platform, viewer: Viewer, id: number): Promise<void> {
  await inTransaction(db, async (tx) => {
    const edition = await heldFor(tx, viewer, id, 'discard');
    await deleteEdition(tx, id);
    await recordAudit(tx, viewer, { action: 'edition.discard', entity: 'edition', entityId: editionWords(edition) });
  });
}

/** Writes the council's deliberation on a frozen edition, once. */
export async function voteEdition(platform: Platform, viewer: Viewer, input: VoteInput): Promise<void> {
  const { id, deliberation, votedOn } = input;
  await inTransaction(platform.db, async (tx) => {
    const edition = await heldFor(tx, viewer, id, 'vote');
    if (votedOn > parisDate(platform.clock.now())) throw new AppError('INVALID');
    await updateEdition(tx, id, { status: 'voted', deliberation, votedOn });
    await recordAudit(tx, viewer, {
      action: 'edition.vote',
      entity: 'edition',
      entityId: editionWords(edition),
      before: { status: edition.status },
      after: { status: 'voted', deliberation, date: votedOn },
    });
  });
}

/** An edition that this person may see; NOT_FOUND otherwise, so that nothing tells that it exists. */
async function seen({ db }: Pick<Platform, 'db'>, viewer: Viewer, id: number): Promise<EditionRow> {
  const edition = await findEdition(db, id);
  if (!edition || !isEditionVisible(edition.status, viewer.role))
    throw new AppError('NOT_FOUND', { entity: 'edition' });
  return edition;
}

/** The bytes that were frozen, for whoever may have them. */
export async function editionFile(platform: Platform, viewer: Viewer, id: number, format: EditionFormat) {
  const edition = await seen(platform, viewer, id);
  const file = await findFile(platform.db, id, format);
  if (!file) throw new AppError('NOT_FOUND', { entity: 'edition' });
  return { ...file, about: `${editionWords(edition)}, ${format}` };
}

/**
 * Says whether an edition is still what was frozen: the sealed text against its hash, each kept file against its own, and
 * each file made again from the sealed text against the one that was kept. A file made again by other versions may differ:
 * what is served is always the one that was kept.
 */
export async function verifyEdition(platform: Platform, viewer: Viewer, id: number) {
  const edition = await seen(platform, viewer, id);
  const [kept, files] = await Promise.all([findSealed(platform.db, id), findFiles(platform.db, id)]);
  if (!kept?.sealed) throw new AppError('LOCKED', { edition: edition.status });
  const sealed = readSealed(kept.sealed);
  const told = await Promise.all(
    files.map(async ({ format, name, sha256: hash, bytes }) => ({
      format,
      name,
      sha256: hash,
      intact: sha256(bytes) === hash,
      sameAgain: sha256(await renderSealed(sealed, format)) === hash,
    })),
  );
  const versions = edition.versions ?? {};
  const current = editionVersions();
  return {
    sha256: kept.sha256,
    intact: sha256(kept.sealed) === kept.sha256,
    files: told,
    changedVersions: Object.keys(current).filter((name) => versions[name] !== current[name]),
  };
}

/** What is masked in one of the two says nothing of a revision: the threshold of secrecy may be all that changed. */
function revisedMonths(before: ReportFigure, after: ReportFigure): boolean {
  return after.months.some((one) => {
    const former = before.months.find(({ month }) => month === one.month);
    if (!former || former.hidden || one.hidden) return false;
    return quantityValue(former.quantity) !== quantityValue(one.quantity);
  });
}

async function validatedFigure(platform: Platform, code: string, year: number): Promise<ReportFigure | null> {
  const [figure] = await loadFigures(platform, 'validated', { year, codes: [code] });
  return figure ? { ...figureToPublish(figure), updatedAt: null } : null;
}

async function lastPublished(platform: Platform, code: string, year: number): Promise<ReportFigure | null> {
  const { figures } = await publishedYear(platform, year);
  return figures.find((one) => one.code === code) ?? null;
}

/** What the latest report of a year says of an indicator, when today's public figure says something else; null otherwise. */
export async function revisedSinceReport(
  platform: Platform,
  { role }: Viewer,
  { code, year }: { code: string; year: number },
) {
  const sealed = await findSealedFigure(platform.db, year, code);
  if (!sealed) return null;
  const now = await (role === 'coordinator' ? validatedFigure : lastPublished)(platform, code, year);
  const published = sealed.figure;
  if (!now) return null;
  const value = !published.hidden && !now.hidden && valueWords(published) !== valueWords(now);
  if (!value && !revisedMonths(published, now)) return null;
  return {
    number: sealed.number,
    frozenOn: parisDate(sealed.frozenAt),
    /** Null when the year says the same, and only its months changed. */
    published: value ? valueWords(published) : null,
  };
}
