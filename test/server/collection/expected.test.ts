import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ExpectedWorld, expectedWorld } from './expected-world.ts';

let world: ExpectedWorld;

beforeAll(async () => {
  world = await expectedWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

/** The coordinator's queue, the matrix of the collection and « Mon mois » say the same on a day. */
async function everywhereMissing(today: string): Promise<string[]> {
  const { queue, collection, entry } = await world.missing(today);
  expect(queue).toEqual(collection);
  expect(entry).toEqual(collection);
  return collection;
}

/** The months that a message leads to. */
const monthsTold = (text: string | undefined) =>
  [...(text ?? '').matchAll(/mon-mois\/(\d{4}-\d{2})/g)].map(([, month]) => month);

describe('the due day', () => {
  beforeEach(async () => {
    await world.indicator('ATELIERS', 'monthly');
    await world.ask({ organisation: 'ADEFO', indicator: 'ATELIERS', fromMonth: '2025-10' });
  });

  it('is in time: the return is missing the day after, in every room', async () => {
    expect(await everywhereMissing('2025-11-09')).toEqual([]);
    expect(await everywhereMissing('2025-11-10')).toEqual([]);
    expect(await everywhereMissing('2025-11-11')).toEqual(['ADEFO 2025-10']);
  });

  it('is said by the reminder of that very day, which calls nobody late', async () => {
    const [onTheDay, ...others] = await world.reminders('2025-11-10');
    expect(others).toEqual([]);
    expect(onTheDay?.text).toContain('attendu aujourd’hui');
    const [after] = await world.reminders('2025-11-17');
    expect(after?.text).toMatch(/attendu le 10\snovembre\s2025, il y a 7\sjours/);
  });

  it('leaves what was typed and not sent among the missing returns, late instead of missing', async () => {
    await world.give({ organisation: 'ADEFO', indicator: 'ATELIERS', month: '2025-10' });
    expect(await everywhereMissing('2025-11-10')).toEqual([]);
    expect(await everywhereMissing('2025-11-11')).toEqual(['ADEFO 2025-10']);
    expect(await world.countersAt('2025-11-11')).toMatchObject({ sentLate: 0, missing: 1 });
    const [reminder] = await world.reminders('2025-11-17');
    expect(reminder?.text).toContain('il reste à envoyer le mois');
  });

  it('is nothing to whoever has sent', async () => {
    await world.give({ organisation: 'ADEFO', indicator: 'ATELIERS', month: '2025-10', stage: 'submitted' });
    expect(await everywhereMissing('2025-11-30')).toEqual([]);
    expect(await world.reminders('2025-11-17')).toEqual([]);
  });
});

describe('an organisation that is only asked by the quarter', () => {
  it('with three missing returns has three, in every room, and is reminded of them', async () => {
    await world.indicator('FILE', 'quarterly');
    await world.ask({ organisation: 'SIAO', indicator: 'FILE', fromMonth: '2025-01' });
    const three = ['SIAO 2025-03', 'SIAO 2025-06', 'SIAO 2025-09'];
    expect(await everywhereMissing('2025-11-14')).toEqual(three);
    const [reminder] = await world.reminders('2025-11-14');
    expect(monthsTold(reminder?.text)).toEqual(['2025-03', '2025-06', '2025-09']);
    const [escalation] = await world.escalation('2025-12-01');
    expect(escalation?.text).toContain('SIAO');
    const { months, coverage, missingMonths } = await world.figure('FILE', '2025-10');
    expect(months.filter(({ expected }) => expected > 0).map(({ month }) => month)).toEqual([
      '2025-03',
      '2025-06',
      '2025-09',
      '2025-12',
    ]);
    expect(coverage.cells).toEqual({ reported: 0, expected: 3 });
    expect(missingMonths).toEqual(['2025-03', '2025-06', '2025-09']);
  });

  it('is complete with its quarters', async () => {
    await world.indicator('FILE', 'quarterly');
    await world.ask({ organisation: 'SIAO', indicator: 'FILE', fromMonth: '2025-01' });
    for (const month of ['2025-03', '2025-06', '2025-09'])
      await world.give({ organisation: 'SIAO', indicator: 'FILE', month, stage: 'validated' });
    expect(await everywhereMissing('2025-11-14')).toEqual([]);
    const { coverage } = await world.figure('FILE', '2025-10');
    expect(coverage).toEqual({ structures: { reported: 1, expected: 1 }, cells: { reported: 3, expected: 3 } });
  });

  it('beside a yearly figure owes it in December only', async () => {
    await world.indicator('BILAN', 'yearly');
    await world.indicator('DIAGNOSTIC', 'once');
    await world.ask({ organisation: 'DDETS', indicator: 'BILAN', fromMonth: '2025-01' });
    await world.ask({ organisation: 'DDETS', indicator: 'DIAGNOSTIC', fromMonth: '2025-01' });
    expect(await everywhereMissing('2025-12-31')).toEqual([]);
    expect(await everywhereMissing('2026-01-10')).toEqual([]);
    expect(await everywhereMissing('2026-01-11')).toEqual(['DDETS 2025-12']);
    expect((await world.figure('BILAN', '2025-11')).coverage.structures.expected).toBe(0);
    expect((await world.figure('BILAN', '2025-12')).coverage.structures).toEqual({ reported: 0, expected: 1 });
    expect((await world.figure('DIAGNOSTIC', '2025-12')).coverage.cells.expected).toBe(0);
  });
});

describe('a month said « sans objet »', () => {
  beforeEach(async () => {
    await world.indicator('ATELIERS', 'monthly');
    for (const organisation of ['ADEFO', 'CCAS'])
      await world.ask({ organisation, indicator: 'ATELIERS', fromMonth: '2025-09', toMonth: '2025-10' });
  });

  it('is missing in no room and reminded to nobody', async () => {
    await world.give({ organisation: 'ADEFO', indicator: 'ATELIERS', month: '2025-09', state: 'not-applicable' });
    expect(await everywhereMissing('2025-11-14')).toEqual(['ADEFO 2025-10', 'CCAS 2025-09', 'CCAS 2025-10']);
    const mails = await world.reminders('2025-11-14');
    expect(mails.map(({ to, text }) => [to, monthsTold(text)])).toEqual([
      ['adefo@exemple.fr', ['2025-10']],
      ['ccas@exemple.fr', ['2025-09', '2025-10']],
    ]);
    expect(await world.countersAt('2025-11-14')).toMatchObject({
      completeness: 0,
      returns: { sent: 0, expected: 3 },
    });
  });

  it('beside cells that are asked for leaves those alone', async () => {
    await world.indicator('REPAS', 'monthly');
    await world.ask({ organisation: 'ADEFO', indicator: 'REPAS', fromMonth: '2025-10', toMonth: '2025-10' });
    await world.give({ organisation: 'ADEFO', indicator: 'ATELIERS', month: '2025-10', state: 'not-applicable' });
    const [reminder] = await world.reminders('2025-11-14');
    expect(reminder?.to).toBe('adefo@exemple.fr');
    expect(await everywhereMissing('2025-11-14')).toContain('ADEFO 2025-10');
  });

  it('is expected in no figure, once it is validated', async () => {
    await world.give({
      ...{ organisation: 'ADEFO', indicator: 'ATELIERS', month: '2025-09' },
      ...{ state: 'not-applicable', stage: 'validated' },
    });
    await world.give({ organisation: 'CCAS', indicator: 'ATELIERS', month: '2025-09', stage: 'validated' });
    const { months, coverage, missingMonths, partial } = await world.figure('ATELIERS', '2025-09');
    expect(months.find(({ month }) => month === '2025-09')).toMatchObject({ reported: 1, expected: 1 });
    expect(coverage).toEqual({ structures: { reported: 1, expected: 1 }, cells: { reported: 1, expected: 1 } });
    expect({ missingMonths, partial }).toEqual({ missingMonths: [], partial: false });
  });

  it('that is said by all leaves a month without value that is not missing', async () => {
    for (const organisation of ['ADEFO', 'CCAS'])
      await world.give({
        ...{ organisation, indicator: 'ATELIERS', month: '2025-09' },
        ...{ state: 'not-applicable', stage: 'validated' },
      });
    const { coverage, missingMonths, value } = await world.figure('ATELIERS', '2025-10');
    expect(value).toBeNull();
    expect(coverage.cells).toEqual({ reported: 0, expected: 2 });
    expect(missingMonths).toEqual(['2025-10']);
  });
});

describe('an assignment that begins and ends within the year', () => {
  it('asks for its own months, both ends included, in every room', async () => {
    await world.indicator('ATELIERS', 'monthly');
    await world.ask({ organisation: 'HH', indicator: 'ATELIERS', fromMonth: '2025-03', toMonth: '2025-06' });
    expect(await everywhereMissing('2025-11-14')).toEqual(['HH 2025-03', 'HH 2025-04', 'HH 2025-05', 'HH 2025-06']);
    const [reminder] = await world.reminders('2025-11-14');
    expect(monthsTold(reminder?.text)).toEqual(['2025-03', '2025-04', '2025-05', '2025-06']);
    const figure = await world.figure('ATELIERS', '2025-12');
    expect(figure.missingMonths).toEqual(['2025-03', '2025-04', '2025-05', '2025-06']);
    expect(figure.coverage.cells.expected).toBe(4);
  });
});

describe('the lines of the annex that a reminder names', () => {
  it('are those of the convention of the months that are missing, not of the one before or after', async () => {
    await world.indicator('ATELIERS', 'monthly');
    await world.renewed('ATELIERS', { first: 'Ateliers de 2025', second: 'Ateliers renouvelés' });
    await world.ask({ organisation: 'ADEFO', indicator: 'ATELIERS', fromMonth: '2025-12' });
    const [ofTheFirst] = await world.reminders('2026-01-12');
    expect(ofTheFirst?.text).toContain('Ateliers de 2025');
    expect(ofTheFirst?.text).not.toContain('renouvelés');
    await world.give({ organisation: 'ADEFO', indicator: 'ATELIERS', month: '2025-12', stage: 'submitted' });
    const [ofTheSecond] = await world.reminders('2026-02-12');
    expect(ofTheSecond?.text).toContain('Ateliers renouvelés');
    expect(ofTheSecond?.text).not.toContain('de 2025');
  });
});

describe('what is to validate', () => {
  it('is the returns that hold a cell sent without an open question, in the queue as in the collection', async () => {
    await world.indicator('ATELIERS', 'monthly');
    const sent = { indicator: 'ATELIERS', month: '2025-10', stage: 'submitted' } as const;
    for (const organisation of ['ADEFO', 'CCAS', 'HH'])
      await world.ask({ organisation, indicator: 'ATELIERS', fromMonth: '2025-10' });
    await world.give({ organisation: 'ADEFO', ...sent });
    await world.give({ organisation: 'CCAS', ...sent, review: 'returned' });
    await world.give({ organisation: 'HH', ...sent, stage: 'validated' });
    expect(await world.toValidate('2025-11-14')).toEqual({ queue: 1, collection: 1 });
  });
});
