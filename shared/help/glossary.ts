import { glossaryAdministration } from './glossary-administration.ts';
import { type GlossaryEntry, glossaryField } from './glossary-field.ts';

const inFrench = new Intl.Collator('fr');

/** Every acronym and term of the trade that the product uses, in alphabetical order. */
export const glossary: readonly GlossaryEntry[] = [...glossaryField, ...glossaryAdministration].sort((a, b) =>
  inFrench.compare(a.term, b.term),
);
