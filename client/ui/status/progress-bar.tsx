import { frenchPercent } from '../../../shared/domain/words/french-format.ts';
import { verdictWords } from '../../../shared/domain/words/state-words.ts';
import { joinClasses } from '../text/join-classes.ts';
import './progress-bar.css';

export interface ProgressBarProps {
  /** What progresses, for screen readers: the indicator's label. */
  label: string;
  /** Progress as a ratio: 0.5 is half way, 1.25 beyond the target, −0.25 worse than at the start; null when unknown. */
  ratio: number | null;
  /** Progress expected to date, as a ratio; draws the tick. */
  expected?: number | null;
  tone?: 'good' | 'watch' | 'bad' | 'neutral';
  /** The percent is said beside the bar already. */
  bare?: boolean;
  /** Said instead of the percent when `ratio` is null. */
  unknownText?: string;
}

function clamp(ratio: number): number {
  return Math.min(1, Math.max(0, ratio));
}

/** The bar stops at 100 %, the text never does. */
export function ProgressBar({
  label,
  ratio,
  expected,
  tone = 'neutral',
  bare = false,
  unknownText = verdictWords['not-assessable'],
}: ProgressBarProps) {
  const reached = ratio === null ? unknownText : frenchPercent(ratio, 1);
  const awaited = expected == null ? '' : `, attendu à date\u00a0: ${frenchPercent(expected, 1)}`;
  return (
    <div className={joinClasses('progress-bar', `progress-bar-${tone}`, ratio === null && 'progress-bar-unknown')}>
      <div
        className="progress-bar-track"
        role="img"
        aria-label={`${label}\u00a0: ${reached}${awaited}`}
        style={{ '--progress-bar-fill': clamp(ratio ?? 0), '--progress-bar-expected': clamp(expected ?? 0) }}
      >
        <span className="progress-bar-fill" />
        {expected != null && (
          <span className="progress-bar-expected" title={`Attendu à date\u00a0: ${frenchPercent(expected, 1)}`} />
        )}
      </div>
      {!bare && (
        <span className="progress-bar-text" aria-hidden="true">
          {reached}
        </span>
      )}
    </div>
  );
}
