import {
  type Content,
  column,
  type Doubt,
  type Measures,
  nominativeColumns,
  type Register,
  type Tallied,
} from './register.ts';
import { registerLabels } from './register-labels.ts';
import { closingReasons, compositions, requestTypes, situations, statuses, undatedEnds } from './siao-labels.ts';
import { countByMonth, monthIn, where, withoutEmpty } from './tally.ts';

const rehoused = ['Relogement parc social', 'Relogement parc privé', 'Intermédiation locative', 'Pension de famille'];
const fromStreetOrEmergency = ['Rue - abri de fortune', 'Squat - bidonville', "Hébergement d'urgence", 'Hôtel'];

function doubts(content: Content): Doubt[] {
  const found: Doubt[] = [];
  const { persons, minors, requestDate, closingDate } = content;
  if (typeof persons === 'number' && typeof minors === 'number' && minors > persons) {
    found.push({
      field: 'minors',
      reason: 'Plus de mineurs que de personnes dans le ménage\u00a0: vérifiez les deux nombres.',
    });
  }
  if (typeof requestDate === 'string' && typeof closingDate === 'string' && closingDate < requestDate) {
    found.push({ field: 'closingDate', reason: 'La clôture précède la demande\u00a0: vérifiez les deux dates.' });
  }
  return found;
}

function isClosedAs(row: Content, reasons: string[]): boolean {
  return typeof row.closingReason === 'string' && reasons.includes(row.closingReason);
}

/** Requests that ended in a home, in silence, or in a home straight from the street or an emergency shelter. */
function closings(rows: Tallied[]): Measures {
  const closing = (row: Content) => monthIn(row, 'closingDate');
  const housed = where(rows, (row) => isClosedAs(row, rehoused));
  const silent = where(rows, (row) => isClosedAs(row, ['Sans nouvelles']));
  const direct = where(housed, (row) => fromStreetOrEmergency.includes(String(row.situation)));
  return withoutEmpty({
    rehoused: countByMonth(housed, closing),
    'lost-contact': countByMonth(silent, closing),
    'rehoused-from-street': countByMonth(direct, closing),
  });
}

/** SI-SIAO, insertion requests: one row is a request for a place or a home. */
export const siaoRequest: Register = {
  source: 'siao-request',
  label: registerLabels['siao-request'],
  hints: ['siao', 'demandes insertion', 'demande insertion'],
  layout: 'rows',
  dropped: 'Nom, prénom, date de naissance et toute colonne non attendue sont écartés avant l’enregistrement.',
  needs: [['number'], ['requestDate']],
  monthField: 'requestDate',
  columns: [
    column(
      'number',
      'N° de demande',
      'key',
      [
        'Numéro demande',
        'N° demande',
        'Numéro',
        'N°',
        'Référence',
        'Réf. demande',
        'ID demande',
        'Identifiant',
        'Identifiant demande',
        'Demande n°',
        'N° dossier',
        'Numéro de dossier',
        'Code demande',
        'N° demande SI-SIAO',
      ],
      { required: true },
    ),
    column(
      'requestDate',
      'Date de la demande',
      'date',
      [
        'Date demande',
        'Date de demande',
        'Demande du',
        'Demandé le',
        'Date de dépôt',
        'Date de dépôt de la demande',
        'Date de création',
        'Date de création de la demande',
        'Date de saisie',
        'Créée le',
        'Date d’enregistrement',
        'Déposée le',
        'Date de transmission de la demande',
        'Date de transmission',
        'Date',
      ],
      { required: true },
    ),
    column('requestType', 'Type de demande', 'choice', ['Nature de la demande', 'Type demande', 'Type'], {
      choices: requestTypes,
    }),
    column(
      'status',
      'Statut',
      'choice',
      ['État', 'État de la demande', 'Statut de la demande', 'Situation de la demande', 'Statut demande'],
      {
        choices: statuses,
      },
    ),
    column('sex', 'Sexe', 'choice', ['Genre', 'Civilité'], {
      choices: { H: ['Homme', 'M', 'Masculin', 'M.', 'Monsieur', 'Mr'], F: ['Femme', 'Féminin', 'Mme', 'Madame'] },
    }),
    column(
      'composition',
      'Composition du ménage',
      'choice',
      [
        'Composition familiale',
        'Type de ménage',
        'Typologie du ménage',
        'Composition',
        'Ménage',
        'Typologie familiale',
        'Typologie du groupe',
        'Composition du groupe',
        'Situation familiale',
      ],
      {
        choices: compositions,
      },
    ),
    column(
      'persons',
      'Nombre de personnes',
      'number',
      [
        ...['Nb de personnes', 'Nbre personnes', 'Nb pers.', 'Personnes', 'Taille du ménage', 'Effectif'],
        ...['Nombre de personnes du ménage', 'Nb personnes du ménage', 'Nb de personnes du groupe', 'Taille du groupe'],
      ],
      { confirmed: true },
    ),
    column('minors', 'Dont mineurs', 'number', [
      'Mineurs',
      'Nombre de mineurs',
      'Nb mineurs',
      'Nombre d’enfants',
      'Nb enfants',
      'Dont enfants',
      'Enfants',
    ]),
    column(
      'situation',
      'Situation résidentielle',
      'choice',
      [
        'Situation',
        'Situation au moment de la demande',
        'Situation logement',
        'Situation d’hébergement',
        'Hébergement actuel',
        'Situation actuelle',
        'Situation de logement',
        'Lieu de vie',
        'Situation du ménage',
        'Hébergement à la demande',
      ],
      { choices: situations },
    ),
    column('commune', 'Commune', 'commune', [
      'Ville',
      'Commune de résidence',
      'Commune actuelle',
      'Localité',
      'Nom de la commune',
      'Commune d’origine',
      'Commune de présence',
      'Lieu de résidence',
      'Code commune',
      'Code INSEE',
      'Commune de la demande',
    ]),
    column(
      'service',
      'Service instructeur',
      'text',
      [
        'Structure à l’origine de la demande',
        'Structure instructrice',
        'Instructeur',
        'Prescripteur',
        'Service prescripteur',
        'Service demandeur',
        'Structure prescriptrice',
        'Organisme instructeur',
        'Structure',
      ],
      { mayNameSomeone: true },
    ),
    column(
      'recommendation',
      'Préconisation',
      'text',
      ['Orientation préconisée', 'Orientation', 'Préconisation SIAO', 'Type d’orientation', 'Dispositif préconisé'],
      { mayNameSomeone: true },
    ),
    column('orientationDate', 'Date d’orientation', 'date', ['Orientée le', 'Date orientation', 'Orientation le']),
    column('admissionDate', 'Date d’admission', 'date', [
      'Admise le',
      'Date admission',
      'Date d’entrée',
      'Admission le',
      'Date début de prise en charge',
      'Date de début de prise en charge',
      'Entrée dans la structure',
    ]),
    column('updateDate', 'Date de dernière mise à jour', 'date', [
      'Date de mise à jour',
      'Date mise à jour',
      'Dernière mise à jour',
      'Mise à jour le',
      'Mise à jour',
      'Mis à jour le',
      'Date d’actualisation',
      'Date de dernière actualisation',
      'Dernière actualisation',
      'Actualisée le',
      'Date de dernière modification',
      'Date de modification',
      'Modifiée le',
      'Date du dernier contact',
      'Dernier contact',
      'Date de MAJ',
      'Date MAJ',
      'Dernière MAJ',
    ]),
    column('closingDate', 'Date de clôture', 'date', [
      'Clôturée le',
      'Date clôture',
      'Date de fin',
      'Date de fermeture',
      'Date de sortie',
      'Clôture le',
      'Fin de la demande',
      'Clôture',
      'Date fin de prise en charge',
      'Date de fin de prise en charge',
    ]),
    column(
      'closingReason',
      'Motif de clôture',
      'choice',
      [
        'Motif',
        'Motif de fin',
        'Raison de la clôture',
        'Motif clôture',
        'Motif de sortie',
        'Motif de fermeture',
        'Cause de clôture',
        'Motif de fin de prise en charge',
      ],
      {
        choices: closingReasons,
      },
    ),
    ...nominativeColumns,
  ],
  key: (rawKey) => rawKey,
  closes: 'closingDate',
  contact: {
    dates: ['requestDate', 'orientationDate', 'admissionDate', 'updateDate', 'closingDate'],
    lasting: {
      from: 'admissionDate',
      to: 'closingDate',
      over: { field: 'status', values: Object.keys(undatedEnds) },
    },
  },
  doubts,
  measurements: [
    {
      months: ['requestDate'],
      figures: (rows) => withoutEmpty({ requests: countByMonth(rows, (row) => monthIn(row, 'requestDate')) }),
    },
    { months: ['closingDate'], values: ['closingReason', 'situation'], figures: closings },
  ],
};
