import { type ConventionDays, dueDate } from '../domain/deadline.ts';
import { capitalised, frenchDate, frenchMonthName } from '../domain/words/french-format.ts';

/** The year of a coordination, month by month, by the days that its own convention sets. */

const twoDigits = (month: number) => String(month).padStart(2, '0');
/** « 30 septembre », of `09-30`: in a year that has every day. */
const dayWords = (day: string) => frenchDate(`2000-${day}`).replace(/\s2000$/u, '');
const monthOf = (day: string) => Number(day.slice(0, 2));
/** The day of the month after by which a month is sent. */
const SENDING_DAY = Number(dueDate('2000-01').slice(-2));

/** Months before the day on which the report is due; never before the year that it tells of is over. */
const reportActs: readonly (readonly [before: number, act: string])[] = [
  [
    7,
    'Rapport de l’année écoulée : demander à chaque structure, pour les lignes qu’elle porte, ses difficultés et la suite (elle les écrit dans « Nos chiffres, et après ») ; commencer les textes.',
  ],
  [6, 'Arrêter les comptes de l’année écoulée (« Finances »).'],
  [
    5,
    'Porter une appréciation motivée sur chaque action ; marquer les textes prêts ; recueillir l’avis du comité de suivi.',
  ],
  [3, 'Publier l’année entière, puis figer une édition du rapport et l’inscrire à l’ordre du jour du conseil.'],
  [2, 'Délibération : noter le numéro et la date du vote dans « Rapport ».'],
];

const QUARTERS = [1, 4, 7, 10];

/** Each month with what falls in it beside the work of every month; a month without anything of its own says so. */
export function yearCalendar({ reportDue, paymentDue }: ConventionDays): [when: string, what: string][] {
  const acts = new Map<number, string[]>();
  const add = (month: number, act: string) => acts.set(month, [...(acts.get(month) ?? []), act]);
  add(1, 'Catalogue : vérifier les cibles de l’année qui commence et ce qui est attendu de chaque structure.');
  add(1, 'Relancer les mois qui manquent à l’année écoulée : le rapport ne compte que ce qui est validé.');
  for (const month of QUARTERS)
    add(
      month,
      'Comparer la file active à un comptage fait à part (« Personnes sans domicile ») ; réunir le comité de suivi (« Vue de réunion », diaporama).',
    );
  for (const [before, act] of reportActs) add(Math.max(1, monthOf(reportDue) - before), act);
  add(
    monthOf(reportDue),
    `Au plus tard le ${dayWords(reportDue)} : envoyer au Préfet le rapport délibéré de l’année écoulée.`,
  );
  add(
    monthOf(paymentDue),
    `Au plus tard le ${dayWords(paymentDue)} : versement de l’État ; les pièces qu’il demande sont dans « Finances ».`,
  );
  add(12, 'Écrire les avenants qui changent l’année suivante : cibles, structures, indicateurs (« Catalogue »).');
  const months = Array.from({ length: 12 }, (_, index) => index + 1);
  return months.map((month) => [
    capitalised(frenchMonthName(`2000-${twoDigits(month)}`)),
    (acts.get(month) ?? ['Le travail de chaque mois.']).join('\n'),
  ]);
}

/** What comes back every month. */
export const everyMonth: [when: string, what: string][] = [
  [`Jusqu’au ${SENDING_DAY}`, 'Les structures envoient le mois écoulé. Les rappels partent seuls, avant et après.'],
  [
    `Dès le ${SENDING_DAY + 1}`,
    'Relancer ou appeler ceux qui tardent ; lire et valider les envois un à un ; renvoyer avec une question la cellule qui étonne (« Suivi de la collecte »).',
  ],
  ['Ensuite', 'Publier : l’État, les élus et le public ne lisent que les publications.'],
];
