import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerRows } from '../../../server/contributions/register-rows.ts';
import { purge } from '../../../server/data-protection/purge.ts';
import { loadFigures } from '../../../server/indicators/service.ts';
import { overviewFor } from '../../../server/overview/service.ts';
import type { Visibility } from '../../../server/platform/access.ts';
import { wholeReader } from '../../../server/publishing/answers.ts';
import { draws, seedOf } from '../../setup/seed.ts';
import { validateSeen } from '../../setup/validated-cells.ts';
import { handMade, type ImportWorld, importWorld } from '../imports/import-world.ts';

/**
 * What is validated moves by a validation and by nothing else; who works sees what waits. What readers see moves by a
 * publication and by nothing else.
 */

let world: ImportWorld;
beforeEach(async () => {
  world = await importWorld({ published: true });
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

/** A print of all that the next publication says: cells, months of the territory, rows. */
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
    const month = person.role === 'coordinator' ? 8 : undefined;
    const { figures } = await world.as(person).overview.forYear({ year: 2025, month });
    const figure = figures.find(({ code }) => code === 'IND-02');
    return { captured: march?.captured ?? 0, value: figure?.value ?? 0, waiting: figure?.waiting ?? null };
  };
  const validatedTo = async (through: string) => {
    const [figure] = await loadFigures(world.platform, 'validated', { year: 2025, through, codes: ['IND-02'] });
    return figure?.value;
  };

  it('waits in every room at once, with its effect, counts once it is validated, and for readers once it is published', async () => {
    const [before, seen] = [await validatedState(), await dwellings(reader)];
    const { id } = await world.take(handMade('captured-dwelling', [dwelling('2025-03-04')], ['NEUF']));
    expect(await dwellings(reader)).toEqual(seen);
    expect(await validatedState()).toBe(before);
    const work = await dwellings(coordinator);
    expect(work.captured).toBe(seen.captured + 1);
    expect(work.waiting).toEqual({ before: await validatedTo('2025-08') });
    const returns = [{ organisationId: world.idOf('SOLIHA'), month: '2025-03' }];
    await validateSeen(world.as(coordinator).collection, returns);
    expect(await dwellings(reader)).toEqual(seen);
    await world.publish();
    expect(await dwellings(reader)).toEqual({ captured: seen.captured + 1, value: seen.value + 1, waiting: null });
    expect(await rowsOf('validated')).toEqual(await rowsOf('working'));
    const undo = world.as(coordinator).imports.undo({ id: id ?? -1, reason: 'essai' });
    await expect(undo).rejects.toMatchObject({ cause: { code: 'BUILT_UPON' } });
  });

  it('is what it was among what is validated while its correction waits, and its validation asks again when rows came since', async () => {
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

  it('is in no publication as long as nobody has validated it: funnel, dwellings, atlas, ledger and figures stay', async () => {
    const rooms = async (person: typeof reader | typeof coordinator) => {
      const { evictions, housing, homelessness, overview } = world.as(person);
      return {
        funnel: (await evictions.funnel({ year: 2024 })).view,
        dwellings: (await housing.captured({})).months,
        atlas: (await housing.atlas()).totals,
        ledger: (await homelessness.ledger({ unit: 'persons', perimeter: 'insee' })).months,
        figures: (await overview.forYear({ year: 2024 })).figures.map(({ code, value, months }) => ({
          ...{ code, value },
          months: months.map(({ quantity }) => quantity),
        })),
      };
    };
    const [before, work] = [await rooms(reader), await rooms(coordinator)];
    const procedures = Array.from({ length: 40 }, (_, rank) => ({
      commandementDate: `2024-0${1 + (rank % 9)}-10`,
      stock: 'Privé',
    }));
    const request = { requestDate: '2025-03-04', situation: 'Rue - abri de fortune', persons: 2, minors: 0 };
    await world.take(handMade('eviction-procedure', procedures));
    await world.take(handMade('captured-dwelling', [dwelling('2024-03-04')], ['NEUF']));
    await world.take(handMade('residence', [{ landlord: 'Orvitis', commune: '21231', dwellings: 60 }], ['NEUVE']));
    await world.take(handMade('siao-request', [request], ['NEUVE']));
    await world.publish();
    expect(await rooms(reader)).toEqual(before);
    const now = await rooms(coordinator);
    for (const room of ['funnel', 'dwellings', 'atlas', 'ledger', 'figures'] as const)
      expect(now[room], room).not.toEqual(work[room]);
  });
});

describe('a random walk of four people', () => {
  const MONTHS = ['2025-03', '2025-05', '2025-06', '2025-09'];

  const patience = { timeout: draws(240_000, 1_800_000) };
  it(
    'never moves what is validated without a validation, nor what readers see without a publication',
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
      const seen = async () => JSON.stringify(await world.as(reader).overview.forYear({ year: 2025 }));
      /** What readers see is the last publication, whatever is validated since; a new one says what is validated. */
      const publish = async (step: number) => {
        await world.take(handMade('captured-dwelling', [dwelling('2025-06-04')], [`marche-${step}`]));
        await world.validateMonths('SOLIHA', '2025-06');
        expect(await seen(), `${step} validated`).toBe(read);
        await world.publish();
        const validated = await overviewFor(world.platform, wholeReader, { year: 2025, month: 10 });
        const { figures } = await world.as(reader).overview.forYear({ year: 2025 });
        const said = figures.filter(({ hidden, through }) => !hidden && through === '2025-10');
        expect(said.length).toBeGreaterThan(20);
        for (const { code, value, months } of said) {
          const whole = validated.figures.find((one) => one.code === code);
          expect([code, value]).toEqual([code, whole?.value]);
          const shown = months.flatMap((one, rank) =>
            one.hidden ? [] : [[one.quantity, whole?.months[rank]?.quantity]],
          );
          for (const [now, then] of shown) expect(now).toEqual(then);
        }
      };
      const [steps, between] = [draws(30, 2000), draws(28, 200)];
      let read = await seen();
      let [state, validations, corrections, refusals] = [await validatedState(), 0, 0, 0];
      for (let step = 0; step < steps; step += 1) {
        if (step > 0 && step % between === 0) {
          await publish(step);
          const after = await seen();
          expect(after, `${step} published`).not.toBe(read);
          [read, state] = [after, await validatedState()];
        }
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
        expect(await seen(), `${step} ${name}`).toBe(read);
        if (corrections === 0 && (await rowsOf('working')).join() !== (await rowsOf('validated')).join())
          corrections += 1;
      }
      expect(validations).toBeGreaterThan(0);
      expect(corrections).toBeGreaterThan(0);
      expect(refusals).toBeLessThan(steps);
    },
  );
});
