import * as z from 'zod';
import { perimeters } from '../../shared/domain/indicator.ts';
import { ledgerUnits } from '../../shared/domain/ledger/ledger-filters.ts';
import { flowNames } from '../../shared/domain/ledger/ledger-tally.ts';
import type { PublishedCount } from '../../shared/domain/secrecy/suppression.ts';
import { frenchSpacing } from '../../shared/domain/words/french-spacing.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import { type CellText, countField, fictitiousField, field, type OpenTable, required } from './table-fields.ts';

/** People without a home, month by month. */

const count = z.union([z.number(), z.literal('hidden'), z.null()]);

/** What a publication keeps of the ledger of people without a home, as far as the files say it. */
export const publishedLedger = z.object({
  unit: z.enum(ledgerUnits),
  perimeter: z.enum(perimeters),
  months: z.array(
    z.object({
      month: z.string(),
      origin: z.enum(['rows', 'monthly-figures', 'none']),
      ...{ start: count, active: count, inflow: count, outflow: count },
      flows: z.record(z.enum(flowNames), count).nullable(),
    }),
  ),
});
export type PublishedLedger = z.infer<typeof publishedLedger>;

/** The columns of the flows: their names, what they are called, what they count. */
const flowColumns: Record<(typeof flowNames)[number], [name: string, title: string, description: string]> = {
  newlyIdentified: [
    'nouvellement_identifies',
    'Nouvellement identifiés',
    'Premières demandes : jamais vus, ou plus vus depuis 24 mois.',
  ],
  returnedFromHousing: [
    'revenus_du_logement',
    'Revenus après un logement',
    'Revus dans les 24 mois qui suivent une sortie vers un logement.',
  ],
  returnedFromInactive: [
    'revenus_inactifs',
    'Déjà connus, de retour',
    'Revus après avoir été perdus de vue ou être sortis autrement, ou actualisation ou réexamen d’une demande.',
  ],
  housed: ['loges', 'Relogés', 'Sortis vers un logement.'],
  otherExits: ['autres_sorties', 'Autres sorties', 'Décès, départ du territoire, institution, hors périmètre.'],
  lostContact: [
    'perdus_de_vue',
    'Perdus de vue',
    'Sans contact depuis 90 jours, ou demande close sans nouvelles ; ce n’est jamais un succès.',
  ],
};

const unitNames = { households: 'ménages', persons: 'personnes' };
const perimeterNames = {
  insee: 'sans-domicile au sens de l’Insee',
  convention: 'tout le périmètre de la convention',
};
/** What stands where a count is not given. */
const absences = [stateWords.hidden, stateWords.notReceived, stateWords.unknown, stateWords.notPublished];

type LedgerMonth = PublishedLedger['months'][number];

/** A count, or the word of its absence. */
function countWord({ origin }: LedgerMonth, value: PublishedCount, absent: string): CellText {
  if (value === 'hidden') return stateWords.hidden;
  return value ?? (origin === 'none' ? stateWords.notReceived : absent);
}

function flowCells(one: LedgerMonth): CellText[] {
  const stock = (value: PublishedCount) => countWord(one, value, stateWords.unknown);
  const flow = (value: PublishedCount) => countWord(one, value, stateWords.notPublished);
  return [
    stock(one.start),
    ...flowNames.map((name) => flow(one.flows?.[name] ?? null)),
    ...[flow(one.inflow), flow(one.outflow), stock(one.active)],
  ];
}

export function flowTable(ledgers: readonly PublishedLedger[], fictitious: boolean): OpenTable {
  return {
    name: 'flux-sans-domicile',
    title: frenchSpacing('Personnes sans domicile : entrées, sorties, file active'),
    description: frenchSpacing(
      'Un mois, une unité et un périmètre par ligne, sur le modèle du fichier « Toronto Shelter System Flow ». La file active à la fin est celle du début, plus les entrées, moins les sorties. À la place d’un nombre : « masqué », secret statistique ; « non reçu », le mois n’a pas été envoyé ; « non connu », la file active n’est pas connue ; « non publié », le détail du mois n’est pas diffusé. Les demandes antérieures au premier mois connu n’y figurent pas ; une personne qui a fait deux demandes, ou qui est connue de deux sources, peut être comptée deux fois.',
    ),
    schema: {
      fields: [
        field('mois', 'yearmonth', 'Mois', 'Année et mois (AAAA-MM).', required),
        field('unite', 'string', 'Unité', 'Ménages ou personnes ; les deux ne s’additionnent pas.', {
          required: true,
          enum: Object.values(unitNames),
        }),
        field(
          'perimetre',
          'string',
          'Périmètre',
          'Qui est compté : les sans-domicile au sens de l’Insee, ou tout le périmètre de la convention, qui les comprend.',
          { required: true, enum: Object.values(perimeterNames) },
        ),
        countField('debut', 'File active au début', 'File active à la fin du mois précédent.'),
        ...flowNames.map((flow) => countField(...flowColumns[flow])),
        countField('entrees', 'Entrées', 'Somme des trois entrées.'),
        countField('sorties', 'Sorties', 'Somme des trois sorties.'),
        countField(
          'file_active',
          'File active à la fin',
          'Ménages ou personnes sans domicile connus à la fin du mois.',
        ),
        fictitiousField,
      ],
      primaryKey: ['mois', 'unite', 'perimetre'],
      missingValues: ['', ...absences],
    },
    rows: ledgers.flatMap(({ unit, perimeter, months }) =>
      months.map((one) => [one.month, unitNames[unit], perimeterNames[perimeter], ...flowCells(one), fictitious]),
    ),
  };
}
