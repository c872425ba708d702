import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refreshRollUp } from '../../../server/indicators/roll-up.ts';
import { organisationShare } from '../../../server/organisation-share/service.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import type { CellStage } from '../../../shared/domain/entry/return-status.ts';
import { publishNow } from '../../setup/published.ts';
import { keepEveryValidated } from '../../setup/validated-cells.ts';
import { type EntryWorld, entryWorld } from '../monthly-entry/entry-world.ts';

let world: EntryWorld;

beforeAll(async () => {
  world = await entryWorld();
  const convention = { code: 'C', name: 'Convention', territory: 'Essai', startYear: 2023, endYear: 2027 };
  await world.db.convention.create({ data: convention });
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const karim = (): Viewer => ({
  id: 'karim',
  name: 'Karim',
  email: 'karim@exemple.fr',
  role: 'contributor',
  organisationId: world.adefo,
});
const share = () => organisationShare(world.platform, karim(), {});

/** The attendance of January 2025 by organisation, in the order given: ADEFO, SOLIHA, then others made for it. */
async function attended(values: number[], sensitive: boolean, stage: CellStage = 'validated') {
  const indicatorId = world.attendance;
  await world.db.indicator.update({ where: { id: indicatorId }, data: { sensitive } });
  const key = { indicatorId, month: '2025-01' };
  for (const [place, value] of values.entries()) {
    const code = `AUTRE-${place}`;
    const made = place > 1 ? await world.db.organisation.create({ data: { code, name: code, kind: 'x' } }) : null;
    const organisationId = made?.id ?? (place === 0 ? world.adefo : world.soliha);
    const cell = { state: 'value', value, origin: 'entry' as const, stage };
    await world.db.observation.create({ data: { ...key, ...cell, organisationId } });
  }
  await keepEveryValidated(world.db);
  await world.db.$transaction((tx) => refreshRollUp(tx, [key]));
  await publishNow(world.platform);
}

const lineOf = async () => (await share()).rows.find(({ code }) => code === 'T-ATELIERS');

describe('what our figures became', () => {
  it('says the share of each association in the total that anybody may read', async () => {
    await attended([30, 50, 40], true);
    expect(await lineOf()).toMatchObject({ value: 30, share: { kind: 'share', total: 120, ratio: 0.25 } });
  });

  it('does not say a total that would give away the only other association', async () => {
    await attended([30, 50], true);
    const line = await lineOf();
    expect(line?.share).toEqual({ kind: 'none', reason: 'one-other' });
    expect(JSON.stringify(line)).not.toMatch(/\b(80|50)\b/);
  });

  it('says it for what does not count people', async () => {
    await attended([30, 50], false);
    expect((await lineOf())?.share).toMatchObject({ kind: 'share', total: 80 });
  });

  it('says nothing of a total too small to be published, and keeps one’s own figure', async () => {
    await attended([3, 2, 1], true);
    expect(await lineOf()).toMatchObject({ value: 3, share: { kind: 'none', reason: 'total-hidden' } });
  });

  it('does not count what is sent and not validated yet', async () => {
    await attended([30, 50, 40], true, 'submitted');
    expect(await lineOf()).toMatchObject({ value: 30, counted: null, share: { kind: 'none' } });
  });

  it('shows the twelve months of the association itself, missing ones too', async () => {
    await world.history([9, 8, 7]);
    const months = (await lineOf())?.trend ?? [];
    expect(months).toHaveLength(12);
    expect(months.at(-1)?.month).toBe('2025-10');
    expect(months.filter(({ quantity }) => quantity !== null).map(({ month }) => month)).toEqual([
      '2025-07',
      '2025-08',
      '2025-09',
    ]);
  });

  it('lists only what the association is asked for', async () => {
    expect((await share()).rows.map(({ code }) => code)).toEqual(['T-ATELIERS', 'T-NON-REPONSE']);
  });
});
