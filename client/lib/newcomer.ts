import { useSyncExternalStore } from 'react';

/**
 * What the product remembers of a person in this browser: the news they have read, the visit they have made, whether the
 * keys of one letter are theirs. By person, because a computer is shared; never sent, and nothing breaks without it.
 */
type Memory = 'news' | 'visit' | 'keys';

/** How many news the product has, written by the build; none where it was not built. */
declare const __NEWS_COUNT__: number;
const newsCount = typeof __NEWS_COUNT__ === 'number' ? __NEWS_COUNT__ : 0;

const listeners = new Set<() => void>();
const nameOf = (memory: Memory, person: string) => `newcomer.${memory}.${person}`;

function remembered(memory: Memory, person: string): string | null {
  try {
    return localStorage.getItem(nameOf(memory, person));
  } catch {
    return null;
  }
}

function remember(memory: Memory, person: string, value: string): void {
  try {
    localStorage.setItem(nameOf(memory, person), value);
  } catch {
    // A browser that keeps nothing shows the visit again, and that is all.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** News since this person last looked; who comes for the first time has missed nothing. */
export function useUnreadNews(person: string | undefined): number {
  return useSyncExternalStore(subscribe, () => {
    const read = person === undefined ? null : remembered('news', person);
    return read === null ? 0 : Math.max(0, newsCount - Number(read));
  });
}

export const markNewsRead = (person: string): void => remember('news', person, String(newsCount));

/** The first time that somebody is seen here: all that was new before is not news to them. */
export function meetNewcomer(person: string): void {
  if (remembered('news', person) === null) markNewsRead(person);
}

export const hasVisited = (person: string): boolean => remembered('visit', person) !== null;
export const markVisited = (person: string): void => remember('visit', person, 'done');

/** Keys of one letter can be switched off: for who dictates, they would act at random (WCAG 2.1.4). */
export const useSingleKeys = (person: string | undefined): boolean =>
  useSyncExternalStore(subscribe, () => person !== undefined && remembered('keys', person) !== 'off');
export const setSingleKeys = (person: string, on: boolean): void => remember('keys', person, on ? 'on' : 'off');
