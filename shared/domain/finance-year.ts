import type { ShareVerdict } from './finance-rules.ts';
import type { Cents } from './money.ts';

/**
 * The money of a year, as plain data: the screen, the files and the report print it and compute nothing. Amounts are whole
 * euro cents, and null where nothing is known, which is not zero.
 */

/** The State, as a funder, in the only spelling that is kept. */
export const STATE_FUNDER = 'État';

/** The five amounts of a funder for a line of the annex. */
export const lineAmounts = ['askedCents', 'grantedCents', 'committedCents', 'paidCents', 'cofinancedCents'] as const;
export type LineAmount = (typeof lineAmounts)[number];
export type LineAmounts = Record<LineAmount, Cents | null>;

/** What one funder does for one line in the year. */
export interface FunderLine extends LineAmounts {
  id: number;
  version: number;
  funder: string;
  document: string | null;
  note: string | null;
  fictitious: boolean;
}

/** One line of the annex in the year: its funders, and their sums. */
export interface ActionMoney extends LineAmounts {
  key: string;
  annexNumber: number | null;
  title: string;
  toConfirm: boolean;
  /** Where « asked » comes from: the annex (first year only), a line typed or imported, or nowhere. */
  askedOrigin: 'annex' | 'line' | null;
  funders: FunderLine[];
  /** The co-financing rule of the line, when the convention has one. */
  share: { maxPercent: number; verdict: ShareVerdict; text: string } | null;
  fictitious: boolean;
}
