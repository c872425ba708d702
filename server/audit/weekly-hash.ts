import { weekOf } from '../../shared/domain/site/backup-rotation.ts';
import { frenchCount } from '../../shared/domain/words/french-format.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { queueMail } from '../platform/mail/mail-queue.ts';
import { findCoordinators } from './repository.ts';
import { type ChainProof, verifyJournal } from './service.ts';

function paragraphsOf(name: string, { lines, lastHash, broken }: ChainProof): string[] {
  const state = broken
    ? `La chaîne est rompue\u00a0: ${broken.why}. Comparez-la avec une sauvegarde, et prévenez qui tient la machine.`
    : 'La chaîne est intacte.';
  return [
    `Bonjour ${name},`,
    `Le journal de l’observatoire compte ${frenchCount(lines, 'ligne', 'lignes')}. ${state}`,
    `Sa dernière empreinte\u00a0: ${lastHash ?? 'aucune'}`,
    'Gardez ce message. Qui tient la base pourrait refaire toute la chaîne\u00a0: une empreinte gardée ailleurs le montrerait.',
  ];
}

/** Once a week the hash at which the journal stands goes to the coordination's own mailboxes, out of the reach of whoever holds the database. */
export async function sendWeeklyHash({ db, clock }: Pick<Platform, 'db' | 'clock'>): Promise<void> {
  const coordinators = await findCoordinators(db);
  if (coordinators.length === 0) return;
  const now = clock.now();
  const proof = await verifyJournal({ db });
  await db.$transaction(async (tx) => {
    for (const { id, name, email } of coordinators) {
      const paragraphs = paragraphsOf(name, proof);
      await queueMail(
        tx,
        {
          key: `journal-hash/${weekOf(parisDate(now))}/${id}`,
          kind: 'security',
          to: email,
          subject: 'Empreinte du journal de l’observatoire, à garder',
          text: paragraphs.join('\n\n'),
          html: paragraphs.map((one) => `<p>${one.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`).join('\n'),
          organisationId: null,
          fictitious: false,
        },
        now,
      );
    }
  });
}
