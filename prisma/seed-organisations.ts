import type { Prisma } from './generated/client.ts';

/** The partners that the documents name. Several of them only publish: nothing is asked of them each month. */
export const organisations = [
  {
    code: 'DIJON',
    name: 'Dijon métropole',
    kind: 'metropole',
    role: 'Porte le plan et sa coordination ; rend compte à l’État',
  },
  {
    code: 'SIAO',
    name: 'SIAO de la Côte-d’Or',
    kind: 'public-service',
    role: 'Reçoit les demandes d’hébergement et de logement ; co-anime la CCA',
  },
  {
    code: 'ADEFO',
    name: 'ADEFO',
    kind: 'association',
    role: 'Tient le secrétariat de la CCA (0,5 ETP, 23 000 € par an)',
  },
  {
    code: 'SOLIHA',
    name: 'SOLIHA',
    kind: 'association',
    role: 'Agence immobilière sociale : captation, gestion locative adaptée, CESF (38 650 € pour 2023)',
  },
  {
    code: 'HH',
    name: 'Habitat et Humanisme',
    kind: 'association',
    role: 'Anime l’appartement pédagogique et ses ateliers (27 430 €)',
  },
  {
    code: 'ACTION-TANK',
    name: 'Action Tank',
    kind: 'association',
    role: 'Conduit la démarche Synchro avec les associations du territoire (30 000 €)',
  },
  { code: 'CCAS', name: 'CCAS', kind: 'public-service', role: 'Service social de proximité' },
  {
    code: 'DEPARTEMENT',
    name: 'Département de la Côte-d’Or',
    kind: 'public-service',
    role: 'Services sociaux départementaux',
  },
  { code: 'DDETS', name: 'DDETS de la Côte-d’Or', kind: 'state', role: 'Tient Exploc et le secrétariat de la CCAPEX' },
  {
    code: 'USH',
    name: 'USH Bourgogne-Franche-Comté',
    kind: 'landlords',
    role: 'Publie l’enquête d’occupation du parc social (OPS)',
  },
  { code: 'AL', name: 'Action Logement', kind: 'fund', role: 'Aides aux salariés et financement du parc conventionné' },
] satisfies Prisma.OrganisationCreateManyInput[];

/** What an organisation is asked for: one code after the other, with the source whose register fills them (null: typed). */
export interface AssignmentSeed {
  organisation: string;
  codes: string[];
  fromMonth: string;
  register: string | null;
}

/** The CCA meets since June 2022. */
export const FIRST_CCA_MONTH = '2022-06';
const start = '2022-01';

/** One provider for an indicator: what its register holds is the whole figure. */
export const assignments: AssignmentSeed[] = [
  {
    organisation: 'DIJON',
    codes: ['IND-05', 'FOR-01', 'IND-16', 'IND-26', 'DIR-01', 'ACO-01', 'IND-20', 'IND-21'],
    fromMonth: start,
    register: null,
  },
  {
    organisation: 'SIAO',
    codes: ['SIAO-01', 'SIAO-02', 'SIAO-03', 'IND-28'],
    fromMonth: start,
    register: 'siao-request',
  },
  { organisation: 'SIAO', codes: ['IND-27', 'IND-06'], fromMonth: start, register: null },
  { organisation: 'SOLIHA', codes: ['IND-02', 'IND-03', 'IND-03b'], fromMonth: start, register: 'captured-dwelling' },
  { organisation: 'SOLIHA', codes: ['IND-04', 'IND-04b'], fromMonth: start, register: null },
  { organisation: 'HH', codes: ['IND-17', 'IND-18'], fromMonth: start, register: 'workshop' },
  { organisation: 'HH', codes: ['IND-19'], fromMonth: start, register: null },
  {
    organisation: 'DDETS',
    codes: ['IND-08', 'IND-09', 'IND-10', 'IND-11', 'IND-13', 'IND-15'],
    fromMonth: start,
    register: 'eviction-procedure',
  },
  { organisation: 'DDETS', codes: ['IND-12', 'IND-14', 'IND-07'], fromMonth: start, register: null },
  { organisation: 'ADEFO', codes: ['IND-22', 'IND-23', 'IND-25'], fromMonth: FIRST_CCA_MONTH, register: 'cca-request' },
  { organisation: 'ADEFO', codes: ['IND-25b', 'IND-24'], fromMonth: FIRST_CCA_MONTH, register: null },
];
