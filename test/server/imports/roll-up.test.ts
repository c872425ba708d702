import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedOf } from '../../setup/seed.ts';
import { validateSeen } from '../../setup/validated-cells.ts';
import { handMade, type ImportWorld, importWorld, type Person } from './import-world.ts';

let world: ImportWorld;

beforeEach(async () => {
  world = await importWorld({ demonstration: false });
});
afterEach(() => world.close());

const coordinator: Person = { role: 'coordinator' };

/** Numbers in [0, 1[ that are the same from the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Rolled {
  values: number[];
  numerators: number[];
  denominators: number[];
  reported: number;
  unavailable: number;
}

const total = (numbers: number[]) => (numbers.length === 0 ? null : numbers.reduce((sum, one) => sum + one, 0));
const rounded = (value: number | null) => (value === null ? null : Number(value.toFixed(6)));

/** The roll-up worked out again in the test, from every cell that there is. */
async function fromNothing(): Promise<string[]> {
  const asked = { where: { breakdown: '' }, include: { indicator: { select: { timeRule: true } } } } as const;
  const contributed = await world.db.observation.findMany(asked);
  const cells = {
    working: contributed.filter(({ stage }) => stage !== 'draft'),
    validated: await world.db.validatedCell.findMany(asked),
  };
  const groups = new Map<string, Rolled & { average: boolean }>();
  for (const [visibility, counted] of Object.entries(cells))
    for (const cell of counted) {
      if (!['value', 'estimated', 'unavailable'].includes(cell.state)) continue;
      const key = `${cell.indicatorId} ${cell.month} ${visibility}`;
      const empty = { values: [], numerators: [], denominators: [], reported: 0, unavailable: 0 };
      const group = groups.get(key) ?? { ...empty, average: cell.indicator.timeRule === 'average' };
      if (cell.value !== null) group.values.push(cell.value);
      if (cell.numerator !== null) group.numerators.push(cell.numerator);
      if (cell.denominator !== null) group.denominators.push(cell.denominator);
      if (cell.state === 'unavailable') group.unavailable += 1;
      else group.reported += 1;
      groups.set(key, group);
    }
  return [...groups]
    .map(([key, { values, numerators, denominators, reported, unavailable, average }]) => {
      const sum = total(values);
      const value = average && sum !== null ? sum / values.length : sum;
      return JSON.stringify([
        key,
        ...[value, total(numerators), total(denominators)].map(rounded),
        reported,
        unavailable,
      ]);
    })
    .sort();
}

async function asKept(): Promise<string[]> {
  const rows = await world.db.indicatorMonth.findMany();
  return rows
    .map(({ indicatorId, month, visibility, value, numerator, denominator, reported, unavailable }) =>
      JSON.stringify([
        `${indicatorId} ${month} ${visibility}`,
        ...[value, numerator, denominator].map(rounded),
        reported,
        unavailable,
      ]),
    )
    .sort();
}

describe('the roll-up', () => {
  it('is what the cells add up to, whatever was saved, sent, validated, opened again or imported', async () => {
    const random = seeded(seedOf(20_251_114));
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
    const assigned = await world.db.assignment.findMany({ include: { indicator: true, organisation: true } });
    const months = ['2025-06', '2025-07', '2025-08', '2025-09', '2025-10', '2025-11'];
    const done = { save: 0, submit: 0, validate: 0, unlock: 0, import: 0 };

    async function save(organisation: string, month: string) {
      const { indicator, organisationId } = pick(assigned.filter((one) => one.organisation.code === organisation));
      const cell = await world.cell(organisation, indicator.code, month);
      const number = Math.floor(random() * 20);
      const content =
        indicator.timeRule === 'ratio' ? { numerator: number, denominator: number + 5 } : { value: number };
      const state = random() < 0.2 ? ('unavailable' as const) : ('value' as const);
      await world.as({ role: 'contributor', organisation }).monthlyEntry.saveCell({
        ...{ organisationId, indicatorId: indicator.id, month, revision: cell?.revision ?? 0, state, reason: 'essai' },
        ...(state === 'value' && content),
      });
    }
    async function submit(organisation: string, month: string) {
      const own = assigned.filter((one) => one.organisation.code === organisation);
      const reasons = own.map(({ indicatorId }) => ({ indicatorId, reason: 'essai' }));
      const { monthlyEntry } = world.as({ role: 'contributor', organisation });
      const { submitted } = await monthlyEntry.submit({ organisationId: world.idOf(organisation), month, reasons });
      if (!submitted) throw new Error('not complete');
    }
    async function validate(organisation: string, month: string) {
      const organisationId = world.idOf(organisation);
      const returns = [month, pick(months)].map((one) => ({ organisationId, month: one }));
      await validateSeen(world.as(coordinator).collection, returns);
    }
    const unlock = (organisation: string, month: string) =>
      world.as(coordinator).collection.unlock({ organisationId: world.idOf(organisation), month, reason: 'essai' });
    async function take(_organisation: string, month: string) {
      const content = {
        date: `${month}-04`,
        theme: 'Entretien du logement',
        participants: Math.floor(random() * 9),
        month,
      };
      await world.take(handMade('workshop', [content], [`${month} ${pick(['a', 'b'])}`]));
    }
    const acts = { save, submit, validate, unlock, import: take };

    for (let step = 0; step < 250; step += 1) {
      const name = pick(['save', 'save', 'save', 'submit', 'validate', 'unlock', 'import'] as const);
      const organisation = pick(['HH', 'SIAO', 'CCAS', 'DIJON', 'ADEFO']);
      // What the product refuses must leave the roll-up as true as what it does.
      const went = await acts[name](organisation, pick(months)).then(
        () => true,
        () => false,
      );
      if (went) done[name] += 1;
    }
    expect(Math.min(...Object.values(done)), JSON.stringify(done)).toBeGreaterThan(2);
    const expected = await fromNothing();
    expect(expected.length).toBeGreaterThan(2000);
    expect(await asKept()).toEqual(expected);
  });

  it('stays true when everything is written at once', async () => {
    const organisations = ['HH', 'SIAO', 'DIJON', 'ADEFO', 'CCAS'];
    const returns = organisations.flatMap((code) =>
      ['2025-09', '2025-10'].map((month) => ({ organisationId: world.idOf(code), month })),
    );
    const months = ['2025-08', '2025-09', '2025-10'];
    const sessions = months.map((month) => ({
      date: `${month}-04`,
      theme: 'Entretien du logement',
      participants: 4,
      month,
    }));
    const { collection } = world.as(coordinator);
    const all = await Promise.allSettled([
      validateSeen(collection, returns),
      validateSeen(collection, [...returns].reverse()),
      world.take(handMade('workshop', sessions, months)),
      ...returns.map(({ organisationId, month }) => collection.unlock({ organisationId, month, reason: 'essai' })),
    ]);
    const broken = all.filter((one) => one.status === 'rejected').map((one) => String(one.reason));
    expect(broken.filter((reason) => !/NOT_FOUND/.test(reason))).toEqual([]);
    expect(await asKept()).toEqual(await fromNothing());
  });
});
