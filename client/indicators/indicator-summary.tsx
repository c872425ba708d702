import { coverageWords, progressWords, valueWords } from '../../shared/domain/figures/figure-words.ts';
import type { Unit } from '../../shared/domain/indicator.ts';
import {
  frenchCount,
  frenchMonth,
  frenchPercent,
  frenchQuantity,
  frenchUnit,
  frenchValue,
} from '../../shared/domain/words/french-format.ts';
import { WhyLink } from '../lib/why-link.tsx';
import { KeyFigure, KeyFigureGroup, type KeyFigureProps } from '../ui/status/key-figure.tsx';
import { PaceStatus } from '../ui/status/pace-status.tsx';
import { Tag } from '../ui/status/tag.tsx';
import type { IndicatorFigure } from './indicator-data.ts';

/** A rate moves by points, not by percent. */
const stepWords = (value: number, unit: Unit) =>
  unit === 'percent' ? frenchCount(value, 'point', 'points') : frenchQuantity(value, unit);

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

/** The figure, its target, the way made and the way expected; each opens its explanation. */
export function IndicatorSummary({
  figure,
  organisation,
}: {
  figure: IndicatorFigure;
  organisation: string | undefined;
}) {
  const { target, unit, left } = figure;
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
        status={figure.origin === 'published' && <Tag variant="published" />}
        action={why('valeur')}
      />
      <Quantity
        label="Cible"
        value={target?.value ?? null}
        unit={unit}
        word="sans cible"
        note={target ? `à atteindre en ${frenchMonth(target.endMonth)}` : undefined}
        status={target?.reading === 'assumed' && <Tag variant="assumption" />}
        action={target && why('cible')}
      />
      <KeyFigure
        label="Avancement"
        value={figure.progress.kind === 'rate' ? frenchPercent(figure.progress.percent / 100) : progressWords(figure)}
        missing={figure.progress.kind !== 'rate'}
        status={
          target && (
            <PaceStatus pace={figure.pace} variant="plain" note={figure.partial ? 'données incomplètes' : undefined} />
          )
        }
        action={target && why('avancement')}
      />
      <Quantity
        label="Attendu à date"
        value={figure.expected}
        unit={unit}
        word="sans objet"
        note={left !== null && left !== 0 ? `reste ${stepWords(left, unit)} par mois` : undefined}
        action={target && why('attendu à date')}
      />
    </KeyFigureGroup>
  );
}
