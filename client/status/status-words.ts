import { frenchDecimal, frenchInteger } from '../../shared/domain/words/french-format.ts';

const KILO = 1024;

/** A weight as people say it. Example: `12,4 Mo`. */
export function weightWords(bytes: number): string {
  if (bytes < KILO * KILO) return `${frenchInteger(Math.ceil(bytes / KILO))} Ko`;
  const megabytes = bytes / (KILO * KILO);
  if (megabytes < KILO) return `${frenchDecimal(megabytes)} Mo`;
  return `${frenchDecimal(megabytes / KILO)} Go`;
}

const instant = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' });

/** Day and hour in Paris. Example: `23 novembre 2026 à 02:30`. */
export function instantWords(iso: string | null): string {
  return iso ? instant.format(new Date(iso)) : 'jamais';
}

const MINUTE = 60_000;

/** How long something has lasted, in its largest unit. Example: `3 jours`. */
export function durationWords(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / MINUTE));
  if (minutes < 2) return 'moins de deux minutes';
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} heures` : `${Math.floor(hours / 24)} jours`;
}

const jobNames: Record<string, string> = {
  reminders: 'Rappels aux structures',
  sweep: 'Ménage de la nuit',
  backup: 'Sauvegarde',
  'journal-hash': 'Empreinte de la semaine du journal',
  'send-mail': 'Envoi des courriels',
  'forgotten-password': 'Liens de mot de passe',
};

/** What a job does, in the words of whoever looks after the observatory. */
export const jobWords = (name: string): string => jobNames[name] ?? name;
