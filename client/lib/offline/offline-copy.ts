import type { QueryClient } from '@tanstack/react-query';
import { keyOf } from '../answers/question-key.ts';

/**
 * What an association's month needs to open while the line is cut, kept in this browser for its account alone: its own lines
 * and figures, nobody's name, nothing of others. Signing out takes it away, and so does another person's signing in.
 */
export interface OfflineCopy {
  /** Whose it is. */
  account: string;
  /** The last time that the server answered, in milliseconds. */
  at: number;
  answers: readonly { procedure: string; input?: object; answer: unknown }[];
}

const NAME = 'observatoire-hors-ligne';
/** A working day, as the longest session: later, somebody else may sit there. */
const LASTS_MS = 12 * 3_600_000;

export function readOfflineCopy(now: number): OfflineCopy | null {
  try {
    const copy = JSON.parse(localStorage.getItem(NAME) ?? 'null') as OfflineCopy | null;
    return copy && now - copy.at < LASTS_MS ? copy : null;
  } catch {
    return null;
  }
}

export function writeOfflineCopy(copy: OfflineCopy): void {
  try {
    localStorage.setItem(NAME, JSON.stringify(copy));
  } catch {
    // A full or closed storage: the month does not open without a line, and nothing else changes.
  }
}

/** Forgets the copy, unless it is this account's. */
export function forgetOfflineCopy(unlessOf?: string): void {
  try {
    if (unlessOf === undefined || readOfflineCopy(0)?.account !== unlessOf) localStorage.removeItem(NAME);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** The page that the browser kept has no answer in it: those of the last visit stand in, and are asked for again. */
export function takeOfflineCopy(queryClient: QueryClient): void {
  for (const { answer, ...question } of readOfflineCopy(Date.now())?.answers ?? [])
    queryClient.setQueryData(keyOf(question), answer, { updatedAt: 0 });
}
