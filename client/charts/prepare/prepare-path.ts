import type { Figure } from '../../../shared/domain/figures/figure.ts';
import { type PathPoint, pathOfFigure, projectionOfFigure } from '../../../shared/domain/figures/figure-path.ts';
import type { Projection } from '../../../shared/domain/figures/projection.ts';
import {
  frenchCount,
  frenchList,
  frenchMonth,
  frenchMonthName,
  frenchMonths,
  frenchOfMonth,
  frenchQuantity,
  frenchUnit,
} from '../../../shared/domain/words/french-format.ts';
import { stateWords } from '../../../shared/domain/words/state-words.ts';
import type { SeriesBreak } from './month-series.ts';
import { numbersOf, type Plot, type PlotLayer, type PlotTable } from './plot.ts';
import { breakMarks, lineRuns, monthPlaces } from './plot-places.ts';
import { scaleTicks } from './scale-ticks.ts';

type Drawn = Parameters<typeof projectionOfFigure>[0] & Pick<Figure, 'label' | 'unit'>;
type Ahead = ReturnType<typeof projectionOfFigure>;
type Range = Extract<Projection, { kind: 'range' }>;

const leads: Record<Figure['timeRule'], string> = {
  flow: 'Cumul',
  ratio: 'Taux cumulé',
  average: 'Moyenne',
  stock: '',
  unique: '',
  milestone: '',
};

/** « Cumul depuis janvier », or since the window of the target or another definition begins. */
function titleOfPath({ timeRule, from, year }: Pick<Drawn, 'timeRule' | 'from' | 'year'>): string {
  if (timeRule === 'stock') return 'Niveau à la fin de chaque mois';
  return `${leads[timeRule]} depuis ${from.startsWith(`${year}-`) ? frenchMonthName(from) : frenchMonth(from)}`;
}

const EXPECTED = 'attendu à date';

const noProjection: Record<Extract<Ahead, { kind: 'none' }>['reason'], string> = {
  masked: 'Pas de projection\u00a0: des mois sont masqués par le secret statistique.',
  'no-value': 'Pas de projection\u00a0: aucune valeur connue.',
  'too-few-months': 'Pas de projection\u00a0: il faut au moins trois mois connus récents.',
  'period-over': 'L’année est terminée\u00a0: il n’y a rien à projeter.',
  'does-not-project': 'Cet indicateur ne se projette pas.',
};

/** « la cible serait atteinte en octobre 2025 », with what the slow rhythm says. */
function reachedWords({ reachedBetween, everyRhythmReaches }: Range): string {
  if (!reachedBetween) return 'la cible ne serait pas atteinte d’ici là';
  const { from, to } = reachedBetween;
  const when = from === to ? `en ${frenchMonth(from)}` : `entre ${frenchMonth(from)} et ${frenchMonth(to)}`;
  return everyRhythmReaches
    ? `la cible serait atteinte ${when}`
    : `la cible serait atteinte ${when} au rythme le plus rapide, et ne le serait pas au plus lent`;
}

/** The projection in a sentence, or why there is none. */
export function projectionSentence(figure: Drawn, ahead: Ahead = projectionOfFigure(figure)): string {
  if (ahead.kind === 'none') return noProjection[ahead.reason];
  const said = (value: number) => frenchQuantity(figure.timeRule === 'flow' ? Math.round(value) : value, figure.unit);
  const [low, high] = [said(ahead.low), said(ahead.high)];
  const range = low === high ? `${low}` : `entre ${low} et ${high}`;
  const rhythms = ahead.rhythms.map(({ months }) => months).join(', ');
  const target = figure.target && figure.value !== null ? `\u202f; ${targetWords(figure, ahead)}` : '';
  return `Au rythme des ${rhythms} derniers mois\u00a0: ${range} en décembre ${figure.year}${target}.`;
}

function targetWords(figure: Drawn, ahead: Range): string {
  const { target, direction, value } = figure;
  if (!target || value === null || direction === 'context' || direction === 'maintain') return stateWords.noTarget;
  const held = direction === 'increase' ? value >= target.value : value <= target.value;
  return held ? 'la cible est déjà atteinte' : reachedWords(ahead);
}

function sentenceOf(figure: Drawn, path: PathPoint[], ahead: Ahead, breaks: readonly SeriesBreak[]): string {
  const known = path.filter((point) => point.value !== null);
  const last = known.at(-1);
  const missing = path.filter(({ state }) => state === 'missing').map(({ month }) => month);
  const masked = path.some(({ state }) => state === 'masked');
  const now = last
    ? `${frenchQuantity(last.value ?? 0, figure.unit)} à la fin ${frenchOfMonth(last.month)}`
    : 'aucune valeur à montrer';
  const expected = last?.expected ?? null;
  return [
    `${titleOfPath(figure)}\u00a0: ${now}${expected === null ? '' : `, pour ${frenchQuantity(expected, figure.unit)} attendus à cette date`}.`,
    missing.length > 0 &&
      `Ne compte pas ${frenchCount(missing.length, 'mois non reçu', 'mois non reçus')}\u00a0: ${frenchMonths(missing)}.`,
    masked && 'Des mois sont masqués par le secret statistique.',
    ...breaks.map(({ month, label }) => `Rupture de série en ${frenchMonth(month)} (${label}).`),
    projectionSentence(figure, ahead),
  ]
    .filter(Boolean)
    .join(' ');
}

function aheadLayers(figure: Drawn, path: PathPoint[], ahead: Ahead): PlotLayer[] {
  if (ahead.kind === 'none' || figure.value === null) return [];
  const at = path.findIndex(({ month }) => month === figure.through);
  const end = path.length - 1;
  const share = (rank: number) => (end === at ? 1 : (rank - at) / (end - at));
  const now = figure.value;
  const points = path.slice(at).map((_, index) => {
    const done = share(at + index);
    return { rank: at + index, low: now + (ahead.low - now) * done, high: now + (ahead.high - now) * done };
  });
  const reached = ahead.reachedBetween?.from;
  const rank = reached === undefined ? -1 : path.findIndex(({ month }) => month === reached);
  const target = figure.target?.value;
  return [
    { kind: 'band', name: 'projection (du rythme le plus lent au plus rapide)', points },
    ...(rank > at && target !== undefined
      ? [
          {
            kind: 'marks' as const,
            name: `cible atteinte au plus tôt en ${frenchMonth(reached ?? '')}`,
            tone: 'target' as const,
            shape: 'ring' as const,
            points: [{ rank, value: target }],
          },
        ]
      : []),
  ];
}

function tableOf(figure: Drawn, path: PathPoint[]): PlotTable {
  const words = { missing: stateWords.notReceived, masked: stateWords.hiddenFully, later: stateWords.later };
  const hasExpected = path.some(({ expected }) => expected !== null);
  return {
    headers: ['Mois', titleOfPath(figure), ...(hasExpected ? ['Attendu à date'] : [])],
    rows: path.map(({ month, state, value, expected }) => ({
      key: month,
      cells: [
        frenchMonth(month),
        state === 'value' && value !== null
          ? frenchQuantity(value, figure.unit)
          : (words[state as keyof typeof words] ?? words.missing),
        ...(hasExpected ? [expected === null ? '–' : frenchQuantity(expected, figure.unit)] : []),
      ],
    })),
  };
}

function titleOf(figure: Drawn, layers: readonly PlotLayer[]): string {
  const beside = [
    layers.some(({ kind, name }) => kind === 'line' && name === EXPECTED) && 'attendu à date',
    layers.some(({ kind }) => kind === 'band') && 'projection',
  ].filter((word) => word !== false);
  return frenchList([titleOfPath(figure), ...beside]);
}

/**
 * The year so far against what the target asks by now, and where it is going. Null for what has no way through the year:
 * different people (a year is never a sum of months), milestones, and years without any month.
 * Example: 3, missing, 4 dwellings of 12 a year: 3, a gap, 7; expected 1, 2, 3.
 */
export function preparePath(figure: Drawn, breaks: readonly SeriesBreak[] = []): Plot | null {
  if (figure.timeRule === 'unique' || figure.timeRule === 'milestone') return null;
  const path = pathOfFigure(figure);
  const known = path.filter(({ value }) => value !== null).length;
  // One point says no more than the figure above the chart.
  if (known === 0 || (known === 1 && path.every(({ expected }) => expected === null))) return null;
  const months = path.map(({ month }) => month);
  const marks = breakMarks(months, breaks);
  const ahead = projectionOfFigure(figure);
  const breakRanks = marks.map(({ rank }) => rank);
  const layers: PlotLayer[] = [
    ...aheadLayers(figure, path, ahead),
    {
      kind: 'line',
      name: EXPECTED,
      tone: 'target',
      dash: 'dashed',
      shape: 'none',
      runs: lineRuns(path.map(({ expected }) => expected)),
    },
    {
      kind: 'line',
      name: titleOfPath(figure).toLowerCase(),
      tone: 'value',
      dash: 'solid',
      shape: 'circle',
      runs: lineRuns(
        path.map(({ value }) => value),
        breakRanks,
      ),
    },
  ];
  const drawn = layers.filter((layer) => layer.kind !== 'line' || layer.runs.length > 0);
  return {
    title: titleOf(figure, drawn),
    sentence: sentenceOf(figure, path, ahead, breaks),
    unit: frenchUnit(figure.unit),
    places: monthPlaces(months),
    layers: drawn,
    breaks: marks,
    gaps: path.flatMap(({ state }, rank) => (state === 'missing' || state === 'masked' ? [{ rank, kind: state }] : [])),
    scale: scaleTicks(numbersOf(drawn)),
    table: tableOf(figure, path),
  };
}
