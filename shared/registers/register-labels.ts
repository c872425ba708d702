import type { SourceName } from './register.ts';

/** What each source is called. Apart from the registers themselves: a page that only names them does not fetch their columns. */
export const registerLabels: Record<SourceName, string> = {
  'siao-request': 'Demandes d’insertion (SI-SIAO)',
  'cca-request': 'Demandes examinées en commission d’accompagnement',
  'captured-dwelling': 'Logements captés et gérés',
  workshop: 'Ateliers, une ligne par séance',
  'eviction-procedure': 'Procédures d’expulsion (Exploc)',
  'monthly-return': 'Relevé mensuel d’une structure',
  residence: 'Résidences du parc social (OPS)',
  'action-logement-aid': 'Aides d’Action Logement',
};
