import type { MailKind, MailStatus } from '../../shared/schemas/mails.ts';
import type { StatusShape, StatusTone } from '../ui/status/status.tsx';

export const mailStatusWords: Record<MailStatus, { word: string; tone: StatusTone; shape: StatusShape }> = {
  queued: { word: 'En attente d’envoi', tone: 'info', shape: 'clock' },
  sent: { word: 'Envoyé', tone: 'good', shape: 'check' },
  kept: { word: 'Gardé ici, non envoyé', tone: 'watch', shape: 'square' },
  failed: { word: 'Échec', tone: 'bad', shape: 'triangle' },
};

const kindWords: Record<MailKind, string> = {
  reminder: 'Rappel',
  escalation: 'Alerte à la coordination',
  invitation: 'Invitation',
  password: 'Lien de mot de passe',
  edition: 'Message',
  security: 'Alerte de sécurité',
};

export const kindWord = (kind: MailKind): string => kindWords[kind];

const instant = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Paris' });

/** Day and hour in Paris. Example: `14/11/2025 10:00`. */
export function instantWords(iso: string): string {
  return instant.format(new Date(iso));
}
