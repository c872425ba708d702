import type { OpeningInput } from '../../shared/schemas/open-data.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { type StandingPublication, standingPublications } from '../publications/service.ts';
import { catalogueDescription, versionDescription } from './dcat.ts';
import { releasesFeed } from './feed.ts';
import type { OpenFile } from './files.ts';
import { filesOfPublication, type KeptFiles } from './kept.ts';
import { dataPackage } from './package.ts';
import * as repository from './repository.ts';

type Reading = Pick<Platform, 'readers'>;

/** The coordination decides; until it has, only a demonstration is open. */
export async function isOpen({
  db,
  demonstration,
}: Pick<Platform, 'demonstration'> & { db: Parameters<typeof repository.findOpening>[0] }): Promise<boolean> {
  return (await repository.findOpening(db)) ?? demonstration();
}

/** Opens or closes the open data. */
export async function setOpen(platform: Platform, viewer: Viewer, { open, reason }: OpeningInput): Promise<void> {
  await platform.db.$transaction(async (tx) => {
    const before = await isOpen({ ...platform, db: tx });
    if (before === open) return;
    await repository.keepOpening(tx, open);
    await recordAudit(tx, viewer, {
      ...{ action: 'open-data.publish', entity: 'setting', entityId: 'open-data.published' },
      ...{ before: { value: before }, after: { value: open }, reason },
    });
  });
}

type Publications = [StandingPublication, ...StandingPublication[]];

/** Every publication, the latest first; refused (NOT_PUBLISHED) before the first. */
async function published(platform: Reading): Promise<Publications> {
  const [latest, ...others] = await standingPublications(platform);
  if (!latest) throw new AppError('NOT_PUBLISHED', { number: null });
  return [latest, ...others];
}

/** The publication of a number, or the latest, with its files. */
async function withFiles(platform: Reading, all: Publications, number: number | null) {
  const publication = number === null ? all[0] : all.find((one) => one.number === number);
  if (!publication) throw new AppError('NOT_PUBLISHED', { number });
  return { publication, files: await filesOfPublication(platform, publication) };
}

/** The files of a publication that depend on no address, by name. */
function filesByName(files: KeptFiles, publication: StandingPublication): Map<string, OpenFile> {
  const tables = files.tables.flatMap(({ standard, excel }) => [standard, excel]);
  return new Map([
    ...tables.map(({ path, file }): [string, OpenFile] => [path, file]),
    ['datapackage.json', dataPackage(files, publication)],
  ]);
}

/** What is asked of an address: a file of the latest publication (`number` null), or of one of them. */
export interface AskedFile {
  number: number | null;
  name: string;
  addressOf: (path: string) => string;
}

export interface FoundFile {
  file: OpenFile;
  /** The publication that it is of. */
  publication: StandingPublication;
  /** A table of a publication: it never changes. */
  isTable: boolean;
}

/** The file behind an address; null when there is none of that name. */
export async function openDataFile(
  platform: Reading,
  { number, name, addressOf }: AskedFile,
): Promise<FoundFile | null> {
  const all = await published(platform);
  const { publication, files } = await withFiles(platform, all, number);
  const byName = filesByName(files, publication);
  const told = byName.get('datapackage.json');
  if (name === 'catalogue.jsonld' && told) {
    const around = { dataPackage: told, addressOf };
    const previous = all.find((one) => one.number < publication.number)?.number ?? null;
    const file =
      number === null
        ? catalogueDescription(files, all, around)
        : versionDescription(files, publication, { ...around, previous });
    return { file, publication, isTable: false };
  }
  if (name === 'publications.atom' && number === null)
    return { file: releasesFeed(files.territory, all, addressOf), publication, isTable: false };
  const file = byName.get(name);
  return file ? { file, publication, isTable: name.endsWith('.csv') } : null;
}

const shownPublication = ({ number, madeAt, through, note, fictitious, withdrawnBy }: StandingPublication) => {
  const withdrawn = withdrawnBy && { number: withdrawnBy.number, why: withdrawnBy.why };
  return { number, day: parisDate(madeAt), through, note, fictitious, withdrawnBy: withdrawn };
};

const none = { publication: null, publications: [], files: [] };

/** What the page says: whether the data are open, of which publication the files are, and what there is beside. */
export async function openDataState(platform: Platform, number: number | undefined) {
  const open = await isOpen(platform);
  const [latest, ...others] = open ? await standingPublications(platform) : [];
  if (!latest) return { open, ...none };
  const all: Publications = [latest, ...others];
  const { publication, files } = await withFiles(platform, all, number ?? null);
  return {
    open,
    publication: shownPublication(publication),
    publications: all.map(shownPublication),
    files: files.tables.map(({ table, standard, excel }) => ({
      ...{ path: standard.path, excelPath: excel.path, title: table.title, description: table.description },
      ...{ rows: table.rows.length, bytes: standard.file.bytes.length, excelBytes: excel.file.bytes.length },
      fields: table.schema.fields.map(({ name, title, type, description }) => ({ name, title, type, description })),
    })),
  };
}
