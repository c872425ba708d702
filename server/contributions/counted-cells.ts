import { Prisma } from '../../prisma/generated/client.ts';
import type { Visibility } from '../platform/access.ts';

type Tx = Prisma.TransactionClient;

/** What two cells have in common, the validated one and the one that is contributed. */
const cellColumns = Prisma.raw(
  '"organisationId", "indicatorId", month, breakdown, state, value, numerator, denominator, origin, "updatedAt"',
);

/** The cells that count for a visibility: as they were validated last, or as they are once they were sent. */
export function countedCells(visibility: Visibility): Prisma.Sql {
  return visibility === 'validated'
    ? Prisma.sql`(SELECT ${cellColumns} FROM "ValidatedCell")`
    : Prisma.sql`(SELECT ${cellColumns} FROM "Observation" WHERE stage IN ('submitted', 'validated'))`;
}

/** Keeps cells as they are at this moment for readers: the act of validating, and nothing else, writes there. */
export async function keepValidated(
  tx: Tx,
  cellIds: readonly number[],
  { by, at }: { by: string | null; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ValidatedCell" (${cellColumns}, reason, comment, revision, "validatedAt", "validatedById")
    SELECT ${cellColumns}, reason, comment, revision, ${at}, ${by} FROM "Observation"
    WHERE id = ANY (${[...cellIds]}::int[]) AND stage = 'validated'
    ON CONFLICT ("organisationId", "indicatorId", month, breakdown) DO UPDATE SET state = EXCLUDED.state,
      value = EXCLUDED.value, numerator = EXCLUDED.numerator, denominator = EXCLUDED.denominator, origin = EXCLUDED.origin,
      "updatedAt" = EXCLUDED."updatedAt", reason = EXCLUDED.reason, comment = EXCLUDED.comment,
      revision = EXCLUDED.revision, "validatedAt" = EXCLUDED."validatedAt", "validatedById" = EXCLUDED."validatedById"`;
}
