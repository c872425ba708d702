import { frenchDate, frenchMonth } from '../../shared/domain/words/french-format.ts';
import { parisDate } from '../platform/clock.ts';
import type { PublicationRow } from './service.ts';

/** « Publication 7 du 7 novembre 2025 · chiffres validés jusqu’à septembre 2025 · empreinte 3fa94b1c ». */
export function publicationWords({ number, madeAt, through, fingerprint }: PublicationRow): string {
  return [
    `Publication ${number} du ${frenchDate(parisDate(madeAt))}`,
    `chiffres validés jusqu’à ${frenchMonth(through)}`,
    `empreinte ${fingerprint.slice(0, 8)}`,
  ].join(' · ');
}
