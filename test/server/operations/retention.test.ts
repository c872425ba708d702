import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { purge, purgeByTheClock } from '../../../server/data-protection/purge.ts';
import { evictionsFor } from '../../../server/evictions/service.ts';
import { breakdownOf } from '../../../server/indicators/breakdown.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import { anyone } from '../../../server/platform/access.ts';
import { retentionLimit } from '../../../server/retention/last-contact.ts';
import { handMade, type ImportWorld, importWorld } from '../imports/import-world.ts';
import { request } from './retained-request.ts';

let world: ImportWorld;

beforeEach(async () => {
  world = await importWorld({ demonstration: false });
});
afterEach(() => world.close());

const coordinator = { role: 'coordinator' } as const;
const house = { id: null, name: 'Observatoire' };

const rowsOf = (source: string) => world.db.registerRow.count({ where: { source, importId: { in: realImports } } });
let realImports: number[] = [];
async function noteImports() {
  const found = await world.db.import.findMany({ where: { kind: { not: 'demonstration' } }, select: { id: true } });
  realImports = found.map(({ id }) => id);
}

describe('two years after the last contact', () => {
  it('is a day of the calendar', () => {
    expect(retentionLimit('2025-11-14')).toBe('2023-11-14');
  });

  it('rows go, unless the person is still in contact: in a structure, in a dwelling, by a later date', async () => {
    await world.take(
      handMade(
        'siao-request',
        [
          request({}),
          request({ closingDate: '2023-11-13', closingReason: 'Autre' }),
          request({ closingDate: '2023-11-14', closingReason: 'Autre' }),
          request({ admissionDate: '2023-03-01' }),
          request({ admissionDate: '2023-03-01', status: 'Annulée' }),
          request({ orientationDate: '2024-01-05' }),
        ],
        ['old', 'closed', 'limit', 'sheltered', 'cancelled', 'oriented'],
      ),
    );
    await world.take(
      handMade(
        'captured-dwelling',
        [
          { captureDate: '2021-01-05', entryDate: '2021-02-01', exitDate: null, typology: 'T2' },
          { captureDate: '2021-01-05', entryDate: '2021-02-01', exitDate: '2023-05-02', typology: 'T2' },
        ],
        ['managed', 'returned'],
      ),
    );
    await purge(world.platform, house, 'essai');
    await noteImports();
    expect(await rowsOf('siao-request')).toBe(3);
    expect(await rowsOf('captured-dwelling')).toBe(1);
  });

  it('is not counted for what is fictitious, and a demonstration is left as it is by the clock', async () => {
    await world.close();
    world = await importWorld();
    const before = await world.db.registerRow.count();
    expect(before).toBeGreaterThan(1000);
    expect(await purge(world.platform, house, 'essai')).toEqual([]);
    await world.take(handMade('siao-request', [request({})]));
    await world.validateMonths('SIAO', '2023-01');
    const taken = await world.db.registerRow.count();
    await purgeByTheClock(world.platform);
    expect(await world.db.registerRow.count()).toBe(taken);
    await purgeByTheClock({ ...world.platform, demonstration: () => false });
    expect(await world.db.registerRow.count()).toBe(taken - 1);
  });

  it('rows go whether or not anybody validated them: pages, and the next publication, say what they said until it is validated', async () => {
    const procedure = (stock: string) => ({ commandementDate: '2023-02-10', stock });
    const procedures = (stock: string, count: number) =>
      handMade(
        'eviction-procedure',
        Array.from({ length: count }, () => procedure(stock)),
      );
    const months = async (viewer: Viewer) => {
      const { view } = await evictionsFor(world.platform, viewer, { year: 2023 });
      const parts = await breakdownOf(world.platform, viewer, { code: 'IND-09', year: 2023 });
      return JSON.stringify({ view, parts });
    };
    const coordination: Viewer = { ...anyone, role: 'coordinator' };
    const everybody = async () => [await months(coordination), await months(anyone)];
    // Never validated: a publication says nothing of it, before and after.
    await world.take(procedures('Privé', 30));
    const never = await everybody();
    expect(await purge(world.platform, house, 'essai')).toMatchObject([{ rows: 30 }]);
    expect(await everybody()).toEqual(never);
    await world.validateMonths('DDETS', '2023-02');
    expect((await everybody())[1]).not.toBe(never[1]);

    await world.take(
      handMade(
        'eviction-procedure',
        Array.from({ length: 20 }, () => ({ ...procedure('Public'), surveyDate: '2024-06-01' })),
        Array.from({ length: 20 }, (_, rank) => `suivie-${rank}`),
      ),
    );
    await world.validateMonths('DDETS', '2023-02');
    const correction = Array.from({ length: 20 }, () => ({ ...procedure('Privé'), surveyDate: null }));
    await world.take(
      handMade(
        'eviction-procedure',
        correction,
        Array.from({ length: 20 }, (_, rank) => `suivie-${rank}`),
      ),
    );
    const waiting = await everybody();
    expect(await purge(world.platform, house, 'essai')).toMatchObject([{ rows: 20 }]);
    expect(await everybody()).toEqual(waiting);
    await world.validateMonths('DDETS', '2023-02');
    const [work, read] = await everybody();
    expect([work, read === waiting[1]]).toEqual([waiting[0], false]);
    expect(await world.db.keptCount.count({ where: { keptFor: { not: 'both' } } })).toBe(0);
  });

  it('leaves a line of the journal, with a count and no pseudonym', async () => {
    await world.take(handMade('siao-request', [request({})]));
    await purge(world.platform, house, 'Durée de conservation dépassée');
    const line = await world.db.auditEvent.findFirstOrThrow({ where: { action: 'retention.purge' } });
    expect(line).toMatchObject({ entityId: 'siao-request', after: { rows: 1, before: '2023-11-14' } });
  });
});

describe('once rows are gone', () => {
  // In a territory of its own: its months hold these rows and no others, and none of them is validated.
  beforeEach(async () => {
    await world.close();
    world = await importWorld({ demonstration: false });
  });

  it('an import that had brought them is not undone any more, and says why; another one is', async () => {
    await world.take(handMade('siao-request', [request({})], ['old']));
    await world.take(handMade('siao-request', [request({ requestDate: '2025-02-01' })], ['new']));
    const [old, recent] = await world.db.import.findMany({ where: { kind: 'file' }, orderBy: { id: 'asc' } });
    await purge(world.platform, house, 'essai');
    const { imports } = world.as(coordinator);
    await expect(imports.undo({ id: old?.id ?? 0, reason: 'essai' })).rejects.toMatchObject({ message: 'ERASED' });
    await imports.undo({ id: recent?.id ?? 0, reason: 'essai' });
  });

  it('a file does not bring them back nor count them twice; a row that is not as old goes in', async () => {
    const old = handMade('siao-request', [request({}), request({ requestDate: '2023-02-02' })], ['a', 'b']);
    await world.take(old);
    await purge(world.platform, house, 'essai');
    const again = await world.take(
      handMade(
        'siao-request',
        [request({}), request({ requestDate: '2023-02-02' }), request({ requestDate: '2025-03-03' })],
        ['a', 'b', 'c'],
      ),
    );
    expect(again).toMatchObject({ rows: 3, accepted: 1, leftOut: 2, verdicts: { expired: 2, new: 1 } });
    const cell = (month: string) => world.cell('SIAO', 'SIAO-01', month);
    expect([(await cell('2023-01'))?.value, (await cell('2023-02'))?.value, (await cell('2025-03'))?.value]).toEqual([
      1, 1, 1,
    ]);
  });

  it('nothing of them is left but counts', async () => {
    await world.take(handMade('siao-request', [request({ service: 'Service ZZYZX' })], ['old']));
    await world.take(handMade('siao-request', [request({ service: 'Service QQWERT' })], ['old']));
    await purge(world.platform, house, 'essai');
    for (const table of ['RegisterRow', 'RegisterChange', 'KeptCount', 'KeptLedger']) {
      const { rows } = await world.pool.query(`SELECT to_jsonb(t)::text AS row FROM "${table}" t`);
      expect(rows.filter(({ row }) => /ZZYZX|QQWERT/.test(row))).toEqual([]);
    }
    const kept = await world.db.keptCount.findMany({ where: { source: 'siao-request' } });
    expect(kept.length).toBeGreaterThan(5);
    // No reading keeps both the day of a request and where it was made.
    expect(kept.filter(({ content }) => /\d{4}-\d{2}-\d{2}/.test(JSON.stringify(content)))).toEqual([]);
  });
});
