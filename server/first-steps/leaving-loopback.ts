import { recordAudit } from '../platform/audit.ts';
import type { Installation } from '../platform/context.ts';
import { deleteFictitiousPeople } from './repository.ts';

/** What stays on this machine only: nobody outside can reach it. */
type Reached = Pick<Installation, 'db' | 'demonstration' | 'atHome'>;

/**
 * Reached from elsewhere, the product keeps no account of a demonstration that was taken away, nor of anybody whom one of them
 * invited: their passwords were on the sign-in page. One that still runs was opened to all on purpose (`DEMO_PUBLIC=1`).
 */
export async function leaveLoopback({ db, demonstration, atHome }: Reached): Promise<void> {
  if (atHome || demonstration()) return;
  await db.$transaction(async (tx) => {
    const gone = await deleteFictitiousPeople(tx);
    if (gone.people + gone.invitations === 0) return;
    const entry = { action: 'demonstration.leave', entity: 'demonstration', entityId: 'accounts', after: gone };
    await recordAudit(tx, { id: null, name: 'installation' }, entry);
  });
}
