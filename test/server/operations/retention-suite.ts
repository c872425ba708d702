import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { purge } from '../../../server/data-protection/purge.ts';
import { evictionsFor } from '../../../server/evictions/service.ts';
import { needsFor } from '../../../server/homelessness/needs.ts';
import { pathsFor } from '../../../server/homelessness/paths.ts';
import { reliabilityFor } from '../../../server/homelessness/reliability.ts';
import { ledgerFor } from '../../../server/homelessness/service.ts';
import { atlasFor } from '../../../server/housing/atlas.ts';
import { capturedFor } from '../../../server/housing/captured.ts';
import { breakdownOf } from '../../../server/indicators/breakdown.ts';
import { loadFigures } from '../../../server/indicators/service.ts';
import { fileOf, type GivenFile } from '../../fixtures/given-file.ts';
import { itAtLength } from '../../setup/long-tier.ts';
import { draws } from '../../setup/seed.ts';
import { handMade, type ImportWorld, importWorld, type Person } from '../imports/import-world.ts';
import { request } from './retained-request.ts';

let world: ImportWorld;

const coordinator: Person = { role: 'coordinator' };
const everyone: Person[] = [
  coordinator,
  { role: 'reader' },
  { role: 'contributor', organisation: 'SIAO' },
  { role: 'contributor', organisation: 'DDETS' },
];
const people = everyone.slice(0, draws(2, everyone.length));
const house = { id: null, name: 'Observatoire' };
const years = [2023, 2024, 2021, 2022, 2025].slice(0, draws(2, 5));
const codes = [
  'IND-02',
  'SIAO-01',
  'IND-09',
  'IND-23',
  'SIAO-02',
  'IND-28',
  'IND-10',
  'IND-11',
  'IND-08',
  'IND-03',
  'IND-25',
].slice(0, draws(4, 11));

/** Everything that the rooms of figures say of a person's own, of every year; of a reader, what the next publication says. */
async function figuresOf({ role, organisation }: Person) {
  const organisationId = organisation === undefined ? null : world.idOf(organisation);
  const viewer = { id: 'essai', name: 'Essai', email: '', role, organisationId };
  const { platform } = world;
  const filters = { unit: 'households', perimeter: 'convention' } as const;
  return {
    ledger: await ledgerFor(platform, viewer, filters),
    insee: await ledgerFor(platform, viewer, { unit: 'persons', perimeter: 'insee' }),
    // Who waits longest is read of the requests that are kept: the page says that those erased are not in it.
    paths: { ...(await pathsFor(platform, viewer, filters)), outcomes: null },
    needs: await needsFor(platform, viewer, filters),
    reliability: await reliabilityFor(platform, viewer, filters),
    evictions: await Promise.all([2022, 2023].map((year) => evictionsFor(platform, viewer, { year }))),
    privateStock: await evictionsFor(platform, viewer, { stock: 'Privé' }),
    captured: await capturedFor(platform, viewer, undefined),
    atlas: await atlasFor(platform, viewer),
    breakdowns: await Promise.all(
      [2023].flatMap((year) => codes.map((code) => breakdownOf(platform, viewer, { code, year }))),
    ),
  };
}

/** Every value of an answer under the path that leads to it; what has a key of its own may be told in any order. */
function flat(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, one]) => flat(one, `${path}/${one?.key ?? name}`));
}

function differences(before: unknown, after: unknown): string[] {
  const [old, now] = [before, after].map((one) => new Map(flat(JSON.parse(JSON.stringify(one)))));
  const paths = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])]);
  return (
    [...paths]
      .filter((path) => old?.get(path) !== now?.get(path))
      // What the file holds of other territories is no figure: it says how many rows are there.
      .filter((path) => !path.endsWith('/bridge/openOutside'))
      .map((path) => `${path}: ${String(old?.get(path))} -> ${String(now?.get(path))}`)
  );
}

async function everyFigure() {
  const rooms = await Promise.all(people.map(figuresOf));
  const figures = await Promise.all(years.map((year) => loadFigures(world.platform, 'working', { year })));
  return { rooms, figures };
}

const sources = ['siao-request', 'cca-request', 'captured-dwelling', 'eviction-procedure'] as const;

/** Purging changes no figure of anybody. `least`: how many rows must go, so that nothing changed says something. */
export function figuresOutliveTheirRows(name: string, files: readonly GivenFile[], least: number): void {
  describe(name, () => {
    beforeEach(async () => {
      world = await importWorld();
    });
    afterEach(() => world.close());

    /** Rows that wait for their validation go like the others, and count for those who see them. */
    async function validateAll() {
      for (const organisation of ['SIAO', 'ADEFO', 'SOLIHA', 'DDETS'])
        await world.validateMonths(organisation, '2023-01', '2023-04');
    }

    async function takeAll() {
      for (const source of sources) await world.takeGiven(fileOf(files, source));
      await validateAll();
      // A second file changes rows and adds others; a row is taken out by hand.
      const first = handMade('siao-request', [request({}), request({ requestDate: '2023-04-01' })], ['x', 'y']);
      await world.take(first);
      await world.take(
        handMade(
          'siao-request',
          [request({ situation: 'Hôtel', closingDate: '2023-06-01', closingReason: 'Pension de famille' })],
          ['x'],
        ),
      );
    }

    it('are the same before and after, for everyone', { timeout: 240_000 }, async () => {
      await takeAll();
      const before = await everyFigure();
      const gone = await purge(world.platform, house, 'essai');
      expect(gone.map(({ source }) => source).sort()).toEqual([...sources].sort());
      expect(gone.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThan(least);
      expect(differences(before, await everyFigure())).toEqual([]);
      expect(await purge(world.platform, house, 'essai')).toEqual([]);
    });

    itAtLength('are the same when people are linked', async () => {
      await world.as(coordinator).homelessness.recordAssessment({ date: '2025-10-01', reference: 'AIPD 2025-3' });
      const contents = Array.from({ length: 60 }, (_, index) =>
        request({
          requestDate: `2023-${String((index % 9) + 1).padStart(2, '0')}-${String((index % 27) + 1).padStart(2, '0')}`,
          persons: (index % 4) + 1,
          ...(index % 3 === 0 && {
            closingDate: `2023-10-${String((index % 27) + 1).padStart(2, '0')}`,
            closingReason: 'Pension de famille',
          }),
        }),
      );
      const file = handMade('siao-request', contents);
      const rows = [...(file.rows as Iterable<object>)].map((row, index) => ({
        ...row,
        identity: String(index % 25).padStart(64, '0'),
      }));
      await world.take({ ...file, rows } as typeof file);
      await world.validateMonths('SIAO', '2023-01', '2023-09');
      const before = await everyFigure();
      const gone = await purge(world.platform, house, 'essai');
      expect(gone[0]?.rows).toBeGreaterThan(30);
      expect(differences(before, await everyFigure())).toEqual([]);
    });

    itAtLength('are the same after the next file, as if nothing had gone', async () => {
      await takeAll();
      const next = () => world.take(handMade('siao-request', [request({ requestDate: '2025-05-05' })], ['later']));
      await purge(world.platform, house, 'essai');
      await next();
      const purged = await everyFigure();
      await world.close();
      world = await importWorld();
      await takeAll();
      await next();
      expect(differences((await everyFigure()).figures, purged.figures)).toEqual([]);
    });
  });
}
