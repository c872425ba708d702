import { printOfWords } from '../print.ts';
import { knownWordsOf, looksLikeName } from '../values/known-words.ts';
import { labelKey } from './column-names.ts';

/** How someone said that columns are to be understood: title of the file, or its print → field of the register, or null: left out. */
export type Mapping = Record<string, string | null>;

const PRINT = /^titre-[0-9a-f]{16}$/;

/** The print of a title, however it is spelt. */
const titlePrint = (label: string, printKey: string): string => `titre-${printOfWords(labelKey(label), printKey)}`;

/** A title as it may be kept: as it is when all its words are known, and else by its print, for it may name somebody. */
function titleToKeep(label: string, printKey: string): string {
  if (PRINT.test(label)) return label;
  return knownWordsOf(label).whole && !looksLikeName(label) ? label : titlePrint(label, printKey);
}

/** How columns are to be understood, as it may be kept. */
export const mappingToKeep = (mapping: Mapping, printKey: string): Mapping =>
  Object.fromEntries(Object.entries(mapping).map(([label, field]) => [titleToKeep(label, printKey), field]));

/** What someone said of columns, by their titles as they are compared, or by their prints. */
export interface SaidOfTitles {
  fields: Map<string, string | null>;
  printKey: string;
}

export const nothingSaid: SaidOfTitles = { fields: new Map(), printKey: '' };

export const byTitle = (mapping: Mapping, printKey: string): SaidOfTitles => ({
  fields: new Map(
    Object.entries(mapping).map(([label, field]) => [PRINT.test(label) ? label : labelKey(label), field]),
  ),
  printKey,
});

/** What someone said of a column; undefined: nothing. */
export function saidOf(label: string, { fields, printKey }: SaidOfTitles): string | null | undefined {
  if (fields.size === 0) return undefined;
  const said = fields.get(labelKey(label));
  return said === undefined ? fields.get(titlePrint(label, printKey)) : said;
}

/** True when a mapping speaks of a title. */
export const speaksOf = (mapping: Mapping, label: string, printKey: string): boolean =>
  label in mapping || titlePrint(label, printKey) in mapping;
