import { glossaryAdministration } from './glossary-administration.ts';
import { glossaryField } from './glossary-field.ts';

export interface GlossaryEntry {
  /** As it is written on the screens. */
  term: string;
  /** What its letters stand for, or what the word is. */
  full: string;
  /** One more sentence, where the full name does not say enough. */
  meaning?: string;
}

const inFrench = new Intl.Collator('fr');

/** Every acronym and term of the trade that the product uses, in alphabetical order. */
export const glossary: readonly GlossaryEntry[] = [...glossaryField, ...glossaryAdministration].sort((a, b) =>
  inFrench.compare(a.term, b.term),
);
