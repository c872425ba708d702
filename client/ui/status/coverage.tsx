import { frenchCoverage } from '../../../shared/domain/words/french-format.ts';
import './coverage.css';

export interface CoverageProps {
  received: number;
  expected: number;
  /** What is counted, singular and plural; « structure », « structures » by default. */
  singular?: string;
  plural?: string;
}

/** « 9 structures sur 11 » with a small gauge. */
export function Coverage({ received, expected, singular = 'structure', plural = 'structures' }: CoverageProps) {
  const complete = expected > 0 && received >= expected;
  const share = expected > 0 ? Math.min(1, received / expected) : 0;
  return (
    <span className={complete ? 'coverage coverage-complete' : 'coverage'}>
      <span className="coverage-gauge" aria-hidden="true" style={{ '--coverage-share': share }} />
      <span>{frenchCoverage(received, expected, singular, plural)}</span>
    </span>
  );
}
