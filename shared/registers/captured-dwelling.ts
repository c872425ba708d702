import { addMonths, type Month, monthOf } from '../domain/month.ts';
import {
  type Content,
  column,
  type Doubt,
  isUnreadable,
  type Measures,
  nominativeColumns,
  type Ratio,
  type Register,
  type Tallied,
} from './register.ts';
import { registerLabels } from './register-labels.ts';
import { countByMonth, horizonOf, monthIn, stockByMonth, withoutEmpty } from './tally.ts';

/** Stock under management at the end of each month: captured, and not given back on the last day. */
function managed(rows: Tallied[], horizon: Month): Record<Month, number> {
  const spells = rows.flatMap(({ content, count }) => {
    const from = monthIn(content, 'captureDate');
    // « vendu » as a date of exit: it left, and nobody knows when.
    if (isUnreadable(content, 'exitDate')) return [];
    return from === undefined ? [] : [{ from, to: monthIn(content, 'exitDate'), count }];
  });
  return stockByMonth(spells, horizon);
}

/** Households still in place twelve months after they moved in ÷ households that moved in twelve months earlier. */
function keptAtTwelveMonths(rows: Tallied[], horizon: Month): Record<Month, Ratio> {
  const ratios: Record<Month, Ratio> = {};
  for (const { content, count } of rows) {
    const { entryDate: entry, exitDate } = content;
    if (typeof entry !== 'string' || isUnreadable(content, 'exitDate')) continue;
    const month = addMonths(monthOf(entry), 12);
    if (month > horizon) continue;
    const ratio = ratios[month] ?? { numerator: 0, denominator: 0 };
    ratios[month] = ratio;
    const anniversary = `${month}${entry.slice(7)}`;
    ratio.denominator += count;
    if (typeof exitDate !== 'string' || exitDate >= anniversary) ratio.numerator += count;
  }
  return ratios;
}

function doubts({ captureDate, entryDate, exitDate }: Content): Doubt[] {
  const found: Doubt[] = [];
  if (typeof captureDate !== 'string') return found;
  if (typeof exitDate === 'string' && exitDate < captureDate) {
    found.push({ field: 'exitDate', reason: 'La sortie précède la captation\u00a0: vérifiez les deux dates.' });
  }
  if (typeof entryDate === 'string' && entryDate < captureDate) {
    found.push({
      field: 'entryDate',
      reason: 'L’entrée du ménage précède la captation\u00a0: vérifiez les deux dates.',
    });
  }
  return found;
}

function figures(rows: Tallied[], today?: string): Measures {
  const captured = countByMonth(rows, (row) => monthIn(row, 'captureDate'));
  const last = Object.keys(captured).sort().at(-1);
  if (last === undefined) return {};
  const horizon = horizonOf(last, today);
  return withoutEmpty({
    'dwellings-captured': captured,
    'dwellings-managed': managed(rows, horizon),
    'dwellings-kept': keptAtTwelveMonths(rows, horizon),
  });
}

/** A social letting agency: one row is a private dwelling captured for the plan. */
export const capturedDwelling: Register = {
  source: 'captured-dwelling',
  label: registerLabels['captured-dwelling'],
  hints: ['captation', 'logements captés', 'gestion locative'],
  layout: 'rows',
  dropped: 'Les adresses, les noms et toute colonne non attendue sont écartés avant l’enregistrement.',
  needs: [['reference'], ['captureDate']],
  monthField: 'captureDate',
  columns: [
    column(
      'reference',
      'Réf. logement',
      'key',
      [
        'Référence',
        'Référence logement',
        'Référence du logement',
        'Réf.',
        'N° logement',
        'Code logement',
        'Identifiant',
        'Identifiant logement',
        'N°',
        'Numéro',
        'Logement',
        'ID logement',
        'N° bien',
        'N° lot',
        'Lot',
      ],
      { required: true },
    ),
    column('commune', 'Commune', 'commune', [
      'Ville',
      'Commune du logement',
      'Localité',
      'Localisation',
      'Nom de la commune',
      'Code INSEE',
      'Code commune',
    ]),
    column(
      'typology',
      'Typologie',
      'choice',
      ['Type', 'Type de logement', 'Nombre de pièces', 'Taille', 'Type logement', 'Pièces'],
      {
        choices: {
          T1: ['F1', 'Studio', 'T1 bis', '1 pièce', '1'],
          T2: ['F2', '2 pièces', '2'],
          T3: ['F3', '3 pièces', '3'],
          T4: ['F4', '4 pièces', '4'],
          T5: ['F5', 'T5 et plus', '5 pièces', 'T5+', '5'],
        },
      },
    ),
    column('surface', 'Surface (m²)', 'number', ['Surface', 'Superficie', 'Surface habitable', 'SHAB', 'm²'], {
      decimal: true,
    }),
    column('rentCents', 'Loyer HC (€)', 'euros', [
      'Loyer',
      'Loyer hors charges',
      'Montant du loyer',
      'Loyer mensuel',
      'Loyer mensuel hors charges',
      'Loyer HC',
      'Loyer en euros',
    ]),
    column(
      'captureDate',
      'Date de captation',
      'date',
      [
        'Captation',
        'Capté le',
        'Date de signature du mandat',
        'Date du mandat',
        'Date de mandat',
        'Date de prise en gestion',
        'Prise en gestion le',
        'Date de signature',
        'Date captation',
        'Mandat signé le',
        'Signature mandat',
        'Signature du mandat',
      ],
      { required: true },
    ),
    column(
      'mandate',
      'Type de mandat',
      'choice',
      ['Mandat', 'Nature du mandat', 'Mode de gestion', 'Type de gestion', 'Dispositif'],
      {
        choices: {
          'Mandat de gestion': ['Gestion', 'Mandat'],
          'Location / sous-location': ['Location sous-location', 'Sous-location', 'Location/sous-location', 'Location'],
        },
      },
    ),
    column(
      'entryDate',
      'Date d’entrée du ménage',
      'date',
      [
        'Entrée du ménage',
        'Entrée',
        'Date d’entrée du locataire',
        'Entrée du locataire',
        'Date d’entrée',
        'Date d’entrée dans les lieux',
        'Loué le',
        'Date de location',
        'Date du bail',
        'Date de mise en location',
        'Entrée dans les lieux',
        'Ménage entré le',
        'Bail',
        'Bail signé le',
        'Date de signature du bail',
      ],
      { mayBeFuture: true },
    ),
    column(
      'exitDate',
      'Date de sortie',
      'date',
      [
        'Sortie',
        'Date de restitution',
        'Restitué le',
        'Date de fin de gestion',
        'Fin de gestion',
        'Date de fin',
        'Rendu le',
        'Date de fin de mandat',
        'Sorti le',
        'Départ',
        'Date de départ',
        'Date de restitution au propriétaire',
        'Date de sortie du dispositif',
        'Fin',
      ],
      { mayBeFuture: true },
    ),
    column(
      'composition',
      'Composition du ménage',
      'text',
      ['Composition familiale', 'Ménage', 'Type de ménage', 'Composition', 'Ménage logé', 'Compo'],
      { mayNameSomeone: true },
    ),
    ...nominativeColumns,
  ],
  key: (rawKey) => rawKey,
  closes: 'exitDate',
  contact: {
    dates: ['captureDate', 'entryDate', 'exitDate'],
    lasting: { from: 'captureDate', to: 'exitDate' },
  },
  doubts,
  measurements: [{ values: ['captureDate', 'entryDate', 'exitDate', 'unreadable'], figures }],
};
