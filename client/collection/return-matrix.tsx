import { type Month, yearOf } from '../../shared/domain/month.ts';
import { frenchMonth, frenchMonthShort } from '../../shared/domain/words/french-format.ts';
import { Checkbox } from '../ui/form/checkbox.tsx';
import { ReturnStatusBadge } from '../ui/status/return-status-badge.tsx';
import { ScrollRegion } from '../ui/table/scroll-region.tsx';
import { Link } from '../ui/text/link.tsx';
import { type MatrixCell, type MatrixRow, RowHeader } from './matrix-row-header.tsx';
import { returnKeyOf } from './return-key.ts';
import './collection.css';

/** What is out of the ordinary: an incomplete month, a late one. */
function noteOf(cell: MatrixCell): string {
  const late = cell.onTime === false ? 'tardif' : '';
  const partial =
    cell.expected > 0 && cell.answered < cell.expected ? `${cell.answered} sur\u00a0${cell.expected}` : '';
  return [partial, late].filter(Boolean).join(', ');
}

function Cell({
  row,
  cell,
  checked,
  onCheck,
}: {
  row: MatrixRow;
  cell: MatrixCell;
  checked: boolean;
  onCheck: (checked: boolean) => void;
}) {
  return (
    <td className="collection-cell">
      <Link href={`/collecte/${row.id}/${cell.month}`} className="collection-link">
        <ReturnStatusBadge status={cell.status} variant="plain" note={noteOf(cell)} />
        <span className="visually-hidden">
          , {row.name}, {frenchMonth(cell.month)}
          {cell.onTime && ', à l’heure'}
        </span>
      </Link>
      {cell.ready > 0 && (
        <Checkbox
          hideLabel
          label={`Choisir l’envoi de ${row.name}, ${frenchMonth(cell.month)}`}
          checked={checked}
          onChange={onCheck}
        />
      )}
    </td>
  );
}

/** All the returns of a month that can be validated, ticked at once. */
function MonthHeader(props: {
  month: Month;
  keys: string[];
  selected: ReadonlySet<string>;
  onSelect: (keys: string[], on: boolean) => void;
}) {
  const { month, keys, selected, onSelect } = props;
  const ticked = keys.filter((key) => selected.has(key)).length;
  return (
    <th scope="col" className="collection-month">
      <abbr title={frenchMonth(month)}>{frenchMonthShort(month)}</abbr> {yearOf(month)}
      {keys.length > 0 && (
        <Checkbox
          hideLabel
          label={`Choisir tous les envois à valider, ${frenchMonth(month)}`}
          checked={ticked === keys.length}
          indeterminate={ticked > 0 && ticked < keys.length}
          onChange={(on) => onSelect(keys, on)}
        />
      )}
    </th>
  );
}

export interface ReturnMatrixProps {
  months: readonly Month[];
  rows: readonly MatrixRow[];
  selected: ReadonlySet<string>;
  onSelect: (selected: ReadonlySet<string>) => void;
}

/** Organisations down, months across; each state is a word and a shape. */
export function ReturnMatrix({ months, rows, selected, onSelect }: ReturnMatrixProps) {
  const change = (keys: readonly string[], on: boolean) => {
    const next = new Set(selected);
    for (const key of keys) {
      if (on) next.add(key);
      else next.delete(key);
    }
    onSelect(next);
  };
  const readyKeys = (month: Month) =>
    rows
      .filter((row) => row.cells.some((cell) => cell.month === month && cell.ready > 0))
      .map((row) => returnKeyOf(row.id, month));
  return (
    <ScrollRegion label="Envois par organisation et par mois">
      <table className="collection-matrix">
        <caption className="visually-hidden">Envois par organisation et par mois</caption>
        <thead>
          <tr>
            <th scope="col">Organisation</th>
            {months.map((month) => (
              <MonthHeader key={month} month={month} keys={readyKeys(month)} selected={selected} onSelect={change} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <RowHeader row={row} selected={selected} onSelect={change} />
              {row.cells.map((cell) => (
                <Cell
                  key={cell.month}
                  row={row}
                  cell={cell}
                  checked={selected.has(returnKeyOf(row.id, cell.month))}
                  onCheck={(on) => change([returnKeyOf(row.id, cell.month)], on)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
