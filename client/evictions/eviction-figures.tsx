import { readingWords, targetWords, valueWords } from '../../shared/domain/figures/figure-words.ts';
import { evictionMeasures, measuring } from '../../shared/domain/indicator.ts';
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
  'households-met': { part: 'ménages rencontrés', whole: 'commandements de payer' },
  'summonses-without-diagnostic': { part: 'sans réponse', whole: 'assignations' },
};

function noteOf(figure: Figure): string {
  const { measure, quantity, target } = figure;
  const words = denominators[measure ?? ''];
  const aim = target ? `cible ${targetWords(figure)}, ${readingWords(figure)}` : null;
  if (!words) return aim ?? `volume de contexte, ${stateWords.noTarget}`;
  const terms =
    quantity && 'numerator' in quantity
      ? `${frenchInteger(quantity.numerator)} ${words.part} sur\u00a0${frenchInteger(quantity.denominator)} ${words.whole}`
      : `dénominateur\u00a0: les ${words.whole}`;
  return aim === null ? terms : `${terms}\u202f; ${aim}`;
}

function OneFigure({ figure }: { figure: Figure }) {
  const { code, measure, label, value, unit, target, hidden, progress } = figure;
  const known = value !== null && !hidden;
  return (
    <KeyFigure
      label={label}
      value={known ? frenchValue(value, unit) : valueWords(figure)}
      unit={known ? frenchUnit(unit, value) : undefined}
      missing={!known}
      note={noteOf(figure)}
      chart={
        target && progress !== null && measure === 'diagnostics-in-time' ? (
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
  return (
    <KeyFigureGroup className="eviction-key-figures">
      {measuring(evictionMeasures, figures).map((figure) => (
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
  const notes = figure.measure === 'evictions' ? truceNotes(figure.year).filter(({ month }) => month <= last) : [];
  return { ...series, breaks: figure.notes.filter(({ month }) => month <= last), notes };
}

/** « 938 situations en 2025, jusqu’à octobre : commandements de payer ». */
function monthsTitle({ label, value, unit, hidden, through }: Figure): string {
  if (value === null || hidden) return label;
  return `${label}\u00a0: ${frenchQuantity(value, unit)} jusqu’à ${frenchMonth(through)}`;
}

/** Commandements, assignations and evictions month by month, the new law and the winter truce in sight. */
export function EvictionMonths({ figures }: { figures: readonly Figure[] }) {
  return measuring(['orders-to-pay', 'summonses', 'evictions'], figures).map((figure) => (
    <div key={figure.code} className="eviction-months">
      <h3>{monthsTitle(figure)}</h3>
      <MonthFigure series={monthSeries(figure)} />
    </div>
  ));
}

/** What the catalogue notes of the volume of commandements: a number that somebody published, and what it covers. */
export function volumeWords(figures: readonly Figure[]): string {
  const note = measuring(['orders-to-pay'], figures)[0]?.note;
  return note ? ` ${note}` : '';
}

/** « jusqu’à octobre 2025 »: how far the figures of the year go. */
export const throughWords = (figures: readonly Figure[]) => {
  const through = figures[0]?.through;
  return through ? `jusqu’à ${frenchMonth(through)}` : '';
};
