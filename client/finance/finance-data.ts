import { useQueryClient } from '@tanstack/react-query';
import { frenchEuros } from '../../shared/domain/words/french-format.ts';

/** An amount in a column: what is not known is a dash, never a zero. */
export const amountCell = (cents: number | null) => (cents === null ? '–' : frenchEuros(cents));

/** What follows an act of the room: every figure on the screen is asked again, then `onDone`. */
export function useWritten(onDone?: () => void) {
  const queries = useQueryClient();
  return {
    onSuccess: async () => {
      await queries.invalidateQueries();
      onDone?.();
    },
  };
}
