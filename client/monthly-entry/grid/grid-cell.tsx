import { Fragment, memo, useCallback, useState, useSyncExternalStore } from 'react';
import type { Month } from '../../../shared/domain/month.ts';
import { joinClasses } from '../../ui/text/join-classes.ts';
import type { Warnings } from '../remarks.ts';
import type { EntryStore } from '../saving/entry-store.ts';
import { saveWords } from '../saving/save-words.ts';
import { CellInput } from './cell-input.tsx';
import { cellId, type EntryCell } from './entry-cells.ts';
import { closedBecause, type EntryRow, termsOf } from './entry-model.ts';
import { type GridView, inputsOfCell, isInRange } from './grid-view.ts';
import { StillText } from './still-text.tsx';
import type { EntryActions } from './use-entry-form.ts';

/** A table whose cells are written in is a grid; its rows and headers keep the roles that the table gives them. */
const gridcell = { role: 'gridcell' } as const;

export interface GridCellProps {
  row: EntryRow;
  month: Month;
  /** Its place in the grid. */
  line: number;
  column: number;
  store: EntryStore;
  view: GridView;
  actions: EntryActions;
}

/** The marks of a cell: what a colour alone must not say. */
function marksOf(cell: EntryCell, validated: boolean, warned: boolean): string[] {
  const marks: string[] = [];
  const save = saveWords(cell.save);
  if (save) marks.push(save);
  if (cell.server?.review === 'returned') marks.push('question à répondre');
  if (cell.server?.review === 'answered') marks.push('répondu');
  if (validated) marks.push('validé');
  if (cell.content.state === 'unavailable' && !cell.content.reason) marks.push('raison à donner');
  if (warned) marks.push('à vérifier');
  if (cell.content.comment) marks.push('commentaire');
  return marks;
}

/** What the narrow columns beside have room for; the whole is said and stands under the pointer. */
const shortMarks: Record<string, string> = {
  validé: '',
  enregistré: '✓',
  'enregistrement…': '…',
  'question à répondre': 'question',
  'en attente du réseau': 'attend',
  'raison à donner': 'raison\u202f?',
  commentaire: '¶',
};

function ShortMark({ mark }: { mark: string }) {
  const short = shortMarks[mark];
  if (short === undefined) return mark;
  return (
    <>
      <span aria-hidden="true">{short}</span>
      <span className="visually-hidden">{mark}</span>
    </>
  );
}

/** The cell as the store has it now, and no other: what changes elsewhere draws nothing here. */
function useCell({ store, row, month }: GridCellProps): EntryCell {
  const watch = useCallback((listener: () => void) => store.watchLine(row.id, listener), [store, row.id]);
  return useSyncExternalStore(watch, () => store.cell(row.id, month));
}

interface CellBodyProps extends GridCellProps {
  current: boolean;
  warned: boolean;
}

function CellBody(props: CellBodyProps) {
  const { row, month, line, column, current, warned, view, actions } = props;
  const cell = useCell(props);
  const [refused, setRefused] = useState(false);
  const awake = useSyncExternalStore(view.awake.subscribe, () => {
    const id = view.awake.get();
    return id !== null && inputsOfCell(row, month).includes(id);
  });
  const selected = useSyncExternalStore(view.range.subscribe, () => isInRange(view.range.get(), { line, column }));
  const closed = closedBecause(row, month, cell);
  // With its role, which makes it one that may be selected.
  const own = { ...gridcell, 'aria-selected': selected };
  const classes = joinClasses('entry-cell', current && 'entry-cell-current', selected && 'entry-cell-selected');
  if (closed === 'not-asked') {
    return (
      <td {...own} className={joinClasses(classes, 'entry-cell-not-asked')}>
        <span className="visually-hidden">non demandé</span>
      </td>
    );
  }
  const marks = marksOf(cell, closed === 'validated', warned);
  const marksId = marks.length > 0 ? `marques-${cellId(row.id, month)}` : undefined;
  const form = { row, month, cell, actions, readOnly: closed !== null, describedBy: marksId };
  return (
    <td
      {...own}
      className={joinClasses(
        classes,
        `entry-cell-${cell.save.kind}`,
        closed && 'entry-cell-validated',
        warned && 'entry-cell-warned',
        refused && 'entry-cell-invalid',
        cell.server?.review === 'returned' && 'entry-cell-returned',
      )}
    >
      <span className="entry-body">
        {termsOf(row).map((term) =>
          current || awake ? (
            <CellInput key={term} {...form} term={term} tabStop={current} onRefusal={setRefused} />
          ) : (
            <StillText key={term} {...form} term={term} />
          ),
        )}
        {marks.length > 0 && (
          <span id={marksId} className="entry-marks" title={marks.join(', ')}>
            {current
              ? marks.join(', ')
              : marks.map((mark, place) => (
                  <Fragment key={mark}>
                    {place > 0 && ' '}
                    <ShortMark mark={mark} />
                  </Fragment>
                ))}
          </span>
        )}
      </span>
    </td>
  );
}

/** A cell of the months beside. */
export const GridCell = memo(function GridCell(props: GridCellProps) {
  return <CellBody {...props} current={false} warned={false} />;
});

/** A cell of the month being entered: it also says when its figure asks for a second look. */
export const CurrentCell = memo(function CurrentCell({ warnings, ...props }: GridCellProps & { warnings: Warnings }) {
  const { row } = props;
  const watch = useCallback((listener: () => void) => warnings.watch(row)(listener), [warnings, row]);
  const warned = useSyncExternalStore(watch, () => warnings.of(row));
  return <CellBody {...props} current warned={warned} />;
});
