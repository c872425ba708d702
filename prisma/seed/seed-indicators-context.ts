import type { IndicatorSeed } from './seed-indicator.ts';

const actionLogement = {
  unit: 'aids',
  timeRule: 'flow',
  direction: 'context',
  frequency: 'once',
  actions: [],
  sourceText: 'Action Logement',
  formula: 'nombre d’aides et de services, total de trois ans',
} satisfies Partial<IndicatorSeed>;

/** Published context: employees helped by Action Logement over three years, and the occupancy of social housing. */
export const contextIndicators = [
  {
    ...actionLogement,
    code: 'CTX-01',
    label: 'Aides et services d’Action Logement, ensemble',
    definition: 'Aides financières et services aux ménages de la métropole, de 2017 à 2019.',
    note: "268 + 5\u202f823 + 1\u202f575 + 391 = 8\u202f057\u202f; avec les 1\u202f306 ménages logés, 9\u202f363 exactement. Montants\u00a0: 4,2 + 8,6 + 2,2 + 0,236 = 15,236, arrondis à 15,2\u00a0M€. Pour 2020-2022\u00a0: «\u00a0maintenir ses concours financiers à hauteur de 30\u00a0M€ dont 15\u00a0M€ au titre de l'accompagnement du parcours résidentiel et professionnel des salariés et 15\u00a0M€ au bénéfice des nouveaux programmes de logements\u00a0». Ces aides vont à des salariés\u00a0: un contexte, pas un résultat du plan.",
  },
  {
    ...actionLogement,
    code: 'CTX-02',
    label: 'Aides d’Action Logement à l’accession et aux travaux',
    definition: 'Aides à l’accession à la propriété et à la réalisation de travaux, de 2017 à 2019.',
  },
  {
    ...actionLogement,
    code: 'CTX-03',
    label: 'Aides d’Action Logement à la sécurisation locative',
    definition: 'Aides à la sécurisation locative, garanties VISALE comprises, de 2017 à 2019.',
    note: 'Le montant est un engagement financier. Les 2\u202f072 garanties VISALE sont comprises dans les 5\u202f823 aides.',
  },
  {
    ...actionLogement,
    code: 'CTX-04',
    label: 'Aides d’Action Logement à la mobilité',
    definition: 'Aides à la mobilité, de 2017 à 2019.',
  },
  {
    ...actionLogement,
    code: 'CTX-05',
    label: 'Aides d’Action Logement aux salariés en difficulté',
    definition: 'Suivis personnalisés et soutiens financiers à des salariés en difficulté, de 2017 à 2019.',
  },
  {
    ...actionLogement,
    code: 'CTX-06',
    label: 'Ménages logés par Action Logement dans le parc conventionné',
    unit: 'households',
    sensitive: true,
    definition: 'Ménages accompagnés par Action Logement et logés au sein du parc conventionné, de 2017 à 2019.',
    formula: 'nombre de ménages, total de trois ans',
    note: 'Action Logement a aussi apporté 15,4\u00a0M€ à la construction, «\u00a0contribuant ainsi à la réalisation de 2\u202f027 logements (52% PLUS, 38% PLAI, 7% PLS, 4% LI)\u00a0»\u00a0: cette répartition fait 101\u202f% par arrondi, et des logements ne s’ajoutent pas à des ménages.',
  },
  {
    code: 'CTX-07',
    label: 'Occupation du parc social (enquête OPS)',
    unit: 'dwellings',
    timeRule: 'stock',
    direction: 'context',
    frequency: 'once',
    actions: [],
    sourceText: 'USH Bourgogne-Franche-Comté (traitement EOHS)',
    definition: 'Logements du parc social décrits par l’enquête d’occupation au 1er janvier 2022.',
    formula: 'nombre de logements de l’enquête',
    note: "Enquête tous les deux ans. La délibération du 22 juin 2023 ne publie aucun chiffre\u00a0: «\u00a0Dijon métropole souhaite disposer des données de l'occupation du parc à loyer modéré\u00a0», au 1er janvier 2022.",
  },
] satisfies IndicatorSeed[];
