import { useRouter } from '@tanstack/react-router';
import { useEffect, useSyncExternalStore } from 'react';

/** `g`, then a letter: where it leads. Kept in step with the list that `?` shows. */
export const goTo: Record<string, string> = {
  a: '/',
  s: '/sans-domicile',
  e: '/expulsions',
  l: '/logement',
  m: '/mon-mois',
  c: '/collecte',
  i: '/imports',
  r: '/rapport',
  h: '/aide',
};

/** Between `g` and its letter. */
const PATIENCE_MS = 1500;
/** A letter typed there is a letter: fields, the editor, the cells of the grid, and whatever a dialog asks. */
const TYPING = 'input, textarea, select, [contenteditable=true], [data-cell], [role=menu], dialog';

let listShown = false;
const listeners = new Set<() => void>();

export function showShortcuts(shown: boolean): void {
  listShown = shown;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useShortcutsShown = (): boolean => useSyncExternalStore(subscribe, () => listShown);

/** What a key asks for: the list, a place, or nothing. `since`: milliseconds since `g`. */
export function keyMeaning(key: string, since: number): { show: true } | { go: string } | null {
  if (key === '?') return { show: true };
  const path = since < PATIENCE_MS ? goTo[key] : undefined;
  return path === undefined ? null : { go: path };
}

/** Listens for `?` and for `g` then a letter, unless the person is typing or has switched them off. */
export function useShortcuts(on: boolean): void {
  const { history } = useRouter();
  useEffect(() => {
    if (!on) return;
    let began = Number.NEGATIVE_INFINITY;
    const listen = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(TYPING)) return;
      const meaning = keyMeaning(event.key, event.timeStamp - began);
      began = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (!meaning) return;
      event.preventDefault();
      if ('show' in meaning) showShortcuts(true);
      else history.push(meaning.go);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [on, history]);
}
