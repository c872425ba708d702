import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerRows } from '../../../server/contributions/register-rows.ts';
import { purge } from '../../../server/data-protection/purge.ts';
import type { Visibility } from '../../../server/platform/access.ts';
import { draws, seedOf } from '../../setup/seed.ts';
import { validateSeen } from '../../setup/validated-cells.ts';
import { handMade, type ImportWorld, importWorld } from '../imports/import-world.ts';

/** What is validated moves by a validation and by nothing else; who reads sees it, who works sees what waits. */

let world: ImportWorld;
beforeEach(async () => {
  world = await importWorld();
});
afterEach(() => world.close());

const coordinator = { role: 'coordinator' } as const;
const reader = { role: 'reader' } as const;

/** The rows of the registers that count for a visibility, one text each. */
async function rowsOf(visibility: Visibility): Promise<string[]> {
  const rows: { text: string }[] = await world.db.$queryRaw`
    SELECT concat_ws(' ', r.source, encode(r."keyHash", 'hex'), r.content, r."outOfTerritory") AS text
    FROM ${registerRows(visibility)} r ORDER BY 1`;
  return rows.map(({ text }) => text);
}

/** A print of all that readers are given: cells, months of the territory, rows. */
async function validatedState(): Promise<string> {
  const [found]: { print: string }[] = await world.db.$queryRaw`
    SELECT md5(concat(
      (SELECT string_agg(c::text, '|' ORDER BY c::text) FROM "ValidatedCell" c),
      (SELECT string_agg(m::text, '|' ORDER BY m::text) FROM "IndicatorMonth" m WHERE m.visibility = 'validated'),
      (SELECT string_agg(concat_ws(' ', r.source, r."keyHash", r.content, r."outOfTerritory"), '|' ORDER BY r.source, r."keyHash")
        FROM ${registerRows('validated')} r))) AS print`;
  return found?.print ?? '';
}

const dwelling = (captureDate: string, more: object = {}) => ({
  captureDate,
  typology: 'T2',
  mandate: 'Location',
  ...more,
});

describe('a row of a register that comes after the validation', () => {
  const dwellings = async (person: typeof coordinator | typeof reader) => {
    const { months } = await world.as(person).housing.captured({});
    const [march] = months.filter(({ month }) => month === '2025-03');
    const { figures } = await world.as(person).overview.forYear({ year: 2025, month: 8 });
    const figure = figures.find(({ code }) => code === 'IND-02');
    return { captured: march?.captured ?? 0, value: figure?.value ?? 0, waiting: figure?.waiting ?? null };
  };

  it('waits in every room at once, with its effect, and counts everywhere once it is validated', async () => {
    const [before, seen] = [await validatedState(), await dwellings(reader)];
    const { id } = await world.take(handMade('captured-dwelling', [dwelling('2025-03-04')], ['NEUF']));
    expect(await dwellings(reader)).toEqual(seen);
    expect(await validatedState()).toBe(before);
    const work = await dwellings(coordinator);
    expect(work.captured).toBe(seen.captured + 1);
    expect(work.waiting).toEqual({ before: seen.value });
    const returns = [{ organisationId: world.idOf('SOLIHA'), month: '2025-03' }];
    await validateSeen(world.as(coordinator).collection, returns);
    expect(await dwellings(reader)).toMatchObject({ captured: seen.captured + 1, waiting: null });
    expect(await rowsOf('validated')).toEqual(await rowsOf('working'));
    const undo = world.as(coordinator).imports.undo({ id: id ?? -1, reason: 'essai' });
    await expect(undo).rejects.toMatchObject({ cause: { code: 'BUILT_UPON' } });
  });

  it('is what it was for readers while its correction waits, and its validation asks again when rows came since', async () => {
    const returns = [{ organisationId: world.idOf('SOLIHA'), month: '2025-03' }];
    await world.take(handMade('captured-dwelling', [dwelling('2025-03-04')], ['NEUF']));
    await validateSeen(world.as(coordinator).collection, returns);
    const before = await rowsOf('validated');
    await world.take(handMade('captured-dwelling', [dwelling('2025-03-04', { typology: 'T3' })], ['NEUF']));
    expect(await rowsOf('validated')).toEqual(before);
    expect(await rowsOf('working')).not.toEqual(before);
    const { toValidate, validate } = world.as(coordinator).collection;
    const shown = await toValidate({ returns });
    expect(shown.registers).toMatchObject([{ source: 'captured-dwelling', sequence: 3, corrections: [] }]);
    await world.take(handMade('captured-dwelling', [dwelling('2025-04-04')], ['AUTRE']));
    const registers = shown.registers.map(({ source, sequence }) => ({ source, sequence }));
    const attempt = validate({ returns: returns.map((one) => ({ ...one, cells: [], registers })) });
    await expect(attempt).rejects.toMatchObject({ cause: { code: 'READ_AGAIN' } });
    expect(await rowsOf('validated')).toEqual(before);
  });

  it('leaves the funnel of readers as it is', async () => {
    const funnel = (person: typeof reader | typeof coordinator) => world.as(person).evictions.funnel({ year: 2024 });
    const [before, work] = [await funnel(reader), await funnel(coordinator)];
    const procedures = Array.from({ length: 40 }, (_, rank) => ({
      commandementDate: `2024-0${1 + (rank % 9)}-10`,
      stock: 'Privé',
    }));
    await world.take(handMade('eviction-procedure', procedures));
    expect((await funnel(reader)).view).toEqual(before.view);
    expect((await funnel(coordinator)).view).not.toEqual(work.view);
  });
});

describe('a random walk of four people', () => {
  const MONTHS = ['2025-03', '2025-05', '2025-06', '2025-09'];

  const patience = { timeout: draws(120_000, 1_800_000) };
  it(
    'never moves what is validated without a validation, and leaves every validated state to be read again',
    patience,
    async () => {
      let seed = seedOf(20_251_129);
      const below = (limit: number) => {
        seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
        return Math.floor((seed / 0x7fffffff) * limit) % limit;
      };
      const pick = <One>(all: readonly One[]): One => all[below(all.length)] as One;
      const giver = world.as({ role: 'contributor', organisation: 'HH' });
      const typist = world.as({ role: 'contributor', organisation: 'DIJON' });
      const { collection, imports } = world.as(coordinator);
      const taken: number[] = [];
      const training = await world.db.indicator.findFirstOrThrow({ where: { code: 'FOR-01' } });
      const typed = () => ({ organisationId: world.idOf('DIJON'), indicatorId: training.id, month: pick(MONTHS) });
      const place = () => ({ organisationId: world.idOf(pick(['HH', 'DIJON'])), month: pick(MONTHS) });
      const rows = () => {
        const date = `${pick(MONTHS)}-${10 + below(9)}`;
        const key = pick(['A', 'B', 'C', 'D', 'E']);
        return handMade(
          'workshop',
          [{ date, theme: 'Budget', participants: below(12), month: date.slice(0, 7) }],
          [key],
        );
      };
      const acts: Record<string, () => Promise<unknown>> = {
        save: async () => {
          const cell = typed();
          const known = await world.db.observation.findFirst({ where: { ...cell, breakdown: '' } });
          return typist.monthlyEntry.saveCell({
            ...cell,
            ...{ revision: known?.revision ?? 0, state: 'value', value: below(9), comment: 'essai' },
          });
        },
        send: () => typist.monthlyEntry.submit({ organisationId: world.idOf('DIJON'), month: pick(MONTHS) }),
        return: () => collection.returnCell({ ...typed(), question: 'Est-ce juste ?' }),
        unlock: () => collection.unlock({ ...place(), reason: 'essai' }),
        import: async () =>
          taken.push((await world.send({ role: 'contributor', organisation: 'HH' }, 'HH', rows())).id ?? 0),
        undo: () => giver.imports.undo({ id: pick(taken) ?? -1, reason: 'essai' }),
        undoByCoordinator: () => imports.undo({ id: taken.at(-1) ?? -1, reason: 'essai' }),
        purge: () => purge(world.platform, { id: null, name: 'essai' }, 'essai'),
        validate: () => validateSeen(collection, [place()]),
      };
      const often = ['save', 'import', 'import', 'import', 'validate', ...Object.keys(acts)];
      let [state, validations, corrections, refusals] = [await validatedState(), 0, 0, 0];
      for (let step = 0; step < draws(30, 2000); step += 1) {
        const name = pick(often);
        let refused: unknown = null;
        await acts[name]?.().catch((error: unknown) => {
          refused = error;
        });
        if (refused) refusals += 1;
        const after = await validatedState();
        if (name !== 'validate') expect(after, `${step} ${name}`).toBe(state);
        else if (after !== state) validations += 1;
        state = after;
        if (corrections === 0 && (await rowsOf('working')).join() !== (await rowsOf('validated')).join())
          corrections += 1;
      }
      expect(validations).toBeGreaterThan(0);
      expect(corrections).toBeGreaterThan(0);
      expect(refusals).toBeLessThan(draws(30, 2000));
    },
  );
});
