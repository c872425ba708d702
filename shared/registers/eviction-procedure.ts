import { type Content, column, type Doubt, isUnreadable, nominativeColumns, type Register } from './register.ts';
import { registerLabels } from './register-labels.ts';
import { countByMonth, monthIn, ratioByMonth, where, withoutEmpty } from './tally.ts';

const stages: [field: string, label: string][] = [
  ['commandementDate', 'le commandement de payer'],
  ['assignationDate', 'l’assignation'],
  ['judgementDate', 'le jugement'],
  ['leaveOrderDate', 'le commandement de quitter les lieux'],
  ['policeDate', 'le concours de la force publique'],
  ['evictionDate', 'l’expulsion'],
];

/** A stage dated before the one that must precede it. */
function doubts(content: Content): Doubt[] {
  const found: Doubt[] = [];
  let earlier: { date: string; label: string } | undefined;
  for (const [field, label] of stages) {
    const date = content[field];
    if (typeof date !== 'string') continue;
    if (earlier && date < earlier.date) {
      found.push({
        field,
        reason: `Deux étapes se suivent à l’envers (${earlier.label}, puis ${label})\u00a0: vérifiez les dates.`,
      });
    }
    earlier = { date, label };
  }
  return found;
}

/** A diagnostic that counts for the target: private stock, dated before the order to leave, or no such order. */
function countsForTarget(row: Content): boolean {
  if (row.stock !== 'Privé' || typeof row.diagnosticDate !== 'string') return false;
  if (isUnreadable(row, 'leaveOrderDate')) return false;
  return typeof row.leaveOrderDate !== 'string' || row.diagnosticDate < row.leaveOrderDate;
}

const commandement = (row: Content) => monthIn(row, 'commandementDate');
const assignation = (row: Content) => monthIn(row, 'assignationDate');
const says = (field: string) => (row: Content) => row[field] !== undefined && !isUnreadable(row, field);

/** Exploc: one row is a procedure, from the commandement de payer on. */
export const evictionProcedure: Register = {
  source: 'eviction-procedure',
  label: registerLabels['eviction-procedure'],
  hints: ['exploc', 'expulsion', 'expulsions', 'commandements'],
  layout: 'rows',
  dropped: 'Le nom du locataire, les adresses et toute colonne non attendue sont écartés avant l’enregistrement.',
  needs: [['number'], ['commandementDate']],
  monthField: 'commandementDate',
  columns: [
    column(
      'number',
      'N° dossier',
      'key',
      [
        'Numéro de dossier',
        'N° de dossier',
        'Dossier',
        'Référence',
        'Référence dossier',
        'Réf. dossier',
        'N°',
        'Numéro',
        'N° de procédure',
        'N° procédure',
        'Identifiant',
        'ID dossier',
        'N° Exploc',
        'Réf. Exploc',
        'N° affaire',
      ],
      { required: true },
    ),
    column(
      'commandementDate',
      'Commandement de payer',
      'date',
      [
        'Date du commandement de payer',
        'Date du CP',
        'CP',
        'Date CP',
        'Date commandement',
        'Date du commandement',
        'Commandement de payer le',
        'CDP',
        'Date CDP',
        'Date signification CDP',
        'Date de signification du commandement',
        'Signification du commandement de payer',
      ],
      { required: true },
    ),
    column('commune', 'Commune', 'commune', [
      'Ville',
      'Commune du logement',
      'Commune du bien',
      'Localité',
      'Nom de la commune',
      'Code INSEE',
      'Code commune',
    ]),
    column(
      'stock',
      'Parc',
      'choice',
      ['Type de parc', 'Parc locatif', 'Nature du parc', 'Type de bailleur', 'Parc du logement', 'Secteur'],
      {
        choices: {
          Privé: ['Parc privé', 'Bailleur privé', 'Particulier', 'Personne physique', 'Propriétaire privé'],
          Public: ['Parc public', 'Social', 'Parc social', 'Bailleur social', 'HLM', 'Personne morale', 'OPH'],
        },
      },
    ),
    column('debtCents', 'Montant de la dette', 'euros', [
      'Dette',
      'Dette locative',
      'Montant dette',
      'Impayé',
      'Montant de l’impayé',
      'Montant des impayés',
      'Dette au CP',
      'Dette au CDP',
      'Montant de la dette locative',
      'Impayés',
    ]),
    column('surveyDate', 'Date enquête sociale', 'date', [
      'Enquête sociale',
      'Date de l’enquête sociale',
      'Date de l’enquête',
      'Enquête',
      'Date enquête',
      'Date de visite',
      'Visite à domicile',
      'Enquête sociale le',
    ]),
    column(
      'surveyResult',
      'Résultat de l’enquête',
      'choice',
      [
        'Résultat enquête',
        'Résultat de l’enquête sociale',
        'Résultat de la visite',
        'Ménage rencontré',
        'Issue de l’enquête',
        'Résultat',
      ],
      {
        choices: {
          Rencontré: ['Rencontrée', 'Ménage rencontré', 'Vu', 'Oui', 'Rencontrés'],
          Absent: ['Absente', 'Ménage absent'],
          Refus: ['Refusé', 'Refuse', 'Refusée'],
          'Sans réponse': ['Pas de réponse', 'Aucune réponse', 'Non réponse', 'Non'],
        },
      },
    ),
    column('assignationDate', 'Assignation', 'date', [
      'Date d’assignation',
      'Date de l’assignation',
      'Assignation le',
      'Date assignation',
      'Assigné le',
    ]),
    column(
      'diagnosticResult',
      'Diagnostic social et financier',
      'choice',
      [
        'DSF',
        'Diagnostic',
        'Résultat du diagnostic',
        'Diagnostic social financier',
        'Diagnostic SF',
        'Résultat DSF',
        'État du diagnostic',
      ],
      {
        choices: {
          Réalisé: ['Fait', 'Réalisée', 'Effectué', 'Oui', 'Complet'],
          'Sans réponse': ['Pas de réponse', 'Non réalisé', 'Aucune réponse', 'Non', 'Non réponse', 'Carence'],
        },
      },
    ),
    column('diagnosticDate', 'Date du diagnostic', 'date', [
      'Date diagnostic',
      'Date du DSF',
      'Date DSF',
      'Diagnostic le',
      'Diagnostic réalisé le',
      'Date du diagnostic social et financier',
      'DSF le',
    ]),
    column('judgementDate', 'Jugement', 'date', [
      'Date du jugement',
      'Date jugement',
      'Jugement le',
      'Décision de justice',
      'Jugé le',
    ]),
    column('leaveOrderDate', 'Commandement de quitter les lieux', 'date', [
      'CQL',
      'Date du CQL',
      'Date CQL',
      'Date du commandement de quitter les lieux',
      'Commandement de quitter',
    ]),
    column('policeDate', 'Concours de la force publique', 'date', [
      'CFP',
      'Date du CFP',
      'Octroi CFP',
      'CFP accordé',
      'CFP accordé le',
      'Octroi du concours de la force publique',
      'Date CFP',
      'Force publique',
      'Date du concours de la force publique',
    ]),
    column('evictionDate', 'Expulsion effective', 'date', [
      'Expulsion',
      'Date d’expulsion',
      'Date de l’expulsion',
      'Expulsé le',
      'Date expulsion',
      'Expulsion le',
      'Date d’expulsion effective',
    ]),
    column('exitDate', 'Date de fin de procédure', 'date', [
      'Fin de procédure',
      'Procédure arrêtée le',
      'Date d’arrêt',
      'Date de clôture',
    ]),
    ...nominativeColumns,
  ],
  key: (rawKey) => rawKey,
  closes: 'exitDate',
  contact: { dates: [...stages.map(([field]) => field), 'surveyDate', 'diagnosticDate', 'exitDate'] },
  doubts,
  measurements: [
    {
      months: ['commandementDate'],
      values: ['surveyResult', 'unreadable'],
      figures: (rows) =>
        withoutEmpty({
          'orders-to-pay': countByMonth(rows, commandement),
          'households-met': ratioByMonth(
            where(rows, says('surveyResult')),
            commandement,
            (row) => row.surveyResult === 'Rencontré',
          ),
        }),
    },
    {
      months: ['assignationDate'],
      values: ['diagnosticResult', 'unreadable'],
      figures: (rows) =>
        withoutEmpty({
          'summonses-without-diagnostic': ratioByMonth(
            where(rows, says('diagnosticResult')),
            assignation,
            (row) => row.diagnosticResult !== 'Réalisé',
          ),
          summonses: countByMonth(rows, assignation),
        }),
    },
    {
      months: ['evictionDate'],
      figures: (rows) => withoutEmpty({ evictions: countByMonth(rows, (row) => monthIn(row, 'evictionDate')) }),
    },
    {
      values: ['stock', 'diagnosticDate', 'leaveOrderDate', 'unreadable'],
      figures: (rows) =>
        withoutEmpty({
          'diagnostics-in-time': countByMonth(where(rows, countsForTarget), (row) => monthIn(row, 'diagnosticDate')),
        }),
    },
  ],
};
