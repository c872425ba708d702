import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readsWritten } from '../../../server/platform/web/page-views.ts';
import { matrix } from '../access/access-rows.ts';
import { type AccessWorld, accessWorld, procedures } from '../access/access-world.ts';
import { growFourfold } from './grown-data.ts';

/** How many statements a procedure sends to the database: as many for one organisation as for a hundred. */

/**
 * The most that a question may cost, where it costs more than a dozen; a page that needs more says so here first. A figure asks
 * once each what is agreed, the totals typed for a year, and the corrections that wait; all of them together, five times the
 * ledger: who feeds it, whether it is up to date, its flows, its months, what was counted beside, its full exports.
 */
const MOST = 12;
const most: Record<string, number> = {
  'firstSteps.state': 22,
  'overview.forYear': 48,
  'indicators.byCode': 32,
  'indicators.breakdown': 31,
  'indicators.why': 29,
  'monthlyEntry.grid': 44,
  'collection.matrix': 14,
  'collection.cells': 60,
  'collection.toValidate': 14,
  'organisationShare.forYear': 83,
  'imports.absent': 27,
  'imports.preview': 46,
  'imports.rows': 27,
  'homelessness.reliability': 13,
  'homelessness.paths': 20,
  'homelessness.needs': 14,
  'evictions.funnel': 24,
  'housing.captured': 23,
  'housing.actionLogement': 18,
  'finance.year': 56,
  'finance.own': 15,
  'editions.forYear': 13,
  'reports.readiness': 32,
  'reports.workspace': 50,
  'reportTexts.tokenFigures': 23,
  'reportTexts.text': 13,
  'catalogue.read': 19,
  'catalogue.exportFile': 22,
  'conventionActs.asOf': 23,
  'conventionActs.exportWorkbook': 22,
  'catalogue.previewAmendment': 16,
  'homelessness.ledger': 17,
  // What waits in the collection, the editions and the money of two years.
  'workQueue.list': 42,
  // What a publication would say of every year, and what waits.
  'publishing.preview': 66,
};

/** Questions about what exists, where the row of the access matrix asks about nothing. */
const asked: Record<string, (organisationId: number) => unknown> = {
  'overview.forYear': () => ({ year: 2025, month: 10 }),
  'indicators.byCode': () => ({ code: 'IND-02', year: 2025 }),
  'indicators.breakdown': () => ({ code: 'IND-02', year: 2025 }),
  'indicators.why': () => ({ code: 'IND-02', year: 2025 }),
  'indicators.thread': () => ({ code: 'IND-02' }),
  'monthlyEntry.grid': (organisationId) => ({ organisationId, month: '2025-10', span: 24 }),
  'collection.matrix': () => ({ year: 2025 }),
  'collection.cells': (organisationId) => ({ organisationId, month: '2025-09' }),
  'catalogue.indicator': () => ({ code: 'IND-02' }),
};

const questions = Object.entries(procedures)
  .filter(([, one]) => (one._def as unknown as { type: string }).type === 'query')
  .map(([name]) => name);

let world: AccessWorld;
let cells: [number, number];
let before: Map<string, number>;
let after: Map<string, number>;

async function statementsOf(name: string): Promise<number> {
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  try {
    const input = asked[name] ?? matrix[name]?.input;
    const who = matrix[name]?.who.includes('C') ? 'C' : 'O';
    const { error } = await world.call(name, world.viewerOf(who), input?.(world.mine));
    if (error && name in asked) throw error;
    return sent.mock.calls.length;
  } finally {
    sent.mockRestore();
  }
}

/** Counted the second time: the first may fill what is kept in memory, settings, revisions, prepared statements. */
async function countAgain(name: string): Promise<number> {
  await statementsOf(name);
  // What the journal is told of a reading comes after the answer, and only once.
  await readsWritten();
  return statementsOf(name);
}

async function countAll(): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const name of questions) counts.set(name, await countAgain(name));
  return counts;
}

/** The same over other data; what is asked for no more than before is asked once. */
async function recount(counted: ReadonlyMap<string, number>): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const [name, few] of counted) {
    const once = await statementsOf(name);
    counts.set(name, once > few ? await countAgain(name) : once);
  }
  return counts;
}

beforeAll(async () => {
  world = await accessWorld();
  before = await countAll();
  const few = await world.db.observation.count();
  await growFourfold(world.pool);
  cells = [few, await world.db.observation.count()];
  after = await recount(before);
}, 300_000);
afterAll(() => world.close());

describe('the statements of a question', () => {
  it('are counted for every question of the router, and most of them ask the database', () => {
    expect(questions.length).toBeGreaterThan(60);
    expect([...before.values()].filter((count) => count > 0).length).toBeGreaterThan(50);
  });

  it('are as many when there are four times the data', () => {
    expect(cells[1]).toBe(4 * cells[0]);
    const grown = questions.filter((name) => (after.get(name) ?? 0) > (before.get(name) ?? 0));
    expect(grown.map((name) => `${name}: ${before.get(name)} → ${after.get(name)}`)).toEqual([]);
  });

  it('are few', () => {
    const costly = questions.filter((name) => (before.get(name) ?? 0) > (most[name] ?? MOST));
    expect(costly.map((name) => `${name}: ${before.get(name)}`)).toEqual([]);
  });
});
