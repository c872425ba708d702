import type { ReactNode } from 'react';
import { paceWords } from '../../../shared/domain/figures/figure-words.ts';
import { Status, type StatusShape, type StatusTone } from './status.tsx';

/** The pace of an indicator against what is expected to date, or the absence of a target. */
export type PaceName = 'reached' | 'on-pace' | 'to-watch' | 'behind' | 'backwards' | 'not-assessable' | 'no-target';

/** The look of each pace; a progress bar beside the status takes the same tone. */
export const paceLooks: Record<PaceName, { tone: Exclude<StatusTone, 'info'>; shape: StatusShape }> = {
  reached: { tone: 'good', shape: 'check' },
  'on-pace': { tone: 'good', shape: 'circle' },
  'to-watch': { tone: 'watch', shape: 'triangle' },
  behind: { tone: 'bad', shape: 'square' },
  backwards: { tone: 'bad', shape: 'arrow-down' },
  'not-assessable': { tone: 'neutral', shape: 'ring' },
  'no-target': { tone: 'neutral', shape: 'dash' },
};

/** The same word as in the documents, with its capital. */
export function PaceStatus({ pace, variant, note }: { pace: PaceName; variant?: 'badge' | 'plain'; note?: ReactNode }) {
  const word: string = pace === 'no-target' ? 'sans cible' : paceWords[pace];
  return (
    <Status {...paceLooks[pace]} variant={variant} note={note}>
      {word.charAt(0).toUpperCase() + word.slice(1)}
    </Status>
  );
}
