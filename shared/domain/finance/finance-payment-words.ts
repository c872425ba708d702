import { frenchDate, frenchEuros } from '../words/french-format.ts';
import type { PaymentStanding } from './finance-rules.ts';

/**
 * Where the State's payment stands, without the delay of the day: a report says the same whenever it is made again.
 * Example: `Versement attendu au plus tard le 30 novembre 2025 : 406 614 €.`
 */
export function paymentReportWords(
  { kind, deadline, paidCents, leftCents }: Pick<PaymentStanding, 'kind' | 'deadline' | 'paidCents' | 'leftCents'>,
  article: string | null,
): string {
  const by = `au plus tard le ${frenchDate(deadline)}${article === null ? '' : ` (article ${article})`}`;
  if (kind === 'paid') return `L’État a versé les ${frenchEuros(paidCents)} accordés, dus ${by}.`;
  const paid = paidCents > 0 ? ` ${frenchEuros(paidCents)} sont enregistrés comme versés.` : '';
  return leftCents === null
    ? `Le montant accordé par l’État n’est pas fixé\u202f; le versement se fait ${by}.${paid}`
    : `Versement attendu ${by}\u00a0: ${frenchEuros(leftCents)}.${paid}`;
}
