import { reportDeadline, usualDays } from '../../shared/domain/deadline.ts';
import { valueWords } from '../../shared/domain/figures/figure-words.ts';
import {
  type EditionFormat,
  type EditionMove,
  type EditionStatus,
  editionStatuses,
  editionWords,
  extractFileName,
  isEditionVisible,
  moveEdition,
} from '../../shared/domain/report/edition.ts';
import { readsPublication } from '../../shared/domain/site/publication-choice.ts';
import type { NewEdition, VoteInput } from '../../shared/schemas/edition.ts';
import { findConventionOf } from '../conventions/service.ts';
import { publishedYear } from '../indicators/published.ts';
import { loadFigures } from '../indicators/service.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import { parisDate } from '../platform/clock.ts';
import type { Context, Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { readSettings } from '../platform/settings.ts';
import { madeCertificate } from './certificate.ts';
import { getsExtract, renderExtract } from './extract.ts';
import { renderSealed, sha256 } from './freezing.ts';
import {
  createCertificate,
  createEdition,
  deleteEdition,
  type EditionRow,
  findCertificate,
  findDraft,
  findEdition,
  findFile,
  findFiles,
  findLatestReport,
  findReportStatuses,
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
import { hasChanged } from './waiting.ts';

type Line = Awaited<ReturnType<typeof listEditions>>[number];

function lineOf({ sendings, files, certificate, ...edition }: Line, viewer: Viewer) {
  const coordinates = viewer.role === 'coordinator';
  const { kind } = edition;
  return {
    ...edition,
    files: files.map((file) =>
      getsExtract(viewer, { kind, format: file.format })
        ? { format: file.format, name: extractFileName(file.name), sha256: null, isExtract: true }
        : { ...file, isExtract: false },
    ),
    words: editionWords(edition),
    hasCertificate: certificate !== null,
    // What was not ready, and to whom it went, is the coordination's affair.
    warnings: coordinates ? (edition.warnings ?? []) : [],
    sendings: coordinates ? sendings.map(({ sentById: _, ...one }) => one) : [],
  };
}

const shownFromOf = async ({ db }: Pick<Platform, 'db'>) => (await readSettings(db))['editions.shownFrom'];

/** The editions of a year that somebody may see, and the deadline of its report. */
export async function editionsOf(platform: Platform, viewer: Viewer, year: number) {
  const [editions, shownFrom, convention] = await Promise.all([
    listEditions(platform.db, year),
    shownFromOf(platform),
    findConventionOf(platform, year),
  ]);
  const isSent = editions.some(({ kind, status }) => kind === 'report' && status === 'sent');
  return {
    editions: editions
      .filter(({ status }) => isEditionVisible(status, viewer.role, shownFrom))
      .map((one) => lineOf(one, viewer)),
    deadline: { ...reportDeadline(year, convention ?? usualDays, platform.referenceDate()), met: isSent },
  };
}

/** How far the report of each of some years is: the furthest of its editions; a year without any is left out. */
export async function reportProgress({ db }: Pick<Platform, 'db'>, years: readonly number[]) {
  const furthest = new Map<number, EditionStatus>();
  for (const { year, status } of await findReportStatuses(db, years)) {
    const known = furthest.get(year);
    if (!known || editionStatuses.indexOf(status) > editionStatuses.indexOf(known)) furthest.set(year, status);
  }
  return furthest;
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

/** Refused with INVALID for a day to come, with VOTE_BEFORE_EDITION for a day when there was nothing to vote yet. */
function assertVoteDay({ frozenAt }: Pick<EditionRow, 'frozenAt'>, votedOn: string, today: string): void {
  if (votedOn > today) throw new AppError('INVALID');
  const frozenOn = frozenAt && parisDate(frozenAt);
  if (frozenOn && votedOn < frozenOn) throw new AppError('VOTE_BEFORE_EDITION', { frozenOn });
}

/** The page that goes with a vote, made before anything is held; null where there is nothing to vote. */
async function certificateOf({ db, clock }: Platform, { id, deliberation, votedOn }: VoteInput) {
  const [edition, kept, files] = await Promise.all([findEdition(db, id), findSealed(db, id), findFiles(db, id)]);
  if (!edition || !kept?.sealed || edition.status !== 'frozen') return null;
  const today = parisDate(clock.now());
  assertVoteDay(edition, votedOn, today);
  const { subject, author } = readSealed(kept.sealed).content.meta;
  return madeCertificate({ ...edition, deliberation, votedOn }, files, { subject, author, today });
}

/** Writes the council's deliberation on a frozen edition, once, with the certificate that goes beside it. */
export async function voteEdition(platform: Platform, viewer: Viewer, input: VoteInput): Promise<void> {
  const { id, deliberation, votedOn } = input;
  const certificate = viewer.role === 'coordinator' ? await certificateOf(platform, input) : null;
  const madeAt = platform.clock.now();
  await inTransaction(platform.db, async (tx) => {
    const edition = await heldFor(tx, viewer, id, 'vote');
    if (!certificate) throw new AppError('LOCKED', { edition: edition.status });
    await createCertificate(tx, { editionId: id, ...certificate, madeAt });
    await updateEdition(tx, id, { status: 'voted', deliberation, votedOn });
    await recordAudit(tx, viewer, {
      action: 'edition.vote',
      entity: 'edition',
      entityId: editionWords(edition),
      before: { status: edition.status },
      after: { status: 'voted', deliberation, date: votedOn, certificate: certificate.sha256 },
    });
  });
}

/** An edition that this person may see; NOT_FOUND otherwise, so that nothing tells that it exists. */
async function seen({ db }: Pick<Platform, 'db'>, viewer: Viewer, id: number): Promise<EditionRow> {
  const [edition, shownFrom] = await Promise.all([findEdition(db, id), shownFromOf({ db })]);
  if (!edition || !isEditionVisible(edition.status, viewer.role, shownFrom))
    throw new AppError('NOT_FOUND', { entity: 'edition' });
  return edition;
}

/** The bytes that were frozen, for whoever may hold all that they say; for others, an extract of what was sealed. */
export async function editionFile(platform: Platform, viewer: Viewer, id: number, format: EditionFormat) {
  const edition = await seen(platform, viewer, id);
  const about = `${editionWords(edition)}, ${format}`;
  const file = await findFile(platform.db, id, format);
  if (!file) throw new AppError('NOT_FOUND', { entity: 'edition' });
  if (!getsExtract(viewer, { kind: edition.kind, format })) return { ...file, about };
  const sealed = readSealed((await findSealed(platform.db, id))?.sealed ?? '');
  if (sealed.kind !== 'report') throw new AppError('NOT_FOUND', { entity: 'edition' });
  const bytes = await renderExtract(viewer, sealed, format);
  return { name: extractFileName(file.name), bytes, sha256: sha256(bytes), about: `extrait\u00a0: ${about}` };
}

/** The page that says the vote on an edition, for whoever may see that edition: it holds no figure and no amount. */
export async function editionCertificate(platform: Platform, viewer: Viewer, id: number) {
  const edition = await seen(platform, viewer, id);
  const found = await findCertificate(platform.db, id);
  if (!found) throw new AppError('NOT_FOUND', { entity: 'edition' });
  return { ...found, about: `certificat\u00a0: ${editionWords(edition)}` };
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

/** The figure as this person reads it now: what is validated for the coordinator, what is published for everyone else. */
async function figureNow(context: Context, { role }: Viewer, { code, year }: { code: string; year: number }) {
  if (role !== 'coordinator' || readsPublication({ role, choice: context.publication }))
    return (await publishedYear(context, year)).figures.find((one) => one.code === code);
  const [today] = await loadFigures(context, 'validated', { year, codes: [code] });
  return today;
}

/**
 * What the latest report of a year that this person may see says of an indicator, when the figure that they read says something
 * else; null otherwise.
 */
export async function revisedSinceReport(context: Context, viewer: Viewer, asked: { code: string; year: number }) {
  const shownFrom = await shownFromOf(context);
  const statuses = editionStatuses.filter(
    (status) => status !== 'draft' && isEditionVisible(status, viewer.role, shownFrom),
  );
  const sealed = await findSealedFigure(context.db, asked, statuses);
  const now = sealed && (await figureNow(context, viewer, asked));
  if (!now) return null;
  const published = sealed.figure;
  const value = !published.hidden && !now.hidden && valueWords(published) !== valueWords(now);
  if (!value && !hasChanged(published, now)) return null;
  return {
    number: sealed.number,
    frozenOn: parisDate(sealed.frozenAt),
    /** Null when the year says the same, and only its months changed. */
    published: value ? valueWords(published) : null,
  };
}
