import { monthsOfYear } from '../../shared/domain/month.ts';
import { PeriodControl } from '../lib/period/period-control.tsx';
import { isPublication, type Overview } from './overview-data.ts';

/** The years of the convention, and the months of the one shown: a publication answers whole years. */
export function OverviewPeriod({ overview }: { overview: Overview }) {
  const { years, year, latest, through } = overview;
  const months = monthsOfYear(year).filter((month) => month <= latest);
  return <PeriodControl years={years} year={year} {...(!isPublication(overview) && { months, through })} />;
}
