import { describe, expect, it } from 'vitest';
import { wrapWords } from '../../../client/charts/drawing-file.ts';
import type { MonthPoint, MonthSeries } from '../../../client/charts/prepare/month-series.ts';
import { keyWords, type Plot } from '../../../client/charts/prepare/plot.ts';
import { prepareControl } from '../../../client/charts/prepare/prepare-control.ts';
import { preparePath, projectionSentence } from '../../../client/charts/prepare/prepare-path.ts';
import { prepareShares } from '../../../client/charts/prepare/prepare-shares.ts';
import { prepareSources } from '../../../client/charts/prepare/prepare-sources.ts';
import { prepareYears } from '../../../client/charts/prepare/prepare-years.ts';
import { assembleFigure } from '../../../shared/domain/figures/assemble-figure.ts';
import type { Figure } from '../../../shared/domain/figures/figure.ts';
import { projectionOfFigure } from '../../../shared/domain/figures/figure-path.ts';
import { addMonths } from '../../../shared/domain/month.ts';
import { counts, givenBy, targetOf } from '../../domain/figures/given.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

function dwellings(values: (number | null)[], through: string, more: Partial<Figure> = {}): Figure {
  const figure = assembleFigure({
    indicator: {
      code: 'IND-02',
      label: 'Logements captés',
      unit: 'dwellings',
      timeRule: 'flow',
      direction: 'increase',
      tolerance: null,
      sensitive: false,
      frequency: 'monthly',
    },
    year: 2025,
    through,
    ...givenBy(2025, counts(values)),
    target: targetOf(2025, 40),
  });
  return { ...figure, ...more };
}

const layerNames = (plot: Plot | null) => plot?.layers.map(({ name }) => name);

describe('the year so far', () => {
  const plot = preparePath(dwellings([3, 4, null, 5, 4, 4], '2025-06'))!;

  it('breaks its line at a month that nobody gave, and says which', () => {
    const line = plot.layers.find((layer) => layer.kind === 'line' && layer.name === 'cumul depuis janvier');
    expect(line?.kind === 'line' && line.runs.map((run) => run.map(({ value }) => value))).toEqual([
      [3, 7],
      [12, 16, 20],
    ]);
    expect(plot.gaps).toEqual([{ rank: 2, kind: 'missing' }]);
    expect(plain(plot.sentence)).toContain(
      'Cumul depuis janvier : 20 logements (partiel) à la fin de juin 2025 ; attendu sur 5 mois complets : 16,7 logements.',
    );
    expect(plain(plot.sentence)).toContain('Ne compte pas 1 mois non reçu : mars 2025.');
  });

  it('says in its title what it shows, and in its sentence when the target would be reached', () => {
    expect(plot.title).toBe('Cumul depuis janvier, attendu à date et projection');
    expect(plain(plot.sentence)).toMatch(/la cible serait atteinte en novembre 2025|entre .* 2025/u);
    expect(layerNames(plot)?.[0]).toContain('projection');
    expect(plot.layers.some((layer) => layer.kind === 'marks' && layer.shape === 'ring')).toBe(true);
  });

  it('stops its line at a break of the series, and names it', () => {
    const broken = preparePath(dwellings([3, 4, 5, 6], '2025-04'), [{ month: '2025-03', label: 'autre définition' }])!;
    const line = broken.layers.find((layer) => layer.kind === 'line' && layer.name === 'cumul depuis janvier');
    expect(line?.kind === 'line' && line.runs.map((run) => run.length)).toEqual([2, 2]);
    expect(broken.breaks).toEqual([{ rank: 2, label: 'autre définition', kind: 'break' }]);
    expect(broken.sentence).toContain('Rupture de série en mars 2025 (autre définition).');
  });

  it('is projected in whole numbers where one counts, a level as well as a sum', () => {
    const figure = dwellings([3, 4, 5, 6, 4, 4], '2025-06', { timeRule: 'stock' });
    const ahead = projectionOfFigure(figure);
    if (ahead.kind === 'none') throw new Error(ahead.reason);
    const sentence = plain(projectionSentence(figure, { ...ahead, low: 330.2, high: 357.9 }));
    expect(sentence).toContain('entre 330 logements et 358 logements en décembre 2025');
  });

  it('has no projection once the year is over, and says so', () => {
    const whole = preparePath(
      dwellings(
        Array.from({ length: 12 }, () => 3),
        '2025-12',
      ),
    )!;
    expect(whole.layers.some(({ kind }) => kind === 'band')).toBe(false);
    expect(whole.sentence).toContain('L’année est terminée');
  });

  it('is not drawn for different people, whose year is no sum, nor without any month', () => {
    expect(preparePath(dwellings([3, 4], '2025-02', { timeRule: 'unique' }))).toBeNull();
    expect(preparePath(dwellings([], '2025-02'))).toBeNull();
  });

  it('has a row of its table for each month, with what was expected', () => {
    expect(plot.table.headers).toEqual(['Mois', 'Cumul depuis janvier', 'Attendu à date']);
    expect(plot.table.rows.map(({ cells }) => cells.map(plain)).slice(1, 4)).toEqual([
      ['février 2025', '7 logements', '6,7 logements'],
      // What is expected is of the months that are known: March asks for nothing.
      ['mars 2025', 'non reçu', '6,7 logements'],
      ['avril 2025', '12 logements (partiel)', '10 logements'],
    ]);
    expect(plot.table.rows[6]?.cells[1]).toBe('à venir');
  });
});

const points = (values: (number | null)[], from = '2024-01'): MonthPoint[] =>
  values.map((value, rank) => ({ month: addMonths(from, rank), state: value === null ? 'missing' : 'value', value }));
const requests = [18, 22, 17, 20, 25, 19, 16, 21, 23, 18, 20, 19];
const series = (values: (number | null)[], more: Partial<MonthSeries> = {}): MonthSeries => ({
  label: 'Demandes',
  unit: 'requests',
  nature: 'flow',
  points: points(values),
  ...more,
});
const control = (one: MonthSeries, needed: number | null = null) =>
  prepareControl({ series: one, timeRule: 'flow', direction: 'increase', needed });

describe('a real change or an ordinary variation', () => {
  it('draws the limits of the worked vector and finds nothing', () => {
    const plot = control(series(requests)) as Plot;
    const rules = plot.layers.flatMap((layer) => (layer.kind === 'rule' ? [layer.value] : []));
    expect(rules.map((value) => Number(value.toFixed(2)))).toEqual([19.83, 29.75, 9.92]);
    expect(plain(plot.sentence)).toBe(
      'Pas de changement réel : les variations d’un mois à l’autre sont ordinaires. Un mois ordinaire se situe entre 9,9 demandes et 29,7 demandes, autour de 19,8 demandes.',
    );
    expect(layerNames(plot)).not.toContain('signal\u00a0: changement réel');
  });

  it('says whether the target can be reached by the process as it is', () => {
    expect((control(series(requests), 30) as Plot).sentence).toContain('ne l’atteindra pas');
    expect((control(series(requests), 25) as Plot).sentence).toContain('par chance');
    expect((control(series(requests), 9) as Plot).sentence).toContain('sans dépendre de la chance');
  });

  it('calls its limits provisional under twelve months', () => {
    const plot = control(series(requests.slice(0, 9))) as Plot;
    expect(plain(plot.sentence)).toContain('Limites provisoires : moins de douze mois connus.');
    expect(layerNames(plot)).toContain('limites ordinaires, provisoires');
  });

  it('marks the points of a signal by a square', () => {
    const plot = control(series([...requests, 45])) as Plot;
    const mark = plot.layers.find((layer) => layer.kind === 'marks');
    expect(mark).toMatchObject({ shape: 'square', points: [{ rank: 12, value: 45 }] });
    expect(plain(plot.sentence)).toContain('Changement réel : janvier 2025 sort de la limite haute.');
  });

  it('tells three signals at most, and counts the others', () => {
    const plot = control(series([...requests, 45, 46, 47, 48, 44, 45, 47, 46, 45])) as Plot;
    expect(plain(plot.sentence)).toMatch(/et \d+ autres signaux marqués sur le graphique\./u);
  });

  it('is a run about the median when the mean is under five', () => {
    const plot = control(series([1, 3, 2, 0, 4, 2, 1, 3, 2, 2, 1, 3])) as Plot;
    expect(plot.title).toBe('Suite des mois autour de la médiane');
    expect(plot.layers.filter(({ kind }) => kind === 'rule')).toHaveLength(1);
  });

  it('judges only the months since the last break', () => {
    const broken = series([...requests.map((value) => value * 10), ...requests], {
      breaks: [{ month: '2025-01', label: 'autre définition' }],
    });
    const plot = control(broken) as Plot;
    expect(plot.layers.find(({ kind }) => kind === 'rule')).toMatchObject({ from: 12 });
    expect(plain(plot.sentence)).toContain('Pas de changement réel');
    expect(plot.table.rows[0]?.cells[2]).toBe('avant la rupture');
  });

  it('is not drawn on cumulative values, on stocks, on hidden months, nor on two months', () => {
    const one = series(requests);
    expect(prepareControl({ series: one, timeRule: 'unique', direction: 'increase', needed: null })).toBe('cumulative');
    expect(prepareControl({ series: one, timeRule: 'stock', direction: 'increase', needed: 40 })).toBe('carried-over');
    const hidden = series(requests, {
      points: [...points(requests), { month: '2025-01', state: 'masked', value: null }],
    });
    expect(control(hidden)).toBe('masked');
    expect(control(series([1, 2]))).toBe('too-few-months');
  });
});

describe('two years side by side', () => {
  const year = (name: number, values: (number | null)[], value: number | null, hidden = false) => ({
    year: name,
    points: points(values, `${name}-01`),
    value,
    hidden,
  });
  const input = {
    unit: 'households' as const,
    nature: 'flow' as const,
    comparison: '10 contre 8 en 2024 (+2), sur janvier et février',
    broken: false,
  };

  it('are told apart by a pattern, and compared at the same month', () => {
    const plot = prepareYears({ ...input, now: year(2025, [4, 6], 10), before: year(2024, [3, 5, 9], 8) })!;
    expect(plot.layers.map((layer) => layer.kind === 'bars' && layer.pattern)).toEqual(['solid', 'hatched']);
    expect(plain(plot.sentence)).toBe(
      '10 ménages en 2025, 8 ménages en 2024, jusqu’à février. À périmètre égal : 10 contre 8 en 2024 (+2), sur janvier et février.',
    );
    expect(plot.table.rows[2]?.cells).toEqual(['mars', 'à venir', '9\u00a0ménages']);
  });

  it('are not compared across a break, nor when one of them is hidden', () => {
    const [now, before] = [year(2025, [4, 6], 10), year(2024, [3, 5], 8)];
    expect(prepareYears({ ...input, now, before, broken: true })?.sentence).toContain('ne se comparent pas');
    const hidden = prepareYears({ ...input, now, before: { ...before, value: null, hidden: true } });
    expect(hidden?.sentence).toBe('10\u00a0ménages en 2025, masqué en 2024, jusqu’à février.');
  });

  it('need a month of each', () => {
    expect(prepareYears({ ...input, now: year(2025, [4], 4), before: year(2024, [null], null) })).toBeNull();
  });
});

it('two sources keep their own lines, and a gap only where both are known', () => {
  const plot = prepareSources({
    unit: 'households',
    first: { label: 'IND-28', points: points([8, null]) },
    second: { label: 'DIR-01', points: points([6, 3]) },
    verdict: 'Écart de 2 ménages.',
  });
  expect(plot.layers.map((layer) => layer.kind === 'line' && layer.shape)).toEqual(['circle', 'square']);
  expect(plot.table.rows.map(({ cells }) => cells[3])).toEqual(['+2', 'non comparable']);
});

describe('the parts of a figure', () => {
  const prepared = prepareShares({
    title: 'Par structure',
    unit: 'households',
    adds: true,
    shares: [
      { key: 'A', label: 'Association A', value: 10, hidden: false },
      { key: 'B', label: 'Association B', value: 30, hidden: false },
      { key: 'C', label: 'Association C', value: 0, hidden: false },
    ],
  });

  it('come from the largest to the smallest, a zero as a mark', () => {
    expect(
      prepared.rows.map((row) => [row.key, row.mark, Math.round(row.length ?? -1), row.part && plain(row.part)]),
    ).toEqual([
      ['B', 'bar', 100, '75 %'],
      ['A', 'bar', 33, '25 %'],
      ['C', 'zero', 0, '0 %'],
    ]);
  });

  it('never carry what is hidden, whatever the input holds', () => {
    const hidden = prepareShares({
      title: 'Par structure',
      unit: 'households',
      adds: true,
      shares: [
        { key: 'A', label: 'Association A', value: 7, hidden: true },
        { key: 'B', label: 'Association B', value: 30, hidden: false },
      ],
    });
    expect(hidden.rows.map((row) => [row.key, row.text, row.length, row.part])).toEqual([
      ['B', '30\u00a0ménages', 100, null],
      ['A', 'masqué (secret statistique)', null, null],
    ]);
    expect(hidden.sentence).toContain('Une part est masquée par le secret statistique.');
  });
});

describe('a drawing that leaves its page', () => {
  it('says its key in words', () => {
    const plot = control(series(requests)) as Plot;
    expect(plain(keyWords(plot))).toBe(
      'moyenne (trait plein) ; limites ordinaires (tirets) ; valeur du mois (trait plein, ronds)',
    );
  });

  it('cuts its lines between words', () => {
    expect(wrapWords('un deux trois quatre', 10)).toEqual(['un deux', 'trois', 'quatre']);
  });
});
