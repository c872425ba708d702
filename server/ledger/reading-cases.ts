import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { IsoDate } from '../../shared/domain/month.ts';
import type { OrganisationScope, Visibility } from '../platform/access.ts';
import { findAbsences, findFullExports } from './full-exports-repository.ts';
import { heldBy, nothingHeld } from './held-requests.ts';
import { findCommuneGroups } from './repository.ts';
import type { CaseReading } from './request-lines.ts';
import type { ContactRules } from './rules.ts';

/** The day of the latest full export of an organisation, or of the territory; null: none says its day. */
export async function latestExtraction(
  db: PrismaClient,
  organisationId: number | undefined,
  visibility: Visibility,
): Promise<IsoDate | null> {
  return (await findFullExports(db, organisationId, visibility))[0]?.day ?? null;
}

/** What the requests of an organisation are read with: its full exports, where they count as contact, and the communes. */
export async function readingOfCases(
  tx: Prisma.TransactionClient | PrismaClient,
  { organisationId }: Pick<OrganisationScope, 'organisationId'>,
  visibility: Visibility,
  { contactByExport }: Pick<ContactRules, 'contactByExport'>,
): Promise<CaseReading> {
  const groups = await findCommuneGroups(tx);
  if (!contactByExport) return { groups, held: nothingHeld };
  const exports = await findFullExports(tx, organisationId, visibility);
  return { groups, held: heldBy(exports, await findAbsences(tx, exports)) };
}
