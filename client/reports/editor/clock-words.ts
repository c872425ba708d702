import { frenchDate } from '../../../shared/domain/words/french-format.ts';

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });
const hour = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit' });

/** When something happened, in Paris. Example: `le 14 novembre 2025 à 09:05`. */
export function clockWords(instant: string): string {
  const date = new Date(instant);
  return `le ${frenchDate(day.format(date))} à\u00a0${hour.format(date)}`;
}

/** The hour alone, for what has just happened. Example: `09:05`. */
export function hourWords(instant: string): string {
  return hour.format(new Date(instant));
}
