import { readingWords, targetWords, valueWords } from '../../shared/domain/figures/figure-words.ts';
import {
  frenchInteger,
  frenchMonth,
  frenchQuantity,
  frenchUnit,
  frenchValue,
} from '../../shared/domain/words/french-format.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import { MonthFigure } from '../charts/chart-figure.tsx';
import type { MonthSeries, SeriesBreak } from '../charts/prepare/month-series.ts';
import { seriesOf } from '../lib/answers/figure-series.ts';
import type { Answers } from '../lib/trpc.ts';
import { WhyLink } from '../lib/why-link.tsx';
import { FigureStatus } from '../ui/status/figure-status.tsx';
import { KeyFigure, KeyFigureGroup } from '../ui/status/key-figure.tsx';
import { ProgressBar } from '../ui/status/progress-bar.tsx';

export type FunnelAnswer = Answers['evictions']['funnel'];
type Figure = FunnelAnswer['figures'][number];

/** The part and the whole of a rate, each with its name: no two rates share a denominator. */
const denominators: Record<string, { part: string; whole: string }> = {
  'IND-10': { part: 'ménages rencontrés', whole: 'commandements de payer' },
  'IND-11': { part: 'sans réponse', whole: 'assignations' },
};

function noteOf(figure: Figure): string {
  const { code, quantity, target } = figure;
  const words = denominators[code];
  const aim = target ? `cible ${targetWords(figure)}, ${readingWords(figure)}` : null;
  if (!words) return aim ?? `volume de contexte, ${stateWords.noTarget}`;
  const terms =
    quantity && 'numerator' in quantity
      ? `${frenchInteger(quantity.numerator)} ${words.part} sur\u00a0${frenchInteger(quantity.denominator)} ${words.whole}`
      : `dénominateur\u00a0: les ${words.whole}`;
  return aim === null ? terms : `${terms}\u202f; ${aim}`;
}

function OneFigure({ figure }: { figure: Figure }) {
  const { code, label, value, unit, target, hidden, progress } = figure;
  const known = value !== null && !hidden;
  return (
    <KeyFigure
      label={label}
      value={known ? frenchValue(value, unit) : valueWords(figure)}
      unit={known ? frenchUnit(unit, value) : undefined}
      missing={!known}
      note={noteOf(figure)}
      chart={
        target && progress !== null && code === 'IND-08' ? (
          <ProgressBar label={label} ratio={progress / 100} />
        ) : undefined
      }
      // Colour and pace are for what has a target; outreach may raise referrals, so those are never judged alone.
      status={target && <FigureStatus figure={figure} />}
      action={<WhyLink code={code} period={String(figure.year)} label={label} />}
    />
  );
}

/** The indicators of the annex about evictions: the same figures as the overview's. */
export function EvictionFigures({ figures }: { figures: readonly Figure[] }) {
  const shown = ['IND-09', 'IND-10', 'IND-15', 'IND-11', 'IND-08', 'IND-13', 'IND-12', 'IND-14'];
  const found = shown.flatMap((code) => figures.filter((figure) => figure.code === code));
  return (
    <KeyFigureGroup className="eviction-key-figures">
      {found.map((figure) => (
        <OneFigure key={figure.code} figure={figure} />
      ))}
    </KeyFigureGroup>
  );
}

/** The months in which the winter truce begins and ends. */
function truceNotes(year: number): SeriesBreak[] {
  return [
    { month: `${year}-04`, label: 'fin de la trêve' },
    { month: `${year}-11`, label: 'trêve hivernale' },
  ];
}

function monthSeries(figure: Figure): MonthSeries {
  const series = seriesOf(figure);
  const last = series.points.at(-1)?.month ?? '';
  const notes = figure.code === 'IND-13' ? truceNotes(figure.year).filter(({ month }) => month <= last) : [];
  return { ...series, breaks: figure.notes.filter(({ month }) => month <= last), notes };
}

/** « 938 situations en 2025, jusqu’à octobre : commandements de payer ». */
function monthsTitle({ label, value, unit, hidden, through }: Figure): string {
  if (value === null || hidden) return label;
  return `${label}\u00a0: ${frenchQuantity(value, unit)} jusqu’à ${frenchMonth(through)}`;
}

/** Commandements, assignations and evictions month by month, the new law and the winter truce in sight. */
export function EvictionMonths({ figures }: { figures: readonly Figure[] }) {
  return ['IND-09', 'IND-15', 'IND-13'].flatMap((code) =>
    figures
      .filter((figure) => figure.code === code)
      .map((figure) => (
        <div key={code} className="eviction-months">
          <h3>{monthsTitle(figure)}</h3>
          <MonthFigure series={monthSeries(figure)} />
        </div>
      )),
  );
}

/** « jusqu’à octobre 2025 »: how far the figures of the year go. */
export const throughWords = (figures: readonly Figure[]) => {
  const through = figures[0]?.through;
  return through ? `jusqu’à ${frenchMonth(through)}` : '';
};
