import { type TimeRule, timeRules } from '../indicator.ts';

/**
 * How the known cells of several organisations make one month of the territory. Counts, stocks and milestones add up, a
 * ratio adds its two terms apart, an average is the mean of the known, different people do not add up: two organisations
 * may have counted the same person, so the month has a value only when one organisation alone gave it.
 * The sum itself is the database's (`server/indicators/roll-up.ts`), which reads this table.
 */
const monthTotals: Record<TimeRule, 'sum' | 'mean' | 'alone'> = {
  flow: 'sum',
  stock: 'sum',
  ratio: 'sum',
  milestone: 'sum',
  average: 'mean',
  unique: 'alone',
};

/** The time rules whose months are totalled in one way. Example: `rulesTotalled('mean')` is `['average']`. */
export function rulesTotalled(way: 'sum' | 'mean' | 'alone'): TimeRule[] {
  return timeRules.filter((rule) => monthTotals[rule] === way);
}
