import type { Key, ReactNode } from 'react';
import { Icon } from '../text/icon.tsx';
import { joinClasses } from '../text/join-classes.ts';
import { ScrollRegion } from './scroll-region.tsx';
import './table.css';

export interface TableColumn<Row> {
  key: string;
  /** Plain words: they also label each cell when the rows become cards on a phone. */
  header: string;
  /** What stands in the header cell when it is more than the words (a unit below, a tick box). */
  headerContent?: ReactNode;
  cell: (row: Row, index: number) => ReactNode;
  /** `number`: right-aligned tabular figures. */
  align?: 'start' | 'number' | 'center';
  /** The cell that names the row: one column of the table, usually the first. */
  rowHeader?: boolean;
  sortable?: boolean;
  /** Does not wrap: dates, codes. */
  nowrap?: boolean;
}

export interface TableSort {
  key: string;
  direction: 'ascending' | 'descending';
}

export interface TableProps<Row> {
  /** The name of the table. Always present; `hideCaption` keeps it for screen readers when a title stands above. */
  caption: string;
  hideCaption?: boolean;
  columns: ReadonlyArray<TableColumn<Row>>;
  rows: readonly Row[];
  rowKey: (row: Row, index: number) => Key;
  sort?: TableSort;
  onSort?: (sort: TableSort) => void;
  /** A total line, cell by column key. */
  footer?: Readonly<Record<string, ReactNode>>;
  /** What is said instead of the rows when there is none. */
  empty?: ReactNode;
  /** Tighter rows, for many lines on a small screen. */
  dense?: boolean;
  /** Below 600 px each row becomes a card; otherwise the table scrolls in its own region. */
  cardsOnPhone?: boolean;
  /** Highlights a row: returned, selected, locked. */
  rowTone?: (row: Row) => 'selected' | 'warning' | 'muted' | undefined;
  /** Limits the height so that the header stays in sight while the rows scroll. */
  scrollRows?: boolean;
}

function cellClass<Row>(column: TableColumn<Row>): string {
  const { align = 'start', nowrap } = column;
  return joinClasses(`table-cell-${align}`, nowrap && 'table-cell-nowrap');
}

function SortButton({
  label,
  sort,
  columnKey,
  onSort,
}: {
  label: ReactNode;
  sort?: TableSort | undefined;
  columnKey: string;
  onSort: (sort: TableSort) => void;
}) {
  const direction = sort?.key === columnKey ? sort.direction : undefined;
  const next = direction === 'ascending' ? 'descending' : 'ascending';
  return (
    <button type="button" className="table-sort" onClick={() => onSort({ key: columnKey, direction: next })}>
      {label}
      <span className={joinClasses('table-sort-mark', direction && `table-sort-${direction}`)}>
        <Icon name="chevron-down" size="small" />
      </span>
    </button>
  );
}

function HeaderCell<Row>({
  column,
  sort,
  onSort,
}: {
  column: TableColumn<Row>;
  sort?: TableSort | undefined;
  onSort?: ((sort: TableSort) => void) | undefined;
}) {
  const sorted = sort?.key === column.key ? sort.direction : undefined;
  const content = column.headerContent ?? column.header;
  return (
    <th scope="col" className={cellClass(column)} aria-sort={sorted}>
      {column.sortable && onSort ? (
        <SortButton label={content} sort={sort} columnKey={column.key} onSort={onSort} />
      ) : (
        content
      )}
    </th>
  );
}

// Once CSS lays the rows out as cards, Safari forgets that they are a table: the roles are then written out.
const cardRoles = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  cell: { role: 'cell' },
  rowHeader: { role: 'rowheader' },
};

function BodyRow<Row>({ row, index, props }: { row: Row; index: number; props: TableProps<Row> }) {
  const roles = props.cardsOnPhone ? cardRoles : undefined;
  const tone = props.rowTone?.(row);
  return (
    <tr {...roles?.row} className={tone && `table-row-${tone}`}>
      {props.columns.map((column) =>
        column.rowHeader ? (
          <th key={column.key} scope="row" {...roles?.rowHeader} className={cellClass(column)}>
            {column.cell(row, index)}
          </th>
        ) : (
          <td key={column.key} {...roles?.cell} className={cellClass(column)} data-label={column.header}>
            {column.cell(row, index)}
          </td>
        ),
      )}
    </tr>
  );
}

/** The data table of the product: a caption, scoped headers, figures on the right, its own scroll region. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, hideCaption, columns, rows, rowKey, sort, onSort, footer, empty, dense, cardsOnPhone, scrollRows } =
    props;
  const roles = cardsOnPhone ? cardRoles : undefined;
  return (
    <ScrollRegion label={caption} maxHeight={scrollRows}>
      <table {...roles?.table} className={joinClasses('table', dense && 'table-dense', cardsOnPhone && 'table-cards')}>
        <caption className={hideCaption ? 'visually-hidden' : undefined}>{caption}</caption>
        <thead {...roles?.group}>
          <tr {...roles?.row}>
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody {...roles?.group}>
          {rows.map((row, index) => (
            <BodyRow key={rowKey(row, index)} row={row} index={index} props={props} />
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length} className="table-empty">
                {empty ?? 'Aucune ligne à afficher.'}
              </td>
            </tr>
          )}
        </tbody>
        {footer && (
          <tfoot>
            <tr>
              {columns.map((column) => (
                <td key={column.key} className={cellClass(column)} data-label={column.header}>
                  {footer[column.key]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </ScrollRegion>
  );
}
