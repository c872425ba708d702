import { daysBetween, type Month } from '../domain/month.ts';
import { type Content, column, type Doubt, nominativeColumns, type Register, type Tallied } from './register.ts';
import { registerLabels } from './register-labels.ts';
import { countByMonth, median, ratioByMonth, where, withoutEmpty } from './tally.ts';

const measureNames = {
  'ASLL accès': ['ASLL - accès', 'ASLL d’accès', 'Accompagnement social lié au logement - accès', 'ASLL (accès)'],
  'ASLL maintien': [
    'ASLL - maintien',
    'ASLL de maintien',
    'ASLL (maintien)',
    'Accompagnement social lié au logement - maintien',
  ],
  AVDL: ['Accompagnement vers et dans le logement'],
  IML: ['Intermédiation locative'],
  GLA: ['Gestion locative adaptée'],
  "Un chez-soi d'abord": ['Un chez soi d’abord', 'UCSDA', 'Chez soi d’abord', 'UCSA'],
};

function monthOfMeeting(row: Content): Month | undefined {
  return typeof row.month === 'string' ? row.month : undefined;
}

/** Meetings held: distinct dates, or one a month when the file only says the month. */
function meetings(rows: Tallied[]): Tallied[] {
  const seen = new Map<string, Tallied>();
  const dated = new Set(rows.filter(({ content }) => content.meetingDate).map(({ content }) => content.month));
  for (const { content } of rows) {
    const { meetingDate, month } = content;
    if (meetingDate) seen.set(String(meetingDate), { content, count: 1 });
    else if (month && !dated.has(month)) seen.set(String(month), { content, count: 1 });
  }
  return [...seen.values()];
}

/** Median number of days from the request to the meeting that answers it. */
function delays(rows: Tallied[]): Record<Month, number> {
  const days = new Map<Month, number[]>();
  for (const { content, count } of rows) {
    const month = monthOfMeeting(content);
    const { requestDate, meetingDate } = content;
    if (!month || typeof requestDate !== 'string' || typeof meetingDate !== 'string' || requestDate > meetingDate)
      continue;
    const list = days.get(month) ?? [];
    for (let one = 0; one < count; one += 1) list.push(daysBetween(requestDate, meetingDate));
    days.set(month, list);
  }
  return Object.fromEntries([...days].map(([month, list]) => [month, median(list)]));
}

/** A request that was put off waits for another meeting: it is not decided yet. */
const isDecided = ({ decision }: Content) => typeof decision === 'string' && decision !== 'Ajournement';

/** Followed by a measure: one was decided, here or by another service. */
const isMeasured = ({ decision, decidedMeasure }: Content) =>
  decision !== 'Refus' && typeof decidedMeasure === 'string' && decidedMeasure !== '';

function doubts({ requestDate, meetingDate }: Content): Doubt[] {
  if (typeof requestDate !== 'string' || typeof meetingDate !== 'string' || requestDate <= meetingDate) return [];
  return [
    { field: 'requestDate', reason: 'La demande est postérieure à la commission\u00a0: vérifiez les deux dates.' },
  ];
}

/** Register of the Commission de coordination des accompagnements: one row is a request examined at a meeting. */
export const ccaRequest: Register = {
  source: 'cca-request',
  label: registerLabels['cca-request'],
  hints: ['cca', 'commission de coordination', 'coordination des accompagnements'],
  layout: 'rows',
  dropped: 'Les noms et toute colonne non attendue sont écartés avant l’enregistrement.',
  needs: [['meetingDate'], ['requestedMeasure', 'decision', 'decidedMeasure']],
  monthField: 'meetingDate',
  sheetMonth: true,
  columns: [
    column(
      'number',
      'N°',
      'key',
      [
        'Numéro',
        'N° de demande',
        'N° demande',
        'N° dossier',
        'Numéro de dossier',
        'N° d’ordre',
        'Ordre',
        'Référence',
        'Dossier',
        'Identifiant',
      ],
      { required: true },
    ),
    column('meetingDate', 'Date de commission', 'date', [
      'Date de la commission',
      'Commission du',
      'Date CCA',
      'Date de la CCA',
      'CCA du',
      'Date de réunion',
      'Date de passage',
      'Date de passage en commission',
      'Date de passage en CCA',
      'Date passage CCA',
      'Date commission',
      'Date d’examen',
      'Date de décision',
      'Séance du',
      'Date de séance',
      'Séance',
      'CCA',
      'Date',
    ]),
    column('requestDate', 'Date de la demande', 'date', [
      'Date de demande',
      'Date demande',
      'Reçue le',
      'Date de réception',
      'Demande du',
      'Date de saisine',
      'Saisine du',
      'Saisine',
    ]),
    column(
      'service',
      'Service demandeur',
      'text',
      [
        'Demandeur de la mesure',
        'Structure demandeuse',
        'Prescripteur',
        'Service prescripteur',
        'Orienteur',
        'Service orienteur',
        'Structure orientatrice',
        'Organisme demandeur',
        'Service instructeur',
      ],
      { mayNameSomeone: true },
    ),
    column(
      'requestedMeasure',
      'Mesure demandée',
      'choice',
      [
        'Mesure sollicitée',
        'Demande de mesure',
        'Type de mesure demandée',
        'Accompagnement demandé',
        'Type de mesure',
        'Mesure souhaitée',
        'Mesure',
      ],
      { choices: measureNames },
    ),
    column(
      'decision',
      'Décision',
      'choice',
      ['Décision de la commission', 'Avis', 'Avis de la commission', 'Décision CCA', 'Avis CCA', 'Réponse', 'Résultat'],
      {
        choices: {
          Accord: ['Accordé', 'Accordée', 'Favorable', 'Avis favorable', 'Acceptée', 'Oui'],
          Réorientation: ['Réorienté', 'Réorientée', 'Ré-orientation'],
          Refus: ['Refusé', 'Refusée', 'Défavorable', 'Rejet', 'Avis défavorable'],
          Ajournement: ['Ajourné', 'Ajournée', 'Reporté', 'Report', 'Reportée'],
        },
      },
    ),
    column(
      'decidedMeasure',
      'Mesure décidée',
      'choice',
      ['Mesure accordée', 'Mesure attribuée', 'Mesure retenue', 'Accompagnement décidé', 'Mesure validée'],
      { choices: measureNames },
    ),
    column(
      'structure',
      'Structure désignée',
      'text',
      [
        'Structure',
        'Opérateur',
        'Structure retenue',
        'Opérateur désigné',
        'Structure chargée de la mesure',
        'Structure d’accompagnement',
        'Association désignée',
      ],
      { mayNameSomeone: true },
    ),
    column(
      'startDate',
      'Date de démarrage',
      'date',
      [
        'Début de la mesure',
        'Date de début',
        'Démarrage',
        'Début',
        'Début d’accompagnement',
        'Date de début de mesure',
        'Démarre le',
      ],
      { mayBeFuture: true },
    ),
    column('commune', 'Commune', 'commune', [
      'Ville',
      'Commune de résidence',
      'Localité',
      'Commune du ménage',
      'Nom de la commune',
      'Code INSEE',
      'Code commune',
    ]),
    ...nominativeColumns,
  ],
  key: (rawKey, content, rank) => `${rawKey || `rang ${rank}`}|${content.meetingDate ?? content.month}`,
  rankGroup: (content) => String(content.meetingDate ?? content.month),
  contact: { dates: ['month', 'requestDate', 'meetingDate', 'startDate'] },
  movable: [['meetingDate', 'month']],
  doubts,
  measurements: [
    {
      values: ['month', 'meetingDate', 'requestDate'],
      figures: (rows) =>
        withoutEmpty({
          'sessions-held': countByMonth(meetings(rows), monthOfMeeting),
          'requests-answered': countByMonth(rows, monthOfMeeting),
          'answer-delay': delays(rows),
        }),
    },
    {
      beside: true,
      values: ['month', 'meetingDate', 'decision', 'decidedMeasure'],
      figures: (rows) => {
        // A file without the column of the measure decided says nothing of it.
        const told = where(rows, (row) => isDecided(row) && row.decidedMeasure !== undefined);
        return withoutEmpty({ 'known-delays': ratioByMonth(told, monthOfMeeting, isMeasured) });
      },
    },
  ],
};
