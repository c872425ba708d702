import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await importWorld();
});
afterAll(() => world.close());

const coordinator = () => world.as({ role: 'coordinator' });
const signed = { act: 'avenant n° 1', actDate: '2025-06-01', reason: 'décision du comité' };
const refused = (code: string) => ({ cause: { code } });

async function figureOf(code: string, filters: object = { year: 2025 }) {
  const { figures } = await coordinator().overview.forYear(filters);
  const figure = figures.find((one) => one.code === code);
  if (!figure) throw new Error(`no figure ${code}`);
  return figure;
}

describe('an amendment to a target', () => {
  it('shows the rate before and after it is signed, and keeps both once it is', async () => {
    const { value } = await figureOf('IND-02');
    expect(value).toBe(23);
    const draft = { code: 'IND-02', year: 2025, value: 30 };
    const partial = '\u202f; partiel (non reçu\u00a0: SOLIHA)';
    const preview = await coordinator().catalogue.previewAmendment(draft);
    expect(preview).toMatchObject({
      value: '23\u00a0logements',
      before: {
        target: '40\u00a0logements',
        progress: '57,5\u202f%',
        pace: `à surveiller, 57,5\u202f% du chemin${partial}`,
      },
      after: {
        target: '30\u00a0logements',
        progress: '76,7\u202f%',
        pace: `dans le rythme, 76,7\u202f% du chemin${partial}`,
      },
    });
    expect((await figureOf('IND-02')).target?.value).toBe(40);
    await coordinator().catalogue.amendTarget({ ...draft, ...signed });
    const history = (await coordinator().catalogue.targets({ code: 'IND-02' })).filter((one) => one.year === 2025);
    expect(history.map((one) => [one.value, one.act, one.supersededAt === null, one.judged?.progress])).toEqual([
      [30, 'avenant n° 1', true, '76,7\u202f%'],
      [40, null, false, '57,5\u202f%'],
    ]);
  });

  it('may change the way to the target: a season of twelve weights, and nothing else than twelve', async () => {
    const season = { code: 'IND-08', year: 2025, value: 40, profile: 'seasonal' as const };
    const winter = [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0];
    await coordinator().catalogue.amendTarget({ ...season, weights: winter, ...signed });
    // Nothing is expected in November and December: at the end of October, everything is.
    expect((await figureOf('IND-08')).expected).toBe(40);
    const short = coordinator().catalogue.amendTarget({ ...season, weights: [1, 2], ...signed });
    await expect(short).rejects.toMatchObject(refused('INVALID'));
    const falling = { ...season, profile: 'steps' as const, weights: [0.5, 0.4, ...Array(10).fill(1)] };
    await expect(coordinator().catalogue.previewAmendment(falling)).rejects.toMatchObject(refused('INVALID'));
  });
});

describe('an amendment to an amount', () => {
  it('sets what was to be fixed, and keeps what it was with the act and the reason', async () => {
    const grant = { convention: 'LDA-2023-2025', field: 'grant' as const, year: 2024 };
    await coordinator().catalogue.amendAmount({ ...grant, cents: 41_000_000, ...signed });
    await coordinator().catalogue.amendAmount({ ...grant, cents: 40_500_000, ...signed, act: 'avenant n° 2' });
    const { conventions } = await coordinator().catalogue.read();
    const convention = conventions.find((one) => one.code === 'LDA-2023-2025');
    expect(convention?.grants.find((one) => one.year === 2024)?.amountCents).toBe(40_500_000);
    expect(convention?.amendments.map((one) => [one.act, one.beforeCents, one.afterCents])).toEqual([
      ['avenant n° 1', null, 41_000_000],
      ['avenant n° 2', 41_000_000, 40_500_000],
    ]);
    const beyond = coordinator().catalogue.amendAmount({ ...grant, year: 2030, cents: 1, ...signed });
    await expect(beyond).rejects.toMatchObject(refused('INVALID'));
  });
});

describe('another definition', () => {
  it('keeps both, breaks the series in its month, and no total crosses the break', async () => {
    const before = await figureOf('IND-23');
    const sum = (from: string, to: string) =>
      before.months.reduce((total, { month, quantity }) => {
        const counted = month >= from && month <= to && quantity !== null && 'value' in quantity;
        return total + (counted ? quantity.value : 0);
      }, 0);
    expect(before.value).toBe(sum('2025-01', '2025-10'));
    await coordinator().catalogue.define({
      ...{ code: 'IND-23', definition: 'Demandes nouvelles seulement.', formula: 'nombre de premières demandes' },
      ...{ validFrom: '2025-07', reason: 'les renouvellements ne sont plus comptés' },
    });
    const after = await figureOf('IND-23');
    expect([after.value, after.version, after.definition]).toEqual([
      sum('2025-07', '2025-10'),
      2,
      'Demandes nouvelles seulement.',
    ]);
    const june = await figureOf('IND-23', { year: 2025, month: 6 });
    expect([june.value, june.version]).toEqual([sum('2025-01', '2025-06'), 1]);
    const { comparisons } = await coordinator().overview.forYear({ year: 2025 });
    const last = comparisons[0]?.figures.find((one) => one.code === 'IND-23');
    expect(last?.sameDefinition).toBe(false);
    const again = { code: 'IND-23', definition: 'Autre', formula: 'autre', validFrom: '2025-07', reason: 'essai' };
    await expect(coordinator().catalogue.define(again)).rejects.toMatchObject(refused('INVALID'));
  });

  it('hides from a reader what the two parts of the year would give away by subtraction', async () => {
    await world.publish();
    const reader = await world.as({ role: 'reader' }).overview.forYear({ year: 2025 });
    const figure = reader.figures.find((one) => one.code === 'IND-23');
    const small = figure?.months.filter(
      (one) => one.quantity && 'value' in one.quantity && one.quantity.value > 0 && one.quantity.value < 11,
    );
    expect(small).toEqual([]);
  });
});

describe('a change of time rule', () => {
  const { reason, ...act } = signed;
  const lines = () => world.db.auditEvent.findMany({ where: { action: 'time-rule.change' }, orderBy: { id: 'asc' } });

  it('sums every year again, and is refused between a count and a ratio', async () => {
    const { months } = await figureOf('IND-18');
    const values = months.flatMap(({ month, quantity }) =>
      month <= '2025-10' && quantity && 'value' in quantity ? [quantity.value] : [],
    );
    await coordinator().catalogue.changeTimeRule({ code: 'IND-18', timeRule: 'average', act, reason });
    const mean = values.reduce((total, value) => total + value, 0) / values.length;
    expect((await figureOf('IND-18')).value).toBeCloseTo(mean);
    const ratio = { code: 'IND-18', timeRule: 'ratio' as const };
    await expect(coordinator().catalogue.timeRuleEffect(ratio)).rejects.toMatchObject(refused('INVALID'));
    const change = coordinator().catalogue.changeTimeRule({ ...ratio, act, reason });
    await expect(change).rejects.toMatchObject(refused('INVALID'));
  });

  it('shows what each year that has data says before and after it, as every page says them', async () => {
    const effect = await coordinator().catalogue.timeRuleEffect({ code: 'IND-02', timeRule: 'unique' });
    expect(effect.map(({ year }) => year)).toEqual([2022, 2023, 2024, 2025]);
    expect(effect.map(({ through }) => through)).toEqual(['2022-12', '2023-12', '2024-12', '2025-10']);
    for (const { year, before, after, lost } of effect) {
      const { value } = await figureOf('IND-02', { year });
      expect(before).toMatch(new RegExp(`^${value}\u00a0logements`));
      expect([after, lost]).toEqual(['non reçu', true]);
    }
    // Nothing is changed by looking.
    expect((await figureOf('IND-02')).timeRule).toBe('flow');
  });

  it('is refused without a signed act where there are data, and the journal keeps the act', async () => {
    const unique = { code: 'IND-02', timeRule: 'unique' as const };
    const before = await lines();
    const unsigned = coordinator().catalogue.changeTimeRule({ ...unique, reason });
    await expect(unsigned).rejects.toMatchObject({ cause: { code: 'INVALID', facts: { fields: ['act', 'actDate'] } } });
    expect([(await figureOf('IND-02')).timeRule, await lines()]).toEqual(['flow', before]);
    const sums = await Promise.all([2023, 2024].map(async (year) => (await figureOf('IND-02', { year })).value));

    await coordinator().catalogue.changeTimeRule({ ...unique, act, reason });
    expect((await figureOf('IND-02', { year: 2024 })).value).toBeNull();
    expect((await lines()).at(-1)).toMatchObject({
      ...{ entityId: 'IND-02', reason, before: { timeRule: 'flow' }, after: { timeRule: 'unique', ...act } },
    });

    // The way back: a total that was typed is set beside the sum of the months.
    await coordinator().indicators.typeYearTotal({ code: 'IND-02', year: 2024, value: 7, method: 'compte des baux' });
    const back = { code: 'IND-02', timeRule: 'flow' as const };
    const years = await coordinator().catalogue.timeRuleEffect(back);
    expect(years.slice(1, 3).map((one) => [one.before, one.after.split(',')[0], one.lost])).toEqual([
      ['non reçu', `${sums[0]}\u00a0logements`, false],
      ['7\u00a0logements', `${sums[1]}\u00a0logements`, false],
    ]);
    await coordinator().catalogue.changeTimeRule({ ...back, act, reason });
    expect((await figureOf('IND-02', { year: 2024 })).value).toBe(sums[1]);
  });

  it('asks only for a reason where nothing was ever given', async () => {
    const empty = await world.db.indicator.findFirstOrThrow({
      where: { computed: null, timeRule: 'flow', months: { none: {} }, yearTotals: { none: {} } },
    });
    const change = { code: empty.code, timeRule: 'average' as const };
    expect(await coordinator().catalogue.timeRuleEffect(change)).toEqual([]);
    await coordinator().catalogue.changeTimeRule({ ...change, reason });
    expect((await lines()).at(-1)).toMatchObject({ entityId: empty.code, after: { timeRule: 'average' } });
  });
});

describe('the settings', () => {
  it('hold their first value until one is changed, with its reason in the journal', async () => {
    expect(await coordinator().catalogue.settings()).toMatchObject({
      'pace.onPace': 0.95,
      'suppression.threshold': 10,
    });
    const change = { name: 'suppression.threshold' as const, value: 20, reason: 'demande du délégué' };
    await coordinator().catalogue.changeSetting(change);
    expect(await world.as({ role: 'reader' }).catalogue.settings()).toMatchObject({ 'suppression.threshold': 20 });
    const line = await world.db.auditEvent.findFirstOrThrow({ where: { action: 'setting.change' } });
    expect(line).toMatchObject({ entityId: 'suppression.threshold', before: { value: 10 }, after: { value: 20 } });
    await world.publish();
    const { figures } = await world.as({ role: 'reader' }).overview.forYear({ year: 2025 });
    const shown = figures
      .filter((one) => one.sensitive && one.timeRule === 'flow')
      .flatMap((one) =>
        one.months.flatMap(({ quantity }) => (quantity && 'value' in quantity ? [quantity.value] : [])),
      );
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((value) => value > 0 && value <= 20)).toEqual([]);
  });

  it('refuses what a setting may not be, and two that contradict each other', async () => {
    const { catalogue } = coordinator();
    const wrong = [
      { name: 'suppression.threshold' as const, value: 2 },
      { name: 'pace.onPace' as const, value: 'beaucoup' },
      { name: 'pace.toWatch' as const, value: 0.99 },
    ];
    for (const one of wrong)
      await expect(catalogue.changeSetting({ ...one, reason: 'essai' })).rejects.toMatchObject(refused('INVALID'));
  });
});
