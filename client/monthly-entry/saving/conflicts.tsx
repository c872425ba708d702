import { useSyncExternalStore } from 'react';
import { frenchMonth, NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';
import { Button } from '../../ui/form/button.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { cellId } from '../grid/entry-cells.ts';
import type { EntryRow } from '../grid/entry-model.ts';
import type { EntryStore } from './entry-store.ts';
import { contentWords, frenchInstant } from './save-words.ts';

interface ConflictChoiceProps {
  row: EntryRow;
  month: string;
  store: EntryStore;
}

/** Both values, who wrote the other and when, and the choice. */
function ConflictChoice({ row, month, store }: ConflictChoiceProps) {
  const { content, save } = store.cell(row.id, month);
  if (save.kind !== 'conflict') return null;
  const wordsOf = (one: typeof content) => contentWords(one, row.unit, row.timeRule === 'ratio');
  const [mine, theirs] = [wordsOf(content), wordsOf(save.theirs)];
  return (
    <Callout
      tone="warning"
      title={`${row.label}, ${frenchMonth(month)}${S}: deux valeurs`}
      actions={
        <>
          <Button size="small" onClick={() => store.resolve(row.id, month, 'mine')}>
            {`Garder la mienne${S}: ${mine}`}
          </Button>
          <Button size="small" onClick={() => store.resolve(row.id, month, 'theirs')}>
            {`Prendre l’autre${S}: ${theirs}`}
          </Button>
        </>
      }
    >
      {`${save.by ?? 'Une autre personne'} a écrit ${theirs}`}
      {save.at && `, le ${frenchInstant(save.at)}`}. Vous avez écrit {mine}.
    </Callout>
  );
}

/** The cells that somebody else wrote meanwhile, all at once above the grid: none waits to be looked at to be known. */
export function Conflicts({ store, rows }: { store: EntryStore; rows: readonly EntryRow[] }) {
  const ids = useSyncExternalStore(store.subscribe, () => store.waitingIds('conflict').join(' '));
  const waiting = ids === '' ? [] : ids.split(' ');
  return rows.flatMap((row) =>
    waiting
      .map((id) => id.split('/')[1] ?? '')
      .filter((month) => waiting.includes(cellId(row.id, month)))
      .filter((month, place, months) => months.indexOf(month) === place)
      .map((month) => <ConflictChoice key={cellId(row.id, month)} row={row} month={month} store={store} />),
  );
}
