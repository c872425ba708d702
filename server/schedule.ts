import { weekOf } from '../shared/domain/site/backup-rotation.ts';
import { FORGOTTEN_PASSWORD, runForgottenPassword } from './accounts/forgotten-password.ts';
import { purgeJournal } from './audit/retention.ts';
import { sendWeeklyHash } from './audit/weekly-hash.ts';
import { escalate, remindOrganisations, tellReturned } from './collection/reminders.ts';
import { purgeByTheClock } from './data-protection/purge.ts';
import { forgetStalePreparations } from './imports/service.ts';
import { parisDate, parisHour } from './platform/clock.ts';
import type { Platform } from './platform/context.ts';
import { enqueue, forgetDone, type JobHandlers } from './platform/jobs.ts';
import { forgetMails, SEND_MAIL, sendQueuedMail } from './platform/mail/mail-queue.ts';

const REMINDERS = 'reminders';
const SWEEP = 'sweep';
const JOURNAL_HASH = 'journal-hash';
/** Messages are written from this hour on, in Paris: nobody is woken up. Those of the demonstration go nowhere. */
const FIRST_HOUR = 7;

/** What the product does by itself while it serves, and when. `siteAddress`: where the links of its messages lead. */
export function scheduleOf(platform: Platform & { siteAddress: string }): JobHandlers {
  const { db, clock } = platform;
  return {
    async plan(now) {
      if (parisHour(now) < FIRST_HOUR && !platform.demonstration()) return;
      const day = parisDate(now);
      await enqueue(db, { name: JOURNAL_HASH, key: `${JOURNAL_HASH}/${weekOf(day)}`, runAt: now });
      for (const name of [REMINDERS, SWEEP]) await enqueue(db, { name, key: `${name}/${day}`, runAt: now });
    },
    run: {
      async [REMINDERS]() {
        await remindOrganisations(platform);
        await tellReturned(platform);
        await escalate(platform);
      },
      [JOURNAL_HASH]: () => sendWeeklyHash(platform),
      [FORGOTTEN_PASSWORD]: (job) => runForgottenPassword(platform, job),
      [SEND_MAIL]: (job) => sendQueuedMail(platform, job),
      async [SWEEP]() {
        await forgetDone(db, clock.now());
        await forgetMails(db, clock.now());
        await forgetStalePreparations(platform);
        await purgeByTheClock(platform);
        await purgeJournal(platform);
      },
    },
  };
}
