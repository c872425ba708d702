import { useSyncExternalStore } from 'react';

/** The question « Confirmez votre identité » that an act waits for; several acts at once wait for the same answer. */
let waiting: { promise: Promise<boolean>; settle: (confirmed: boolean) => void } | null = null;
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

/** Asks the person to confirm who they are; true once it is done, false when they gave up. */
export function askConfirmation(): Promise<boolean> {
  if (!waiting) {
    let settle: (confirmed: boolean) => void = () => {};
    const promise = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    waiting = { promise, settle };
    tell();
  }
  return waiting.promise;
}

export function settleConfirmation(confirmed: boolean): void {
  const asked = waiting;
  waiting = null;
  tell();
  asked?.settle(confirmed);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** True while an act waits for the person to confirm who they are. */
export function useConfirmationAsked(): boolean {
  return useSyncExternalStore(subscribe, () => waiting !== null);
}
