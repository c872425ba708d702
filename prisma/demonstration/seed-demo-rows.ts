import { createHash } from 'node:crypto';
import type { Content, SourceName } from '../../shared/registers/register.ts';
import type { Prisma } from '../generated/client.ts';
import { DEMONSTRATION_DATE } from './seed-demo.ts';

type Tx = Prisma.TransactionClient;

export interface DemonstrationRows {
  organisation: string;
  source: SourceName;
  fileName: string;
  rows: readonly Content[];
}

/** Writes fictitious rows of a register as one import of the demonstration. */
export async function insertDemonstrationRows(
  tx: Tx,
  organisationId: number,
  { source, fileName, rows }: DemonstrationRows,
): Promise<void> {
  const none = { changed: 0, identical: 0, duplicates: 0, superseded: 0, outOfTerritory: 0 };
  const { id: importId } = await tx.import.create({
    data: {
      ...none,
      organisationId,
      source,
      kind: 'demonstration',
      fileName,
      fileHash: createHash('sha256').update(JSON.stringify(rows)).digest('hex'),
      status: 'done',
      sequence: 1,
      rows: rows.length,
      accepted: rows.length,
      rejected: [],
      suspicious: [],
      droppedColumns: [],
      indicators: {},
      createdAt: new Date(`${DEMONSTRATION_DATE}T08:00:00Z`),
    },
    select: { id: true },
  });
  const keys = rows.map((_, rank) => createHash('sha256').update(`démonstration ${source} ${rank}`).digest('hex'));
  await tx.$executeRaw`
    INSERT INTO "RegisterRow" ("organisationId", "keyHash", source, content, "importId")
    SELECT ${organisationId}::int, decode(r.key, 'hex'), ${source}, r.content::jsonb, ${importId}::int
    FROM unnest(${keys}::text[], ${rows.map((one) => JSON.stringify(one))}::text[]) AS r(key, content)`;
}
