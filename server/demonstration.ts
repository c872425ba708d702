import type { Month } from '../shared/domain/month.ts';
import { freeze, freezeCheck } from './editions/freezing.ts';
import { pretendSending } from './editions/sending.ts';
import { openEdition, voteEdition } from './editions/service.ts';
import { anyone, type Viewer } from './platform/access.ts';
import type { Platform } from './platform/context.ts';
import { latestPublication } from './publications/service.ts';
import { publish } from './publishing/service.ts';

/** What the fictitious coordinator of the demonstration has published and sent, each on its day. */

interface Act {
  day: string;
  through: Month;
  note: string;
  /** The report that was frozen, voted and sent later on. */
  report?: { year: number; frozen: string; voted: string; sent: string };
}

/** One publication a quarter, some days after the month that it stops at was validated. */
const acts: Act[] = [
  {
    day: '2025-02-07',
    through: '2024-12',
    note: 'Première publication de l’observatoire.',
    report: { year: 2023, frozen: '2025-02-14', voted: '2025-03-27', sent: '2025-03-31' },
  },
  { day: '2025-05-07', through: '2025-03', note: 'Les trois premiers mois de 2025 s’ajoutent.' },
  { day: '2025-08-07', through: '2025-06', note: 'Le deuxième trimestre de 2025 s’ajoute.' },
  {
    day: '2025-11-07',
    through: '2025-09',
    note: 'Juillet à septembre 2025 s’ajoutent\u00a0; octobre est en cours de validation.',
  },
];

const on = (platform: Platform, day: string): Platform => ({
  ...platform,
  clock: { now: () => new Date(`${day}T09:00:00Z`) },
  referenceDate: () => day,
});

/** Nobody: it has no account. */
const coordinator: Viewer = { ...anyone, id: 'demonstration', name: 'Camille Fictif', role: 'coordinator' };

/** The report of a year, all that is unfinished in it being read: frozen, voted, and said to be sent; no mail leaves. */
async function sendReport(
  platform: Platform,
  { year, frozen, voted, sent }: NonNullable<Act['report']>,
): Promise<void> {
  const { id } = await openEdition(on(platform, frozen), coordinator, { year, kind: 'report' });
  const { warnings } = await freezeCheck(on(platform, frozen), id);
  await freeze(on(platform, frozen), coordinator, { id, accepted: warnings });
  await voteEdition(on(platform, voted), coordinator, { id, deliberation: 'DM2025-03-27 (fictive)', votedOn: voted });
  await pretendSending(on(platform, sent), coordinator, id);
}

/** Publishes what is validated of the demonstration, and sends a report. */
export async function publishDemonstration(platform: Platform): Promise<void> {
  // A first start that was cut goes on where it was.
  const done = (await latestPublication(platform))?.number ?? 0;
  for (const { day, through, note, report } of acts.slice(done)) {
    await publish(on(platform, day), coordinator, { through, note, seen: null, withdraws: null });
    if (report) await sendReport(platform, report);
  }
}
