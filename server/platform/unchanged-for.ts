import type { Viewer } from './access.ts';
import type { Platform } from './context.ts';

type Seer = Pick<Viewer, 'role' | 'organisationId' | 'draft' | 'whole' | 'decision'>;

/**
 * What is worked out for all who see the same, once while no table that it reads has changed. `name`: what it is, and all that it
 * is asked with. What was decided of one publication is not what was decided of another: it is worked out each time.
 */
export function unchangedFor<Made>(
  { unchanged, referenceDate }: Pick<Platform, 'unchanged' | 'referenceDate'>,
  { role, organisationId, draft, whole, decision }: Seer,
  name: readonly unknown[],
  workOut: () => Promise<Made>,
): Promise<Made> {
  if (!unchanged || decision) return workOut();
  return unchanged(JSON.stringify([...name, referenceDate(), role, organisationId, draft, whole]), workOut);
}
