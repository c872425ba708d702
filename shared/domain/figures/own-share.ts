import type { TimeRule } from '../indicator.ts';
import { defaultThreshold, isSmall } from '../secrecy/suppression.ts';

/** What an organisation counts for in the total of the territory, or why that is not said. */
export type OwnShare =
  | {
      kind: 'share';
      total: number;
      /** 0 to 1. */
      ratio: number;
    }
  | {
      kind: 'none';
      reason: 'not-a-sum' | 'nothing-counted' | 'no-total' | 'total-hidden' | 'one-other' | 'few-others';
    };

export interface ShareInput {
  timeRule: TimeRule;
  /** Counts people or households: small numbers of the others stay theirs. */
  sensitive: boolean;
  /** What of the organisation's own counts in the total; null: nothing yet. */
  own: number | null;
  /** The total as anyone may see it; null: none, or hidden. */
  total: number | null;
  totalHidden: boolean;
  /** Other organisations that the total counts. */
  others: number;
  threshold?: number;
}

/**
 * The share of an organisation in a total: own ÷ total, for counts that add up over organisations. Whoever knows the total
 * and their own part knows the rest: so the total is not said with the share when the rest is that of a single other
 * organisation, or a small number of people (§9 of the domain: who signs in must not subtract others). Examples: 30 of 120
 * people over four organisations is 25 %; 30 of 40 with one other is `one-other`; 115 of 120 is `few-others`.
 */
export function ownShare(input: ShareInput): OwnShare {
  const { timeRule, sensitive, own, total, totalHidden, others, threshold = defaultThreshold } = input;
  if (timeRule !== 'flow' && timeRule !== 'stock') return { kind: 'none', reason: 'not-a-sum' };
  if (totalHidden) return { kind: 'none', reason: 'total-hidden' };
  if (total === null || total === 0) return { kind: 'none', reason: 'no-total' };
  if (own === null) return { kind: 'none', reason: 'nothing-counted' };
  if (sensitive && others === 1) return { kind: 'none', reason: 'one-other' };
  if (sensitive && isSmall(total - own, threshold)) return { kind: 'none', reason: 'few-others' };
  return { kind: 'share', total, ratio: own / total };
}
