import { keepValidated } from '../../server/contributions/counted-cells.ts';
import { refreshRollUp } from '../../server/indicators/roll-up.ts';
import { measureTallied } from '../../shared/registers/measure.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { demonstrationAccounts } from '../seed/seed-accounts.ts';
import { DEMONSTRATION_DATE } from './seed-demo.ts';
import { correction } from './seed-demo-accidents.ts';
import {
  type DemonstrationCell,
  type DemonstrationReturn,
  demonstrationCells,
  demonstrationReturns,
} from './seed-demo-cells.ts';
import { demonstrationDwellings } from './seed-demo-dwellings.ts';
import { demonstrationProcedures } from './seed-demo-evictions.ts';
import { insertDemonstrationFinance } from './seed-demo-finance.ts';
import { insertDemonstrationTexts } from './seed-demo-report.ts';
import { demonstrationResidences } from './seed-demo-residences.ts';
import { type DemonstrationRows, insertDemonstrationRows } from './seed-demo-rows.ts';
import { demonstrationRequestsOfCca, demonstrationWorkshops } from './seed-demo-sessions.ts';
import { demonstrationRequests } from './seed-demo-siao.ts';
import { insertDemonstrationCounts, insertDemonstrationRequests } from './seed-demo-siao-rows.ts';

type Tx = Prisma.TransactionClient;

interface AccountToCreate {
  name: string;
  email: string;
  role: 'coordinator' | 'contributor' | 'reader';
  organisationId: number | null;
  password: string;
  demonstration: boolean;
}

/** How an account is made belongs to the accounts; the seed only says whose. */
interface Makers {
  createUser: (db: Tx, user: AccountToCreate) => Promise<string>;
}

interface Keys {
  organisations: Map<string, number>;
  indicators: Map<string, number>;
  /** Who signs for an organisation, when it has an account; the coordinator under `coordinator`. */
  people: Map<string, string>;
}

const CHUNK = 1000;

function required(ids: Map<string, number>, code: string): number {
  const id = ids.get(code);
  if (id === undefined) throw new Error(`The demonstration names ${code}, which the catalogue does not have.`);
  return id;
}

async function readKeys(tx: Tx, createUser: Makers['createUser']): Promise<Keys> {
  const select = { id: true, code: true };
  const byCode = (rows: { id: number; code: string }[]) => new Map(rows.map(({ id, code }) => [code, id]));
  const organisations = byCode(await tx.organisation.findMany({ select }));
  const indicators = byCode(await tx.indicator.findMany({ select }));
  const people = new Map<string, string>();
  for (const { organisation, ...account } of demonstrationAccounts) {
    const organisationId = organisation === null ? null : required(organisations, organisation);
    people.set(organisation ?? account.role, await createUser(tx, { ...account, organisationId, demonstration: true }));
  }
  return { organisations, indicators, people };
}

function returnRow(one: DemonstrationReturn, { organisations, people }: Keys): Prisma.MonthlyReturnCreateManyInput {
  return {
    organisationId: required(organisations, one.organisation),
    month: one.month,
    status: one.status,
    firstSubmittedAt: one.submittedAt,
    submittedAt: one.submittedAt,
    submittedById: one.submittedAt ? (people.get(one.organisation) ?? null) : null,
    validatedAt: one.validatedAt,
    validatedById: one.validatedAt ? (people.get('coordinator') ?? null) : null,
    updatedAt: one.validatedAt ?? one.submittedAt ?? one.openedAt,
  };
}

const isCorrected = ({ organisation, code, month }: DemonstrationCell) =>
  organisation === correction.organisation && code === correction.code && month === correction.month;

function cellRow(cell: DemonstrationCell, own: DemonstrationReturn, keys: Keys): Prisma.ObservationCreateManyInput {
  const { quantity } = cell;
  const corrected = isCorrected(cell);
  return {
    organisationId: required(keys.organisations, cell.organisation),
    indicatorId: required(keys.indicators, cell.code),
    month: cell.month,
    state: cell.state,
    value: quantity && 'value' in quantity ? quantity.value : null,
    numerator: quantity && 'numerator' in quantity ? quantity.numerator : null,
    denominator: quantity && 'numerator' in quantity ? quantity.denominator : null,
    reason: cell.reason,
    comment: cell.comment,
    origin: 'demo',
    stage: own.status,
    review: cell.question ? 'returned' : 'none',
    revision: corrected ? 2 : 1,
    updatedById: keys.people.get(cell.organisation) ?? null,
    updatedAt: corrected ? new Date(correction.changedAt) : (own.submittedAt ?? own.openedAt),
  };
}

/** The months that were validated are so for readers too, from the day that their return says. */
async function keepDemonstrationValidated(tx: Tx, { people }: Keys): Promise<void> {
  const cells = await tx.observation.findMany({ where: { stage: 'validated' }, select: { id: true } });
  const stamp = { by: people.get('coordinator') ?? null, at: new Date(`${DEMONSTRATION_DATE}T08:00:00Z`) };
  await keepValidated(
    tx,
    cells.map(({ id }) => id),
    stamp,
  );
  await tx.$executeRaw`
    UPDATE "ValidatedCell" v SET "validatedAt" = r."validatedAt" FROM "MonthlyReturn" r
    WHERE r."organisationId" = v."organisationId" AND r.month = v.month AND r."validatedAt" IS NOT NULL`;
}

async function insertFigures(tx: Tx, cells: DemonstrationCell[], keys: Keys): Promise<void> {
  const returns = demonstrationReturns(cells);
  const byKey = new Map(returns.map((one) => [`${one.organisation} ${one.month}`, one]));
  const rows = cells.flatMap((cell) => {
    const own = byKey.get(`${cell.organisation} ${cell.month}`);
    return own ? [cellRow(cell, own, keys)] : [];
  });
  for (let start = 0; start < rows.length; start += CHUNK) {
    await tx.observation.createMany({ data: rows.slice(start, start + CHUNK) });
  }
  await tx.monthlyReturn.createMany({ data: returns.map((one) => returnRow(one, keys)) });
  await keepDemonstrationValidated(tx, keys);
  await refreshRollUp(tx, rows);
}

function observationOf(
  tx: Tx,
  { organisation, code, month }: Pick<DemonstrationCell, 'organisation' | 'code' | 'month'>,
) {
  return tx.observation.findFirstOrThrow({
    where: { organisation: { code: organisation }, indicator: { code }, month, breakdown: '' },
  });
}

const borrowedCoordinator = ({ people }: Keys) => ({
  id: people.get('coordinator') ?? '',
  name: demonstrationAccounts.find(({ role }) => role === 'coordinator')?.name ?? '',
});

/** The questions of the coordinator about the cells that were sent back. */
async function insertQuestions(tx: Tx, cells: DemonstrationCell[], { people }: Keys): Promise<void> {
  const coordinator = demonstrationAccounts.find(({ role }) => role === 'coordinator');
  for (const cell of cells) {
    if (!cell.question) continue;
    const { id, updatedAt } = await observationOf(tx, cell);
    await tx.cellMessage.create({
      data: {
        observationId: id,
        authorId: people.get('coordinator') ?? '',
        authorName: coordinator?.name ?? '',
        text: cell.question,
        kind: 'question',
        createdAt: new Date(updatedAt.getTime() + 3 * 86_400_000),
      },
    });
  }
}

/** The corrected cell keeps what it was before. */
async function insertCorrection(tx: Tx, { people }: Keys): Promise<void> {
  const { id, state, value, origin, stage } = await observationOf(tx, correction);
  await tx.observationRevision.create({
    data: {
      observationId: id,
      revision: 1,
      state,
      value: (value ?? 0) + correction.more,
      origin,
      stage,
      why: correction.why,
      changedById: people.get('coordinator') ?? null,
      changedAt: new Date(correction.changedAt),
    },
  });
}

/** The rows of the registers are validated with the months of their organisations; a survey of residences is of no month. */
async function validateDemonstrationRegisters(tx: Tx, { people }: Keys): Promise<void> {
  const by = people.get('coordinator') ?? null;
  await tx.$executeRaw`
    INSERT INTO "RegisterValidation" ("organisationId", source, month, sequence, "validatedAt", "validatedById")
    SELECT i."organisationId", i.source, r.month, i.sequence, r."validatedAt", ${by}
    FROM "Import" i JOIN "MonthlyReturn" r ON r."organisationId" = i."organisationId" AND r.status = 'validated'
    UNION ALL SELECT i."organisationId", i.source, ${DEMONSTRATION_DATE.slice(0, 7)}, i.sequence, i."createdAt", ${by}
    FROM "Import" i WHERE i.source = 'residence'`;
}

/** Who is still in their dwelling twelve months after moving in, as the fictitious dwellings tell it. */
function keptDwellings(cells: DemonstrationCell[]): DemonstrationCell[] {
  const tallied = demonstrationDwellings(cells).map((content) => ({ content, count: 1 }));
  const months = measureTallied('captured-dwelling', () => tallied, DEMONSTRATION_DATE)['dwellings-kept'] ?? {};
  const given = new Set(cells.filter(({ code, quantity }) => code === 'IND-03' && quantity).map(({ month }) => month));
  return Object.entries(months).flatMap(([month, figure]) =>
    typeof figure === 'number' || !given.has(month)
      ? []
      : [
          {
            ...{ organisation: 'SOLIHA', code: 'IND-03b', month, state: 'value' as const, quantity: figure },
            ...{ reason: null, comment: null, question: null },
          },
        ],
  );
}

/** Each fictitious register is complete in the months of which it says something. */
async function declareDemonstrationMonths(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "RegisterMonth" ("organisationId", source, month, "importId", why)
    SELECT DISTINCT o."organisationId", i.source, o.month, i.id, 'file'::"DeclaredBy" FROM "Observation" o
    JOIN "Agreement" a ON a."organisationId" = o."organisationId" AND a."indicatorId" = o."indicatorId"
    JOIN "Import" i ON i."organisationId" = o."organisationId" AND i.source = a.register AND i.kind = 'demonstration'
    WHERE o.state = 'value' AND o.stage <> 'draft'`;
}

/** The registers that come row by row, made from the same fictitious months. */
function demonstrationRegisters(cells: DemonstrationCell[]): DemonstrationRows[] {
  return [
    {
      organisation: 'DDETS',
      source: 'eviction-procedure',
      fileName: 'Procédures fictives de la démonstration',
      rows: demonstrationProcedures(cells),
    },
    {
      organisation: 'SOLIHA',
      source: 'captured-dwelling',
      fileName: 'Logements fictifs de la démonstration',
      rows: demonstrationDwellings(cells),
    },
    {
      organisation: 'HH',
      source: 'workshop',
      fileName: 'Ateliers fictifs de la démonstration',
      rows: demonstrationWorkshops(cells),
    },
    {
      organisation: 'ADEFO',
      source: 'cca-request',
      fileName: 'Demandes à la CCA fictives de la démonstration',
      rows: demonstrationRequestsOfCca(cells),
    },
    {
      organisation: 'USH',
      source: 'residence',
      fileName: 'Résidences fictives de la démonstration',
      rows: demonstrationResidences(),
    },
  ];
}

/**
 * Adds the fictitious months and the accounts that may be borrowed, and fixes the day on which the demonstration is
 * looked at. It is done once: a demonstration that is there already is left as people have changed it.
 */
export async function seedDemonstration(db: PrismaClient, { createUser }: Makers): Promise<void> {
  await db.$transaction(
    async (tx) => {
      if (await tx.setting.findUnique({ where: { name: 'demonstration' } })) return;
      await tx.setting.create({ data: { name: 'demonstration', value: { date: DEMONSTRATION_DATE } } });
      const keys = await readKeys(tx, createUser);
      const told = demonstrationCells();
      const requests = demonstrationRequests(told);
      const cells = [...told, ...keptDwellings(told)];
      await insertFigures(tx, cells, keys);
      await insertDemonstrationRequests(tx, required(keys.organisations, 'SIAO'), requests);
      await insertDemonstrationCounts(tx, borrowedCoordinator(keys), requests);
      for (const rows of demonstrationRegisters(told))
        await insertDemonstrationRows(tx, required(keys.organisations, rows.organisation), rows);
      await declareDemonstrationMonths(tx);
      await validateDemonstrationRegisters(tx, keys);
      await insertQuestions(tx, cells, keys);
      await insertCorrection(tx, keys);
      await insertDemonstrationTexts(tx, borrowedCoordinator(keys));
      await insertDemonstrationFinance(tx, borrowedCoordinator(keys));
    },
    { timeout: 120_000, maxWait: 20_000 },
  );
}
