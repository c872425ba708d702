import { memo } from 'react';
import { frenchMonth, frenchMonthShort, frenchUnit, NO_BREAK_SPACE as S } from '../../shared/domain/french-format.ts';
import { type Month, yearOf } from '../../shared/domain/month.ts';
import { Icon } from '../ui/icon.tsx';
import { joinClasses } from '../ui/join-classes.ts';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import { besideWords } from './beside-words.ts';
import { CellInput } from './cell-input.tsx';
import { type Cells, cellId, type EntryCell, untouchedCell } from './entry-cells.ts';
import { closedBecause, type EntryRow, termsOf } from './entry-model.ts';
import { saveWords } from './save-words.ts';
import type { EntryActions } from './use-entry-form.ts';
import './entry-grid.css';

/** A table whose cells hold inputs is a grid; its rows and headers keep the roles that the table gives them. */
const grid = { role: 'grid' } as const;
const gridcell = { role: 'gridcell' } as const;

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

interface GridCellProps {
  row: EntryRow;
  month: Month;
  cell: EntryCell;
  current: boolean;
  warned: boolean;
  actions: EntryActions;
}

const GridCell = memo(function GridCell({ row, month, cell, current, warned, actions }: GridCellProps) {
  const closed = closedBecause(row, month, cell);
  const terms = termsOf(row);
  if (closed === 'not-asked') {
    return (
      <td {...gridcell} className={joinClasses('entry-cell entry-cell-not-asked', current && 'entry-cell-current')}>
        <span className="visually-hidden">non demandé</span>
      </td>
    );
  }
  const marks = marksOf(cell, closed === 'validated', warned);
  const marksId = marks.length > 0 ? `marques-${cellId(row.id, month)}` : undefined;
  return (
    <td
      {...gridcell}
      className={joinClasses(
        'entry-cell',
        `entry-cell-${cell.save.kind}`,
        closed && 'entry-cell-validated',
        current && 'entry-cell-current',
        warned && 'entry-cell-warned',
        cell.server?.review === 'returned' && 'entry-cell-returned',
      )}
    >
      <span className="entry-inputs">
        {terms.map((term) => (
          <CellInput
            key={term}
            row={row}
            month={month}
            term={term}
            cell={cell}
            readOnly={closed !== null}
            tabStop={current}
            describedBy={marksId}
            actions={actions}
          />
        ))}
      </span>
      {marks.length > 0 && (
        <span id={marksId} className="entry-marks">
          {marks.join(', ')}
        </span>
      )}
    </td>
  );
});

const RowHeader = memo(function RowHeader({ row, month }: { row: EntryRow; month: Month }) {
  const unit = row.timeRule === 'ratio' ? 'numérateur / dénominateur' : frenchUnit(row.unit);
  return (
    <th scope="row" className="entry-row-header">
      <span className="entry-row-label">{row.label}</span>
      <span className="entry-row-facts">{[row.code, unit].join(' · ')}</span>
      {row.beside && <span className="entry-row-facts">{besideWords(row, month)}</span>}
      {row.register && (
        <span className="entry-row-facts">
          <Icon name="upload" size="small" /> rempli par l’import du registre
        </span>
      )}
    </th>
  );
});

type GridRowProps = Omit<EntryGridProps, 'caption' | 'rows'> & { row: EntryRow };

/** A line is drawn again only when one of its cells changed: of forty lines, a key press concerns one. */
function sameRow(before: GridRowProps, after: GridRowProps): boolean {
  const { row, months, month, actions } = before;
  if (row !== after.row || months !== after.months || month !== after.month || actions !== after.actions) return false;
  return months.every((one) => {
    const id = cellId(row.id, one);
    return before.cells.get(id) === after.cells.get(id) && before.warned.has(id) === after.warned.has(id);
  });
}

const GridRow = memo(function GridRow({ row, months, month, cells, warned, actions }: GridRowProps) {
  return (
    <tr data-row="">
      <RowHeader row={row} month={month} />
      {months.map((one) => (
        <GridCell
          key={one}
          row={row}
          month={one}
          cell={cells.get(cellId(row.id, one)) ?? untouchedCell}
          current={one === month}
          warned={warned.has(cellId(row.id, one))}
          actions={actions}
        />
      ))}
    </tr>
  );
}, sameRow);

export interface EntryGridProps {
  caption: string;
  rows: readonly EntryRow[];
  months: readonly Month[];
  /** The month being entered: its column stands out. */
  month: Month;
  cells: Cells;
  /** Cells (`indicator/month`) that ask for a second look. */
  warned: ReadonlySet<string>;
  actions: EntryActions;
}

/** Indicators down, months across. The pattern is « Grid » of the ARIA Authoring Practices, with an input in each cell. */
export const EntryGrid = memo(function EntryGrid(props: EntryGridProps) {
  const { caption, rows, months, month, cells, warned, actions } = props;
  return (
    <>
      <ScrollRegion label={caption}>
        <table {...grid} data-grid="" className="entry-grid" aria-label={caption}>
          <thead>
            <tr>
              <th scope="col" className="entry-row-header">
                Indicateur
              </th>
              {months.map((one) => (
                <th
                  key={one}
                  scope="col"
                  aria-current={one === month ? 'date' : undefined}
                  className={joinClasses('entry-month', one === month && 'entry-month-current')}
                >
                  <abbr title={frenchMonth(one)}>{frenchMonthShort(one)}</abbr>
                  <span className="entry-month-year">{yearOf(one)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <GridRow
                key={row.id}
                row={row}
                months={months}
                month={month}
                cells={cells}
                warned={warned}
                actions={actions}
              />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="entry-keys">
        Flèches{S}: se déplacer. Entrée{S}: descendre. F2{S}: modifier. Échap{S}: annuler. NC{S}: non connu. Tiret{S}:
        sans objet. ~12{S}: estimation. Ctrl+V{S}: coller un bloc. Ctrl+Z{S}: annuler le dernier changement. Maj+F2{S}:
        écrire un mot. Ctrl+Entrée{S}: envoyer le mois.
      </p>
    </>
  );
});
