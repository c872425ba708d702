import { createHash } from 'node:crypto';
import { yearOf } from '../../shared/domain/month.ts';
import { editionFileName, editionWords, formatsOfKind } from '../../shared/domain/report/edition.ts';
import { type FreezeVerdict, freezeVerdict } from '../../shared/domain/report/edition-checks.ts';
import { checkDocument } from '../../shared/domain/report/report-document.ts';
import { brokenTokensOfNarratives } from '../../shared/domain/report/report-narratives.ts';
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

async function reportVerdict(platform: Platform, sealed: Extract<Sealed, { kind: 'report' }>): Promise<FreezeVerdict> {
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
    // The vote comes after: what the council votes is the frozen edition.
    undone: workspace.steps
      .filter(({ step, done }) => !done && step !== 'council')
      .map(({ step, detail }) => ({ title: stepTitles[step] ?? step, detail })),
    openComments,
  });
}

function addendumVerdict({ content }: Extract<Sealed, { kind: 'addendum' }>): FreezeVerdict {
  return {
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
async function ready(platform: Platform, edition: EditionRow): Promise<Ready | null> {
  let text: string;
  try {
    text = await sealNow(platform, edition);
  } catch (error) {
    if (isRefusal(error, 'NOT_PUBLISHED')) return null;
    throw error;
  }
  const sealed = readSealed(text);
  const { refusals, warnings } =
    sealed.kind === 'report' ? await reportVerdict(platform, sealed) : addendumVerdict(sealed);
  const waiting = await waitingInReport(platform, edition.year);
  return { text, sealed, warnings, refusals: [...refusals, ...waiting] };
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
  const made = await ready(platform, edition);
  if (!made) return { refusals: [notPublished(edition.year)], warnings: [], revisions: null };
  const { refusals, warnings, sealed } = made;
  return { refusals, warnings, revisions: sealed.kind === 'addendum' ? sealed.content.revisions : null };
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
  files: SealedFile[];
  warnings: string[];
  at: Date;
}

/** All of the freezing that can be made before anything is held: the text, its verdict, its files. */
async function prepare(platform: Platform, edition: EditionRow, accepted: readonly string[]): Promise<Prepared> {
  const at = platform.clock.now();
  const made = await ready(platform, edition);
  if (!made) throw new AppError('NOT_READY', { refusals: [notPublished(edition.year)] });
  const { text, sealed, refusals, warnings } = made;
  if (refusals.length > 0) throw new AppError('NOT_READY', { refusals });
  if (warnings.some((one) => !accepted.includes(one))) throw new AppError('READ_AGAIN', { warnings });
  return { text, warnings, at, files: await makeFiles(edition, sealed) };
}

/** Writes what was prepared, unless the figures or the texts moved meanwhile; true when it is done. */
function seal(platform: Platform, viewer: Viewer, id: number, prepared: Prepared): Promise<boolean> {
  return inTransaction(platform.db, async (tx) => {
    const { year } = await draft({ db: platform.db }, id);
    await holdYear(tx, year);
    const edition = await draft({ db: platform.db }, id);
    if ((await sealNow(platform, edition)) !== prepared.text) return false;
    if ((await waitingInReport(platform, year)).length > 0) return false;
    const { text, files, warnings, at } = prepared;
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
    });
    return true;
  });
}

const TRIES = 3;

/**
 * Freezes an edition: what it says, its files and their hashes are written at once, and the returns of its months become
 * published; or nothing is. Refused with NOT_READY (in sentences), or READ_AGAIN when a warning was not read.
 */
export async function freeze(platform: Platform, viewer: Viewer, { id, accepted }: FreezeInput): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const edition = await draft(platform, id);
    if (await seal(platform, viewer, id, await prepare(platform, edition, accepted))) return;
  }
  throw new AppError('BUSY');
}
