import type pg from 'pg';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { Platform } from '../../server/platform/context.ts';
import { bulkLoader } from '../../server/platform/database/bulk.ts';
import { pseudonymiser } from '../../server/platform/secrets/pseudonym.ts';
import { publish } from '../../server/publishing/service.ts';
import { lastMonthDue } from '../../shared/domain/figures/figure.ts';
import { type Month, yearOf } from '../../shared/domain/month.ts';

/** Publishes what is validated, up to the last month due or another: readers see nothing that was not published. */
export function publishNow(platform: Platform, { through }: { through?: Month } = {}): Promise<{ number: number }> {
  const date = platform.referenceDate();
  const last = through ?? lastMonthDue(yearOf(date), date);
  return publish(platform, { id: null, name: 'essai' }, { through: last, seen: null, note: null, withdraws: null });
}

/** Publishes the demonstration as it is seeded, on its day. */
export function publishDemonstration(opened: { db: PrismaClient; readers: PrismaClient; pool: pg.Pool }) {
  const { pool, ...clients } = opened;
  return publishNow({
    ...clients,
    bulk: bulkLoader(pool),
    clock: { now: () => new Date('2025-11-14T10:00:00Z') },
    mailer: async () => 'kept',
    pseudonym: pseudonymiser([Buffer.from('clé des essais')]),
    referenceDate: () => '2025-11-14',
    demonstration: () => true,
  });
}
