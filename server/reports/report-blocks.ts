import { expectedByMonth, quantityValue } from '../../shared/domain/figures/figure.ts';
import { readingWords, statusSentence, targetWords, valueWords } from '../../shared/domain/figures/figure-words.ts';
import type { Block, Cell, Column, Inline, TableBlock, Tone } from '../../shared/domain/report/report-document.ts';
import type { PublishedCount } from '../../shared/domain/secrecy/suppression.ts';
import {
  frenchDelta,
  frenchInteger,
  frenchMonth,
  frenchMonthShort,
  frenchMonths,
  frenchUnit,
  frenchValue,
  NARROW_SPACE,
} from '../../shared/domain/words/french-format.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import type { ReportFigure, UnvalidatedAct } from './report-content.ts';

export { draftSentence } from '../../shared/domain/report/report-draft.ts';

/** Blocks that several chapters of the report share. Every word of a figure comes from `figure-words.ts`. */

export const text = (words: string, style: { bold?: boolean; italic?: boolean } = {}): Inline => ({
  kind: 'text',
  text: words,
  ...style,
});
export const bold = (words: string): Inline => text(words, { bold: true });
export const note = (...content: (string | Inline)[]): Inline => ({ kind: 'note', content: content.map(inline) });
const inline = (one: string | Inline) => (typeof one === 'string' ? text(one) : one);

export const para = (...content: (string | Inline)[]): Block => ({ kind: 'para', content: content.map(inline) });
export const list = (items: (string | Inline)[][]): Block[] =>
  items.length === 0 ? [] : [{ kind: 'list', ordered: false, items: items.map((item) => item.map(inline)) }];
export const callout = (title: string, ...content: (string | Inline)[]): Block => ({
  kind: 'callout',
  tone: 'info',
  title,
  content: content.map(inline),
});
export const heading = (level: 1 | 2 | 3, id: string, words: string): Block => ({
  kind: 'heading',
  level,
  id,
  text: words,
});

/** What is printed of an edition frozen although figures were not validated. */
export const unvalidatedBlocks = ({ unvalidated }: { unvalidated?: UnvalidatedAct | undefined }): Block[] =>
  unvalidated
    ? [
        {
          kind: 'callout',
          tone: 'warning',
          title: 'Figée sans que tous les chiffres soient validés',
          content: [text(`${unvalidated.sentences.join(' ')} Motif\u00a0: ${unvalidated.reason}`)],
        },
      ]
    : [];

/** Columns by their label and share of the line; those that hold numbers are aligned on the right. */
export const column = (label: string, width: number): Column => ({ label, width });
export const numbers = (label: string, width: number): Column => ({ label, width, align: 'right' });

/** `compact`: in small letters, close together; `totalRow`: the last row sums the others. */
interface TableStyle {
  totalRow?: boolean;
  compact?: boolean;
}

/** A table whose rows are named by their first cell; nothing when it has no row. */
export function table(
  caption: string,
  columns: Column[],
  rows: Cell[][],
  { totalRow = false, compact = false }: TableStyle = {},
): Block[] {
  if (rows.length === 0) return [];
  return [{ kind: 'table', caption, rowHeader: true, totalRow, ...(compact && { compact }), columns, rows }];
}

/** The words of a sentence of the convention, without the guillemets that it may carry. */
export const bareQuote = (words: string) => words.replace(/^«\s*|\s*»$/gu, '');

/** A sentence of the convention, without the guillemets that the renderer adds. */
export const quoted = (words: string, source: string): Block => ({ kind: 'quote', text: bareQuote(words), source });

/** A count for a column: what is hidden or unknown is a word too. Examples: `1 154`, `masqué`, `–`. */
export function countCell(count: PublishedCount): string {
  if (count === 'hidden') return stateWords.hidden;
  return count === null ? '–' : frenchInteger(count);
}

/** The number of a count that may be said; null when it is hidden or unknown. */
export const knownCount = (count: PublishedCount) => (typeof count === 'number' ? count : null);

const tones: Record<ReportFigure['verdict'], Tone> = {
  reached: 'reached',
  'not-reached': 'bad',
  'on-pace': 'good',
  'to-watch': 'watch',
  behind: 'bad',
  'going-backwards': 'bad',
  broken: 'bad',
  'on-its-way': 'neutral',
  'within-tolerance': 'good',
  'out-of-tolerance': 'bad',
  'not-assessable': 'neutral',
  none: 'neutral',
};

function statusCell(figure: ReportFigure): Cell {
  return { kind: 'status', text: statusSentence(figure), tone: tones[figure.verdict] };
}

/** The target with its due month and how it is read. */
const targetCell = (figure: ReportFigure): string =>
  figure.target ? `${targetWords(figure)} (${readingWords(figure)})` : '–';

function valueCell(figure: ReportFigure): string {
  return figure.origin === 'published' ? `${valueWords(figure)} (publié)` : valueWords(figure);
}

/** What the same months of the year before made. */
export function beforeCell(figure: ReportFigure): string {
  const found = figure.comparisons.find(({ year }) => year === figure.year - 1);
  if (!found || figure.hidden) return '–';
  const value = frenchValue(found.before, figure.unit);
  return figure.unit === 'percent' ? `${value}${NARROW_SPACE}%` : value;
}

/** How far the value is from the target. Examples: `+3 logements`, `−12,5 points`; nothing where the two do not compare. */
function distanceCell({ value, target, unit, hidden }: ReportFigure): string {
  if (value === null || hidden || !target || unit === 'boolean' || (target.unit !== null && target.unit !== unit))
    return '–';
  const gap = Math.round((value - target.value) * 10) / 10;
  if (gap === 0) return 'aucun';
  const many = Math.abs(gap) < 2 ? 1 : 2;
  return `${frenchDelta(gap)}\u00a0${unit === 'percent' ? (many === 1 ? 'point' : 'points') : frenchUnit(unit, many)}`;
}

/** What was done, what was promised, the year before, how far it is and what is said of it, of some indicators. */
export function figureTable(caption: string, figures: ReportFigure[]): TableBlock {
  const [year] = figures.map((figure) => figure.year);
  return {
    kind: 'table',
    caption,
    rowHeader: true,
    compact: true,
    columns: [
      column('Indicateur', 26),
      numbers(year === undefined ? 'Fait' : `Fait en ${year}`, 17),
      column('Promis', 22),
      numbers(year === undefined ? 'Avant' : String(year - 1), 9),
      numbers('Écart', 15),
      column('Verdict', 26),
    ],
    rows: figures.map((figure) => [
      figure.label,
      valueCell(figure),
      targetCell(figure),
      beforeCell(figure),
      distanceCell(figure),
      statusCell(figure),
    ]),
  };
}

/** The months of a figure up to the last one due, with what may be said of each. */
export function shownMonths(figure: ReportFigure) {
  return figure.months
    .filter(({ month }) => month <= figure.through)
    .map(({ month, quantity, hidden }) => ({ month, value: quantityValue(quantity), hidden: hidden === true }));
}

/** What each month should bring, as the chart's line; none when the target asks nothing of a month. */
function expectedLine(figure: ReportFigure, count: number) {
  const values = expectedByMonth(figure)
    .slice(0, count)
    .map((value) => (value === null ? null : Math.round(value * 10) / 10));
  if (values.every((value) => value === null) || values.some((value) => value !== null && value < 0)) return undefined;
  return { name: figure.timeRule === 'flow' ? 'attendu chaque mois' : 'chemin vers la cible', values };
}

/** The months of a figure as bars, when at least three are known and may be shown. */
export function monthChart(figure: ReportFigure, height?: 'low'): Block[] {
  const months = shownMonths(figure);
  const known = months.filter(({ value }) => value !== null);
  if (known.length < 3 || figure.unit === 'boolean') return [];
  const masked = months.flatMap(({ hidden }, rank) => (hidden ? [rank] : []));
  const missing = figure.missingMonths.filter((month) => !months.some((one) => one.hidden && one.month === month));
  const line = expectedLine(figure, months.length);
  const total = figure.hidden ? '' : `\u00a0: ${valueWords(figure)} jusqu’à ${frenchMonth(figure.through)}`;
  const alt = [
    `${figure.label}, mois par mois en ${figure.year}${total}, ${known.length} mois connus`,
    `${known.map(({ month, value }) => `${frenchMonthShort(month)} ${value === null ? '' : frenchValue(value, figure.unit)}`).join(', ')}`,
    ...(missing.length > 0 ? [`${stateWords.notReceived} en ${frenchMonths(missing)}`] : []),
    ...(masked.length > 0
      ? [`masqués par le secret statistique en ${frenchMonths(masked.map((rank) => months[rank]?.month ?? ''))}`]
      : []),
  ];
  return [
    {
      kind: 'chart',
      caption: `${figure.label}, ${figure.year}`,
      alt: `${alt.join(', ')}.`,
      spec: {
        kind: 'months',
        labels: months.map(({ month }) => frenchMonthShort(month)),
        bars: [{ name: 'chaque mois', values: months.map(({ value }) => value) }],
        ...(line && { line }),
        ...(masked.length > 0 && { masked }),
        ...(height && { height }),
        unit: frenchUnit(figure.unit),
      },
    },
  ];
}
