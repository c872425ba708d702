import { type Content, column, type Measures, nominativeColumns, type Register, type Tallied } from './register.ts';
import { registerLabels } from './register-labels.ts';
import { sumByMonth, where, withoutEmpty } from './tally.ts';

/**
 * Kind of aid → code of the published context. CTX-01 is the headline of the deliberation of 17 December 2020, the sum of the
 * five others (268 + 5 823 + 1 575 + 391 + 1 306 = 9 363). The VISALE guarantees are part of the rental aids, and the financed
 * dwellings are another unit: both are kept in the rows and feed no code.
 */
const codes: Record<string, string> = {
  'Accession à la propriété et travaux': 'aids-to-own',
  'Sécurisation locative': 'aids-to-rent',
  Mobilité: 'aids-to-move',
  'Salariés en difficulté': 'aids-in-hardship',
  'Ménages logés dans le parc conventionné': 'households-housed',
};

/** The figures of a period are dated from its last month. Example: 2017-2019 is `2019-12`. */
function lastMonth(row: Content): string | undefined {
  return typeof row.periodTo === 'number' ? `${row.periodTo}-12` : undefined;
}

const count = (row: Content) => (typeof row.count === 'number' ? row.count : null);

function figures(rows: Tallied[]): Measures {
  const measures: Record<string, Record<string, number>> = {};
  for (const [kind, code] of Object.entries(codes)) {
    const ofKind = where(rows, (row) => row.kind === kind);
    measures[code] = sumByMonth(ofKind, lastMonth, count);
  }
  const counted = where(rows, (row) => codes[String(row.kind)] !== undefined && count(row) !== null);
  const kindsOf = (month: string | undefined) => where(counted, (row) => lastMonth(row) === month).length;
  const complete = where(counted, (row) => kindsOf(lastMonth(row)) === Object.keys(codes).length);
  measures.aids = sumByMonth(complete, lastMonth, count);
  return withoutEmpty(measures);
}

/** Action Logement: one row is a kind of aid, over several years. Published context, never an outcome of the plan. */
export const actionLogementAid: Register = {
  source: 'action-logement-aid',
  label: registerLabels['action-logement-aid'],
  hints: ['action logement', 'bilan', 'aides'],
  layout: 'rows',
  dropped: 'Toute colonne non attendue est écartée avant l’enregistrement.',
  needs: [['kind'], ['count', 'amountCents']],
  period: true,
  columns: [
    column(
      'kind',
      'Aide',
      'choice',
      ['Type d’aide', 'Nature de l’aide', 'Dispositif', 'Aides', 'Libellé', 'Aide ou service', 'Intitulé de l’aide'],
      {
        required: true,
        choices: {
          'Accession à la propriété et travaux': [
            'Accession et travaux',
            'Accession',
            'Accession propriété et travaux',
            'Aides à l’accession à la propriété et à la réalisation de travaux',
          ],
          'Sécurisation locative': ['Aides à la sécurisation locative', 'Sécurisation'],
          'dont garanties VISALE': ['Garanties VISALE', 'VISALE', 'Garantie VISALE', 'dont VISALE'],
          Mobilité: ['Aides à la mobilité', 'Aide à la mobilité', 'Mobilité professionnelle'],
          'Salariés en difficulté': ['Aides aux salariés en difficulté', 'Salariés en difficultés'],
          'Ménages logés dans le parc conventionné': ['Ménages logés', 'Ménages logés parc conventionné'],
          'Logements financés': [
            'Logements financés (PLUS 52 %, PLAI 38 %, PLS 7 %, LI 4 %)',
            'Financement de logements',
          ],
        },
      },
    ),
    column('count', 'Nombre', 'number', [
      'Nombre d’aides',
      'Nb',
      'Effectif',
      'Quantité',
      'Nombre d’aides délivrées',
      'Nb d’aides',
      'Volume',
    ]),
    column('amountCents', 'Montant (€)', 'euros', [
      'Montant',
      'Montant engagé',
      'Montant en euros',
      'Euros',
      'Engagement financier',
      'Montant total',
    ]),
    ...nominativeColumns,
  ],
  key: (_rawKey, content) => `${content.kind}|${content.periodFrom ?? ''}-${content.periodTo ?? ''}`,
  measurements: [{ values: ['kind', 'count', 'periodTo'], figures }],
};
