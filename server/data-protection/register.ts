import { defaultThreshold } from '../../shared/domain/secrecy/suppression.ts';
import { NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { allRegisters } from '../../shared/registers/all-registers.ts';
import type { Register } from '../../shared/registers/register.ts';
import { INVITATION_DAYS, RESET_MINUTES } from '../accounts/messages.ts';
import { JOURNAL_MONTHS } from '../audit/retention.ts';
import { PREPARED_DAYS } from '../imports/service.ts';
import { DONE_DAYS } from '../platform/jobs.ts';
import { KEPT_DAYS } from '../platform/mail/mail-queue.ts';
import { ABSOLUTE_SECONDS, IDLE_SECONDS } from '../platform/session.ts';
import { RETENTION_MONTHS } from '../retention/last-contact.ts';

/**
 * The record of processing activities (article 30 of the GDPR), from the product's own constants: columns, durations and keys
 * are those that the code uses, so that the page cannot say something else.
 */
export interface Processing {
  key: string;
  title: string;
  purpose: string;
  basis: string;
  people: string;
  /** What is kept. */
  data: string[];
  /** What is thrown away before anything is written. */
  dropped: string[];
  recipients: string;
  duration: string;
  measures: string[];
}

const years = `${RETENTION_MONTHS / 12}${S}ans`;
const publicInterest =
  'Mission d’intérêt public (RGPD, article 6.1.e)\u00a0: suivi de la convention Logement d’abord signée avec l’État.';

const purposes: Partial<Record<Register['source'], { purpose: string; people: string }>> = {
  'siao-request': {
    purpose: 'Compter les ménages sans domicile, leurs entrées et leurs sorties, et le temps jusqu’à un logement.',
    people: 'Ménages qui demandent un hébergement ou un logement au SIAO.',
  },
  'cca-request': {
    purpose: 'Compter les demandes d’accompagnement, les décisions et leurs délais.',
    people: 'Ménages dont la demande passe en commission.',
  },
  'captured-dwelling': {
    purpose: 'Compter les logements captés, loués et rendus, et les maintiens à douze mois.',
    people: 'Ménages logés en intermédiation locative.',
  },
  'eviction-procedure': {
    purpose: 'Compter les procédures d’expulsion à chaque étape, et les ménages rencontrés à temps.',
    people: 'Ménages visés par une procédure d’expulsion.',
  },
};

const pseudonym =
  'Le numéro de dossier devient une empreinte (HMAC-SHA-256) sous une clé gardée hors de la base\u00a0; il n’est écrit nulle part.';

function processingOf({ source, label, columns, dropped, contact }: Register): Processing[] {
  const about = purposes[source];
  if (!contact || !about) return [];
  const isKept = ({ kind }: Register['columns'][number]) => kind !== 'nominative' && kind !== 'key';
  const lasting = contact.lasting ? ' Tant qu’un ménage est en structure ou dans son logement, le contact dure.' : '';
  return [
    {
      key: source,
      title: label,
      purpose: about.purpose,
      basis: publicInterest,
      people: about.people,
      data: columns.filter(isKept).map((column) => column.label),
      dropped: columns.filter(({ kind }) => kind === 'nominative').map((column) => column.label),
      recipients:
        'La structure qui envoie le fichier voit ses lignes. La coordination voit toutes les lignes. Personne d’autre\u00a0: les autres lisent des chiffres.',
      duration: `Lignes\u00a0: ${years} après le dernier contact.${lasting} Chiffres\u00a0: conservés.`,
      measures: [
        dropped,
        pseudonym,
        `Les comptes de 1 à ${defaultThreshold} personnes ou ménages sont masqués, avec ce qui permettrait de les retrouver.`,
      ],
    },
  ];
}

const house: Processing[] = [
  {
    key: 'accounts',
    title: 'Comptes des personnes qui utilisent l’observatoire',
    purpose: 'Ouvrir l’observatoire aux seules personnes invitées, et à chacune ce que son rôle permet.',
    basis: publicInterest,
    people: 'Agents de la coordination, des structures et des services qui lisent.',
    data: [
      'Nom',
      'Courriel',
      'Rôle',
      'Structure',
      'Mot de passe haché',
      'Second facteur chiffré',
      'Clés d’accès publiques',
      'Sessions ouvertes',
    ],
    dropped: [],
    recipients: 'La coordination, qui invite et désactive. Chaque personne voit et ferme ses propres sessions.',
    duration: `Compte\u00a0: jusqu’à sa désactivation. Session\u00a0: ${IDLE_SECONDS / 3600}\u00a0h sans activité, ${ABSOLUTE_SECONDS / 3600}\u00a0h au plus. Invitation\u00a0: ${INVITATION_DAYS}\u00a0jours. Lien de mot de passe\u00a0: ${RESET_MINUTES}\u00a0minutes.`,
    measures: [
      'Mot de passe gardé sous forme d’empreinte (Argon2id).',
      'Jetons de session, d’invitation et d’API gardés sous forme d’empreinte.',
      'Un acte sensible redemande qui l’on est.',
    ],
  },
  {
    key: 'journal',
    title: 'Journal des actes',
    purpose: 'Savoir qui a vu, écrit, validé, importé ou annulé quoi.',
    basis: 'Obligation de sécurité (RGPD, articles 5.2 et 32).',
    people: 'Personnes qui utilisent l’observatoire.',
    data: ['Nom', 'Acte', 'Avant', 'Après', 'Raison', 'Date', 'Pages sensibles lues', 'Réseau, tronqué'],
    dropped: ['Numéros de dossier', 'Contenu des lignes'],
    recipients: 'La coordination.',
    duration: `${JOURNAL_MONTHS}\u00a0mois. Une ligne ne se modifie pas\u00a0: chacune porte l’empreinte de celle d’avant.`,
    measures: ['Une ligne est écrite dans la même transaction que l’acte.'],
  },
  {
    key: 'mails',
    title: 'Courriels envoyés',
    purpose: 'Rappeler les saisies attendues, inviter, transmettre le rapport.',
    basis: publicInterest,
    people: 'Personnes qui utilisent l’observatoire, destinataires du rapport.',
    data: ['Adresse', 'Objet', 'Texte'],
    dropped: ['Liens d’invitation et de mot de passe'],
    recipients: 'La personne à qui le courriel est écrit, et la coordination.',
    duration: `${KEPT_DAYS}\u00a0jours.`,
    measures: ['Aucun courriel ne contient de ligne d’un registre.'],
  },
];

/** Registers whose rows are about nobody, and why nothing of this page applies to them. */
const aboutNobody = () =>
  allRegisters.filter(({ contact }) => !contact).map(({ label, dropped }) => ({ label, dropped }));

/** What does not stay, besides the rows. */
const shortLived = [
  { what: 'Fichier lu mais pas encore validé', duration: `${PREPARED_DAYS}\u00a0jours` },
  { what: 'Cellules citées dans le reçu d’un import', duration: years },
  { what: 'Tâches automatiques terminées', duration: `${DONE_DAYS}\u00a0jours` },
];

/** The whole record, as the page shows it. */
export const processingRecord = () => ({
  retentionMonths: RETENTION_MONTHS,
  processings: [...allRegisters.flatMap(processingOf), ...house],
  aboutNobody: aboutNobody(),
  shortLived,
});
