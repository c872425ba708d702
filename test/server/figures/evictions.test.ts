import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generator } from '../../../prisma/demonstration/seed-demo-cells.ts';
import { loadFigures } from '../../../server/indicators/service.ts';
import { addDays } from '../../../shared/domain/ledger/spell.ts';
import type { Content } from '../../../shared/registers/register.ts';
import { type PlainProcedure, recountFunnel } from '../../domain/ledger/funnel-recount.ts';
import { procedures as writtenProcedures } from '../../fixtures/files-of-people.ts';
import { fileOf } from '../../fixtures/given-file.ts';
import { partnerFiles } from '../../fixtures/partner-files.ts';
import { handMade, type ImportWorld, importWorld } from '../imports/import-world.ts';

let world: ImportWorld;

beforeEach(async () => {
  world = await importWorld({ demonstration: false });
});
afterEach(() => world.close());

const coordinator = { role: 'coordinator' } as const;
const reader = { role: 'reader' } as const;
const ddets = { role: 'contributor', organisation: 'DDETS' } as const;
const adefo = { role: 'contributor', organisation: 'ADEFO' } as const;

const order = ['commandementDate', 'assignationDate', 'judgementDate', 'leaveOrderDate', 'policeDate', 'evictionDate'];

/** Procedures that are nobody's: they begin in 2022 or 2023 and go on for some stages. */
function procedures(words: string, count: number): PlainProcedure[] {
  const random = generator(words);
  return Array.from({ length: count }, () => {
    const dates: string[] = [addDays('2022-01-01', Math.floor(random() * 730))];
    while (dates.length < 6 && dates.at(-1) !== '' && random() < 0.72)
      dates.push(addDays(dates.at(-1) ?? '', 5 + Math.floor(random() * 120)));
    while (dates.length < 6) dates.push('');
    const assigned = dates[1] ?? '';
    const hasDiagnostic = assigned !== '' && random() < 0.6;
    return {
      dates: dates as PlainProcedure['dates'],
      stock: random() < 0.4 ? 'Privé' : 'Public',
      met: random() < 0.3,
      silent: assigned !== '' && !hasDiagnostic,
      diagnostic: hasDiagnostic ? addDays(assigned, Math.floor(random() * 150)) : '',
    };
  });
}

const contentOf = (one: PlainProcedure): Content => ({
  ...Object.fromEntries(order.map((field, index) => [field, one.dates[index] || null])),
  stock: one.stock,
  commune: '21231',
  surveyResult: one.met ? 'Rencontré' : 'Absent',
  diagnosticResult: one.silent ? 'Sans réponse' : one.dates[1] ? 'Réalisé' : null,
  diagnosticDate: one.diagnostic || null,
});

const take = (all: PlainProcedure[]) => world.take(handMade('eviction-procedure', all.map(contentOf)));
const funnelFor = (person: Parameters<ImportWorld['as']>[0], input = {}) => world.as(person).evictions.funnel(input);

describe('the eviction funnel', () => {
  it.each([
    [2022, undefined],
    [2023, undefined],
    [2023, 'Privé'],
    [2022, 'Public'],
  ] as const)('of %s, %s stock, is what a slow recount of every procedure gives', async (year, stock) => {
    const all = procedures('funnel of the tests', 900);
    await take(all);
    const { view } = await funnelFor(coordinator, { year, stock });
    const slow = recountFunnel(all, year, stock);
    expect(slow.reached[5]).toBeGreaterThan(10);
    expect([view.flows, view.reached, view.furthest]).toEqual([slow.flows, slow.reached, slow.furthest]);
    expect(view.met?.[0]?.numerator).toBe(slow.met);
    expect(view.silent?.[0]).toMatchObject({ numerator: slow.silent, denominator: slow.flows[1] });
    expect(view.diagnostics).toEqual({ all: slow.diagnostics, counted: slow.counted });
    expect(view.delays.map(({ median }) => median)).toEqual(slow.medianDays);
  });

  it('gives the rates and the diagnostics that the indicators give, from the same rows', async () => {
    await take(procedures('one figure', 700));
    const { view, figures } = await funnelFor(coordinator, { year: 2023 });
    const figure = (code: string) => figures.find((one) => one.code === code)?.quantity;
    expect(figure('IND-10')).toEqual({ numerator: view.met?.[0]?.numerator, denominator: view.met?.[0]?.denominator });
    expect(figure('IND-11')).toMatchObject({ numerator: view.silent?.[0]?.numerator, denominator: view.flows[1] });
    expect(figure('IND-09')).toEqual({ value: view.flows[0] });
    expect(figure('IND-13')).toEqual({ value: view.flows[5] });
  });

  it('is whole for who sent the rows, and hides 1 to 10 procedures from everyone else', async () => {
    const all = procedures('few evictions', 130);
    await take(all);
    await world.validateMonths('DDETS', '2022-01', '2025-10');
    await world.publish();
    const slow = recountFunnel(all, 2022);
    const own = await funnelFor(ddets, { year: 2022 });
    expect([own.visibility, own.view.reached]).toEqual(['own', slow.reached]);
    // Beside its own rows are its own figures: nothing of others reaches it but by a publication.
    const mine = await loadFigures(world.platform, 'working', { year: 2022, organisationId: world.idOf('DDETS') });
    for (const { code, value } of own.figures) expect(value, code).toBe(mine.find((one) => one.code === code)?.value);
    for (const person of [reader, adefo]) {
      const { visibility, view, months } = await funnelFor(person, { year: 2022 });
      expect([visibility, months, view.met, view.diagnostics]).toEqual(['validated', null, null, null]);
      const shown = [
        ...view.flows,
        ...view.reached,
        ...view.furthest,
        ...[...view.byStock, ...view.byGroup].flatMap(({ flows, cohort }) => [...flows, ...(cohort ?? [])]),
      ];
      expect(shown).toContain('hidden');
      expect(shown.filter((count) => typeof count === 'number' && count > 0 && count < 11)).toEqual([]);
    }
  });

  it('gives no one but them a filter that crosses stocks and communes, nor a year that is not over', async () => {
    await take([
      ...procedures('crossing', 300),
      ...procedures('now', 1).map((one) => ({
        ...one,
        dates: ['2025-03-04', '', '', '', '', ''] as PlainProcedure['dates'],
      })),
    ]);
    await world.validateMonths('DDETS', '2022-01', '2023-12');
    await world.validateMonths('DDETS', '2025-03');
    await world.publish();
    const whole = await funnelFor(reader, { year: 2022 });
    for (const person of [reader, adefo])
      await expect(funnelFor(person, { year: 2022, stock: 'Privé', group: 'DIJON' })).rejects.toMatchObject({
        cause: { code: 'NOT_PUBLISHED' },
      });
    expect(whole.years).not.toContain(2025);
    expect((await funnelFor(reader, { year: 2025 })).year).toBe(whole.years[0]);
    expect((await funnelFor(coordinator)).years).toContain(2025);
  });
});

describe('the funnel of a whole file', () => {
  it('is what was counted by hand, from commandement to expulsion, with those met and the diagnostics that count', async () => {
    const given = fileOf(partnerFiles, 'eviction-procedure');
    await world.takeGiven(given);
    const reached = [0, 1, 2, 3, 4, 5].map((stage) => writtenProcedures.filter(({ stages }) => stages[stage]).length);
    const met = writtenProcedures.filter((one) => one.met).length;
    const diagnostics = writtenProcedures.filter(({ diagnostic }) => diagnostic).length;
    const counts = Object.values(given.indicators['IND-08'] ?? {}) as number[];
    const { view } = await funnelFor(coordinator, { year: 2023 });
    expect(reached).toEqual([90, 54, 36, 27, 18, 9]);
    expect(view.reached).toEqual(reached);
    expect(view.furthest.reduce((sum: number, count) => sum + Number(count), 0)).toBe(90);
    expect(view.met?.[0]).toEqual({ key: 'all', numerator: met, denominator: 90 });
    expect(view.diagnostics).toEqual({ all: diagnostics, counted: counts.reduce((sum, one) => sum + one, 0) });
    expect((await funnelFor(coordinator, { year: null })).view.flows).toEqual(reached);
  });
});
