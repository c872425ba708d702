import { type Month, yearOf } from '../../shared/domain/month.ts';
import { frenchCount, frenchMonth, frenchMonthShort } from '../../shared/domain/words/french-format.ts';
import { Status } from '../ui/status/status.tsx';
import { ScrollRegion } from '../ui/table/scroll-region.tsx';
import { Icon } from '../ui/text/icon.tsx';
import { cellName, legendLooks, lookOfCell, type MatrixCell, type MatrixRow } from './prepare-collection.ts';
import { returnKeyOf } from './return-key.ts';
import './collection.css';

interface MatrixProps {
  months: readonly Month[];
  rows: readonly MatrixRow[];
  /** How many values of each return deserve a look. */
  flagged: ReadonlyMap<string, number>;
  /** The return that the panel is about. */
  shown: string | null;
  onShow: (key: string) => void;
}

/** One return: one shape, a flag where a value deserves a look, a dotted line where it came late. */
function Cell({
  row,
  cell,
  flagged,
  shown,
  onShow,
}: { row: MatrixRow; cell: MatrixCell } & Omit<MatrixProps, 'rows' | 'months'>) {
  const key = returnKeyOf(row.id, cell.month);
  const count = flagged.get(key) ?? 0;
  const { tone, shape } = lookOfCell(cell);
  const name = cellName({ row, cell }, count);
  return (
    <td className="collection-cell">
      <button
        type="button"
        className="collection-return"
        aria-pressed={key === shown}
        title={name}
        onClick={() => onShow(key)}
      >
        <Status tone={tone} shape={shape} variant="plain">
          <span className="visually-hidden">{name}</span>
        </Status>
        {count > 0 && (
          <span className="collection-flag">
            <Icon name="flag" size="small" />
          </span>
        )}
        {cell.onTime === false && <span className="collection-late" />}
      </button>
    </td>
  );
}

function Years({ months }: { months: readonly Month[] }) {
  const years = [...new Set(months.map(yearOf))];
  return years.map((year) => (
    <th key={year} scope="colgroup" colSpan={months.filter((month) => yearOf(month) === year).length}>
      {year}
    </th>
  ));
}

/** Structures down, months across. */
export function ReturnMatrix({ months, rows, ...rest }: MatrixProps) {
  return (
    <div>
      <ScrollRegion label="Envois par structure et par mois" fromEnd>
        <table className="collection-matrix">
          <caption className="visually-hidden">Envois par structure et par mois</caption>
          <thead>
            <tr>
              <td />
              <Years months={months} />
            </tr>
            <tr>
              <th scope="col">Structure</th>
              {months.map((month) => (
                <th key={month} scope="col" className="collection-month">
                  <span aria-hidden="true">{frenchMonthShort(month)}</span>
                  <span className="visually-hidden">{frenchMonth(month)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" className="collection-organisation">
                  {row.name}
                  <span className="collection-facts">{rowWords(row)}</span>
                </th>
                {row.cells.map((cell) => (
                  <Cell key={cell.month} row={row} cell={cell} {...rest} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <Legend />
    </div>
  );
}

/** What each shape and mark says. */
function Legend() {
  return (
    <ul className="collection-legend" aria-hidden="true">
      {legendLooks.map(({ word, tone, shape }) => (
        <li key={word}>
          <Status tone={tone} shape={shape} variant="plain">
            {word}
          </Status>
        </li>
      ))}
      <li>
        <span className="collection-flag">
          <Icon name="flag" size="small" />
        </span>{' '}
        Valeur signalée
      </li>
      <li>
        <span className="collection-late" /> Envoyé en retard
      </li>
    </ul>
  );
}

/** How many months came of those that were expected, and that nobody could have sent them. */
function rowWords({ returns, people }: MatrixRow): string {
  const sent = returns.expected === 0 ? 'rien d’attendu' : `${returns.sent} mois sur\u00a0${returns.expected}`;
  return people.length === 0 ? `${sent}, aucun compte` : `${sent}, ${frenchCount(people.length, 'compte', 'comptes')}`;
}
