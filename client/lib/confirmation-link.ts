import type { TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
// biome-ignore lint/style/noRestrictedImports: the library's own piece for links, whatever its address says.
import { observable } from '@trpc/server/observable';
import { askConfirmation } from './confirmation.ts';
import { errorCode } from './words/error-messages.ts';

/** An act that asks who is there again waits for the answer, then goes on by itself: no page has to know. */
export const confirmationLink: TRPCLink<AnyTRPCRouter> =
  () =>
  ({ op, next }) =>
    observable((observer) => {
      let current = next(op).subscribe({
        next: (value) => observer.next(value),
        complete: () => observer.complete(),
        error(refused) {
          if (errorCode(refused) !== 'CONFIRM_IDENTITY') return observer.error(refused);
          void askConfirmation().then((confirmed) => {
            if (!confirmed) return observer.error(refused);
            current = next(op).subscribe(observer);
          });
        },
      });
      return () => current.unsubscribe();
    });
