import { targetWords } from '../../shared/domain/figures/figure-words.ts';
import { frenchQuantity } from '../../shared/domain/words/french-format.ts';
import { ProgressBar } from '../ui/status/progress-bar.tsx';
import { expectedShare, type OverviewFigure } from './overview-data.ts';

/** The way to a target: the bar ends at it, the warm mark is what is expected to date, and both are written under it. */
export function TargetWay({ figure }: { figure: OverviewFigure }) {
  if (!figure.target) return null;
  const { expected, progress, unit } = figure;
  const share = expectedShare(figure);
  return (
    <div className="target-way">
      {progress !== null && <ProgressBar bare label={figure.label} ratio={progress / 100} expected={share} />}
      <p className="target-way-words">
        {progress !== null && expected !== null && share !== null && (
          <>
            <span className="target-way-expected">{`attendu ${frenchQuantity(expected, unit)}`}</span>,{' '}
          </>
        )}
        {`cible ${targetWords(figure)}`}
      </p>
    </div>
  );
}
