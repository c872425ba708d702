import { evictionMeasures } from '../indicator.ts';
import type { Month } from '../month.ts';

/** A law that changes what is counted: both series stay, and the months on its two sides are not compared. */
export interface LegalBreak {
  /** First whole month under the new law. */
  month: Month;
  /** Short, for a drawing. */
  label: string;
  /** The reason in one sentence. */
  text: string;
}

/**
 * Law no 2023-668 of 27 July 2023, in force since 29 July: shorter delays before the hearing, a resolutory clause in every
 * lease, and another role for the commissions of prevention. Procedures before and after do not run the same way.
 */
const evictionLaw: LegalBreak = {
  month: '2023-08',
  label: 'loi n°\u00a02023-668',
  text: 'La loi n°\u00a02023-668 du 27\u00a0juillet 2023 change les délais et les étapes de la procédure d’expulsion.',
};

const concerned = [...evictionMeasures, 'neighbour-evictions'];

/** The legal breaks of what is counted. Example: `legalBreaksOf('orders-to-pay')` has one, in August 2023; `workshops` none. */
export function legalBreaksOf(measure: string | null): LegalBreak[] {
  return measure !== null && concerned.includes(measure) ? [evictionLaw] : [];
}
