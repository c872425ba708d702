import {
  comparisonWords,
  coverageWords,
  leftWords,
  readingWords,
  valueWords,
} from '../../shared/domain/figures/figure-words.ts';
import type { Unit } from '../../shared/domain/indicator.ts';
import { frenchDelta, frenchMonth, frenchUnit, frenchValue } from '../../shared/domain/words/french-format.ts';
import { WhyLink } from '../lib/why-link.tsx';
import { FigureStatus } from '../ui/status/figure-status.tsx';
import { KeyFigure, KeyFigureGroup, type KeyFigureProps } from '../ui/status/key-figure.tsx';
import { Tag } from '../ui/status/tag.tsx';
import type { IndicatorFigure } from './indicator-data.ts';

function Quantity({
  label,
  value,
  unit,
  word,
  ...more
}: Omit<KeyFigureProps, 'value' | 'unit' | 'missing'> & { value: number | null; unit: Unit; word: string }) {
  if (value === null) return <KeyFigure label={label} value={word} missing {...more} />;
  return <KeyFigure label={label} value={frenchValue(value, unit)} unit={frenchUnit(unit, value)} {...more} />;
}

/** Which months the expected number is of, when they are not all, and what is left to do. */
function expectedNote(figure: IndicatorFigure): string | undefined {
  const { held, partial, expected } = figure;
  const months = partial && held && expected !== null ? `sur les ${held.months} mois complets` : null;
  const said = [months, leftWords(figure)].filter((one) => one !== null);
  return said.length > 0 ? said.join(', ') : undefined;
}

/** The figure, what was expected by now, the target and the same months a year before: only what there is, each with its explanation. */
export function IndicatorSummary({
  figure,
  organisation,
}: {
  figure: IndicatorFigure;
  organisation: string | undefined;
}) {
  const { target, unit } = figure;
  const beside = figure.hidden ? undefined : figure.comparisons.find(({ year }) => year === figure.year - 1);
  const why = (what: string) => (
    <WhyLink
      code={figure.code}
      period={String(figure.year)}
      label={`${figure.label}, ${what}`}
      organisation={organisation}
    />
  );
  return (
    <KeyFigureGroup>
      <Quantity
        label={`Valeur ${figure.year}`}
        value={figure.hidden ? null : figure.value}
        unit={unit}
        word={valueWords(figure)}
        note={`jusqu’à ${frenchMonth(figure.through)}, ${coverageWords(figure)}`}
        status={
          figure.origin === 'published' ? <Tag variant="published" /> : !target && <FigureStatus figure={figure} />
        }
        action={why('valeur')}
      />
      {target && (
        <Quantity
          label="Attendu à date"
          value={figure.expected}
          unit={unit}
          word="–"
          note={expectedNote(figure)}
          action={why('attendu à date')}
        />
      )}
      {target && (
        <Quantity
          label="Cible"
          value={target.value}
          unit={target.unit ?? unit}
          word="–"
          note={readingWords(figure)}
          status={
            <>
              <FigureStatus figure={figure} />
              {target.reading === 'assumed' && <Tag variant="assumption" />}
            </>
          }
          action={why('cible')}
        />
      )}
      {beside && (
        <KeyFigure
          label="À périmètre égal"
          value={frenchDelta(beside.difference)}
          unit={unit === 'percent' ? 'points' : frenchUnit(unit, beside.difference)}
          note={comparisonWords(figure, beside.year)}
        />
      )}
    </KeyFigureGroup>
  );
}
