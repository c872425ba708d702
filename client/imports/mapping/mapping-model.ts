import type { Register, RegisterColumn } from '../../../shared/registers/register.ts';
import type { ColumnMapping } from '../../../shared/schemas/import.ts';
import type { FileColumn } from '../reading/reading-protocol.ts';

/** Label of the file → field of the register; null: the column stays out. */
export type Assignment = Record<string, string | null>;

export function assignmentOf(columns: readonly FileColumn[]): Assignment {
  return Object.fromEntries(columns.filter(({ label }) => label !== '').map(({ label, field }) => [label, field]));
}

/** Gives a column its field. A field has one column: the one that had it has none any more. */
export function assign(assignment: Assignment, label: string, field: string | null): Assignment {
  const others = Object.entries(assignment).map(([other, had]) => [other, had === field ? null : had] as const);
  return { ...Object.fromEntries(others), [label]: field };
}

/** The fields that a column may be given: nothing about people. */
export function assignableColumns(register: Register): RegisterColumn[] {
  return register.columns.filter(({ kind }) => kind !== 'nominative');
}

export interface Need {
  /** The columns of which one is enough. */
  labels: string[];
  met: boolean;
  /** The month may come from the name or the title of the sheet. */
  orSheet: boolean;
}

/** What a register cannot do without, and whether the file gives it. */
export function needsOf(register: Register, assignment: Assignment): Need[] {
  const given = new Set(Object.values(assignment));
  const labelOf = (field: string) => register.columns.find((one) => one.field === field)?.label ?? field;
  return register.needs.map((group) => ({
    labels: group.map(labelOf),
    met: group.some((field) => given.has(field)),
    orSheet: register.sheetMonth === true && group[0] === register.monthField,
  }));
}

/** True when nothing that the register needs is missing; what a sheet may say by its name is left to the reading. */
export function isReady(needs: readonly Need[]): boolean {
  return needs.every(({ met, orSheet }) => met || orSheet);
}

/**
 * What is worth remembering for the next file: what someone said, and what had only been guessed. A column that is known by
 * its name needs no memory; nor does a column about people, that nobody may bring in.
 */
export function mappingToRemember(columns: readonly FileColumn[], assignment: Assignment): ColumnMapping {
  const said = columns.filter(({ label, field, how }) => {
    if (label === '' || !(label in assignment)) return false;
    if (assignment[label] !== field) return true;
    return how === 'guessed' || how === 'mapped';
  });
  return Object.fromEntries(said.map(({ label }) => [label, assignment[label] ?? null]));
}

/** How sure a recognition is, in words. */
export function scoreWords(score: number): string {
  if (score >= 0.8) return 'très probable';
  if (score >= 0.55) return 'probable';
  return score >= 0.3 ? 'possible' : 'peu probable';
}

/** A cell of the first rows, short enough for a table, whose line breaks are seen. */
export function previewWords(cell: string | undefined): string {
  const text = (cell ?? '').replace(/\s*\n\s*/g, ' ⏎ ').trim();
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** True when a text looks as if it had been read in the wrong encoding: « DÃ©cembre », « Th�me ». */
export function looksMisread(texts: readonly string[]): boolean {
  return texts.some((text) => /\uFFFD|Ã[\u0080-\u00BF©¨ªà]|â€/.test(text));
}

const encodings: Record<string, string> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'windows-1252 (les CSV d’Excel)',
  macintosh: 'Macintosh (les CSV d’anciens Mac)',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
};

export const encodingWords = (encoding: string): string => encodings[encoding] ?? encoding;
