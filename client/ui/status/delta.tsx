import type { ReactNode } from 'react';
import type { Direction } from '../../../shared/domain/indicator.ts';
import { frenchDelta } from '../../../shared/domain/words/french-format.ts';
import './delta.css';

export interface DeltaProps {
  /** The change, in the unit of the indicator; null when one of the two values is missing. */
  value: number | null;
  /** Decides whether the change is good news; `context` and `maintain` carry no colour. */
  direction?: Direction;
  /** « depuis mai », « sur un an ». */
  since?: ReactNode;
  unit?: ReactNode;
}

function judgement(value: number, direction: Direction): 'good' | 'bad' | 'neutral' {
  if (value === 0 || direction === 'context' || direction === 'maintain') return 'neutral';
  return value > 0 === (direction === 'increase') ? 'good' : 'bad';
}

const spoken = { good: ' (amélioration)', bad: ' (dégradation)', neutral: '' };

/** « +7 depuis mai »: the sign and the arrow tell the way, the colour only underlines it. */
export function Delta({ value, direction = 'context', since, unit }: DeltaProps) {
  if (value === null) return <span className="delta delta-neutral">évolution inconnue</span>;
  const tone = judgement(value, direction);
  const turn = value === 0 ? 'flat' : value > 0 ? 'up' : 'down';
  return (
    <span className={`delta delta-${tone}`}>
      <svg className={`delta-arrow delta-arrow-${turn}`} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
        <path d="M6 1.500 11 8H7.500v3h-3V8H1Z" />
      </svg>
      <span className="delta-value">
        {frenchDelta(value)}
        {unit && <>&nbsp;{unit}</>}
        <span className="visually-hidden">{spoken[tone]}</span>
      </span>
      {since && <span className="delta-since">{since}</span>}
    </span>
  );
}
