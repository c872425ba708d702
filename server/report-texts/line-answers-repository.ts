import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { OrganisationScope } from '../platform/access.ts';

/** Who holds the lines of a year, by the conventions signed with them, and what each says of its own. */

type Db = PrismaClient | Prisma.TransactionClient;
type Tx = Prisma.TransactionClient;

const said = { difficulties: true, nextSteps: true, revision: true, updatedByName: true, updatedAt: true } as const;
type Answer = Prisma.ReportLineAnswerGetPayload<{ select: typeof said }>;

/** True where something is said: a text that was taken back is awaited again. */
export const hasAnswered = (answer: Answer | null) =>
  answer !== null && `${answer.difficulties}${answer.nextSteps}` !== '';

const held = (year: number, organisationId?: number) => ({
  partners: { some: { partnerConvention: { year, ...(organisationId !== undefined && { organisationId }) } } },
});

/** Every line that a structure holds in a year, in the order of the annex, with what it says of it. */
export async function findHolders(db: Db, year: number) {
  const [actions, answers] = await Promise.all([
    db.action.findMany({
      where: held(year),
      orderBy: { position: 'asc' },
      select: {
        key: true,
        partners: {
          where: { partnerConvention: { year } },
          select: { partnerConvention: { select: { organisation: { select: { id: true, name: true } } } } },
        },
      },
    }),
    db.reportLineAnswer.findMany({
      where: { year },
      select: { ...said, actionKey: true, organisationId: true },
    }),
  ]);
  return actions.flatMap(({ key, partners }) => {
    const organisations = new Map(
      partners.map(({ partnerConvention: { organisation } }) => [organisation.id, organisation]),
    );
    return [...organisations.values()].map((organisation) => ({
      actionKey: key,
      organisation,
      answer: answers.find((one) => one.actionKey === key && one.organisationId === organisation.id) ?? null,
    }));
  });
}

/** The lines that an organisation holds in a year. */
export function findOwnLines({ organisationId }: OrganisationScope, db: Db, year: number) {
  return db.action.findMany({
    where: held(year, organisationId),
    orderBy: { position: 'asc' },
    select: { key: true, annexNumber: true, title: true },
  });
}

export function findOwnAnswers({ organisationId }: OrganisationScope, db: Db, year: number) {
  return db.reportLineAnswer.findMany({ where: { year, organisationId }, select: { ...said, actionKey: true } });
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
