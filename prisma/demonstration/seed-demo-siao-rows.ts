import { createHash } from 'node:crypto';
import { rebuildLedger, refreshLedger } from '../../server/ledger/refresh.ts';
import { LedgerTally } from '../../shared/domain/ledger/ledger-tally.ts';
import { type IsoDate, lastDayOf, type Month, monthOf, monthsBetween } from '../../shared/domain/month.ts';
import type { Content } from '../../shared/registers/register.ts';
import { siaoCase } from '../../shared/registers/siao-spell.ts';
import type { Prisma } from '../generated/client.ts';
import { DEMONSTRATION_DATE, FIRST_DEMONSTRATION_MONTH, LAST_DEMONSTRATION_MONTH } from './seed-demo.ts';
import { generator } from './seed-demo-cells.ts';

type Tx = Prisma.TransactionClient;

/** How far a count made apart from the requests strays from them. */
const STRAY = 0.03;

/** The day of the fictitious extraction: what the SIAO held open then is in contact. */
const EXTRACTED = '2025-11-03';

/** Active persons of Insee's perimeter at the end of each month, by the fictitious requests. */
function activePersons(requests: readonly Content[]): Map<Month, number> {
  const tally = new LedgerTally();
  for (const request of requests) {
    const one = siaoCase(request, () => undefined, EXTRACTED);
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
  const first = requests.map(({ requestDate }) => String(requestDate)).sort()[0] ?? EXTRACTED;
  const fullExport = { importId, from: monthOf(first), to: monthOf(EXTRACTED), day: EXTRACTED };
  await refreshLedger(
    tx,
    { organisationId },
    { importId, keys: null, fullExport: { export: fullExport, keepsAbsent: false } },
  );
  await rebuildLedger(tx, { organisationId, visibility: 'working' });
}

interface FictitiousCount {
  kind: 'active' | 'night';
  date: IsoDate;
  count: number;
  method: string;
}

/** Active people counted apart from the same requests at the end of each month: near them, and not the same. */
function monthlyCounts(requests: readonly Content[]): FictitiousCount[] {
  const active = activePersons(requests);
  const random = generator('SIAO IND-27 counted');
  return monthsBetween(FIRST_DEMONSTRATION_MONTH, LAST_DEMONSTRATION_MONTH).map((month) => ({
    kind: 'active',
    date: lastDayOf(month),
    count: Math.round((active.get(month) ?? 0) * (1 - STRAY + 2 * STRAY * random())),
    method: 'Statistiques du SI-SIAO au dernier jour du mois (fictif)',
  }));
}

const nights: FictitiousCount[] = [
  {
    kind: 'night',
    date: '2024-01-25',
    count: 46,
    method: 'Maraudes de 22\u00a0h à 1\u00a0h, quatre secteurs de Dijon, gares comprises (fictif)',
  },
  {
    kind: 'night',
    date: '2025-01-23',
    count: 41,
    method: 'Mêmes secteurs et mêmes heures qu’en 2024, vingt-six bénévoles (fictif)',
  },
];

/** Fictitious counts, entered by the borrowed coordinator: each month's, and the nights of two winters, to be held against the ledger. */
export async function insertDemonstrationCounts(
  tx: Tx,
  coordinator: { id: string; name: string },
  requests: readonly Content[],
): Promise<void> {
  await tx.headCount.createMany({
    data: [...monthlyCounts(requests), ...nights].map((one) => ({
      ...one,
      unit: 'persons',
      perimeter: 'insee',
      createdById: coordinator.id,
      createdByName: coordinator.name,
      createdAt: new Date(`${one.date}T18:00:00Z`),
    })),
  });
}
