import { type Figure, heldTarget } from '../../../shared/domain/figures/figure.ts';
import { type PathPoint, pathOfFigure, projectionOfFigure } from '../../../shared/domain/figures/figure-path.ts';
import { pointWords } from '../../../shared/domain/figures/month-state.ts';
import type { Projection } from '../../../shared/domain/figures/projection.ts';
import { dueMonthOf } from '../../../shared/domain/figures/target-path.ts';
import { isCounted } from '../../../shared/domain/indicator.ts';
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
import { isGap, type SeriesBreak } from './month-series.ts';
import { pathLead } from './path-labels.ts';
import { numbersOf, type Plot, type PlotGap, type PlotLayer, type PlotTable } from './plot.ts';
import { breakMarks, lineRuns, monthPlaces } from './plot-places.ts';
import { scaleTicks } from './scale-ticks.ts';

type Drawn = Parameters<typeof projectionOfFigure>[0] & Pick<Figure, 'label' | 'unit' | 'expected' | 'verdict'>;
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
  partial: 'Pas de projection\u00a0: la valeur est partielle.',
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

/** A ceiling is held or passed at the end, never reached before it. */
function ceilingWords({ low, high }: Range, ceiling: number): string {
  if (high <= ceiling) return 'le plafond serait tenu';
  return low > ceiling
    ? 'le plafond serait dépassé'
    : 'le plafond serait tenu au rythme le plus lent, et dépassé au plus rapide';
}

/** A level that is under a falling target already stays there or not. */
function keptWords({ low, high }: Range, target: number): string {
  if (high <= target) return 'la cible serait tenue';
  return low > target ? 'la cible ne serait plus tenue' : 'la cible serait tenue ou non selon le rythme';
}

/** What the projection makes of the target; nothing when the figure cannot be held against it. */
function aheadOfTarget(figure: Drawn, ahead: Range): string | null {
  const { direction, value, verdict, timeRule, unit } = figure;
  const target = heldTarget(figure);
  if (!target || value === null) return null;
  const falls = direction === 'decrease';
  if (verdict === 'broken') return 'le plafond est déjà dépassé';
  if (verdict === 'reached') return 'la cible est déjà atteinte';
  const due = dueMonthOf(target);
  if (due > ahead.end) {
    const asked = pathOfFigure(figure).find(({ month }) => month === ahead.end)?.expected ?? null;
    const path = asked === null ? '' : `attendu alors\u00a0: ${frenchQuantity(asked, unit)}, `;
    return `${path}échéance ${frenchMonth(due)}`;
  }
  if (falls && timeRule === 'flow') return ceilingWords(ahead, target.value);
  return falls && value <= target.value ? keptWords(ahead, target.value) : reachedWords(ahead);
}

const absentMonths = ({ visibility }: Drawn, count = 2) =>
  `${visibility === 'validated' ? stateWords.notPublished : stateWords.notReceived}${count > 1 ? 's' : ''}`;

/** The projection in a sentence, or why there is none. */
export function projectionSentence(figure: Drawn, ahead: Ahead = projectionOfFigure(figure)): string {
  if (ahead.kind === 'none') return noProjection[ahead.reason];
  const said = (value: number) => frenchQuantity(isCounted(figure.unit) ? Math.round(value) : value, figure.unit);
  const [low, high] = [said(ahead.low), said(ahead.high)];
  const range = low === high ? `${low}` : `entre ${low} et ${high}`;
  const rhythms = frenchList(ahead.rhythms.map(({ months }) => String(months)));
  const lacking = ahead.lacking > 0 ? `, mois ${absentMonths(figure)} compris` : '';
  const target = aheadOfTarget(figure, ahead);
  return `Au rythme des ${rhythms} derniers mois${lacking}\u00a0: ${range} en ${frenchMonth(ahead.end)}${target === null ? '' : `\u202f; ${target}`}.`;
}

/** What the last known value is of what was expected; of the whole months, when someone lacks. */
function expectedWords(figure: Drawn, last: PathPoint): string {
  const { held, partial, through, unit, value } = figure;
  if (last.expected === null) return '';
  const expected = frenchQuantity(last.expected, unit);
  if (!partial || held === null || last.expected !== figure.expected)
    return `\u202f; attendu à cette date\u00a0: ${expected}`;
  const whole = `sur ${frenchCount(held.months, 'mois complet', 'mois complets')}`;
  return last.month === through && value !== held.value
    ? `\u202f; ${whole}\u00a0: ${frenchQuantity(held.value, unit)}, attendu\u00a0: ${expected}`
    : `\u202f; attendu ${whole}\u00a0: ${expected}`;
}

function sentenceOf(figure: Drawn, path: PathPoint[], ahead: Ahead, breaks: readonly SeriesBreak[]): string {
  const last = path.findLast((point) => point.value !== null);
  const missing = path.filter(({ state }) => isGap(state)).map(({ month }) => month);
  const masked = path.some(({ state }) => state === 'masked');
  const now = last
    ? `${pointWords(last, figure.unit)} à la fin ${frenchOfMonth(last.month)}`
    : 'aucune valeur à montrer';
  return [
    `${titleOfPath(figure)}\u00a0: ${now}${last ? expectedWords(figure, last) : ''}.`,
    missing.length > 0 &&
      `Ne compte pas ${missing.length}\u00a0mois ${absentMonths(figure, missing.length)}\u00a0: ${frenchMonths(missing)}.`,
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
  const end = path.findIndex(({ month }) => month === ahead.end);
  const share = (rank: number) => (end === at ? 1 : (rank - at) / (end - at));
  const now = figure.value;
  const points = path.slice(at, end + 1).map((_, index) => {
    const done = share(at + index);
    return { rank: at + index, low: now + (ahead.low - now) * done, high: now + (ahead.high - now) * done };
  });
  const reached = ahead.reachedBetween?.from;
  const rank = reached === undefined ? -1 : path.findIndex(({ month }) => month === reached);
  const target = heldTarget(figure)?.value;
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
  const hasExpected = path.some(({ expected }) => expected !== null);
  return {
    headers: ['Mois', titleOfPath(figure), ...(hasExpected ? ['Attendu à date'] : [])],
    rows: path.map((point) => ({
      key: point.month,
      cells: [
        frenchMonth(point.month),
        pointWords(point, figure.unit),
        ...(hasExpected ? [point.expected === null ? '–' : frenchQuantity(point.expected, figure.unit)] : []),
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

function gapOf(rank: number, state: PathPoint['state']): PlotGap[] {
  return isGap(state) || state === 'masked' ? [{ rank, kind: state }] : [];
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
        // A level that lacks someone's part would be drawn as a fall.
        path.map(({ value, partial }) => (partial && figure.timeRule === 'stock' ? null : value)),
        breakRanks,
      ),
    },
  ];
  const drawn = layers.filter((layer) => layer.kind !== 'line' || layer.runs.length > 0);
  const scale = scaleTicks(numbersOf(drawn));
  return {
    title: titleOf(figure, drawn),
    sentence: sentenceOf(figure, path, ahead, breaks),
    unit: frenchUnit(figure.unit),
    places: monthPlaces(months),
    layers: drawn,
    breaks: marks,
    gaps: path.flatMap(({ state }, rank) => gapOf(rank, state)),
    scale,
    table: tableOf(figure, path),
    lead: pathLead(figure, path, ahead, scale),
  };
}
