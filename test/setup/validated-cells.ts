import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { Validation } from '../../server/collection/service.ts';
import { keepValidated } from '../../server/contributions/counted-cells.ts';
import type { SeenCell, SeenRegister } from '../../shared/schemas/collection.ts';

/** For cells that a test writes as validated, without the act: readers see them as they are now. */
export async function keepEveryValidated(db: PrismaClient | Prisma.TransactionClient): Promise<void> {
  await db.validatedCell.deleteMany();
  const cells = await db.observation.findMany({ where: { stage: 'validated' }, select: { id: true } });
  const at = new Date('2025-11-14T09:00:00Z');
  await keepValidated(
    db,
    cells.map(({ id }) => id),
    { by: null, at },
  );
}

interface ReturnKey {
  organisationId: number;
  month: string;
}
interface Reviewing {
  toValidate: (input: {
    returns: ReturnKey[];
  }) => Promise<Record<'flagged' | 'others', (ReturnKey & SeenCell)[]> & { registers: (ReturnKey & SeenRegister)[] }>;
  validate: (input: {
    returns: (ReturnKey & { cells: SeenCell[]; registers: SeenRegister[] })[];
  }) => Promise<Validation[]>;
}

/** Validates all that there is to validate in some returns, or some indicators of them, as it is seen at this moment. */
export async function validateSeen(
  { toValidate, validate }: Reviewing,
  returns: ReturnKey[],
  indicatorIds?: number[],
): Promise<Validation[]> {
  const { flagged, others, registers } = await toValidate({ returns });
  const seen = [...flagged, ...others].filter(({ indicatorId }) => indicatorIds?.includes(indicatorId) ?? true);
  const isOf = (one: ReturnKey) => (found: ReturnKey) =>
    found.organisationId === one.organisationId && found.month === one.month;
  return validate({
    returns: returns.map((one) => ({
      ...one,
      cells: seen.filter(isOf(one)).map(({ indicatorId, revision }) => ({ indicatorId, revision })),
      registers: registers.filter(isOf(one)).map(({ source, sequence }) => ({ source, sequence })),
    })),
  });
}
