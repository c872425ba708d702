import { dueDate, type ReturnStanding } from '../../shared/domain/entry/return-status.ts';
import { type IsoDate, lastDayOf, type Month } from '../../shared/domain/month.ts';

interface Facts {
  month: Month;
  today: IsoDate;
  /** Status of the return; null: it was never opened. */
  status: string | null;
  expected: number;
  answered: number;
  /** Questions without an answer. */
  returned: number;
}

/** One word for a return: a question first, then what was decided, then the calendar. */
export function standingOf({ month, today, status, expected, answered, returned }: Facts): ReturnStanding {
  if (returned > 0) return 'returned';
  if (status === 'published') return 'locked';
  if (status === 'validated' || status === 'submitted') return status;
  if (expected === 0) return 'not-due';
  if (today > dueDate(month)) return answered > 0 ? 'late' : 'missing';
  if (answered > 0) return 'in-progress';
  return today > lastDayOf(month) ? 'due' : 'not-due';
}
