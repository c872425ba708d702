import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { IsoDate } from '../../shared/domain/month.ts';
import {
  assemble,
  type CatalogueEntry,
  type EntryValue,
  entriesOf,
  entryId,
  entryKey,
} from '../../shared/schemas/catalogue/catalogue-entries.ts';
import { type CatalogueFile, catalogueShape } from '../../shared/schemas/catalogue/catalogue-file.ts';
import type { EntryKind } from '../../shared/schemas/catalogue/catalogue-sheets.ts';
import type { Actor } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { withinTransaction } from '../platform/database/within-transaction.ts';
import { createAct, findActs, findIndicatorsWithFigures, holdActs, type KeptChange } from './acts-repository.ts';
import { catalogueContent } from './catalogue-content.ts';

/** What an act is known by, whichever door it came by. */
export interface ActOnConvention {
  effectiveDate: IsoDate;
  reason: string;
  act?: string | null;
  actDate?: string | null;
}

/** The databases of acts that are being written: an act inside an act is part of it. */
const open = new WeakSet<PrismaClient>();

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function changesBetween(before: CatalogueFile, after: CatalogueFile): KeptChange[] {
  const [was, is] = [before, after].map((file) => new Map(entriesOf(file).map((one) => [entryId(one), one])));
  const ids = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])];
  return ids.flatMap((id) => {
    const [old, fresh] = [was?.get(id), is?.get(id)];
    const one = fresh ?? old;
    if (!one || same(old?.value, fresh?.value)) return [];
    return [{ kind: one.kind, key: one.key, before: old?.value ?? null, after: fresh?.value ?? null }];
  });
}

type Acting = Pick<Platform, 'db' | 'clock'>;

/**
 * Does something to the catalogue as one dated act: whole or not at all, one act after the other, and what it changed is kept,
 * so that the convention can be read as it was on any day.
 */
export async function withinAct<On extends Acting, Result>(
  platform: On,
  actor: Actor,
  { effectiveDate, reason, act = null, actDate = null }: ActOnConvention,
  write: (platform: On, tx: Prisma.TransactionClient) => Promise<Result>,
): Promise<Result> {
  if (open.has(platform.db)) return platform.db.$transaction((tx) => write(platform, tx));
  return platform.db.$transaction(
    async (tx) => {
      await holdActs(tx);
      const db = withinTransaction(tx);
      open.add(db);
      const before = await catalogueContent({ db });
      const result = await write({ ...platform, db }, tx);
      const changes = changesBetween(before, await catalogueContent({ db }));
      const author = { authorId: actor.id, authorName: actor.name, createdAt: platform.clock.now() };
      if (changes.length > 0) await createAct(tx, { effectiveDate, reason, act, actDate, ...author }, changes);
      return result;
    },
    { timeout: 600_000, maxWait: 30_000 },
  );
}

/** Every act on the convention, the latest in force first. */
export const readActs = ({ db }: Pick<Platform, 'db'>) => findActs(db);

/** The catalogue as it was on a day: the acts that took effect since are undone, the latest first. */
export async function catalogueAsOf(platform: Pick<Platform, 'db'>, date: IsoDate): Promise<CatalogueFile> {
  const entries = new Map(
    entriesOf(await catalogueContent(platform)).map((one): [string, CatalogueEntry] => [entryId(one), one]),
  );
  const since = (await findActs(platform.db)).filter(({ effectiveDate }) => effectiveDate > date);
  // Under the keys of today: those that an act was written with may be of an earlier version.
  const idOf = (kind: EntryKind, value: EntryValue) => entryId({ kind, key: entryKey(kind, value) });
  const undone = since.flatMap(({ changes }) => changes);
  // What began since was not there, though an act dated before it changed it in the meantime.
  const begun = new Set(
    undone.flatMap(({ kind, before, after }) => (before === null && after ? [idOf(kind, after)] : [])),
  );
  for (const { kind, before, after } of undone) {
    const [was, is] = [before && idOf(kind, before), after && idOf(kind, after)];
    if (is !== null && is !== was) entries.delete(is);
    if (before === null || was === null) continue;
    if (begun.has(was)) entries.delete(was);
    else entries.set(was, { kind, key: entryKey(kind, before), value: before });
  }
  return catalogueShape.parse(assemble([...entries.values()]).content);
}

/** The indicators of which something was given, however. */
export const indicatorsWithFigures = ({ db }: Pick<Platform, 'db'>) => findIndicatorsWithFigures(db);
