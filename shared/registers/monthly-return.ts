import type { Month } from '../domain/month.ts';
import type { MeasureName } from './measures.ts';
import { column, type Measures, type Register, type Tallied } from './register.ts';
import { registerLabels } from './register-labels.ts';
import { withoutEmpty } from './tally.ts';

/** A line of the monthly workbook. Two series may make one ratio: the part and the whole. */
export interface Series {
  series: string;
  /** What it says: the indicator that is bound to it is filled. */
  measure: MeasureName;
  role: 'value' | 'numerator' | 'denominator';
  label: string;
  aliases: string[];
}

export const monthlySeries: Series[] = [
  {
    series: 'respite-available',
    measure: 'respite-occupancy',
    role: 'denominator',
    label: 'Lieu de répit\u00a0: places disponibles',
    aliases: [
      'Places disponibles',
      'Capacité du lieu de répit',
      'Places du lieu de répit',
      'Nombre de places disponibles',
      'Répit places disponibles',
      'Nuitées disponibles',
      'Capacité',
      'Lieu de répit capacité',
      'Lieu de répit nombre de places',
      'Places ouvertes',
    ],
  },
  {
    series: 'respite-occupied',
    measure: 'respite-occupancy',
    role: 'numerator',
    label: 'Lieu de répit\u00a0: places occupées',
    aliases: [
      'Lieu de répit places occupées (moyenne)',
      'Places occupées',
      'Places occupées (moyenne)',
      'Répit places occupées',
      'Nombre de places occupées',
      'Nuitées occupées',
      'Occupation moyenne',
      'Lieu de répit occupation',
      'Occupation du lieu de répit',
    ],
  },
  {
    series: 'training-sessions',
    measure: 'training-sessions',
    role: 'value',
    label: 'Formations\u00a0: sessions',
    aliases: [
      'Sessions de formation',
      'Nombre de sessions de formation',
      'Formations',
      'Formations tenues',
      'Nombre de formations',
      'Formation sessions',
      'Sessions',
    ],
  },
  {
    series: 'trained',
    measure: 'professionals-trained',
    role: 'value',
    label: 'Formations\u00a0: professionnels formés',
    aliases: [
      'Professionnels formés',
      'Nombre de professionnels formés',
      'Personnes formées',
      'Formation professionnels',
      'Participants aux formations',
    ],
  },
  {
    series: 'mental-health',
    measure: 'mental-health-situations',
    role: 'value',
    label: 'Pôle ressource santé mentale\u00a0: situations accompagnées',
    aliases: [
      'Situations accompagnées',
      'Pôle ressource situations accompagnées',
      'Santé mentale situations accompagnées',
      'Situations soutenues par le pôle ressource',
      'Pôle ressource santé mentale',
      'Situations soutenues',
      'Pôle santé mentale',
      'Santé mentale situations',
    ],
  },
  {
    series: 'direct-access',
    measure: 'rehoused-by-operators',
    role: 'value',
    label: 'Accès direct\u00a0: ménages relogés depuis la rue',
    aliases: [
      'Ménages relogés depuis la rue',
      'Accès direct',
      'Relogements depuis la rue',
      'Accès direct ménages relogés',
      'Accès direct au logement',
      'Relogés depuis la rue',
      'Relogements directs depuis la rue',
    ],
  },
  {
    series: 'acor',
    measure: 'households-followed',
    role: 'value',
    label: 'Ménages accompagnés',
    aliases: ['Ménages suivis', 'Dispositif ménages accompagnés', 'Dispositif ménages suivis'],
  },
  {
    series: 'emergency-referrals',
    measure: 'emergency-referrals',
    role: 'value',
    label: 'Orientations en urgence après mise à pied',
    aliases: ['Personnes orientées sur l’hébergement d’urgence après mise à pied', 'Orientations en urgence'],
  },
  {
    series: 'allocation-meetings',
    measure: 'allocation-meetings',
    role: 'value',
    label: 'Réunions de la commission d’attribution',
    aliases: ['Commission d’attribution réunions', 'Commissions d’attribution'],
  },
  {
    series: 'neighbour-evictions',
    measure: 'neighbour-evictions',
    role: 'value',
    label: 'Expulsions pour troubles de voisinage',
    aliases: ['Expulsions locatives pour troubles de voisinage', 'Troubles de voisinage'],
  },
  {
    series: 'stopped-procedures',
    measure: 'procedures-stopped',
    role: 'value',
    label: 'Procédures d’expulsion arrêtées',
    aliases: ['Procédures arrêtées'],
  },
  {
    series: 'ccapex',
    measure: 'situations-in-ccapex',
    role: 'value',
    label: 'Situations étudiées en CCAPEX',
    aliases: ['CCAPEX', 'CCAPEX situations étudiées'],
  },
];

/** Every figure that the lines of one month give: plain values, and ratios whose two terms were both declared. */
function figures(rows: Tallied[]): Measures {
  const measures: Measures = {};
  const parts = new Map<string, { numerator?: number; denominator?: number }>();
  for (const { content } of rows) {
    const { code, role, month, value } = content;
    if (typeof code !== 'string' || typeof month !== 'string' || typeof value !== 'number') continue;
    if (role === 'value') setMeasure(measures, code, month, value);
    else parts.set(`${code}|${month}`, { ...parts.get(`${code}|${month}`), [String(role)]: value });
  }
  for (const [key, { numerator, denominator }] of parts) {
    const [code = '', month = ''] = key.split('|');
    if (numerator !== undefined && denominator !== undefined)
      setMeasure(measures, code, month, { numerator, denominator });
  }
  return withoutEmpty(measures);
}

function setMeasure(measures: Measures, code: string, month: Month, figure: Measures[string][Month]): void {
  const months = measures[code] ?? {};
  months[month] = figure;
  measures[code] = months;
}

/** An association's workbook: a line is an indicator, a column a month. `state` tells a figure from a justified absence. */
export const monthlyReturn: Register = {
  source: 'monthly-return',
  label: registerLabels['monthly-return'],
  hints: ['relevé mensuel', 'releve', 'relevé', 'tableau de bord'],
  layout: 'months',
  dropped: 'Seuls les nombres des mois sont lus\u00a0; toute autre colonne est écartée avant l’enregistrement.',
  needs: [],
  columns: [
    column('label', 'Indicateur', 'text', ['Libellé', 'Action', 'Intitulé', 'Donnée', 'Rubrique', 'Ligne', 'Item']),
    column('code', 'Code', 'text', ['Code indicateur', 'Réf.', 'Référence']),
    column('value', 'Valeur', 'number', ['Nombre', 'Résultat', 'Réalisé', 'Chiffre', 'Quantité', 'Total du mois']),
  ],
  key: (_rawKey, content) => `${content.series}|${content.month}`,
  measurements: [{ values: ['code', 'role', 'month', 'value'], figures }],
};
