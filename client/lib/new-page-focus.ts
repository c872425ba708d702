import { useEffect, useRef } from 'react';

/** A page that has not come after this long takes the focus no more: the person may be elsewhere. */
const LONGEST_WAIT_MS = 8000;

function isFree(): boolean {
  const active = document.activeElement;
  return (
    active === null || active === document.body || active.id === 'contenu' || Boolean(active.closest('nav, footer'))
  );
}

/** The title of the page, as soon as it is there, unless the person has gone somewhere by themselves. */
function focusTitle(): boolean {
  const title = document.querySelector<HTMLElement>('#contenu h1');
  if (!title || document.querySelector('#contenu [aria-busy="true"].loading')) return false;
  if (!isFree()) return true;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
  return true;
}

/** A change of page is told to screen readers by moving the focus to its title; the first page begins at its top. */
export function useFocusOnNewPage(path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    if (!isFree()) return;
    document.getElementById('contenu')?.focus({ preventScroll: true });
    if (focusTitle()) return;
    const waiting = new MutationObserver(() => focusTitle() && waiting.disconnect());
    waiting.observe(document.body, { childList: true, subtree: true });
    const timer = setTimeout(() => waiting.disconnect(), LONGEST_WAIT_MS);
    return () => {
      waiting.disconnect();
      clearTimeout(timer);
    };
  }, [path]);
}
