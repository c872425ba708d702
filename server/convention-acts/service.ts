import { shippedMeasures } from '../../prisma/seed/seed-measures.ts';
import type { IsoDate } from '../../shared/domain/month.ts';
import { entryTitle } from '../../shared/schemas/catalogue/catalogue-difference.ts';
import { type CatalogueEntry, entriesOf, entryId } from '../../shared/schemas/catalogue/catalogue-entries.ts';
import type { CatalogueFile } from '../../shared/schemas/catalogue/catalogue-file.ts';
import { readCatalogueFile } from '../../shared/schemas/catalogue/catalogue-reading.ts';
import type { EntryKind } from '../../shared/schemas/catalogue/catalogue-sheets.ts';
import type { BroughtFile, ConventionEdit, Signature } from '../../shared/schemas/catalogue/convention-act.ts';
import { entriesOfEdit } from '../../shared/schemas/catalogue/convention-edits.ts';
import { catalogueAsOf, readActs } from '../conventions/acts.ts';
import { catalogueContent } from '../conventions/catalogue-content.ts';
import { AppError } from '../platform/errors.ts';
import type { Acting, Author } from './apply.ts';
import { type ActOutcome, type Asked, bring } from './bring.ts';
import type { Located } from './faults.ts';
import { readCatalogueWorkbook } from './workbook-in.ts';
import { catalogueWorkbook } from './workbook-out.ts';

export type { Author } from './apply.ts';

/** What a preview is written under, and thrown away with. */
const unsigned = (platform: Acting): Signature => ({
  effectiveDate: platform.referenceDate(),
  reason: 'essai',
  act: 'essai',
  actDate: platform.referenceDate(),
});

const editOf =
  (edit: ConventionEdit): Asked =>
  (now) =>
    entriesOfEdit(now, edit);

/** What an act of the screen would do; nothing is written. */
export function previewAct(
  platform: Acting,
  author: Author,
  { edit, signed }: { edit: ConventionEdit; signed: boolean },
) {
  return bring(platform, author, editOf(edit), { signature: unsigned(platform), signed, print: null, isWhole: true });
}

/** Writes an act that was seen: dated, with its reason, its signed act and its author. */
export function signAct(
  platform: Acting,
  author: Author,
  { edit, signature, print }: { edit: ConventionEdit; signature: Signature; print: string },
): Promise<ActOutcome> {
  const signed = signature.act !== null && signature.actDate !== null;
  return bring(platform, author, editOf(edit), { signature, signed, print, isWhole: true });
}

interface ReadFile {
  ask: Asked;
  notes: string[];
}

/** Fields that a JSON file made before they were does not have: what is there stays where it says nothing of them. */
const laterFields: Partial<Record<EntryKind, readonly string[]>> = {
  commune: ['aliases', 'namesakes'],
  indicator: ['aliases'],
  convention: ['reportArticle', 'paymentArticle', 'clawbackArticle', 'clawbackQuote'],
};
const isSilent = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0);

/** What a file asks for; one that cannot be read is refused with INVALID, as French sentences that say where. */
export function readBroughtFile({ content, isWorkbook }: Pick<BroughtFile, 'content' | 'isWorkbook'>): ReadFile {
  if (!isWorkbook) {
    const { catalogue, faults } = readCatalogueFile(content);
    if (!catalogue) throw new AppError('INVALID', { faults });
    // What is bound to a register stays so where a file says nothing of it; files of before said it by the code.
    const ask: Asked = (now) => {
      const measures = new Map(now.indicators.map(({ code, measure }) => [code, measure ?? null]));
      const bound = (code: string) => (measures.has(code) ? measures.get(code) : shippedMeasures[code]) ?? null;
      const kept = catalogue.indicators.map((one) => ({
        ...one,
        measure: one.measure === undefined ? bound(one.code) : one.measure,
      }));
      const known = new Map(entriesOf(now).map((one) => [entryId(one), one.value]));
      return entriesOf({ ...catalogue, indicators: kept }).map((one): CatalogueEntry => {
        const before = known.get(entryId(one));
        const silent = (laterFields[one.kind] ?? []).filter((field) => before && isSilent(one.value[field]));
        return {
          ...one,
          value: { ...one.value, ...Object.fromEntries(silent.map((field) => [field, before?.[field]])) },
        };
      });
    };
    return { ask, notes: [] };
  }
  const { entries, absent, notes } = readCatalogueWorkbook(Buffer.from(content, 'base64'));
  const ask: Asked = (now) => {
    const known = new Map(entriesOf(now).map((one) => [entryId(one), one.value]));
    return entries.map((one): Located => {
      const before = known.get(entryId(one));
      const kept = (absent.get(one.kind) ?? []).filter((field) => before && field in before);
      return { ...one, value: { ...Object.fromEntries(kept.map((field) => [field, before?.[field]])), ...one.value } };
    });
  };
  return { ask, notes };
}

export type FileOutcome = ActOutcome & { notes: string[] };

/** What a file would change: added, changed, ended, refused and why; nothing is written. */
export async function previewFile(
  platform: Acting,
  author: Author,
  { file, signed }: { file: BroughtFile; signed: boolean },
): Promise<FileOutcome> {
  const { ask, notes } = readBroughtFile(file);
  const outcome = await bring(platform, author, ask, {
    signature: unsigned(platform),
    signed,
    print: null,
    isWhole: false,
  });
  return { ...outcome, notes };
}

/** Brings a file in, as it was shown: what is refused is left out and told again. */
export async function signFile(
  platform: Acting,
  author: Author,
  {
    file,
    signature,
    print,
  }: { file: Pick<BroughtFile, 'content' | 'isWorkbook'>; signature: Signature; print: string },
): Promise<FileOutcome> {
  const { ask, notes } = readBroughtFile(file);
  const signed = signature.act !== null && signature.actDate !== null;
  const outcome = await bring(platform, author, ask, { signature, signed, print, isWhole: false });
  return { ...outcome, notes };
}

/** Every act on the convention, the latest first, with what it changed in words. */
export async function actHistory(platform: Pick<Acting, 'db'>) {
  const acts = await readActs(platform);
  return acts.map(({ changes, createdAt, authorId: _, ...act }) => ({
    ...act,
    createdAt: createdAt.toISOString(),
    changes: changes.flatMap(({ kind, key, before, after }) => {
      const value = after ?? before;
      if (value === null) return [];
      const nature =
        before === null ? ('added' as const) : after === null ? ('removed' as const) : ('changed' as const);
      return [{ nature, title: entryTitle({ kind, key, value }) }];
    }),
  }));
}

/** The convention as it was on a day. */
export const conventionAsOf = (platform: Pick<Acting, 'db'>, date: IsoDate): Promise<CatalogueFile> =>
  catalogueAsOf(platform, date);

/** The catalogue as a workbook to fill in. */
export async function exportWorkbook({ db }: Pick<Acting, 'db'>): Promise<Buffer> {
  return catalogueWorkbook(await catalogueContent({ db }));
}
