import { printOfWords } from '../print.ts';
import { knownWordsOf, looksLikeName } from '../values/known-words.ts';
import { labelKey } from './column-names.ts';

/** How someone said that columns are to be understood: title of the file, or its print → field of the register, or null: left out. */
export type Mapping = Record<string, string | null>;

const PRINT = /^titre-[0-9a-f]{16}$/;

/** The print of a title, however it is spelt. */
export const titlePrint = (label: string): string => `titre-${printOfWords(labelKey(label))}`;

/** A title as it may be kept: as it is when all its words are known, and else by its print, for it may name somebody. */
export function titleToKeep(label: string): string {
  if (PRINT.test(label)) return label;
  return knownWordsOf(label).whole && !looksLikeName(label) ? label : titlePrint(label);
}

/** How columns are to be understood, as it may be kept. */
export const mappingToKeep = (mapping: Mapping): Mapping =>
  Object.fromEntries(Object.entries(mapping).map(([label, field]) => [titleToKeep(label), field]));

/** What someone said of columns, by their titles as they are compared, or by their prints. */
export const byTitle = (mapping: Mapping): Map<string, string | null> =>
  new Map(Object.entries(mapping).map(([label, field]) => [PRINT.test(label) ? label : labelKey(label), field]));

/** What someone said of a column; undefined: nothing. */
export function saidOf(label: string, mapping: Map<string, string | null>): string | null | undefined {
  if (mapping.size === 0) return undefined;
  const said = mapping.get(labelKey(label));
  return said === undefined ? mapping.get(titlePrint(label)) : said;
}

/** True when a mapping speaks of a title. */
export const speaksOf = (mapping: Mapping, label: string): boolean => label in mapping || titlePrint(label) in mapping;
