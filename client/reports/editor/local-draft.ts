import type { ReportText } from '../../../shared/domain/report/report-text.ts';

/** What one author wrote and has not saved yet, kept in this browser: a cut of the network or of the current loses nothing. */
export interface Draft {
  text: ReportText;
  /** The revision that it was written on. */
  base: number;
}

/** Whose draft of which text: a computer may be shared. */
export interface DraftPlace {
  author: string;
  year: number;
  place: string;
}

const keyOf = ({ author, year, place }: DraftPlace) => `rapport/${author}/${year}/${place}`;

/** A full or closed storage keeps nothing: the page still warns before it is left. */
export function keepDraft(at: DraftPlace, draft: Draft): void {
  try {
    localStorage.setItem(keyOf(at), JSON.stringify(draft));
  } catch {}
}

export function dropDraft(at: DraftPlace): void {
  try {
    localStorage.removeItem(keyOf(at));
  } catch {}
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null || !('text' in value) || !('base' in value)) return false;
  const { text, base } = value;
  return typeof base === 'number' && typeof text === 'object' && text !== null && 'blocks' in text;
}

/** The draft of a text, if one was left here. */
export function draftLeft(at: DraftPlace): Draft | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(keyOf(at)) ?? 'null');
    return isDraft(value) ? value : null;
  } catch {
    return null;
  }
}
