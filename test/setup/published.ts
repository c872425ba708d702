import type { Platform } from '../../server/platform/context.ts';
import { publish } from '../../server/publishing/service.ts';
import type { Month } from '../../shared/domain/month.ts';

/** Publishes what is validated up to a month, as the product does by itself: readers and the public see it then. */
export function publishNow(
  platform: Platform,
  { through, note = null }: { through: Month; note?: string | null },
): Promise<{ number: number }> {
  return publish(platform, { id: null, name: 'Essai' }, { through, note, withdraws: null, seen: null });
}
