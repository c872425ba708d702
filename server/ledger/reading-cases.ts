import type { Prisma } from '../../prisma/generated/client.ts';
import type { OrganisationScope, Visibility } from '../platform/access.ts';
import { findAbsences, findFullExports, heldBy, nothingHeld } from './full-exports.ts';
import { findCommuneGroups } from './repository.ts';
import type { CaseReading } from './request-lines.ts';
import type { ContactRules } from './rules.ts';

/** What the requests of an organisation are read with: its full exports, where they count as contact, and the communes. */
export async function readingOfCases(
  tx: Prisma.TransactionClient,
  { organisationId }: Pick<OrganisationScope, 'organisationId'>,
  visibility: Visibility,
  { contactByExport }: Pick<ContactRules, 'contactByExport'>,
): Promise<CaseReading> {
  const groups = await findCommuneGroups(tx);
  if (!contactByExport) return { groups, held: nothingHeld };
  const exports = await findFullExports(tx, organisationId, visibility);
  return { groups, held: heldBy(exports, await findAbsences(tx, exports)) };
}
