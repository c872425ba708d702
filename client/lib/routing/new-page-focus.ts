import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** A page that has not come after this long takes the focus no more: the person may be elsewhere. */
const LONGEST_WAIT_MS = 8000;

/** Nothing that the person is using has the focus: what led here, or nothing at all. */
function isFree(): boolean {
  const active = document.activeElement;
  return (
    active === null || active === document.body || active.id === 'contenu' || Boolean(active.closest('nav, footer'))
  );
}

/** The title of the page, as soon as it is there, unless the person has gone somewhere by themselves; true when that is settled. */
function focusTitle(): boolean {
  if (!isFree()) return true;
  const title = document.querySelector<HTMLElement>('#contenu h1');
  if (!title || document.querySelector('#contenu [aria-busy="true"].loading')) return false;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
  return true;
}

/** A change of page is told to screen readers by moving the focus to its title; the first page begins at its top. */
export function useFocusOnNewPage(): void {
  const router = useRouter();
  useEffect(() => {
    const waiting = new MutationObserver(() => focusTitle() && waiting.disconnect());
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
      if (!fromLocation || !pathChanged) return;
      waiting.disconnect();
      clearTimeout(timer);
      if (focusTitle()) return;
      document.getElementById('contenu')?.focus({ preventScroll: true });
      waiting.observe(document.body, { childList: true, subtree: true });
      timer = setTimeout(() => waiting.disconnect(), LONGEST_WAIT_MS);
    });
    return () => {
      stop();
      waiting.disconnect();
      clearTimeout(timer);
    };
  }, [router]);
}
