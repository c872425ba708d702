import type { ReportText } from '../../shared/domain/report-text.ts';

/** What was written and not saved yet, kept in this browser: a cut of the network or of the current loses nothing. */
export interface Draft {
  text: ReportText;
  /** The revision that it was written on. */
  base: number;
}

const keyOf = (year: number, place: string) => `rapport/${year}/${place}`;

/** A full or closed storage keeps nothing: the page still warns before it is left. */
export function keepDraft(year: number, place: string, draft: Draft): void {
  try {
    localStorage.setItem(keyOf(year, place), JSON.stringify(draft));
  } catch {}
}

export function dropDraft(year: number, place: string): void {
  try {
    localStorage.removeItem(keyOf(year, place));
  } catch {}
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null || !('text' in value) || !('base' in value)) return false;
  const { text, base } = value;
  return typeof base === 'number' && typeof text === 'object' && text !== null && 'blocks' in text;
}

/** The draft of a text, if one was left here. */
export function draftLeft(year: number, place: string): Draft | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(keyOf(year, place)) ?? 'null');
    return isDraft(value) ? value : null;
  } catch {
    return null;
  }
}
