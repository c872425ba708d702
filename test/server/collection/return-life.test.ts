import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publishReturns, revisedSincePublication } from '../../../server/collection/publication.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import { validateSeen } from '../../setup/validated-cells.ts';
import { type EntryWorld, entryWorld, type Person, refusal } from '../monthly-entry/entry-world.ts';

/**
 * Every move of the life of a return and of its cells (§12 of the domain), from every state, by everybody. A move ends in
 * the state where it leaves the cell and its return, or in the code of its refusal; a refusal changes nothing.
 */

let world: EntryWorld;

beforeAll(async () => {
  world = await entryWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const OCTOBER = '2025-10';
const october = () => ({ organisationId: world.adefo, month: OCTOBER });
const attendance = () => ({ ...october(), indicatorId: world.attendance });

const helene: Viewer = {
  id: 'helene',
  name: 'Hélène',
  email: 'helene@exemple.fr',
  role: 'coordinator',
  organisationId: null,
};

/** Before every act of the tests: their clock stands still unless they move it. */
const PUBLISHED_AT = new Date('2025-11-14T00:00:00Z');

const states = ['nothing', 'draft', 'submitted', 'returned', 'answered', 'validated', 'published'] as const;
type State = (typeof states)[number];

const find = () => world.cell(world.attendance, OCTOBER);
const revisionOf = async () => (await find())?.revision ?? 0;
const save = async (by: Person | null, value: number) =>
  world.as(by).monthlyEntry.saveCell({ ...attendance(), revision: await revisionOf(), state: 'value', value });

const moves = {
  save: (by: Person | null) => save(by, 13),
  submit: (by: Person | null) => world.as(by).monthlyEntry.submit(october()),
  answer: (by: Person | null) => world.as(by).monthlyEntry.answer({ ...attendance(), text: 'Deux ateliers' }),
  validate: (by: Person | null) => validateSeen(world.as(by).collection, [october()]),
  return: (by: Person | null) => world.as(by).collection.returnCell({ ...attendance(), question: 'Est-ce bien 12 ?' }),
  'return without a question': (by: Person | null) =>
    world.as(by).collection.returnCell({ ...attendance(), question: ' ' }),
  unlock: (by: Person | null) => world.as(by).collection.unlock({ ...attendance(), reason: 'Erreur signalée' }),
  'unlock without a reason': (by: Person | null) => world.as(by).collection.unlock({ ...attendance(), reason: ' ' }),
};
type Move = keyof typeof moves;

/** How each state is come to. */
const paths: Record<State, () => Promise<unknown>> = {
  nothing: async () => {},
  draft: async () => {
    await save('karim', 12);
    const cell = { ...october(), indicatorId: world.nonResponse, revision: 0, state: 'value' as const };
    await world.as('karim').monthlyEntry.saveCell({ ...cell, numerator: 6, denominator: 20 });
  },
  submitted: () => world.sendOctober(12),
  returned: async () => {
    await paths.submitted();
    await moves.return('helene');
  },
  answered: async () => {
    await paths.returned();
    await moves.answer('karim');
  },
  validated: async () => {
    await paths.submitted();
    await moves.validate('helene');
  },
  published: async () => {
    await paths.validated();
    const edition = { from: '2025-01', to: '2025-12', edition: 'rapport d’exécution 2025', at: PUBLISHED_AT };
    await world.db.$transaction((tx) => publishReturns(tx, helene, edition));
  },
};

async function stateNow(): Promise<State | string> {
  const cell = await find();
  const status = (await world.db.monthlyReturn.findFirst({ where: { month: OCTOBER } }))?.status ?? 'draft';
  if (!cell) return status === 'draft' ? 'nothing' : `${status} without a cell`;
  if (cell.stage !== (status === 'published' ? 'validated' : status)) return `${status} with a ${cell.stage} cell`;
  return cell.review === 'none' ? status : cell.review;
}

/** Those who may make a move when they may make it at all: the organisation and the coordinator, or the coordinator alone. */
const review: Move[] = ['validate', 'return', 'return without a question', 'unlock', 'unlock without a reason'];

const table: Record<Move, Record<State, string>> = {
  save: {
    nothing: 'draft',
    draft: 'draft',
    submitted: 'submitted',
    returned: 'answered',
    answered: 'answered',
    validated: 'LOCKED',
    published: 'LOCKED',
  },
  submit: {
    nothing: 'nothing',
    draft: 'submitted',
    submitted: 'submitted',
    returned: 'returned',
    answered: 'answered',
    validated: 'LOCKED',
    published: 'LOCKED',
  },
  answer: {
    nothing: 'NOT_FOUND',
    draft: 'NOT_FOUND',
    submitted: 'NOT_FOUND',
    returned: 'answered',
    answered: 'answered',
    validated: 'LOCKED',
    published: 'LOCKED',
  },
  validate: {
    nothing: 'nothing',
    draft: 'draft',
    submitted: 'validated',
    returned: 'returned',
    answered: 'validated',
    validated: 'validated',
    published: 'published',
  },
  return: {
    nothing: 'NOT_FOUND',
    draft: 'NOT_FOUND',
    submitted: 'returned',
    returned: 'returned',
    answered: 'returned',
    validated: 'LOCKED',
    published: 'LOCKED',
  },
  'return without a question': {
    nothing: 'NOT_FOUND',
    draft: 'NOT_FOUND',
    submitted: 'NEEDS_REASON',
    returned: 'NEEDS_REASON',
    answered: 'NEEDS_REASON',
    validated: 'LOCKED',
    published: 'LOCKED',
  },
  unlock: {
    nothing: 'NOT_FOUND',
    draft: 'NOT_FOUND',
    submitted: 'NOT_FOUND',
    returned: 'NOT_FOUND',
    answered: 'NOT_FOUND',
    validated: 'submitted',
    published: 'submitted',
  },
  'unlock without a reason': {
    nothing: 'NEEDS_REASON',
    draft: 'NEEDS_REASON',
    submitted: 'NEEDS_REASON',
    returned: 'NEEDS_REASON',
    answered: 'NEEDS_REASON',
    validated: 'NEEDS_REASON',
    published: 'NEEDS_REASON',
  },
};

const everybody: Array<[string, Person | null]> = [
  ['its organisation', 'karim'],
  ['another organisation', 'lea'],
  ['a reader', 'camille'],
  ['nobody', null],
  ['the coordinator', 'helene'],
];

function expectedOf(move: Move, from: State, person: Person | null): string {
  if (person === null) return 'NOT_SIGNED_IN';
  if (person === 'camille' || person === 'lea') return 'FORBIDDEN';
  if (person === 'karim' && review.includes(move)) return 'FORBIDDEN';
  return table[move][from];
}

const isCode = (words: string) => /^[A-Z_]+$/.test(words);

const rows = (Object.keys(table) as Move[]).flatMap((move) => states.map((from) => [move, from] as const));

/** Lets one person try the move from where things are; true when something may have moved. */
async function attempt(move: Move, from: State, who: string, person: Person | null): Promise<boolean> {
  const expected = expectedOf(move, from, person);
  const before = await find();
  if (isCode(expected)) {
    expect((await refusal(moves[move](person))).code, who).toBe(expected);
    expect(await find(), who).toEqual(before);
    expect(await stateNow(), who).toBe(from);
    return false;
  }
  await moves[move](person);
  expect(await stateNow(), who).toBe(expected);
  return true;
}

describe('every move, from every state, by everybody', () => {
  it.each(rows)('%s, from %s', async (move, from) => {
    await paths[from]();
    for (const [who, person] of everybody) {
      expect(await stateNow()).toBe(from);
      if (!(await attempt(move, from, who, person))) continue;
      await world.reset();
      await paths[from]();
    }
  });
});

describe('cells validated one by one', () => {
  const validateOne = (indicatorId: number) => validateSeen(world.as('helene').collection, [october()], [indicatorId]);

  it('validate the return with the last of them', async () => {
    await paths.submitted();
    expect(await validateOne(world.attendance)).toMatchObject([{ validated: 1, status: 'submitted' }]);
    expect(await find()).toMatchObject({ stage: 'validated' });
    expect(await world.cell(world.nonResponse, OCTOBER)).toMatchObject({ stage: 'submitted' });
    expect(await validateOne(world.nonResponse)).toMatchObject([{ validated: 1, status: 'validated' }]);
  });

  it('leave alone a cell whose question has no answer', async () => {
    await paths.returned();
    expect(await validateOne(world.attendance)).toMatchObject([{ validated: 0, waiting: 1, status: 'submitted' }]);
    expect(await find()).toMatchObject({ stage: 'submitted', review: 'returned' });
  });

  it('count for readers as soon as they are validated, and stay so once unlocked, until validated again', async () => {
    await paths.submitted();
    const validated = () =>
      world.db.indicatorMonth.findFirst({ where: { indicatorId: world.attendance, visibility: 'validated' } });
    await validateOne(world.attendance);
    expect(await validated()).toMatchObject({ value: 12 });
    await moves.unlock('helene');
    await save('karim', 13);
    expect(await validated()).toMatchObject({ value: 12 });
    await validateOne(world.attendance);
    expect(await validated()).toMatchObject({ value: 13 });
  });

  it('are refused together when one of the returns is not there: nothing is validated', async () => {
    await paths.submitted();
    const returns = [october(), { organisationId: 999_999, month: OCTOBER }].map((one) => ({ ...one, cells: [] }));
    expect((await refusal(world.as('helene').collection.validate({ returns }))).code).toBe('NOT_FOUND');
    expect(await stateNow()).toBe('submitted');
  });
});

describe('what changed', () => {
  const detail = () => world.as('helene').collection.cells(october());
  const last = async () => (await detail()).seen.find((one) => one.indicatorId === world.attendance);

  it('since it was sent, when the association corrects by itself', async () => {
    await paths.submitted();
    expect(await last()).toMatchObject({ value: 12, since: 'sending' });
    await save('karim', 13);
    expect(await last()).toMatchObject({ value: 12, since: 'sending' });
    expect((await detail()).isResubmission).toBe(false);
  });

  it('since the question, when it is sent again: only that cell', async () => {
    await paths.returned();
    await save('karim', 14);
    world.setNow('2025-11-15T09:00:00Z');
    await moves.submit('karim');
    const { isResubmission, seen, cells } = await detail();
    expect(isResubmission).toBe(true);
    const now = new Map(cells.filter(({ month }) => month === OCTOBER).map((cell) => [cell.indicatorId, cell]));
    const changed = seen.filter((former) => {
      const cell = now.get(former.indicatorId);
      return cell?.value !== former.value || cell?.numerator !== former.numerator;
    });
    expect(changed).toMatchObject([{ indicatorId: world.attendance, value: 12, since: 'question' }]);
  });

  it('since it was validated, however many questions came after; what was validated is kept', async () => {
    await paths.published();
    await moves.unlock('helene');
    await save('karim', 15);
    await moves.return('helene');
    await save('karim', 16);
    const { changes } = await detail();
    expect(changes).toMatchObject([{ indicatorId: world.attendance, value: 12, why: 'Erreur signalée' }]);
    expect(await last()).toMatchObject({ value: 15, since: 'question' });
    const kept = await world.db.observationRevision.findMany({ where: { stage: 'validated' } });
    expect(kept).toMatchObject([{ value: 12 }]);
  });
});

describe('after publication', () => {
  const revised = () => revisedSincePublication(world.db, { from: '2025-01', to: '2025-12' });

  it('publishes what is validated and leaves the rest: a month that was only sent is in no edition', async () => {
    await paths.submitted();
    const span = { from: '2025-01', to: '2025-12', edition: 'rapport d’exécution 2025', at: PUBLISHED_AT };
    expect(await world.db.$transaction((tx) => publishReturns(tx, helene, span))).toBe(0);
    await moves.validate('helene');
    expect(await world.db.$transaction((tx) => publishReturns(tx, helene, { ...span, to: '2025-09' }))).toBe(0);
    expect(await world.db.$transaction((tx) => publishReturns(tx, helene, span))).toBe(1);
    const journal = await world.db.auditEvent.findFirst({ where: { action: 'collection.publish' } });
    expect(journal?.after).toEqual({ status: 'published', edition: 'rapport d’exécution 2025' });
  });

  it('a correction is a revision: the published value stays citable beside the new one', async () => {
    await paths.published();
    expect(await revised()).toEqual([]);
    await moves.unlock('helene');
    expect(await revised()).toEqual([]);
    await save('karim', 15);
    await moves.validate('helene');
    const edition = 'rapport d’exécution 2025';
    expect(await revised()).toMatchObject([
      { indicatorId: world.attendance, month: OCTOBER, edition, published: { value: 12 }, now: { value: 15 } },
    ]);
    const detail = await world.as('helene').collection.cells(october());
    expect(detail.published?.edition).toBe(edition);
    expect(detail.revised).toMatchObject([{ indicatorId: world.attendance, value: 12 }]);
    expect(await world.as('karim').monthlyEntry.grid(october())).toMatchObject({ publishedIn: edition });
  });

  it('a second edition publishes the revision in its turn, and nothing is revised any more', async () => {
    await paths.published();
    await moves.unlock('helene');
    await save('karim', 15);
    await moves.validate('helene');
    const at = new Date('2025-12-20T09:00:00Z');
    const second = { from: '2025-01', to: '2025-12', edition: 'rapport d’exécution 2025, édition 2', at };
    expect(await world.db.$transaction((tx) => publishReturns(tx, helene, second))).toBe(1);
    expect(await stateNow()).toBe('published');
    expect(await revised()).toEqual([]);
  });
});
