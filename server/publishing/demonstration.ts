import type { Platform } from '../platform/context.ts';
import { inOnePicture } from './repository.ts';
import { publish } from './service.ts';

/** The publications of the demonstration: one a quarter, each some days after the month that it stops at was validated. */
const made = [
  { day: '2025-02-07', through: '2024-12', note: 'Première publication de l’observatoire.' },
  { day: '2025-05-07', through: '2025-03', note: 'Les trois premiers mois de 2025 s’ajoutent.' },
  { day: '2025-08-07', through: '2025-06', note: 'Le deuxième trimestre de 2025 s’ajoute.' },
  {
    day: '2025-11-07',
    through: '2025-09',
    note: 'Juillet à septembre 2025 s’ajoutent\u00a0; octobre est en cours de validation.',
  },
];

/** Publishes what is validated of the demonstration, as its fictitious coordinator would have month after month. */
export async function publishDemonstration(platform: Platform): Promise<void> {
  await inOnePicture(platform, async (picture) => {
    for (const { day, through, note } of made) {
      const then = { clock: { now: () => new Date(`${day}T09:00:00Z`) }, referenceDate: () => day };
      await publish(
        { ...picture, ...then },
        { id: null, name: 'Camille Fictif' },
        { through, note, seen: null, withdraws: null },
      );
    }
  });
}
