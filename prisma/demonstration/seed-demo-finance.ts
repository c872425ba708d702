import type { Prisma } from '../generated/client.ts';
import { partnerConventions } from '../seed/seed-partners.ts';

/** The fictitious money of the demonstration: what a year looks like once somebody keeps it. Amounts in euros here. */

type Tx = Prisma.TransactionClient;

const CONVENTION = 'LDA-2023-2025';
const MARK = 'Montant fictif de la démonstration';
const METROPOLE = 'Dijon métropole';

interface Line {
  action: string;
  funder: string;
  asked?: number;
  committed?: number;
  paid?: number;
  cofinanced?: number;
}

/** What each funder does, in a year that is over. The State asks for nothing: its grant belongs to no line. */
const whole: Line[] = [
  { action: 'A01a', funder: METROPOLE, cofinanced: 26_500, committed: 26_500, paid: 26_500 },
  { action: 'A01b', funder: METROPOLE, cofinanced: 9_800, committed: 9_800, paid: 9_800 },
  { action: 'A02', funder: METROPOLE, cofinanced: 12_000, committed: 45_900, paid: 45_900 },
  { action: 'A02', funder: 'Caisse d’allocations familiales', cofinanced: 6_500, committed: 6_500, paid: 6_500 },
  { action: 'A04a', funder: METROPOLE, cofinanced: 8_000, committed: 41_200, paid: 41_200 },
  { action: 'A04b', funder: 'Département de la Côte-d’Or', cofinanced: 9_400, committed: 9_400, paid: 7_050 },
  { action: 'A06', funder: METROPOLE, committed: 22_000, paid: 16_500 },
  { action: 'A08', funder: METROPOLE, committed: 96_000, paid: 88_000 },
  { action: 'A12', funder: METROPOLE, cofinanced: 5_000, committed: 20_000, paid: 20_000 },
  { action: 'A13', funder: METROPOLE, cofinanced: 13_715, committed: 27_430, paid: 27_430 },
  { action: 'A15', funder: METROPOLE, committed: 5_000, paid: 5_000 },
  { action: 'A18a', funder: METROPOLE, cofinanced: 9_200, committed: 23_000, paid: 23_000 },
  { action: 'A18b', funder: METROPOLE, committed: 104_000, paid: 98_400 },
  { action: 'A20', funder: METROPOLE, committed: 3_200, paid: 2_940 },
];

/** Share of the whole year's amounts that is known in a year that runs, in percent. */
const shares: Record<number, { committed: number; paid: number }> = {
  2023: { committed: 100, paid: 100 },
  2024: { committed: 100, paid: 96 },
  2025: { committed: 84, paid: 52 },
};

const cents = (euros: number, percent: number) => Math.round((euros * percent) / 100) * 100;

const signed = (name: string, day: string) => ({
  demonstration: true,
  updatedByName: name,
  updatedAt: new Date(`${day}T09:00:00Z`),
});

async function insertLines(tx: Tx, year: number, name: string): Promise<void> {
  const actions = await tx.action.findMany({
    where: { convention: { code: CONVENTION } },
    select: { id: true, key: true },
  });
  const { committed, paid } = shares[year] ?? { committed: 0, paid: 0 };
  const rows = whole.flatMap((line) => {
    const action = actions.find(({ key }) => key === line.action);
    if (!action) return [];
    return {
      ...{ actionId: action.id, year, funder: line.funder, note: MARK, ...signed(name, `${year}-12-01`) },
      committedCents: line.committed === undefined ? null : cents(line.committed, committed),
      paidCents: line.paid === undefined ? null : cents(line.paid, paid),
      cofinancedCents: line.cofinanced === undefined ? null : cents(line.cofinanced, 100),
    };
  });
  await tx.financeLine.createMany({ data: rows });
}

type Instalments = Prisma.InstalmentCreateManyPartnerConventionInput[];
type Documents = Prisma.SupportingDocumentCreateManyPartnerConventionInput[];

/** Half at the signature, the rest after the report: paid on the day `paid` says, if it says one. */
function instalmentsOf(year: number, amountCents: number, paid: [string | null, string | null]): Instalments {
  const half = Math.floor(amountCents / 2);
  const one = (position: number, label: string, dueDate: string, part: number, paidOn: string | null) => ({
    ...{ position, label, dueDate, amountCents: part, demonstration: true, paidOn },
    paidCents: paidOn === null ? null : part,
    reference: paidOn === null ? null : `Mandat fictif ${paidOn.slice(0, 4)}-${1180 + position}`,
  });
  return [
    one(0, 'Acompte à la signature', `${year}-04-30`, half, paid[0]),
    one(1, 'Solde après le bilan', `${year}-10-31`, amountCents - half, paid[1]),
  ];
}

function documentsOf(year: number, received: [string | null, string | null, string | null]): Documents {
  const one = (position: number, kind: string, expectedOn: string | null, receivedOn: string | null) => ({
    ...{ position, kind, expectedOn, receivedOn, demonstration: true },
    reference: receivedOn === null ? null : `Pièce fictive ${receivedOn.slice(0, 4)}-${position + 1}`,
  });
  return [
    one(0, 'signed-convention', `${year}-03-31`, received[0]),
    one(1, 'activity-report', `${year}-09-30`, received[1]),
    one(2, 'financial-report', `${year + 1}-06-30`, received[2]),
  ];
}

/** What was paid and received of the partners' conventions, by year, on the day of the demonstration. */
const lives: Record<
  number,
  (code: string) => { paid: [string | null, string | null]; received: Parameters<typeof documentsOf>[1] }
> = {
  2023: () => ({
    paid: ['2023-05-12', '2023-11-08'],
    received: ['2023-03-28', '2023-09-26', '2024-06-18'],
  }),
  2024: (code) => ({
    paid: ['2024-05-03', '2024-11-14'],
    received: ['2024-03-19', '2024-09-27', code === 'SOLIHA' ? null : '2025-06-20'],
  }),
  2025: (code) => ({
    paid: ['2025-05-06', code === 'ADEFO' ? '2025-11-04' : null],
    received: ['2025-03-25', code === 'HH' ? null : '2025-09-29', null],
  }),
};

async function insertYear(tx: Tx, year: number, name: string): Promise<void> {
  for (const published of partnerConventions) {
    const life = lives[year]?.(published.organisation);
    if (!life) continue;
    const instalments = { createMany: { data: instalmentsOf(year, published.amountCents, life.paid) } };
    const documents = { createMany: { data: documentsOf(year, life.received) } };
    if (year === published.year) {
      await tx.partnerConvention.update({ where: { code: published.code }, data: { instalments, documents } });
      continue;
    }
    const { conventionId, organisationId, object, amountCents, actions } = await tx.partnerConvention.findUniqueOrThrow(
      { where: { code: published.code }, include: { actions: true } },
    );
    await tx.partnerConvention.create({
      data: {
        ...{ conventionId, organisationId, object, amountCents, year, instalments, documents },
        ...{ code: `${published.organisation}-${year}-1`, startDate: `${year}-01-01`, endDate: `${year}-12-31` },
        document: `Convention fictive ${year}`,
        note: `${MARK}\u00a0: reprend celle de ${published.year}.`,
        ...signed(name, `${year}-03-20`),
        actions: { createMany: { data: actions.map(({ actionId }) => ({ actionId })) } },
      },
    });
  }
}

/** The money of the three years of the convention: what the metropole and others bring, and the partners' conventions. */
export async function insertDemonstrationFinance(tx: Tx, author: { id: string; name: string }): Promise<void> {
  const convention = await tx.convention.findUniqueOrThrow({ where: { code: CONVENTION }, select: { id: true } });
  for (const year of [2023, 2024, 2025]) {
    await insertLines(tx, year, author.name);
    await insertYear(tx, year, author.name);
  }
  await tx.statePayment.create({
    data: {
      ...{ conventionId: convention.id, year: 2023, amountCents: 40_661_400, paidOn: '2023-11-21' },
      ...{ reference: 'Ordre de paiement fictif 2023-4471', ...signed(author.name, '2023-11-22') },
    },
  });
  await tx.financeClosing.create({
    data: {
      ...{ year: 2023, kind: 'close', byId: author.id, byName: author.name },
      at: new Date('2024-06-28T09:00:00Z'),
    },
  });
}
