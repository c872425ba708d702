import type * as z from 'zod';
import { entryTitle } from '../../shared/schemas/catalogue/catalogue-difference.ts';
import { type Assembled, type CatalogueEntry, entryId } from '../../shared/schemas/catalogue/catalogue-entries.ts';
import { sentenceOf } from '../../shared/schemas/catalogue/catalogue-reading.ts';
import { catalogueSheets } from '../../shared/schemas/catalogue/catalogue-sheets.ts';

/** An entry of a file, with the row of its sheet. */
export interface Located extends CatalogueEntry {
  row?: number;
}

interface Faulty {
  issues: readonly z.core.$ZodIssue[];
  places: Assembled['places'];
  entries: readonly CatalogueEntry[];
  asked: readonly Located[];
  more: readonly { index: number; words: string }[];
}

const MOST = 50;

const startsWith = (path: readonly PropertyKey[], start: readonly PropertyKey[]) =>
  start.every((step, rank) => path[rank] === step);

function placeOf(entry: CatalogueEntry, asked: readonly Located[], field: PropertyKey | undefined): string {
  const sheet = catalogueSheets[entry.kind];
  const label = sheet.columns.find((one) => one.field === field)?.label;
  const { row } = asked.find((one) => entryId(one) === entryId(entry)) ?? {};
  const where = row === undefined ? entryTitle(entry) : `feuille «\u00a0${sheet.title}\u00a0», ligne ${row}`;
  return label === undefined ? where : `${where}, «\u00a0${label}\u00a0»`;
}

/** What is wrong, each with the place where it is written: the row of a sheet, or the thing itself. */
export function faultSentences({ issues, places, entries, asked, more }: Faulty): string[] {
  const told = issues.map((issue) => {
    const place = places
      .filter(({ path }) => startsWith(issue.path, path))
      .toSorted((a, b) => b.path.length - a.path.length)[0];
    const entry = place && entries[place.index];
    const where = place && entry ? placeOf(entry, asked, issue.path[place.path.length]) : 'fichier';
    return `${where}\u00a0: ${sentenceOf(issue)}.`;
  });
  const others = more.flatMap(({ index, words }) => {
    const entry = entries[index];
    return entry ? [`${placeOf(entry, asked, undefined)}\u00a0: ${words}.`] : [];
  });
  const all = [...new Set([...others, ...told])];
  return all.length > MOST ? [...all.slice(0, MOST), `Et ${all.length - MOST} autres.`] : all;
}
