import { useEffect, useState } from 'react';

interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

const MARGIN = 6;

function placeOf(element: Element): Place {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left: left - MARGIN, top: top - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN };
}

const isSame = (a: Place | null, b: Place) =>
  a !== null && a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;

/** Brings it into sight, its top first when it is taller than what is left of the window above the words. */
function bringIntoSight(element: Element): void {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const tall = element.getBoundingClientRect().height > window.innerHeight / 3;
  element.scrollIntoView({ block: tall ? 'start' : 'center', behavior: still ? 'auto' : 'smooth' });
}

/** What comes above it while the page is still being drawn pushes it away. */
const SETTLING_MS = 2000;

function isOutOfSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom < 0 || top > window.innerHeight;
}

/**
 * Where the element that a step points at is now, null until it is there: a page comes in its own time, and its figures
 * after it. Followed while the page scrolls, or grows.
 */
export function useTarget(selector: string, onPage: boolean): Place | null {
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    setPlace(null);
    if (!onPage) return;
    let found: Element | null = null;
    let since = 0;
    const follow = () => {
      if (!found?.isConnected) {
        found = document.querySelector(selector);
        since = performance.now();
        if (found) bringIntoSight(found);
      }
      const next = found && placeOf(found);
      setPlace((before) => (next && isSame(before, next) ? before : next));
    };
    const changes = new MutationObserver(() => {
      follow();
      if (found && isOutOfSight(found) && performance.now() - since < SETTLING_MS) bringIntoSight(found);
    });
    changes.observe(document.body, { childList: true, subtree: true });
    window.addEventListener('scroll', follow, { capture: true, passive: true });
    window.addEventListener('resize', follow);
    follow();
    return () => {
      changes.disconnect();
      window.removeEventListener('scroll', follow, { capture: true });
      window.removeEventListener('resize', follow);
    };
  }, [selector, onPage]);
  return place;
}
