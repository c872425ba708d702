import type { Platform } from '../../server/platform/context.ts';
import { publish } from '../../server/publishing/service.ts';
import { lastMonthDue } from '../../shared/domain/figures/figure.ts';
import { type Month, yearOf } from '../../shared/domain/month.ts';

/** Publishes what is validated, up to the last month due or another: readers see nothing that was not published. */
export function publishNow(platform: Platform, { through }: { through?: Month } = {}): Promise<{ number: number }> {
  const date = platform.referenceDate();
  const last = through ?? lastMonthDue(yearOf(date), date);
  return publish(platform, { id: null, name: 'essai' }, { through: last, seen: null, note: null, withdraws: null });
}
