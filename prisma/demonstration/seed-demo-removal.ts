import * as z from 'zod';
import { dropWaiting } from '../../server/imports/commit.ts';
import { queryRows } from '../../server/platform/database/rows.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
import { insertPublishedPartners } from '../seed/seed-partners.ts';

type Tx = Prisma.TransactionClient;

/** What a territory keeps of its demonstration: what is agreed, who may come, and the journal. All the rest was fiction. */
const kept = [
  ...['Convention', 'StateGrant', 'AmountAmendment', 'Objective', 'Axis', 'Action', 'ActionIndicator', 'Commune'],
  ...['Indicator', 'IndicatorVersion', 'Target', 'PublishedFigure', 'Organisation', 'Assignment', 'AssignmentSpan'],
  ...['Agreement', 'RegisterAssignment', 'CommuneGroup', 'OrganisationSuccession', 'ConventionAct'],
  ...[
    'User',
    'Membership',
    'Session',
    'Account',
    'Verification',
    'RateLimit',
    'Passkey',
    'SecondFactor',
    'RecoveryCode',
  ],
  ...['Invitation', 'Absence', 'Mail', 'Job', 'Setting', 'AuditEvent', 'JournalAnchor', '_prisma_migrations'],
];

/** Empties every table but those; read from the database, so that a new one cannot be forgotten. */
async function emptyTheRest(tx: Tx): Promise<void> {
  const name = z.object({ name: z.string() });
  const tables = await queryRows(tx, name)`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL (${kept}::text[]) ORDER BY 1`;
  await tx.$executeRaw`TRUNCATE ${Prisma.join(tables.map((one) => Prisma.raw(`"${one.name}"`)))}`;
}

/** The real person who takes it away, and the address of the first real one: nobody else's account was made for real. */
interface KeptPeople {
  userId: string;
  email: string;
}

/**
 * Takes the demonstration away whole: every figure, row, text, sum and message, whoever typed or imported it, and every account
 * made there, for in a demonstration all is fictitious. The catalogue, the journal and whoever takes it away stay. Where there is no demonstration,
 * nothing is touched.
 */
export async function clearDemonstration(
  db: PrismaClient,
  kept: KeptPeople = { userId: '', email: '' },
): Promise<void> {
  await db.$transaction(
    async (tx) => {
      const { count } = await tx.setting.deleteMany({ where: { name: 'demonstration' } });
      if (count === 0) return;
      await dropWaiting(tx);
      await emptyTheRest(tx);
      await insertPublishedPartners(tx, { again: true });
      await tx.mail.deleteMany({ where: { fictitious: true } });
      await tx.user.deleteMany({ where: { OR: [{ demonstration: true }, { id: { not: kept.userId } }] } });
      await tx.invitation.deleteMany({ where: { email: { not: kept.email } } });
    },
    { timeout: 60_000 },
  );
}
