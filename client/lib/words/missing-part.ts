import { lazyRouteComponent as routerLazy } from '@tanstack/react-router';
import { type ComponentType, lazy, useSyncExternalStore } from 'react';

/** A script that the server no longer has (a new version since this page was opened), or that a cut line kept back. */
export class MissingPart extends Error {
  override name = 'MissingPart';
}

/**
 * A page that comes when it is asked for. The router's own way, but without its reload unasked: off line that would take
 * away a page that still works, and what is being typed in it.
 */
export const lazyRouteComponent: typeof routerLazy = (importer, exportName) =>
  routerLazy(
    () =>
      importer().catch((cause: unknown) => {
        throw new MissingPart('the page did not come', { cause });
      }),
    exportName,
  );

/** A panel of the frame. When it cannot come, the page below stays as it is (or `otherwise` is done), and the notice says why. */
export function lazyPart<Props extends object>(
  importer: () => Promise<ComponentType<Props>>,
  otherwise: ComponentType<Props> = () => null,
) {
  return lazy(() =>
    importer().then(
      (part) => ({ default: part }),
      () => ({ default: otherwise }),
    ),
  );
}

let isOutdated = false;
const listeners = new Set<() => void>();

/** Told by the build's loader. A server that answers while its script is gone has changed; a cut line is said elsewhere. */
async function judge(): Promise<void> {
  isOutdated = await fetch('/healthz').then(
    (answer) => answer.ok,
    () => isOutdated,
  );
  for (const listener of listeners) listener();
}
if (typeof window !== 'undefined') window.addEventListener('vite:preloadError', judge);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether another version of the product has taken the place of the one that this page came from. */
export const useIsOutdated = (): boolean => useSyncExternalStore(subscribe, () => isOutdated);
