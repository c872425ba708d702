import type { Prisma } from '../../prisma/generated/client.ts';
import type { Viewer } from './access.ts';
import { currentOrigin } from './web/call-origin.ts';

/** Who acts: a signed-in person, or the house itself (command line, first start). */
export type Actor = Pick<Viewer, 'id' | 'name'> | { id: null; name: string };

export interface AuditEntry {
  action: string;
  entity: string;
  entityId: string | number;
  before?: Prisma.InputJsonValue;
  after?: Prisma.InputJsonValue;
  reason?: string;
  /** A reading of a sensitive page; an act when left out. */
  kind?: 'read';
}

/** Writes a line of the journal, in the transaction of the act itself. Never pass anything nominative from a file. */
export async function recordAudit(tx: Prisma.TransactionClient, actor: Actor, entry: AuditEntry): Promise<void> {
  const { place, ...origin } = currentOrigin();
  const actorName = place !== undefined && actor.id !== null ? `${actor.name} (${place})` : actor.name;
  await tx.auditEvent.create({
    data: { ...entry, ...origin, entityId: String(entry.entityId), actorId: actor.id, actorName },
  });
}
