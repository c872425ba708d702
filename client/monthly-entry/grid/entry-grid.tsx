import { type MouseEvent, memo, useLayoutEffect, useRef } from 'react';
import { type Month, yearOf } from '../../../shared/domain/month.ts';
import {
  frenchMonth,
  frenchMonthShort,
  frenchUnit,
  NO_BREAK_SPACE as S,
} from '../../../shared/domain/words/french-format.ts';
import { SourcesOfMonth } from '../../lib/sources-of-month.tsx';
import type { TwoSources } from '../../lib/words/two-sources-words.ts';
import { ScrollRegion } from '../../ui/table/scroll-region.tsx';
import { Icon } from '../../ui/text/icon.tsx';
import { joinClasses } from '../../ui/text/join-classes.ts';
import { comparisonWords } from '../comparison-words.ts';
import type { Warnings } from '../remarks.ts';
import type { EntryStore } from '../saving/entry-store.ts';
import type { EntryRow } from './entry-model.ts';
import { CurrentCell, GridCell } from './grid-cell.tsx';
import type { GridView } from './grid-view.ts';
import type { EntryActions } from './use-entry-form.ts';
import './entry-grid.css';

const grid = { role: 'grid', 'aria-multiselectable': true } as const;

interface RowHeaderProps {
  row: EntryRow;
  month: Month;
  twoSources: TwoSources | undefined;
}

const RowHeader = memo(function RowHeader({ row, month, twoSources }: RowHeaderProps) {
  const unit = row.timeRule === 'ratio' ? 'numérateur / dénominateur' : frenchUnit(row.unit);
  return (
    <th scope="row" className="entry-row-header">
      <span className="entry-row-label">{row.label}</span>
      <span className="entry-row-facts">{[row.code, unit].join(' · ')}</span>
      {row.comparison && <span className="entry-row-facts">{comparisonWords(row, month)}</span>}
      {row.register && (
        <span className="entry-row-facts">
          <Icon name="upload" size="small" /> compté dans les lignes du registre
        </span>
      )}
      {twoSources && (
        <span className="entry-row-facts">
          <SourcesOfMonth twoSources={twoSources} short />
        </span>
      )}
    </th>
  );
});

interface GridRowProps extends Omit<EntryGridProps, 'caption' | 'rows'> {
  row: EntryRow;
  line: number;
}

const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, line, months, month, store, view, warnings, actions, twoSources } = props;
  const own = { row, line, store, view, actions };
  return (
    <tr data-row="" className={joinClasses(row.timeRule === 'ratio' && 'entry-row-ratio')}>
      <RowHeader
        row={row}
        month={month}
        twoSources={twoSources.find((one) => one.indicatorId === row.id && one.month === month)}
      />
      {months.map((one, column) =>
        one === month ? (
          <CurrentCell key={one} {...own} month={one} column={column} warnings={warnings} />
        ) : (
          <GridCell key={one} {...own} month={one} column={column} />
        ),
      )}
    </tr>
  );
});

function MonthHeaders({ months, month }: Pick<EntryGridProps, 'months' | 'month'>) {
  return months.map((one) => (
    <th
      key={one}
      scope="col"
      aria-current={one === month ? 'date' : undefined}
      className={joinClasses('entry-month', one === month && 'entry-month-current')}
    >
      <abbr title={frenchMonth(one)}>{frenchMonthShort(one)}</abbr>
      <span className="entry-month-year">{yearOf(one)}</span>
    </th>
  ));
}

export interface EntryGridProps {
  caption: string;
  rows: readonly EntryRow[];
  months: readonly Month[];
  /** The month being entered: its column stands out. */
  month: Month;
  store: EntryStore;
  view: GridView;
  warnings: Warnings;
  /** The months that two sources know. */
  twoSources: readonly TwoSources[];
  actions: EntryActions;
}

/** Shift and a click select from the cell at hand to the one clicked. */
function selectTo(event: MouseEvent<HTMLTableElement>, actions: EntryActions): void {
  const cell = event.target instanceof Element ? event.target.closest('td') : null;
  const line = cell?.closest('tr');
  if (!event.shiftKey || !cell || !line) return;
  if (actions.extendTo({ line: line.sectionRowIndex, column: cell.cellIndex - 1 })) event.preventDefault();
}

/** Opens on the last months: they are those that one compares with. */
function useLastMonths(months: readonly Month[]) {
  const table = useRef<HTMLTableElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other months are another width.
  useLayoutEffect(() => {
    const region = table.current?.parentElement;
    if (region) region.scrollLeft = region.scrollWidth;
  }, [months]);
  return table;
}

/** Indicators down, months across. The pattern is « Grid » of the ARIA Authoring Practices, with an input in each cell. */
export const EntryGrid = memo(function EntryGrid(props: EntryGridProps) {
  const { caption, rows, months, month, ...shared } = props;
  const table = useLastMonths(months);
  return (
    <>
      <ScrollRegion label={caption}>
        <table
          {...grid}
          ref={table}
          data-grid=""
          className="entry-grid"
          aria-label={caption}
          onMouseDown={(event) => selectTo(event, props.actions)}
        >
          <colgroup>
            <col className="entry-column-label" />
            {months.map((one) => (
              <col key={one} className={one === month ? 'entry-column-current' : 'entry-column'} />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th scope="col" className="entry-row-header">
                Indicateur
              </th>
              <MonthHeaders months={months} month={month} />
            </tr>
          </thead>
          <tbody>
            {rows.map((row, line) => (
              <GridRow key={row.id} row={row} line={line} months={months} month={month} {...shared} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="entry-keys">
        Flèches{S}: se déplacer. Entrée{S}: descendre. F2{S}: modifier. Échap{S}: annuler. NC{S}: non connu. Tiret{S}:
        sans objet. ~12{S}: estimation. Maj+flèches{S}: sélectionner. Ctrl+C, Ctrl+V{S}: copier, coller un bloc. Suppr
        {S}: vider la sélection. Ctrl+Z{S}: annuler le dernier changement. Maj+F2{S}: écrire un mot. Ctrl+Entrée{S}:
        envoyer le mois.
      </p>
    </>
  );
});
