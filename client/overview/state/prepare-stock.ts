import { yearOf } from '../../../shared/domain/month.ts';
import type { PublishedCount } from '../../../shared/domain/secrecy/suppression.ts';
import { frenchInteger, NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';
import { stateWords } from '../../../shared/domain/words/state-words.ts';
import type { Answers } from '../../lib/trpc.ts';

export type Ledger = Answers['homelessness']['ledger'];

/** A count for a narrow cell; what is hidden or not published is a word. */
export function cellWords(count: PublishedCount): string {
  if (count === 'hidden') return stateWords.hidden;
  return count === null ? stateWords.notPublished : frenchInteger(count);
}

/** The last twelve months as three rows: who is without a home at the end, who came in, who went out. */
export function stockRows({ months }: Pick<Ledger, 'months'>) {
  const shown = months.slice(-12);
  const row = (key: string, label: string, of: (one: Ledger['months'][number]) => PublishedCount) => ({
    key,
    label,
    cells: shown.map((one) => ({ month: one.month, text: cellWords(of(one)) })),
  });
  return {
    months: shown.map(({ month }, index) => ({
      month,
      year: index === 0 || month.endsWith('-01') ? String(yearOf(month)) : '',
    })),
    rows: [
      row('active', `Sans domicile${S}en fin de mois`, ({ active }) => active),
      row('in', 'Entrées', ({ inflow }) => inflow),
      row('out', 'Sorties', ({ outflow }) => outflow),
      row('housed', 'dont vers un logement', ({ flows }) => flows?.housed ?? null),
    ],
  };
}
