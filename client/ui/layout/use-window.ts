import { useCallback, useSyncExternalStore } from 'react';

/** A phone: 600 px or less. */
export const PHONE = '(max-width: 600px)';

/** Whether the window answers a media query, now and as it changes. */
export function useWindow(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
