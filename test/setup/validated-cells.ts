import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { keepValidated } from '../../server/indicators/validated-cells.ts';

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
