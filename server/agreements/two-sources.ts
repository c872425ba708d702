import type { TwoSourcesInput } from '../../shared/schemas/agreement.ts';
import { findTwoSources, type TwoSources } from '../imports/cells/agreed-cells.ts';
import { type OrganisationScope, organisationScope, type Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { findKeepers, inTransaction } from './repository.ts';

/** A month of an organisation that is known by two sources. */
export interface OrganisationTwoSources extends TwoSources {
  organisationId: number;
  organisation: string;
}

/**
 * The months of a span that two sources know, of one organisation, or of every one that the person may see: what is typed and what
 * the rows of a register count, side by side. An association sees its own only.
 */
export async function twoSources(
  platform: Pick<Platform, 'db' | 'clock'>,
  viewer: Viewer,
  { organisationId, code, ...span }: TwoSourcesInput,
): Promise<OrganisationTwoSources[]> {
  const own = viewer.role === 'coordinator' ? undefined : (viewer.organisationId ?? undefined);
  const asked = organisationId ?? own;
  const scopeOf = (id: number): OrganisationScope => organisationScope(viewer, 'entry.read', id);
  const scopes = asked === undefined ? null : [scopeOf(asked)];
  return inTransaction(platform.db, async (tx) => {
    const keepers = await findKeepers(tx, scopes, code);
    const found: OrganisationTwoSources[] = [];
    for (const { id, name } of keepers) {
      const months = await findTwoSources(platform, tx, scopeOf(id), span);
      found.push(...months.map((one) => ({ organisationId: id, organisation: name, ...one })));
    }
    return code === undefined ? found : found.filter((one) => one.code === code);
  });
}
