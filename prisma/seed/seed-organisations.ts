import type { SourceName } from '../../shared/registers/register.ts';
import type { Prisma } from '../generated/client.ts';

/** The partners that the documents name. Several of them only publish: nothing is asked of them each month. */
export const organisations = [
  {
    code: 'DIJON',
    name: 'Dijon métropole',
    kind: 'Collectivité',
    role: 'Porte le plan et sa coordination\u202f; rend compte à l’État',
  },
  {
    code: 'SIAO',
    name: 'SIAO de la Côte-d’Or',
    kind: 'Service public',
    role: 'Reçoit les demandes d’hébergement et de logement\u202f; co-anime la CCA',
  },
  {
    code: 'ADEFO',
    name: 'ADEFO',
    kind: 'Association',
    role: 'Tient le secrétariat de la CCA (0,5\u00a0ETP, 23\u202f000\u00a0€ par an)',
  },
  {
    code: 'SOLIHA',
    name: 'SOLIHA',
    kind: 'Association',
    role: 'Agence immobilière sociale\u00a0: captation, gestion locative adaptée, CESF (38\u202f650\u00a0€ pour 2023)',
  },
  {
    code: 'HH',
    name: 'Habitat et Humanisme',
    kind: 'Association',
    role: 'Anime l’appartement pédagogique et ses ateliers (27\u202f430\u00a0€)',
  },
  {
    code: 'ACTION-TANK',
    name: 'Action Tank',
    kind: 'Association',
    role: 'Conduit la démarche Synchro avec les associations du territoire (30\u202f000\u00a0€)',
  },
  { code: 'CCAS', name: 'CCAS', kind: 'Service public', role: 'Service social de proximité' },
  {
    code: 'DEPARTEMENT',
    name: 'Département de la Côte-d’Or',
    kind: 'Service public',
    role: 'Services sociaux départementaux',
  },
  { code: 'DDETS', name: 'DDETS de la Côte-d’Or', kind: 'État', role: 'Transmet les données d’Exploc et de la CCAPEX' },
  {
    code: 'USH',
    name: 'USH Bourgogne-Franche-Comté',
    kind: 'Union de bailleurs sociaux',
    role: 'Publie l’enquête d’occupation du parc social (OPS)',
  },
  {
    code: 'AL',
    name: 'Action Logement',
    kind: 'Organisme paritaire',
    role: 'Aides aux salariés et financement du parc conventionné',
  },
] satisfies Prisma.OrganisationCreateManyInput[];

/**
 * What an organisation is asked for from a month on. `register`: counted from the rows of this source, up to `until` when totals
 * are typed from the next month on. Absent: typed.
 */
interface AssignmentSeed {
  organisation: string;
  codes: string[];
  fromMonth: string;
  register?: SourceName;
  until?: string;
}

const start = '2022-01';
/** The CCA meets since June 2022. */
const firstMeeting = '2022-06';
const wider = '2024-01';
/** What is given once a year, in December. */
const yearly = '2025-01';
const cca = ['IND-22', 'IND-23', 'IND-25'];
const siao = ['SIAO-01', 'SIAO-02', 'SIAO-03', 'IND-28'];
const evictions = ['IND-08', 'IND-09', 'IND-10', 'IND-11', 'IND-13', 'IND-15'];
const workbook = ['IND-05', 'FOR-01', 'IND-16', 'IND-26', 'DIR-01', 'ACO-01'];

/**
 * Until 2023 an indicator has one provider, so that its register is the whole figure; from 2024 on, some have several. The CCA and
 * the workshops were listed row by row as long as the deliberations counted them, and are typed since.
 */
export const assignments: AssignmentSeed[] = [
  { organisation: 'SIAO', codes: siao, fromMonth: start, register: 'siao-request' },
  { organisation: 'SIAO', codes: ['IND-06'], fromMonth: start },
  { organisation: 'ADEFO', codes: cca, fromMonth: firstMeeting, register: 'cca-request', until: '2023-03' },
  { organisation: 'SOLIHA', codes: ['IND-02', 'IND-03', 'IND-03b'], fromMonth: start, register: 'captured-dwelling' },
  { organisation: 'SOLIHA', codes: ['IND-04'], fromMonth: start },
  { organisation: 'HH', codes: ['IND-17', 'IND-18'], fromMonth: start, register: 'workshop', until: '2022-12' },
  { organisation: 'DDETS', codes: evictions, fromMonth: start, register: 'eviction-procedure' },
  { organisation: 'DDETS', codes: ['IND-12', 'IND-14'], fromMonth: start },
  { organisation: 'DIJON', codes: workbook, fromMonth: start },
  { organisation: 'CCAS', codes: ['IND-26', 'IND-16'], fromMonth: wider },
  { organisation: 'DEPARTEMENT', codes: ['IND-26', 'IND-16'], fromMonth: wider },
  { organisation: 'HH', codes: ['DIR-01'], fromMonth: wider },
  { organisation: 'ADEFO', codes: ['DIR-01'], fromMonth: wider },
  { organisation: 'ADEFO', codes: ['IND-25b'], fromMonth: yearly, register: 'cca-request' },
  { organisation: 'ADEFO', codes: ['IND-24'], fromMonth: yearly },
  { organisation: 'SOLIHA', codes: ['IND-04b'], fromMonth: yearly },
  { organisation: 'HH', codes: ['IND-19'], fromMonth: yearly },
  { organisation: 'DDETS', codes: ['IND-07'], fromMonth: yearly },
];

/** Who may feed which register. Whoever types totals may also bring them in a monthly workbook. */
export const registerGivers: { organisation: string; source: SourceName; fromMonth: string }[] = [
  { organisation: 'SIAO', source: 'siao-request', fromMonth: start },
  { organisation: 'ADEFO', source: 'cca-request', fromMonth: firstMeeting },
  { organisation: 'SOLIHA', source: 'captured-dwelling', fromMonth: start },
  { organisation: 'HH', source: 'workshop', fromMonth: start },
  { organisation: 'DDETS', source: 'eviction-procedure', fromMonth: start },
  { organisation: 'USH', source: 'residence', fromMonth: start },
  { organisation: 'AL', source: 'action-logement-aid', fromMonth: '2017-01' },
  ...['DIJON', 'SIAO', 'ADEFO', 'SOLIHA', 'HH', 'DDETS', 'CCAS', 'DEPARTEMENT'].map((organisation) => ({
    ...{ organisation, fromMonth: start },
    source: 'monthly-return' as const,
  })),
];
