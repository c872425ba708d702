import type { Figure } from '../../../shared/domain/figures/figure.ts';
import { statusSentence, verdictSentence } from '../../../shared/domain/figures/figure-words.ts';
import { Status, type StatusShape, type StatusTone } from './status.tsx';

type Look = { tone: Exclude<StatusTone, 'info'>; shape: StatusShape };

/** The look of each verdict; a progress bar beside it takes the same tone. */
const looks: Record<Figure['verdict'], Look> = {
  reached: { tone: 'good', shape: 'check' },
  'not-reached': { tone: 'bad', shape: 'square' },
  'on-pace': { tone: 'good', shape: 'circle' },
  'to-watch': { tone: 'watch', shape: 'triangle' },
  behind: { tone: 'bad', shape: 'square' },
  'going-backwards': { tone: 'bad', shape: 'arrow-down' },
  broken: { tone: 'bad', shape: 'square' },
  'on-its-way': { tone: 'neutral', shape: 'clock' },
  'within-tolerance': { tone: 'good', shape: 'circle' },
  'out-of-tolerance': { tone: 'bad', shape: 'square' },
  'not-assessable': { tone: 'neutral', shape: 'ring' },
  none: { tone: 'neutral', shape: 'dash' },
};

/** An arrow says the way in which the value itself moves: up, when it should fall. */
export function lookOf({ verdict, direction }: Pick<Figure, 'verdict' | 'direction'>): Look {
  const look = looks[verdict];
  return verdict === 'going-backwards' && direction === 'decrease' ? { ...look, shape: 'arrow-up' } : look;
}

/** The verdict of a figure and what it is to be taken with: the same sentence as in the documents. */
export function FigureStatus({
  figure,
  variant = 'plain',
}: {
  figure: Parameters<typeof statusSentence>[0] & Pick<Figure, 'direction'>;
  variant?: 'badge' | 'plain';
}) {
  const sentence = statusSentence(figure);
  const verdict = verdictSentence(figure);
  const reserve = sentence.slice(verdict.length);
  return (
    <Status {...lookOf(figure)} variant={variant}>
      {verdict}
      {reserve && <span className="status-reserve">{reserve}</span>}
    </Status>
  );
}
