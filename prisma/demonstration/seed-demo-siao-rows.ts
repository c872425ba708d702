import { createHash } from 'node:crypto';
import { refreshLedger } from '../../server/homelessness/ledger-refresh.ts';
import { LedgerTally } from '../../shared/domain/ledger/ledger-tally.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { Content } from '../../shared/registers/register.ts';
import { siaoCase } from '../../shared/registers/siao-spell.ts';
import type { Prisma } from '../generated/client.ts';
import { DEMONSTRATION_DATE } from './seed-demo.ts';
import { type DemonstrationCell, generator } from './seed-demo-cells.ts';

type Tx = Prisma.TransactionClient;

/** How far a count made apart from the requests strays from them. */
const STRAY = 0.03;

/** Active persons of Insee's perimeter at the end of each month, by the fictitious requests. */
function activePersons(requests: readonly Content[]): Map<Month, number> {
  const tally = new LedgerTally();
  for (const request of requests) {
    const one = siaoCase(request, () => undefined);
    if (one) tally.add(one, 1);
  }
  const changes = [...tally.counts()]
    .filter(({ dimension }) => dimension === 'total')
    .sort((a, b) => a.month.localeCompare(b.month));
  const active = new Map<Month, number>();
  let now = 0;
  for (const { month, flow, inseePersons } of changes) {
    const isExit = flow === 'housed' || flow === 'otherExits' || flow === 'lostContact';
    now += isExit ? -inseePersons : inseePersons;
    active.set(month, now);
  }
  return active;
}

/** The cells, where the people without a home (IND-27) were counted apart from the same requests: near, and not the same. */
export function withActivePeople(
  cells: readonly DemonstrationCell[],
  requests: readonly Content[],
): DemonstrationCell[] {
  const active = activePersons(requests);
  const random = generator('SIAO IND-27 counted');
  return cells.map((cell) => {
    const known = cell.code === 'IND-27' && cell.quantity ? active.get(cell.month) : undefined;
    if (known === undefined) return cell;
    return { ...cell, quantity: { value: Math.round(known * (1 - STRAY + 2 * STRAY * random())) } };
  });
}

/** Writes the fictitious requests as one import of the demonstration, and the ledger that they make. */
export async function insertDemonstrationRequests(
  tx: Tx,
  organisationId: number,
  requests: readonly Content[],
): Promise<void> {
  const none = { changed: 0, identical: 0, duplicates: 0, superseded: 0, outOfTerritory: 0 };
  const { id: importId } = await tx.import.create({
    data: {
      ...none,
      organisationId,
      source: 'siao-request',
      kind: 'demonstration',
      fileName: 'Demandes fictives de la démonstration',
      fileHash: createHash('sha256').update(JSON.stringify(requests)).digest('hex'),
      status: 'done',
      sequence: 1,
      rows: requests.length,
      accepted: requests.length,
      rejected: [],
      suspicious: [],
      droppedColumns: [],
      indicators: {},
      createdAt: new Date(`${DEMONSTRATION_DATE}T08:00:00Z`),
    },
    select: { id: true },
  });
  const keys = requests.map((_, rank) => createHash('sha256').update(`démonstration siao ${rank}`).digest('hex'));
  await tx.$executeRaw`
    INSERT INTO "RegisterRow" ("organisationId", "keyHash", source, content, "importId")
    SELECT ${organisationId}::int, decode(r.key, 'hex'), 'siao-request', r.content::jsonb, ${importId}::int
    FROM unnest(${keys}::text[], ${requests.map((one) => JSON.stringify(one))}::text[]) AS r(key, content)`;
  await refreshLedger(tx, { organisationId }, { importId, keys: keys.map((key) => Buffer.from(key, 'hex')) });
}

/** Fictitious nights, entered by the borrowed coordinator: two winters, so that they can be confronted with the ledger. */
export async function insertDemonstrationNights(tx: Tx, coordinator: { id: string; name: string }): Promise<void> {
  const nights = [
    {
      date: '2024-01-25',
      count: 46,
      method: 'Maraudes de 22\u00a0h à 1\u00a0h, quatre secteurs de Dijon, gares comprises (fictif)',
    },
    {
      date: '2025-01-23',
      count: 41,
      method: 'Mêmes secteurs et mêmes heures qu’en 2024, vingt-six bénévoles (fictif)',
    },
  ];
  await tx.headCount.createMany({
    data: nights.map((night) => ({
      ...night,
      kind: 'night',
      unit: 'persons',
      perimeter: 'insee',
      createdById: coordinator.id,
      createdByName: coordinator.name,
      createdAt: new Date(`${night.date}T18:00:00Z`),
    })),
  });
}
