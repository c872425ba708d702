import { createHash } from 'node:crypto';
import { yearOf } from '../../shared/domain/month.ts';
import { editionFileName, editionWords, formatsOfKind } from '../../shared/domain/report/edition.ts';
import { type FreezeVerdict, freezeVerdict } from '../../shared/domain/report/edition-checks.ts';
import { checkDocument } from '../../shared/domain/report/report-document.ts';
import { brokenTokensOfNarratives } from '../../shared/domain/report/report-narratives.ts';
import { cleanWords } from '../../shared/domain/report/report-text-cleaning.ts';
import type { FreezeInput } from '../../shared/schemas/edition.ts';
import { publishReturns } from '../collection/publication.ts';
import { renderInProcess } from '../documents/render-process.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { toJson } from '../platform/database/rows.ts';
import { AppError, isRefusal } from '../platform/errors.ts';
import { workspaceOf } from '../reports/workspace.ts';
import {
  countOpenComments,
  createFiles,
  type EditionRow,
  findEdition,
  holdYear,
  inTransaction,
  type SealedFile,
  updateEdition,
} from './repository.ts';
import { readSealed, type Sealed, sealNow } from './sealed-content.ts';
import { unvalidatedInReport } from './unvalidated.ts';
import { editionVersions } from './versions.ts';
import { waitingInReport } from './waiting.ts';

export const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const stepTitles: Record<string, string> = {
  figures: 'Chiffres validés',
  coverage: 'Couverture des indicateurs',
  texts: 'Textes écrits',
  finance: 'Comptes arrêtés',
  council: 'Vote du conseil',
};

async function reportVerdict(
  platform: Platform,
  sealed: Extract<Sealed, { kind: 'report' }>,
  unvalidated: string[],
): Promise<FreezeVerdict> {
  const { content, document } = sealed;
  const [workspace, openComments] = await Promise.all([
    workspaceOf(platform, content.year),
    countOpenComments(platform.db, content.year),
  ]);
  const titleOf = (place: string) => workspace.places.find((one) => one.place === place)?.title ?? place;
  return freezeVerdict({
    year: content.year,
    currentYear: yearOf(platform.referenceDate()),
    knownFigures: content.figures.filter(({ origin }) => origin !== 'none').length,
    brokenTokens: brokenTokensOfNarratives(content.narratives, content.figures).map(({ place, sentence }) => ({
      title: titleOf(place),
      sentence,
    })),
    documentFaults: checkDocument(document).length,
    // The vote comes after: what the council votes is the frozen edition. What is not validated is asked of an act.
    undone: workspace.steps
      .filter(({ step, done }) => !done && step !== 'council' && !(step === 'figures' && unvalidated.length > 0))
      .map(({ step, detail }) => ({ title: stepTitles[step] ?? step, detail })),
    openComments,
    unvalidated,
  });
}

function addendumVerdict({ content }: Extract<Sealed, { kind: 'addendum' }>, unvalidated: string[]): FreezeVerdict {
  return {
    unvalidated,
    refusals:
      content.revisions.length === 0
        ? ['Aucun chiffre publié n’a changé depuis le rapport\u00a0: il n’y a rien à ajouter.']
        : [],
    warnings: [],
  };
}

interface Ready extends FreezeVerdict {
  text: string;
  sealed: Sealed;
}

/** What would be sealed now, and what stands in the way; null while no publication speaks of the year. */
async function ready(platform: Platform, edition: EditionRow, reason: string | null): Promise<Ready | null> {
  let text: string;
  try {
    text = await sealNow(platform, edition, reason);
  } catch (error) {
    if (isRefusal(error, 'NOT_PUBLISHED')) return null;
    throw error;
  }
  const sealed = readSealed(text);
  const unvalidated = await unvalidatedInReport(platform, edition.year);
  const { refusals, warnings } =
    sealed.kind === 'report'
      ? await reportVerdict(platform, sealed, unvalidated)
      : addendumVerdict(sealed, unvalidated);
  const waiting = await waitingInReport(platform, edition.year);
  return { text, sealed, warnings, unvalidated, refusals: [...refusals, ...waiting] };
}

const notPublished = (year: number) =>
  `Aucune publication ne dit l’année ${year}\u00a0: publiez d’abord les chiffres validés (page «\u00a0Publications\u00a0»).`;

async function draft(platform: Pick<Platform, 'db'>, id: number): Promise<EditionRow> {
  const edition = await findEdition(platform.db, id);
  if (!edition) throw new AppError('NOT_FOUND', { entity: 'edition' });
  if (edition.status !== 'draft') throw new AppError('LOCKED', { edition: edition.status });
  return edition;
}

/** What stands in the way of freezing an edition, and what is only unfinished; for an addendum, what it would say. */
export async function freezeCheck(platform: Platform, id: number) {
  const edition = await draft(platform, id);
  const made = await ready(platform, edition, null);
  if (!made) return { refusals: [notPublished(edition.year)], unvalidated: [], warnings: [], revisions: null };
  const { refusals, unvalidated, warnings, sealed } = made;
  return { refusals, unvalidated, warnings, revisions: sealed.kind === 'addendum' ? sealed.content.revisions : null };
}

/** A file of what is sealed, made from the sealed text alone: now, and whenever it is verified. */
export function renderSealed(sealed: Sealed, format: SealedFile['format']): Promise<Buffer> {
  if (format === 'pdf' || format === 'docx') return renderInProcess({ format, document: sealed.document });
  if (sealed.kind === 'addendum') throw new AppError('INVALID');
  return renderInProcess({ format, content: sealed.content });
}

function makeFiles(edition: EditionRow, sealed: Sealed): Promise<SealedFile[]> {
  const { fictitious } = sealed.content.meta;
  return Promise.all(
    formatsOfKind[edition.kind].map(async (format) => {
      const bytes = new Uint8Array(await renderSealed(sealed, format));
      return { format, name: editionFileName(edition, format, fictitious), sha256: sha256(bytes), bytes };
    }),
  );
}

interface Prepared {
  text: string;
  reason: string | null;
  files: SealedFile[];
  warnings: string[];
  at: Date;
}

/** All of the freezing that can be made before anything is held: the text, its verdict, its files. */
async function prepare(
  platform: Platform,
  edition: EditionRow,
  { accepted, unvalidatedReason }: FreezeInput,
): Promise<Prepared> {
  const at = platform.clock.now();
  const reason = unvalidatedReason ? cleanWords(unvalidatedReason).text.trim() : null;
  const made = await ready(platform, edition, reason);
  if (!made) throw new AppError('NOT_READY', { refusals: [notPublished(edition.year)] });
  const { text, sealed, warnings } = made;
  // A correction that waits is not validated either: it is told once, by what it would change.
  const unsaid = reason === null ? made.unvalidated : [];
  const refusals = made.refusals.length > 0 ? made.refusals : unsaid;
  if (refusals.length > 0) throw new AppError('NOT_READY', { refusals });
  if (warnings.some((one) => !accepted.includes(one))) throw new AppError('READ_AGAIN', { warnings });
  return { text, reason, warnings, at, files: await makeFiles(edition, sealed) };
}

/** Writes what was prepared, unless the figures or the texts moved meanwhile; true when it is done. */
function seal(platform: Platform, viewer: Viewer, id: number, prepared: Prepared): Promise<boolean> {
  return inTransaction(platform.db, async (tx) => {
    const { year } = await draft({ db: platform.db }, id);
    await holdYear(tx, year);
    const edition = await draft({ db: platform.db }, id);
    const { text, reason, files, warnings, at } = prepared;
    if ((await sealNow(platform, edition, reason)) !== text) return false;
    if ((await waitingInReport(platform, year)).length > 0) return false;
    if (reason === null && (await unvalidatedInReport(platform, year)).length > 0) return false;
    const hash = sha256(text);
    if (edition.kind === 'report')
      await publishReturns(tx, viewer, { from: `${year}-01`, to: `${year}-12`, edition: editionWords(edition), at });
    await createFiles(tx, id, files);
    await updateEdition(tx, id, {
      status: 'frozen',
      sealed: text,
      sha256: hash,
      versions: toJson(editionVersions()),
      warnings: toJson(warnings),
      frozenAt: at,
      frozenById: viewer.id,
      frozenByName: viewer.name,
      fictitious: platform.demonstration(),
    });
    await recordAudit(tx, viewer, {
      action: 'edition.freeze',
      entity: 'edition',
      entityId: editionWords(edition),
      before: { status: 'draft' },
      after: { status: 'frozen', sha256: hash, files: files.length },
      ...(reason !== null && { reason }),
    });
    return true;
  });
}

const TRIES = 3;

/**
 * Freezes an edition: what it says, its files and their hashes are written at once, and the returns of its months become
 * published; or nothing is. Refused with NOT_READY (in sentences) while something waits, or while figures are not validated and
 * no reason is given; with READ_AGAIN when a warning was not read.
 */
export async function freeze(platform: Platform, viewer: Viewer, input: FreezeInput): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const edition = await draft(platform, input.id);
    if (await seal(platform, viewer, input.id, await prepare(platform, edition, input))) return;
  }
  throw new AppError('BUSY');
}
