import { addMonths, daysBetween, type IsoDate, monthOf } from '../month.ts';
import { endOf, type Spell } from './spell.ts';

/** Why an open request deserves a look, before it is lost of sight or forgotten. */
export type ReviewReason = 'silent' | 'waiting' | 'not-oriented';

export const reviewReasons: Record<ReviewReason, string> = {
  silent: 'sans contact depuis plus de 75 jours',
  waiting: 'en attente depuis plus de six mois',
  'not-oriented': 'sans orientation',
};

/** Two weeks before the ninety days after which one is lost of sight. */
const SILENT_DAYS = 75;
const WAITING_MONTHS = 6;

interface RequestToReview {
  spell: Pick<Spell, 'requested' | 'contacts' | 'admitted' | 'exit'>;
  isOriented: boolean;
}

export interface Review {
  /** The latest of its own dates: the export that holds it tells nothing of the household. */
  lastContact: IsoDate;
  reasons: ReviewReason[];
}

/**
 * Why an open request is to be looked at on a day; null when it is closed or needs nothing. Example: requested on 2025-01-10,
 * never oriented, on 2025-08-01: silent, waiting and not oriented. Admitted in a structure, it is neither silent nor without
 * orientation.
 */
export function reviewOf({ spell, isOriented }: RequestToReview, day: IsoDate): Review | null {
  if (endOf(spell) !== null || spell.requested > day) return null;
  const known = [spell.requested, ...spell.contacts].filter((date) => date <= day).sort();
  const lastContact = known.at(-1) ?? spell.requested;
  const isSheltered = spell.admitted !== null && spell.admitted <= day;
  const reasons: ReviewReason[] = [];
  if (!isSheltered && daysBetween(lastContact, day) > SILENT_DAYS) reasons.push('silent');
  const limit = `${addMonths(monthOf(spell.requested), WAITING_MONTHS)}${spell.requested.slice(7)}`;
  if (day > limit) reasons.push('waiting');
  if (!isOriented && !isSheltered) reasons.push('not-oriented');
  return reasons.length === 0 ? null : { lastContact, reasons };
}
