import { quantityValue } from '../../shared/domain/figure.ts';
import { coverageWords, paceWords, progressWords, targetWords, valueWords } from '../../shared/domain/figure-words.ts';
import { frenchMonth, frenchMonthShort, frenchOfMonth, frenchUnit } from '../../shared/domain/french-format.ts';
import type { Block, Cell, Inline, TableBlock, Tone } from '../../shared/domain/report-document.ts';
import type { ReportFigure } from './report-content.ts';

/** Blocks that several chapters of the report share. Every word of a figure comes from `figure-words.ts`. */

export const text = (words: string, style: { bold?: boolean; italic?: boolean } = {}): Inline => ({
  kind: 'text',
  text: words,
  ...style,
});
export const para = (...content: (string | Inline)[]): Block => ({
  kind: 'para',
  content: content.map((one) => (typeof one === 'string' ? text(one) : one)),
});
export const heading = (level: 1 | 2 | 3, id: string, words: string): Block => ({
  kind: 'heading',
  level,
  id,
  text: words,
});

/** A sentence of the convention, without the guillemets that the renderer adds. */
export const quoted = (words: string, source: string): Block => ({
  kind: 'quote',
  text: words.replace(/^«\s*|\s*»$/gu, ''),
  source,
});

const tones: Record<ReportFigure['pace'], Tone> = {
  reached: 'reached',
  'on-pace': 'good',
  'to-watch': 'watch',
  behind: 'bad',
  backwards: 'bad',
  'not-assessable': 'neutral',
};

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function progressCell(figure: ReportFigure): Cell {
  if (figure.progress.kind !== 'rate' || figure.hidden) return '–';
  const percent = Math.min(100, Math.max(0, figure.progress.percent));
  return { kind: 'progress', percent, text: progressWords(figure).split(',')[0] ?? '', tone: tones[figure.pace] };
}

function paceCell(figure: ReportFigure): Cell {
  if (!figure.target || figure.hidden) return '–';
  const words = capitalised(paceWords[figure.pace]);
  return { kind: 'status', text: figure.partial ? `${words} (données incomplètes)` : words, tone: tones[figure.pace] };
}

export function valueCell(figure: ReportFigure): string {
  return figure.origin === 'published' ? `${valueWords(figure)} (publié)` : valueWords(figure);
}

/** Value, target, progress, pace and coverage of some indicators. */
export function figureTable(caption: string, figures: ReportFigure[]): TableBlock {
  return {
    kind: 'table',
    caption,
    rowHeader: true,
    columns: [
      { label: 'Indicateur', width: 30 },
      { label: 'Valeur', width: 16, align: 'right' },
      { label: 'Cible', width: 14, align: 'right' },
      { label: 'Avancement', width: 20 },
      { label: 'Rythme', width: 17 },
      { label: 'Couverture', width: 15 },
    ],
    rows: figures.map((figure) => [
      figure.label,
      valueCell(figure),
      figure.target ? targetWords(figure) : '–',
      progressCell(figure),
      paceCell(figure),
      coverageWords(figure),
    ]),
  };
}

/** The months of a figure as bars, when at least three are known and may be shown. */
export function monthChart(figure: ReportFigure): Block[] {
  const values = figure.months.map((month) => (month.month > figure.through ? null : quantityValue(month.quantity)));
  const known = values.filter((value) => value !== null);
  if (known.length < 3 || figure.unit === 'boolean') return [];
  const missing = figure.missingMonths.map((month) => frenchMonth(month));
  const alt = `${figure.label}, mois par mois en ${figure.year}${figure.hidden ? '' : `\u00a0: ${valueWords(figure)} jusqu’à ${frenchMonth(figure.through)}`}, ${known.length} mois connus${missing.length > 0 ? `, sans donnée en ${missing.join(', ')}` : ''}.`;
  return [
    {
      kind: 'chart',
      caption: `${figure.label}, ${figure.year}`,
      alt,
      spec: {
        kind: 'months',
        labels: figure.months.map((month) => frenchMonthShort(month.month)),
        bars: [{ name: figure.label, values }],
        unit: frenchUnit(figure.unit),
      },
    },
  ];
}

/** A draft sentence built from the data alone: what was counted, until when, against what. */
export function draftSentence(figure: ReportFigure): string {
  const until = figure.through.endsWith('-12')
    ? `en ${figure.year}`
    : `en ${figure.year}, à la fin ${frenchOfMonth(figure.through)}`;
  if (figure.hidden) return `${figure.label}\u00a0: la valeur est trop petite pour être publiée.`;
  if (figure.value === null) return `${figure.label}\u00a0: aucune valeur n’a été transmise ${until}.`;
  const target = figure.target ? `, pour une cible de ${targetWords(figure)} (${paceWords[figure.pace]})` : '';
  return `${figure.label}\u00a0: ${valueWords(figure)} ${until}${target}. Couverture\u00a0: ${coverageWords(figure)}.`;
}
