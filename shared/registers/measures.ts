import { isKeyOf } from '../domain/record-of.ts';
import type { Measures, SourceName } from './register.ts';

/**
 * What can be counted of the rows of each register, or read in a monthly return, by name. An indicator is bound to one of them
 * when it is defined: no code of a territory is known here, and the files of any territory feed its own indicators.
 */
const measured = {
  requests: { source: 'siao-request', label: 'demandes d’insertion, au mois de la demande' },
  rehoused: { source: 'siao-request', label: 'relogements, au mois de la clôture' },
  'lost-contact': { source: 'siao-request', label: 'demandes closes sans nouvelles, au mois de la clôture' },
  'rehoused-from-street': {
    source: 'siao-request',
    label: 'relogements de personnes à la rue ou hébergées en urgence',
  },
  'sessions-held': { source: 'cca-request', label: 'réunions de la commission (dates différentes)' },
  'requests-answered': { source: 'cca-request', label: 'demandes examinées par la commission' },
  'answer-delay': { source: 'cca-request', label: 'délai de réponse de la commission, en jours' },
  'known-delays': { source: 'cca-request', label: 'part des demandes dont le délai est connu' },
  'dwellings-captured': { source: 'captured-dwelling', label: 'logements captés, au mois de la captation' },
  'dwellings-managed': { source: 'captured-dwelling', label: 'logements en gestion à la fin du mois' },
  'dwellings-kept': { source: 'captured-dwelling', label: 'logements gardés douze mois' },
  workshops: { source: 'workshop', label: 'ateliers tenus' },
  attendances: { source: 'workshop', label: 'participations aux ateliers' },
  'orders-to-pay': { source: 'eviction-procedure', label: 'procédures au stade du commandement' },
  'households-met': { source: 'eviction-procedure', label: 'ménages rencontrés, sur les commandements du mois' },
  'diagnostics-in-time': { source: 'eviction-procedure', label: 'diagnostics faits à temps, parc privé' },
  summonses: { source: 'eviction-procedure', label: 'procédures au stade de l’assignation' },
  'summonses-without-diagnostic': { source: 'eviction-procedure', label: 'assignations sans diagnostic achevé' },
  evictions: { source: 'eviction-procedure', label: 'expulsions' },
  aids: { source: 'action-logement-aid', label: 'aides d’Action Logement, ensemble' },
  'aids-to-own': { source: 'action-logement-aid', label: 'aides à l’accession et aux travaux' },
  'aids-to-rent': { source: 'action-logement-aid', label: 'aides à la sécurisation locative' },
  'aids-to-move': { source: 'action-logement-aid', label: 'aides à la mobilité' },
  'aids-in-hardship': { source: 'action-logement-aid', label: 'aides aux salariés en difficulté' },
  'households-housed': { source: 'action-logement-aid', label: 'ménages logés dans le parc conventionné' },
  'respite-occupancy': { source: 'monthly-return', label: 'occupation d’un lieu de répit (places)' },
  'training-sessions': { source: 'monthly-return', label: 'sessions de formation' },
  'professionals-trained': { source: 'monthly-return', label: 'professionnels formés' },
  'mental-health-situations': { source: 'monthly-return', label: 'situations soutenues en santé mentale' },
  'rehoused-by-operators': {
    source: 'monthly-return',
    label: 'ménages relogés depuis la rue, comptés par les opérateurs',
  },
  'households-followed': { source: 'monthly-return', label: 'ménages accompagnés par un dispositif' },
  'emergency-referrals': { source: 'monthly-return', label: 'orientations en urgence après une mise à pied' },
  'allocation-meetings': { source: 'monthly-return', label: 'réunions de la commission d’attribution' },
  'neighbour-evictions': { source: 'monthly-return', label: 'expulsions pour troubles de voisinage' },
  'procedures-stopped': { source: 'monthly-return', label: 'procédures d’expulsion arrêtées' },
  'situations-in-ccapex': { source: 'monthly-return', label: 'situations étudiées en CCAPEX' },
} as const satisfies Record<string, { source: SourceName; label: string }>;

export type MeasureName = keyof typeof measured;

/** Never empty: the keys of what is measured. */
export const measureNames = Object.keys(measured) as [MeasureName, ...MeasureName[]];

export const measureLabels: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(measured).map(([name, { label }]) => [name, label]),
);

/** True when a measure counts the rows of a register. */
export const isMeasureOf = (source: SourceName, name: string | null): boolean =>
  name !== null && isKeyOf(measured, name) && measured[name].source === source;

export const isMeasure = (name: string): name is MeasureName => isKeyOf(measured, name);

/** An indicator, and what of a register it counts. */
export interface Bound {
  code: string;
  measure: string | null;
}

/** What a register counts, under the codes of the indicators that are bound to its measures; what nobody asked for is left. */
export function byIndicator(measures: Measures, bound: readonly Bound[]): Measures {
  return Object.fromEntries(
    bound.flatMap(({ code, measure }) => {
      const months = measure === null ? undefined : measures[measure];
      return months === undefined ? [] : [[code, months]];
    }),
  );
}
