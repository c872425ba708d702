import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicFigures } from '../../../server/api/service.ts';
import type { Receipt } from '../../../server/imports/commit.ts';
import { type CatalogueFigure, loadFigures } from '../../../server/indicators/service.ts';
import { summariseFigures } from '../../../server/indicators/summary.ts';
import type { Visibility } from '../../../server/platform/access.ts';
import { buildReportContent } from '../../../server/reports/service.ts';
import type { Content, SourceName } from '../../../shared/registers/register.ts';
import { type PlainMonth, type PlainRequest, recount } from '../../domain/ledger/homelessness-recount.ts';
import { inseeSituations } from '../../domain/ledger/ledger-compare.ts';
import { fileOf, type GivenFile } from '../../fixtures/given-file.ts';
import { giverOf } from '../../fixtures/tables.ts';
import { openDataFiles } from '../../setup/open-files.ts';
import { handMade, type ImportWorld, importWorld, readBytes } from '../imports/import-world.ts';
import { cellsOfCsv } from '../publication/csv-cells.ts';
import {
  dwellingsAt,
  dwellingsBy,
  type PlainRow,
  reachedFrom,
  type Share,
  slowMonths,
  stagesIn,
} from './slow-count.ts';

/**
 * The law of one number: files come in, a part is validated, one row of each register is corrected late, and what is validated
 * is published; then every number of every page, document, export and API is held against rows counted again from the files,
 * for what is sent and for what is validated. Readers' pages are the publication's.
 */

const sources = [
  ...(['siao-request', 'captured-dwelling', 'eviction-procedure', 'workshop', 'cca-request', 'residence'] as const),
] satisfies SourceName[];
type Source = (typeof sources)[number];

/** Up to which month each register is validated. */
const validatedTo: Record<Source, string> = {
  'siao-request': '2023-08',
  'captured-dwelling': '2023-09',
  'eviction-procedure': '2023-10',
  workshop: '2022-06',
  'cca-request': '2022-12',
  residence: '2023-10',
};
const FIRST = '2022-01';
const years = [2022, 2023, 2024];

const text = (content: PlainRow, field: string) => String(content[field] ?? '');
const monthIn = (content: PlainRow, field: string) => text(content, field).slice(0, 7);

/** A row of each register that is corrected after the validation, in validated months, and what it becomes. */
const corrections: Record<Source, (row: Content) => Content | null> = {
  'siao-request': (row) =>
    ['2023-06', '2023-07'].includes(monthIn(row, 'requestDate')) &&
    row.closingDate === null &&
    row.situation === 'Rue - abri de fortune'
      ? { ...row, closingDate: '2023-08-11', closingReason: 'Relogement parc social', status: 'Clôturée' }
      : null,
  'captured-dwelling': (row) =>
    monthIn(row, 'captureDate') <= '2023-03' && row.exitDate === null ? { ...row, exitDate: '2023-06-20' } : null,
  'eviction-procedure': (row) =>
    monthIn(row, 'judgementDate') !== '' && monthIn(row, 'judgementDate') <= '2023-07' && row.evictionDate === null
      ? { ...row, evictionDate: '2023-08-11' }
      : null,
  workshop: (row) =>
    text(row, 'month') <= '2022-05' && typeof row.participants === 'number'
      ? { ...row, participants: row.participants + 3 }
      : null,
  'cca-request': () => null,
  residence: (row) => (Number(row.dwellings) >= 40 ? { ...row, dwellings: Number(row.dwellings) + 7 } : null),
};

/** Indicators that the corrections move, read at a month that was validated. */
const moved: Record<string, string> = {
  'IND-03': '2023-08',
  'IND-13': '2023-08',
  'IND-17': '2022-06',
  'IND-27': '2023-08',
  'IND-28': '2023-08',
  'SIAO-02': '2023-08',
};

/** What the title of the SIAO's file says: until then it holds each request, open or closed. */
const extracted = '2024-01-15';

const byKey = (rows: readonly { key: string; content: Content }[]) =>
  new Map(rows.map(({ key, content }) => [key, content]));

export function oneNumber(name: string, files: readonly GivenFile[], { whole = false } = {}): void {
  describe(`one number: ${name}`, { timeout: 300_000 }, () => {
    let world: ImportWorld;
    const working = new Map<Source, Map<string, Content>>();
    const validated = new Map<Source, Map<string, Content>>();
    const corrected = new Set<Source>();
    const previews = new Map<Source, Receipt>();
    const receipts = new Map<Source, Receipt>();

    const reports = new Map<Visibility, ReturnType<typeof buildReportContent>>();
    /** What the documents of 2023 print. */
    const reportOf = (visibility: Visibility) => {
      const made = reports.get(visibility) ?? buildReportContent(world.platform, visibility, 2023);
      reports.set(visibility, made);
      return made;
    };
    const coordinator = () => world.as({ role: 'coordinator' });
    const reader = () => world.as({ role: 'reader' });
    const as = (visibility: Visibility) => (visibility === 'working' ? coordinator() : reader());
    const rowsOf = (visibility: Visibility, source: Source): PlainRow[] => [
      ...((visibility === 'working' ? working : validated).get(source)?.values() ?? []),
    ];
    const isIn = (visibility: Visibility, source: Source) => (month: string) =>
      visibility === 'working' || (month >= FIRST && month <= validatedTo[source]);

    beforeAll(async () => {
      world = await importWorld({ demonstration: false });
      for (const given of files) await world.takeGiven(given, { told: true });
      for (const source of sources) {
        const given = fileOf(files, source);
        const rows = byKey(readBytes(given.bytes(), given.fileName).accepted);
        validated.set(source, rows);
        await world.validateMonths(giverOf(source), FIRST, validatedTo[source]);
        const now = new Map(rows);
        working.set(source, now);
        const found = [...rows].flatMap(([key, content]) => {
          const after = corrections[source](content);
          return after ? [[key, after] as const] : [];
        })[0];
        if (!found) continue;
        const [key, after] = found;
        now.set(key, after);
        const file = handMade(source, [after], [key]);
        previews.set(source, await world.take(file, { dryRun: true }));
        receipts.set(source, await world.take(file));
        corrected.add(source);
      }
      await world.publish();
    }, 480_000);
    afterAll(() => world.close());

    it('corrects a row of each register late, but of the commission', () => {
      expect([...corrected].sort()).toEqual(sources.filter((source) => source !== 'cca-request').sort());
    });

    /** What the rows say of each indicator, month by month, for a visibility. */
    const slowOf = (visibility: Visibility) =>
      new Map(
        sources.flatMap((source) => {
          const horizon = visibility === 'working' ? '2024-12' : validatedTo[source];
          const all = slowMonths(source, rowsOf(visibility, source), horizon);
          return Object.entries(all).map(([code, months]) => [code, { source, months }] as const);
        }),
      );

    const ledger = (visibility: Visibility, unit: 'households' | 'persons', perimeter: 'insee' | 'convention') => {
      const rows = rowsOf(visibility, 'siao-request').map(
        (row): PlainRequest => ({
          request: text(row, 'requestDate'),
          orientation: text(row, 'orientationDate'),
          admission: text(row, 'admissionDate'),
          closing: text(row, 'closingDate'),
          reason: text(row, 'closingReason'),
          status: text(row, 'status'),
          persons: Number(row.persons),
          insee: inseeSituations.includes(text(row, 'situation')),
          update: text(row, 'updateDate'),
          renewal: ['Actualisation', 'Réexamen'].includes(text(row, 'requestType')),
          heldOn: extracted,
        }),
      );
      return recount(rows, { unit, perimeter, until: '2024-12-31' });
    };
    const activeAt = (months: Map<string, PlainMonth>, month: string) => {
      const before = [...months].filter(([one]) => one <= month).sort(([a], [b]) => a.localeCompare(b));
      return before.at(-1)?.[1].activeAtEnd ?? 0;
    };

    /** Months of figures held against the rows; answers how many numbers were. */
    function holdMonths(visibility: Visibility, figures: readonly Pick<CatalogueFigure, 'code' | 'months'>[]): number {
      const slow = slowOf(visibility);
      const people = ledger(visibility, 'persons', 'insee');
      let held = 0;
      for (const { code, months } of figures) {
        const own = slow.get(code);
        if (!own && code !== 'IND-27') continue;
        const source = own?.source ?? 'siao-request';
        for (const { month, quantity, hidden, carried } of months) {
          // Not its own: a giver's last value stands in for it.
          if (carried) continue;
          const rows = code === 'IND-27' ? activeAt(people, month) : own?.months[month];
          if (quantity === null) {
            // Not known: of a month that does not count, or in which a stock has no event. Hidden: told to nobody.
            const isStock = code === 'IND-03' || code === 'IND-03b' || code === 'IND-27';
            if (!hidden && !isStock && isIn(visibility, source)(month))
              expect(rows ?? 0, `${code} ${month} ${visibility}`).toBe(0);
            continue;
          }
          const said: number | Share = 'value' in quantity ? quantity.value : quantity;
          expect(isIn(visibility, source)(month), `${code} ${month} ${visibility}`).toBe(true);
          expect(said, `${code} ${month} ${visibility}`).toEqual(rows ?? 0);
          held += 1;
        }
      }
      return held;
    }

    describe.each(['working', 'validated'] as const)('of what is %s', (visibility) => {
      it('each month of each indicator is what the rows say, on pages, command line, API and files', async () => {
        const all = await Promise.all(years.map((year) => loadFigures(world.platform, visibility, { year })));
        expect(holdMonths(visibility, all.flat())).toBeGreaterThan(100);
        const codes = whole ? (all[1] ?? []).map(({ code }) => code) : ['IND-03', 'IND-27'];
        for (const code of codes) {
          const { figure } = await as(visibility).indicators.byCode({ code, year: 2023 });
          holdMonths(visibility, [figure]);
          const own = all[1]?.find((one) => one.code === code);
          if (!figure.hidden && figure.through === own?.through) expect(figure.value, code).toBe(own.value);
        }
        const { figures } = await as(visibility).overview.forYear({ year: 2023 });
        const printed = (await reportOf(visibility)).figures;
        for (const { code, value, hidden, through } of [...figures, ...printed]) {
          const own = all[1]?.find((one) => one.code === code);
          // A total may be held at an earlier month, for secrecy; it says which.
          if (!hidden && through === own?.through) expect(value, code).toBe(own.value);
        }
        if (visibility === 'working') {
          const lines = await summariseFigures(world.platform, 2023);
          for (const { code, value } of lines)
            expect(value, code).toBe(all[1]?.find((one) => one.code === code)?.value);
          return;
        }
        for (const [rank, year] of years.entries()) {
          const { figures: open } = await publicFigures(world.platform, { role: 'reader', organisationId: null }, year);
          for (const { indicator, months } of open)
            for (const one of months) {
              if (one.state === 'hidden') continue;
              const own = all[rank]
                ?.find(({ code }) => code === indicator)
                ?.months.find(({ month }) => month === one.month);
              const quantity = own?.quantity ?? null;
              const said = quantity && 'numerator' in quantity ? [one.numerator, one.denominator] : one.value;
              const known =
                quantity && 'numerator' in quantity
                  ? [quantity.numerator, quantity.denominator]
                  : (quantity?.value ?? null);
              expect(said, `${indicator} ${one.month}`).toEqual(known);
            }
        }
        const monthly =
          (await openDataFiles(world.platform)).get('chiffres-mensuels.csv')?.bytes.toString('utf8') ?? '';
        const slow = slowOf(visibility);
        let held = 0;
        for (const [code = '', , month = '', state, value] of cellsOfCsv(monthly, ',')) {
          const rows = slow.get(code)?.months[month];
          if (state !== 'connu' || typeof rows !== 'number') continue;
          expect(Number(value), `${code} ${month}`).toBe(rows);
          held += 1;
        }
        expect(held).toBeGreaterThan(10);
      });

      it('the ledger, the needs and the report say it of people without a home, month by month', async () => {
        const content = await reportOf(visibility);
        let held = 0;
        const hold = (said: unknown, slow: number | undefined, words: string) => {
          if (typeof said !== 'number') return;
          held += 1;
          expect(said, `${words} ${visibility}`).toBe(slow ?? 0);
        };
        for (const unit of ['households', 'persons'] as const)
          for (const perimeter of ['insee', 'convention'] as const) {
            const slow = ledger(visibility, unit, perimeter);
            const page = await as(visibility).homelessness.ledger({ unit, perimeter });
            const pages = perimeter === 'convention' ? [page, content.homelessness[unit]] : [page];
            for (const { months, source, situationsNow } of pages) {
              for (const { month, active, start, flows, origin } of months) {
                // Closings alone, by the figures of the month: no row tells of who came in.
                if (origin !== 'rows') continue;
                const own = slow.get(month);
                const words = `${unit} ${perimeter} ${month}`;
                hold(active, activeAt(slow, month), words);
                if (month > (months[0]?.month ?? '')) hold(start, activeAt(slow, previous(month)), words);
                hold(flows?.newlyIdentified, own?.entered, words);
                hold(flows?.returnedFromInactive, own?.cameBack, words);
                hold(flows?.housed, own?.housed, words);
                hold(flows?.otherExits, own?.other, words);
                hold(flows?.lostContact, own?.lost, words);
              }
              const counts = situationsNow.map(({ count }) => count);
              const sum = counts.reduce((total: number, count) => total + Number(count), 0);
              if (!counts.includes('hidden'))
                hold(sum, activeAt(slow, source.through ?? ''), `${unit} ${perimeter} parts`);
            }
          }
        expect(held).toBeGreaterThan(visibility === 'working' ? 200 : 40);
        const needs = await as(visibility).homelessness.needs({ unit: 'households', perimeter: 'convention' });
        const through = needs.source.through ?? '';
        const rows = rowsOf(visibility, 'captured-dwelling');
        const last = [through, visibility === 'working' ? through : validatedTo['captured-dwelling']].sort()[0] ?? '';
        for (const told of [
          needs,
          ...(through === content.homelessness.needs.source.through ? [content.homelessness.needs] : []),
        ])
          for (const { size, captured, free } of told.sizes) {
            const { managed, occupied } = dwellingsBy(rows, 'typology', size, last);
            expect(free, `${size} ${visibility}`).toBe(managed - occupied);
            const within = rows.filter((row) => row.typology === size && monthIn(row, 'captureDate') <= last);
            const year = within.filter((row) => monthIn(row, 'captureDate') > previous(through, 12));
            expect(captured, `${size} ${visibility}`).toBe(year.length);
          }
      });

      it('the dwellings, their sizes and mandates, the atlas and the funnel say it, in their rooms and in the report', async () => {
        const content = await reportOf(visibility);
        const rows = rowsOf(visibility, 'captured-dwelling');
        const captured = await as(visibility).housing.captured({ year: 2023 });
        for (const room of [captured, content.housing.captured]) {
          expect(room.months.length).toBeGreaterThan(0);
          for (const one of room.months) expect(one, one.month).toMatchObject(dwellingsAt(rows, one.month));
          for (const { key, ...line } of room.byTypology)
            expect(line, key).toMatchObject(dwellingsBy(rows, 'typology', key, room.through));
          for (const { key, ...line } of room.byMandate)
            expect(line, key).toMatchObject(dwellingsBy(rows, 'mandate', key, room.through));
        }
        const residences = rowsOf(visibility, 'residence');
        const totals = {
          residences: residences.length,
          dwellings: residences.reduce((sum, row) => sum + Number(row.dwellings), 0),
        };
        expect((await as(visibility).housing.atlas()).totals).toEqual(totals);
        expect(content.housing.atlas.totals).toEqual(totals);
        const procedures = rowsOf(visibility, 'eviction-procedure');
        const counts = isIn(visibility, 'eviction-procedure');
        for (const year of [2023, 2024]) {
          const { view, year: shown } = await as(visibility).evictions.funnel({ year });
          const isOfYear = (month: string) => month.startsWith(`${shown}-`) && counts(month);
          const views = [view, ...(shown === 2023 && content.evictions.view ? [content.evictions.view] : [])];
          for (const one of views) {
            const pairs = [
              [one.flows, stagesIn(procedures, isOfYear)],
              [one.reached, reachedFrom(procedures, isOfYear)],
            ] as const;
            for (const [said, slow] of pairs)
              for (const [stage, count] of said.entries())
                if (typeof count === 'number') expect(count, `${shown} ${stage} ${visibility}`).toBe(slow[stage]);
          }
        }
      });
    });

    it('lists in the preview of each correction every figure that moves, those that are read of the ledger too', () => {
      for (const source of corrected)
        expect(previews.get(source)?.changes, source).toEqual(receipts.get(source)?.changes);
      const changes = [...receipts.values()].flatMap((one) => one.changes);
      expect([...new Set(changes.map(({ code }) => code))].sort()).toEqual(Object.keys(moved).sort());
      const [was, is] = [ledger('validated', 'persons', 'insee'), ledger('working', 'persons', 'insee')];
      const people = changes.filter(({ code }) => code === 'IND-27');
      for (const { month, before, after } of people)
        expect([before, after], month).toEqual([activeAt(was, month), activeAt(is, month)]);
      expect(people.find(({ month }) => month === '2023-08')).toMatchObject({ waits: true });
    });

    it('shows each late correction as waiting, with its effect, everywhere, and counts it nowhere else', async () => {
      for (const [through, year] of [['2022-06', 2022] as const, ['2023-08', 2023] as const]) {
        const month = Number(through.slice(5));
        const [now, before] = [
          await coordinator().overview.forYear({ year, month }),
          await loadFigures(world.platform, 'validated', { year, through }),
        ];
        for (const { code, waiting, value } of now.figures) {
          const isMoved = moved[code] === through;
          expect([code, waiting !== null], `${code} ${year}`).toEqual([code, isMoved]);
          if (!isMoved) continue;
          expect(waiting?.before, code).toBe(before.find((one) => one.code === code)?.value);
          expect(waiting?.before, code).not.toBe(value);
        }
        expect((await reader().overview.forYear({ year })).figures.every(({ waiting }) => waiting === null)).toBe(true);
      }
      const { source } = await coordinator().homelessness.ledger({ unit: 'persons', perimeter: 'insee' });
      const [was, is] = [ledger('validated', 'persons', 'insee'), ledger('working', 'persons', 'insee')];
      const differing = [...was.keys()].filter(
        (month) => month <= validatedTo['siao-request'] && activeAt(was, month) !== activeAt(is, month),
      );
      expect(source.waiting?.map(({ month }) => month)).toEqual(expect.arrayContaining(differing));
      expect(source.waiting?.find(({ month }) => month === '2023-08')?.active).toEqual({
        before: activeAt(was, '2023-08'),
        now: activeAt(is, '2023-08'),
      });
      const needs = await coordinator().homelessness.needs({ unit: 'households', perimeter: 'convention' });
      expect(needs.source.waiting?.length).toBeGreaterThan(0);
      const { waiting: dwellings } = await coordinator().housing.captured({ year: 2023 });
      expect(dwellings[0]).toMatchObject({
        month: '2023-06',
        before: { managed: dwellingsAt(rowsOf('validated', 'captured-dwelling'), '2023-06').managed },
        now: { managed: dwellingsAt(rowsOf('working', 'captured-dwelling'), '2023-06').managed },
      });
      const { waiting: stages } = await coordinator().evictions.funnel({ year: 2023 });
      expect(stages).toEqual([{ stage: 'eviction', before: expect.any(Number), now: (stages[0]?.before ?? 0) + 1 }]);
      const { waiting: residences } = await coordinator().housing.atlas();
      expect(residences?.now.dwellings).toBe((residences?.before.dwellings ?? 0) + 7);
      for (const one of [
        await reader().housing.captured({ year: 2023 }),
        await reader().evictions.funnel({ year: 2023 }),
      ])
        expect(one.waiting).toEqual([]);
      expect((await reader().housing.atlas()).waiting).toBeNull();
      expect(
        (await reader().homelessness.ledger({ unit: 'persons', perimeter: 'insee' })).source.waiting,
      ).toBeUndefined();
    });
  });
}

/** « 2023-01 » and 1 give « 2022-12 ». */
function previous(month: string, count = 1): string {
  const rank = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - count;
  return `${Math.floor(rank / 12)}-${String((rank % 12) + 1).padStart(2, '0')}`;
}
