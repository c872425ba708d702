import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Content } from '../../../shared/registers/register.ts';
import { fileOf } from '../../fixtures/given-file.ts';
import { dwellingsOf, partnerFiles } from '../../fixtures/partner-files.ts';
import { handMade, type ImportWorld, importWorld } from '../imports/import-world.ts';

let world: ImportWorld;

beforeEach(async () => {
  world = await importWorld({ demonstration: false });
});
afterEach(() => world.close());

const coordinator = { role: 'coordinator' } as const;
const reader = { role: 'reader' } as const;

/** A survey of residences is of no month: any one validates it. Readers see it once it is published. */
async function publishedResidences(): Promise<void> {
  await world.validateMonths('USH', '2025-10');
  await world.publish();
}

const dwelling = (
  captureDate: string,
  entryDate: string | null,
  exitDate: string | null,
  more: Content = {},
): Content => ({
  captureDate,
  entryDate,
  exitDate,
  typology: 'T2',
  commune: '21231',
  surface: 50,
  rentCents: 40_000,
  mandate: 'Mandat de gestion',
  ...more,
});

/** A file that says it covers 2024 and 2025: in them, a month without a capture is a month of none. */
const wholeYears = (rows: Content[]) => ({
  ...handMade('captured-dwelling', rows),
  told: () => ({
    ...{ skipped: [], unread: [], questions: [] },
    period: { from: '2024-01', to: '2025-12', why: 'title' as const },
  }),
});

const residence = (more: Content): Content => ({
  landlord: 'Orvitis',
  commune: '21231',
  priorityDistrict: 'non',
  dwellings: 60,
  builtYear: 1974,
  rentCentsPerSquareMetre: 560,
  poorShare: 40,
  loneParentShare: 30,
  turnover: 8,
  vacant: 2,
  ...more,
});

describe('captured dwellings', () => {
  it('follow each dwelling from its capture to a household and back: stock, delays and sizes', async () => {
    await world.take(
      wholeYears([
        dwelling('2024-01-10', '2024-01-30', null),
        dwelling('2024-01-20', '2024-03-20', '2024-09-05', { typology: 'T3', commune: '21617' }),
        dwelling('2024-03-02', null, null, { typology: 'T3', rentCents: 60_000, surface: 60 }),
      ]),
    );
    const { months, byTypology, byPlace, measures } = await world.as(coordinator).housing.captured({});
    const at = (month: string) => months.find((one) => one.month === month);
    expect(at('2024-01')).toEqual({ month: '2024-01', captured: 2, entered: 1, left: 0, managed: 2, occupied: 1 });
    expect(at('2024-03')).toMatchObject({ captured: 1, entered: 1, managed: 3, occupied: 2 });
    expect(at('2024-09')).toMatchObject({ left: 1, managed: 2, occupied: 1 });
    expect(months.at(-1)?.month).toBe('2025-10');
    // The stock of the room is the indicator's, month by month.
    for (const code of ['IND-02', 'IND-03'] as const) {
      const { figure } = await world.as(coordinator).indicators.byCode({ code, year: 2024 });
      const own = figure.months.map(({ quantity }) => quantity && 'value' in quantity && quantity.value);
      const room = figure.months.map(({ month }) => at(month)?.[code === 'IND-02' ? 'captured' : 'managed']);
      expect(room).toEqual(own);
    }
    expect(byTypology).toEqual([
      { key: 'T2', captured: 1, managed: 1, occupied: 1, left: 0 },
      { key: 'T3', captured: 2, managed: 1, occupied: 0, left: 1 },
    ]);
    expect(byPlace.map(({ key }) => key)).toEqual(['21231', '21617']);
    expect(measures[0]).toMatchObject({ typology: null, let: 2, median: 40, first: 30, third: 50, rentCents: 40_000 });
    await world.validateMonths('SOLIHA', '2024-01', '2025-10');
    await world.publish();
    const others = await world.as(reader).housing.captured({});
    expect(others.byPlace.map(({ key }) => key)).toEqual(['DIJON', 'LARGE']);
  });

  it('are kept at twelve months only once twelve months are over, and few households are no one else’s business', async () => {
    await world.take(
      wholeYears([
        dwelling('2024-01-10', '2024-02-01', null),
        dwelling('2024-01-10', '2024-02-01', '2024-12-24'),
        dwelling('2024-01-10', '2024-12-01', '2025-02-01'),
        dwelling('2025-01-10', '2025-02-01', null),
      ]),
    );
    const { kept } = await world.as(coordinator).housing.captured({});
    expect(kept).toEqual([
      { year: '2025', state: 'not-yet', rate: null, counts: { entered: 1, computable: 0, kept: 0 } },
      { year: '2024', state: 'known', rate: 50, counts: { entered: 3, computable: 2, kept: 1 } },
    ]);
    await world.validateMonths('SOLIHA', '2024-01', '2025-10');
    await world.publish();
    const others = await world.as(reader).housing.captured({});
    expect(others.kept).toEqual([
      { year: '2025', state: 'not-yet', rate: null, counts: null },
      { year: '2024', state: 'hidden', rate: null, counts: null },
    ]);
  });
});

describe('the atlas of social housing', () => {
  const rows = [
    residence({ rentCentsPerSquareMetre: 480 }),
    residence({ rentCentsPerSquareMetre: 500, vacant: 0, turnover: 0 }),
    residence({ rentCentsPerSquareMetre: 560, poorShare: 8, commune: '21003' }),
    residence({ rentCentsPerSquareMetre: 600 }),
    residence({ rentCentsPerSquareMetre: 640 }),
    residence({ rentCentsPerSquareMetre: 700, dwellings: 6, vacant: 1, commune: '21270' }),
    residence({ rentCentsPerSquareMetre: 500, dwellings: 8, vacant: 0, poorShare: 70, commune: '21270' }),
  ];

  it('puts the residences under eleven dwellings together, and keeps none of them alone', async () => {
    await world.take(handMade('residence', rows));
    await publishedResidences();
    for (const person of [coordinator, reader]) {
      const { lines, totals } = await world.as(person).housing.atlas();
      expect(lines.filter(({ residences }) => residences === 1).every(({ dwellings }) => dwellings >= 11)).toBe(true);
      expect(lines.find(({ key }) => key === 'small')).toMatchObject({ residences: 2, dwellings: 14, place: '' });
      expect(totals).toEqual({ residences: 7, dwellings: 314 });
    }
  });

  it('counts as within reach the cheapest third, where something comes free', async () => {
    await world.take(handMade('residence', rows));
    const { lines, limit, places } = await world.as(coordinator).housing.atlas();
    expect(limit).toBe(500);
    expect(lines.filter((line) => line.withinReach).map((line) => line.rentCentsPerSquareMetre)).toEqual([480]);
    expect(places.find(({ place }) => place === 'Dijon')).toMatchObject({ dwellings: 240, withinReach: 60 });
  });

  it('names communes to the coordinator alone, and hides the share that five households make', async () => {
    await world.take(handMade('residence', rows));
    await publishedResidences();
    const line = (lines: { rentCentsPerSquareMetre: number | null }[]) =>
      lines.find((one) => one.rentCentsPerSquareMetre === 560);
    expect(line((await world.as(coordinator).housing.atlas()).lines)).toMatchObject({ place: 'Ahuy', poorShare: 8 });
    expect(line((await world.as(reader).housing.atlas()).lines)).toMatchObject({
      place: 'OTHER',
      poorShare: null,
      hidden: true,
      loneParentShare: 30,
    });
  });
});

describe('Action Logement', () => {
  it('is what the deliberation says: 9 363 in all, of which 1 306 households housed', async () => {
    const published = await importWorld({ published: true });
    const { lines, notes } = await published.as(reader).housing.actionLogement();
    await published.close();
    const [whole, ...parts] = lines;
    expect(whole).toMatchObject({ code: 'CTX-01', value: 9363, amountCents: 1_520_000_000 });
    expect(parts.reduce((sum, { value }) => sum + value, 0)).toBe(9363);
    expect(parts.at(-1)).toMatchObject({ code: 'CTX-06', value: 1306, amountCents: null });
    expect(notes.join(' ')).toContain('101\u202f%');
  });
});

describe('whole files of homes', () => {
  it('SOLIHA: 24 dwellings captured, 23 under management at the end of 2023', async () => {
    await world.takeGiven(fileOf(partnerFiles, 'captured-dwelling'));
    const { months, byTypology } = await world.as(coordinator).housing.captured({ year: 2023 });
    expect(months.find(({ month }) => month === '2023-12')?.managed).toBe(23);
    expect(Object.fromEntries(byTypology.map(({ key, captured }) => [key, captured]))).toEqual({
      T1: 5,
      T2: 5,
      T3: 5,
      T4: 5,
      T5: 4,
    });
  });

  it('OPS: 30 residences and their dwellings, those under eleven on one line', async () => {
    await world.takeGiven(fileOf(partnerFiles, 'residence'));
    await publishedResidences();
    const { totals, lines } = await world.as(reader).housing.atlas();
    const dwellings = dwellingsOf.reduce((sum, count) => sum + count, 0);
    expect(totals).toEqual({ residences: 30, dwellings });
    expect(lines).toHaveLength(27);
    expect(lines.find(({ key }) => key === 'small')?.residences).toBe(4);
  });
});
