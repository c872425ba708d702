import type pg from 'pg';
import { demonstrationAccounts } from '../../prisma/seed/seed-accounts.ts';
import { type Client, signIn } from './client.ts';
import { type CellEntry, emptyLedger, type Ledger } from './ledger.ts';
import type { Product } from './product.ts';

const ORGANISATIONS = 8;
const INDICATORS = 12;
export const MONTHS = ['2025-05', '2025-06', '2025-07', '2025-08', '2025-09', '2025-10'];

interface Person {
  email: string;
  like: string;
  organisation: string | null;
}

const importers: Person[] = ['HH', 'SIAO', 'HH', 'SIAO'].map((organisation, rank) => ({
  email: `importe-${rank + 1}@faults.example`,
  like: organisation === 'HH' ? 'association@demo.example' : 'siao@demo.example',
  organisation,
}));
const coordinators: Person[] = [1, 2].map((rank) => ({
  email: `coordonne-${rank}@faults.example`,
  like: 'coordination@demo.example',
  organisation: null,
}));
const contributors: Person[] = Array.from({ length: ORGANISATIONS * 2 }, (_, rank) => ({
  email: `saisit-${rank + 1}@faults.example`,
  like: 'association@demo.example',
  organisation: `ESSAI-${1 + (rank % ORGANISATIONS)}`,
}));

/** Organisations, their cells (all typed once, in draft) and people, beside the demonstration's. */
async function fill(db: pg.Client): Promise<CellEntry[]> {
  await db.query(
    `INSERT INTO "Organisation" (code, name, kind)
     SELECT 'ESSAI-' || n, 'Association d’essai ' || n, 'association' FROM generate_series(1, ${ORGANISATIONS}) n`,
  );
  await db.query(
    `WITH asked AS (INSERT INTO "Assignment" ("organisationId", "indicatorId", position)
     SELECT o.id, i.id, i.rank FROM "Organisation" o,
       (SELECT id, row_number() OVER (ORDER BY id)::int AS rank FROM "Indicator"
        WHERE "timeRule" IN ('flow', 'stock') AND frequency = 'monthly' ORDER BY id LIMIT ${INDICATORS}) i
     WHERE o.code LIKE 'ESSAI-%' RETURNING "organisationId", "indicatorId")
     INSERT INTO "AssignmentSpan" ("organisationId", "indicatorId", "fromMonth") SELECT *, '2025-01' FROM asked`,
  );
  await db.query(
    `INSERT INTO "Observation" ("organisationId", "indicatorId", month, state, value, comment, origin, stage)
     SELECT a."organisationId", a."indicatorId", m, 'value', 0, 'essai 0', 'entry', 'draft'
     FROM "Assignment" a JOIN "Organisation" o ON o.id = a."organisationId", unnest($1::text[]) m
     WHERE o.code LIKE 'ESSAI-%'`,
    [MONTHS],
  );
  for (const { email, like, organisation } of [...importers, ...coordinators, ...contributors])
    await copy(db, email, like, organisation);
  const { rows } = await db.query<{ organisationId: number; indicatorId: number; month: string }>(
    `SELECT c."organisationId", c."indicatorId", c.month FROM "Observation" c
     JOIN "Organisation" o ON o.id = c."organisationId" WHERE o.code LIKE 'ESSAI-%' ORDER BY c.id`,
  );
  return rows.map((row) => ({ ...row, revision: 1, acknowledged: { value: 0, comment: 'essai 0' }, pending: null }));
}

/** An account of the demonstration, which is asked for no second factor, with the password of one of the demonstration's, without the cost of hashing another. */
async function copy(db: pg.Client, email: string, like: string, organisation: string | null): Promise<void> {
  await db.query(
    `INSERT INTO "User" (id, name, email, "emailVerified", demonstration, role, "organisationId")
     SELECT $1, $1, $1, true, true, role, (SELECT id FROM "Organisation" WHERE code = $3) FROM "User" WHERE email = $2`,
    [email, like, organisation],
  );
  await db.query(
    `INSERT INTO "Account" (id, "userId", "accountId", "providerId", password)
     SELECT $1, $1, $1, a."providerId", a.password FROM "Account" a JOIN "User" u ON u.id = a."userId" WHERE u.email = $2`,
    [email, like],
  );
}

const passwordOf = (like: string) => demonstrationAccounts.find(({ email }) => email === like)?.password ?? '';

export interface World {
  product: Product;
  ledger: Ledger;
  /** Each with the cells that they alone write. */
  contributors: { client: Client; cells: CellEntry[] }[];
  importers: { client: Client; organisationId: number; source: 'workshop' | 'siao-request' }[];
  coordinator: Client;
  /** A second one, who freezes editions. */
  editor: Client;
  /** The warnings that the editor has read. */
  read: string[];
  /** Months of the organisations of the trial. */
  returns: { organisationId: number; month: string }[];
}

/** A product with its people signed in and an empty ledger. */
export async function openWorld(product: Product): Promise<World> {
  const cells = await product.withDatabase(fill);
  const { rows } = await product.withDatabase((db) =>
    db.query<{ id: number; code: string }>('SELECT id, code FROM "Organisation"'),
  );
  const idOf = (code: string) => rows.find((row) => row.code === code)?.id ?? 0;
  const enter = ({ email, like }: Person) => signIn(() => product.address, { email, password: passwordOf(like) });
  const ledger = emptyLedger();
  ledger.cells = cells;
  const entered: World['contributors'] = [];
  for (const [rank, person] of contributors.entries()) {
    const own = cells.filter(({ organisationId }) => organisationId === idOf(person.organisation ?? ''));
    // Two people of one organisation share its months, never a cell.
    const half = rank < ORGANISATIONS ? 0 : 1;
    entered.push({ client: await enter(person), cells: own.filter((_, index) => index % 2 === half) });
  }
  const world = { product, ledger, contributors: entered, importers: [] as World['importers'] };
  for (const person of importers) {
    const source = person.organisation === 'HH' ? ('workshop' as const) : ('siao-request' as const);
    world.importers.push({ client: await enter(person), organisationId: idOf(person.organisation ?? ''), source });
  }
  const [first, second] = coordinators;
  if (!first || !second) throw new Error('two coordinators are needed');
  const returns = [...new Set(cells.map(({ organisationId }) => organisationId))].flatMap((organisationId) =>
    MONTHS.map((month) => ({ organisationId, month })),
  );
  return { ...world, coordinator: await enter(first), editor: await enter(second), read: [], returns };
}
