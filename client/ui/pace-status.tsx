import type { ReactNode } from 'react';
import { Status, type StatusShape, type StatusTone } from './status.tsx';

/** The pace of an indicator against what is expected to date. */
export type PaceWord =
  | 'reached'
  | 'on-pace'
  | 'to-watch'
  | 'behind'
  | 'going-backwards'
  | 'not-assessable'
  | 'no-target';

export const paceWords: Record<PaceWord, { word: string; tone: StatusTone; shape: StatusShape }> = {
  reached: { word: 'Cible atteinte', tone: 'good', shape: 'check' },
  'on-pace': { word: 'Dans le rythme', tone: 'good', shape: 'circle' },
  'to-watch': { word: 'À surveiller', tone: 'watch', shape: 'triangle' },
  behind: { word: 'En retard', tone: 'bad', shape: 'square' },
  'going-backwards': { word: 'En recul', tone: 'bad', shape: 'arrow-down' },
  'not-assessable': { word: 'Non évaluable', tone: 'neutral', shape: 'ring' },
  'no-target': { word: 'Sans cible', tone: 'neutral', shape: 'dash' },
};

export function PaceStatus({ pace, variant, note }: { pace: PaceWord; variant?: 'badge' | 'plain'; note?: ReactNode }) {
  const { word, tone, shape } = paceWords[pace];
  return (
    <Status tone={tone} shape={shape} variant={variant} note={note}>
      {word}
    </Status>
  );
}
