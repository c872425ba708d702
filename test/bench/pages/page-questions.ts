import type { Place } from './page-statements.ts';

/** What a page asks when it opens, by the route of the client's router, as the browser was seen to ask it; in the order of its calls. */
export type Role = 'coordinator' | 'contributor' | 'reader';
export type Question = [procedure: string, input?: object];
type Ask = (place: Place) => Question[];

const people = { unit: 'persons', perimeter: 'insee' };
const ledger: Question = ['homelessness.ledger', people];
const linking: Question = ['homelessness.linking'];
const publications: Question = ['publications.list'];
const catalogue: Question = ['catalogue.read'];
const help: Question = ['imports.help'];
const indicator: Ask = ({ code, year }) => [
  ['indicators.byCode', { code }],
  ['indicators.thread', { code }],
  ['indicators.breakdown', { code, year }],
];
const months = ({ organisationId }: Place): Question => ['monthlyEntry.myMonths', { organisationId }];
const grid = ({ organisationId, month }: Place): Question => ['monthlyEntry.grid', { organisationId, month, span: 13 }];
const twoSources = ({ organisationId, month }: Place): Question => [
  'agreements.twoSources',
  { organisationId, from: month, to: month },
];
const rowsOfRegister: Ask = ({ organisationId }) => [
  help,
  ['registers.rows', { source: 'workshop', organisationId, page: 0 }],
];
const share: Ask = ({ organisationId }) => [['organisationShare.forYear', { organisationId }]];
const all = (asks: Ask): Record<Role, Ask> => ({ coordinator: asks, contributor: asks, reader: asks });
const coordinator = (asks: Ask) => ({ coordinator: asks });
const givers = (asks: Ask) => ({ coordinator: asks, contributor: asks });

export const pages: Record<string, Partial<Record<Role, Ask>>> = {
  '/': {
    coordinator: () => [['overview.forYear', {}], ['workQueue.list'], ledger],
    contributor: () => [publications, ['overview.forYear', {}], ledger],
    reader: ({ year }) => [publications, ['overview.forYear', {}], ledger, ['editions.forYear', { year }]],
  },
  '/reunion': { ...coordinator(() => [['overview.forYear', {}]]), reader: () => [['overview.forYear', {}]] },
  '/indicateurs/$code': {
    coordinator: (place) => [...indicator(place), ['editions.revised', { code: place.code, year: place.year }]],
    contributor: indicator,
    reader: indicator,
  },
  '/expulsions': all(() => [['evictions.funnel', {}]]),
  '/logement': all(() => [['housing.captured', {}]]),
  '/mon-mois': givers((place) => [months(place)]),
  '/mon-mois/$month': givers((place) => [months(place), grid(place), twoSources(place)]),
  '/mon-mois/$month/recu': givers((place) => [months(place), grid(place)]),
  '/collecte': coordinator(() => [['collection.matrix', {}]]),
  '/collecte/$organisation/$month': coordinator((place) => [
    ['collection.cells', { organisationId: place.organisationId, month: place.month }],
    twoSources(place),
    ['absences.list', { organisationId: place.organisationId }],
  ]),
  '/courriels': coordinator(() => [['mails.list', { direction: 'forward' }]]),
  '/ce-que-deviennent-nos-chiffres': givers(share),
  '/imports': {
    coordinator: () => [help, ['imports.list', {}], ['homelessness.assessment']],
    contributor: () => [help, ['imports.list', {}]],
  },
  '/registres': givers(() => [help]),
  '/registres/$source': givers(rowsOfRegister),
  '/sans-domicile': all(() => [ledger, linking]),
  '/sans-domicile?vue=parcours': all(() => [ledger, linking, ['homelessness.paths', people]]),
  '/sans-domicile?vue=besoins': all(() => [ledger, linking, ['homelessness.needs', { ...people, unit: 'households' }]]),
  '/sans-domicile?vue=fiabilite': all(() => [ledger, linking, ['homelessness.reliability', people]]),
  '/publications': all(() => [publications]),
  '/rapport': coordinator(({ year }) => [
    ['reports.workspace', { year: year - 1 }],
    ['editions.forYear', { year: year - 1 }],
    ['reports.readiness', { year: year - 1 }],
    ['reportTexts.national', { year: year - 1 }],
  ]),
  '/finances': {
    coordinator: ({ year }) => [['finance.year', { year }], catalogue],
    contributor: () => [['finance.own', {}], catalogue],
    reader: ({ year }) => [['finance.year', { year }], catalogue],
  },
  '/catalogue': all(() => [catalogue]),
  '/journal': coordinator(() => [['audit.choices'], ['audit.journal', { reads: false, direction: 'forward' }]]),
  '/protection-des-donnees': coordinator(() => [['dataProtection.record'], ['dataProtection.ages']]),
  '/donnees-ouvertes': all(() => [['openData.state']]),
  '/etat-du-service': coordinator(() => [['status.read']]),
  '/jetons-api': {
    coordinator: () => [catalogue],
    contributor: ({ organisationId }) => [['apiTokens.list', { organisationId }]],
  },
  '/personnes': coordinator(() => [['accounts.people']]),
  '/compte': all(() => [['accounts.proofs'], ['accounts.sessions']]),
  '/commencer': coordinator(() => [['firstSteps.state']]),
};

/** Pages that are made of words, or open to whoever is not signed in: they ask for nothing that is measured. */
export const wordsAlone = [
  ...[
    '/imports/$id',
    '/aide',
    '/aide/glossaire',
    '/aide/nouveautes',
    '/aide/$page',
    '/accessibilite',
    '/administration',
  ],
  ...['/plan', '/connexion', '/mot-de-passe-oublie', '/invitation/$token'],
];

/** The address of a page's questions as the client's link writes them: together, or alone where there is one. */
export function addressOf(questions: readonly Question[]): string {
  const inputs = Object.fromEntries(questions.flatMap(([, input], place) => (input ? [[place, input]] : [])));
  const names = questions.map(([name]) => name).join(',');
  const [first] = questions;
  if (questions.length === 1 && first?.[0] === 'overview.forYear')
    return `/trpc/overview.forYear?input=${encodeURIComponent(JSON.stringify(first[1]))}`;
  return `/trpc/${names}?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`;
}
