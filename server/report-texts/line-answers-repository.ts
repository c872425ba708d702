import * as z from 'zod';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { queryRows } from '../platform/database/rows.ts';

/** Who holds the lines of a year, by the conventions signed with them, and what each says of its own. */

type Db = PrismaClient | Prisma.TransactionClient;
type Tx = Prisma.TransactionClient;

const heldRow = z.object({
  actionKey: z.string(),
  id: z.number(),
  name: z.string(),
  /** Null: the structure has written nothing of the line. */
  difficulties: z.nullable(z.string()),
  nextSteps: z.nullable(z.string()),
  updatedByName: z.nullable(z.string()),
});

/** Every line that a structure holds in a year, in the order of the annex, with what it says of it. */
export async function findHolders(db: Db, year: number) {
  const rows = await queryRows(db, heldRow)`
    SELECT DISTINCT action."position", action."key" AS "actionKey", holder."id", holder."name",
      answer."difficulties", answer."nextSteps", answer."updatedByName"
    FROM "PartnerConvention" convention
    JOIN "PartnerConventionAction" carried ON carried."partnerConventionId" = convention."id"
    JOIN "Action" action ON action."id" = carried."actionId"
    JOIN "Organisation" holder ON holder."id" = convention."organisationId"
    LEFT JOIN "ReportLineAnswer" answer
      ON answer."year" = convention."year" AND answer."actionKey" = action."key" AND answer."organisationId" = holder."id"
    WHERE convention."year" = ${year}
    ORDER BY action."position", holder."name"`;
  return rows.map(({ actionKey, id, name, difficulties, nextSteps, updatedByName }) => ({
    actionKey,
    organisation: { id, name },
    answer: { difficulties: difficulties ?? '', nextSteps: nextSteps ?? '', updatedByName },
  }));
}

const held = (year: number, organisationId: number) => ({
  partners: { some: { partnerConvention: { year, organisationId } } },
});

/** The lines that an organisation holds in a year. */
export function findOwnLines({ organisationId }: OrganisationScope, db: Db, year: number) {
  return db.action.findMany({
    where: held(year, organisationId),
    orderBy: { position: 'asc' },
    select: { key: true, annexNumber: true, title: true },
  });
}

export function findOwnAnswers({ organisationId }: OrganisationScope, db: Db, year: number) {
  return db.reportLineAnswer.findMany({
    where: { year, organisationId },
    select: {
      actionKey: true,
      difficulties: true,
      nextSteps: true,
      revision: true,
      updatedByName: true,
      updatedAt: true,
    },
  });
}

type AnswerData = Omit<Prisma.ReportLineAnswerUncheckedCreateInput, 'organisationId'>;

export async function saveAnswer(
  { organisationId }: OrganisationScope<'report-lines.write'>,
  tx: Tx,
  data: AnswerData,
): Promise<void> {
  const { year, actionKey, ...rest } = data;
  await tx.reportLineAnswer.upsert({
    where: { year_actionKey_organisationId: { year, actionKey, organisationId } },
    create: { ...data, organisationId },
    update: rest,
  });
}
