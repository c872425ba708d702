import type { Composition } from '../../shared/domain/entry/composition.ts';
import type { Computed, Direction, Perimeter, TimeRule, Unit } from '../../shared/domain/indicator.ts';

/** An indicator of the catalogue with its first definition and the lines of the annex that it is shown under. */
export interface IndicatorSeed {
  code: string;
  label: string;
  unit: Unit;
  timeRule: TimeRule;
  direction: Direction;
  perimeter?: Perimeter;
  /** A count of people or households, whatever its unit: small numbers are not published. */
  sensitive?: true;
  frequency: 'monthly' | 'quarterly' | 'yearly' | 'once';
  /** The annex names it; otherwise the observatory proposes it because the annex is silent. */
  stated?: true;
  keyFigure?: true;
  /** Worked out by the observatory, and entered by nobody. */
  computed?: Computed;
  /** What partners call it in their monthly returns, beside its label. */
  aliases?: string[];
  /** Parts that add up to it, or that are at most it: checked while a month is typed. */
  compositions?: Composition[];
  actions: string[];
  sourceText: string;
  definition: string;
  formula: string;
  note?: string;
}
