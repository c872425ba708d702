import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { addMonths, type Month, yearOf } from '../../shared/domain/month.ts';
import { frenchMonthShort, frenchQuantity, frenchUnit } from '../../shared/domain/words/french-format.ts';
import { SourcesOfMonth } from '../lib/sources-of-month.tsx';
import type { TwoSources } from '../lib/words/two-sources-words.ts';
import { Button } from '../ui/form/button.tsx';
import { Card } from '../ui/layout/card.tsx';
import { joinClasses } from '../ui/text/join-classes.ts';
import { spanWords, territoryWords } from './comparison-words.ts';
import { CellInput } from './grid/cell-input.tsx';
import { type Cells, cellId, untouchedCell } from './grid/entry-cells.ts';
import { closedBecause, type EntryRow, termsOf } from './grid/entry-model.ts';
import type { EntryActions } from './grid/use-entry-form.ts';
import type { Warnings } from './remarks.ts';
import type { EntryStore } from './saving/entry-store.ts';
import { contentWords, saveWords } from './saving/save-words.ts';
import './grid/entry-grid.css';
import './entry-cards.css';

export interface EntryCardsProps {
  rows: readonly EntryRow[];
  months: readonly Month[];
  month: Month;
  store: EntryStore;
  warnings: Warnings;
  /** The months that two sources know. */
  twoSources: readonly TwoSources[];
  actions: EntryActions;
  /** The indicator that a link asks for; a new object at each click. */
  wanted: { indicatorId: number } | null;
}

function firstEmpty({ rows, month, cells }: Pick<EntryCardsProps, 'rows' | 'month'> & { cells: Cells }): number {
  const place = rows.findIndex(
    (row) => (cells.get(cellId(row.id, month)) ?? untouchedCell).content.state === 'missing',
  );
  return Math.max(0, place);
}

/** What the figure is held against, before it is typed. */
function CardFacts({ row, month }: { row: EntryRow; month: Month }) {
  const { comparison, unit } = row;
  if (!comparison || (comparison.target === null && comparison.own === null)) return null;
  const said = (value: number | null) => (value === null ? null : frenchQuantity(Math.round(value * 10) / 10, unit));
  const facts: Array<[string, string | null]> = [
    [`${spanWords(row, month)}, votre structure`, said(comparison.own)],
    [territoryWords(comparison), said(comparison.territory)],
    [`Attendu fin ${frenchMonthShort(month)}`, said(comparison.expected)],
    ['Cible', comparison.target],
  ];
  return (
    <dl className="entry-card-facts">
      {facts.map(([label, value]) =>
        value === null ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

type FormerMonthsProps = Pick<EntryCardsProps, 'months' | 'month'> & { row: EntryRow; cells: Cells };

/** The twelve months before, the same month of last year first, then on in the order of the calendar. */
function FormerMonths({ row, months, month, cells }: FormerMonthsProps) {
  const former = months.filter((one) => one < month).slice(-12);
  const wordsOf = (one: Month) =>
    contentWords((cells.get(cellId(row.id, one)) ?? untouchedCell).content, row.unit, row.timeRule === 'ratio');
  return (
    <section aria-label="Les douze mois précédents">
      <h3 className="entry-card-heading">Les douze mois précédents</h3>
      <dl className="entry-card-former">
        {former.map((one) => (
          <div key={one} className={joinClasses(one === addMonths(month, -12) && 'entry-card-year-ago')}>
            <dt>
              {frenchMonthShort(one)} {yearOf(one)}
            </dt>
            <dd>{wordsOf(one)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A narrow screen enters one indicator at a time, with its last months beside. */
export function EntryCards(props: EntryCardsProps) {
  const { rows, months, month, store, warnings, actions, wanted } = props;
  const cells = useSyncExternalStore(store.subscribe, store.snapshot);
  const [place, setPlace] = useState(() => firstEmpty({ rows, month, cells }));
  const showWanted = useEffectEvent(() => {
    const asked = rows.findIndex((one) => one.id === wanted?.indicatorId);
    if (asked >= 0) setPlace(asked);
  });
  useEffect(() => {
    if (wanted) showWanted();
  }, [wanted]);
  const row = rows[Math.min(place, rows.length - 1)];
  if (!row) return null;
  const cell = cells.get(cellId(row.id, month)) ?? untouchedCell;
  const closed = closedBecause(row, month, cell);
  const twoSources = props.twoSources.find((one) => one.indicatorId === row.id && one.month === month);
  const words = [saveWords(cell.save), closed === 'validated' && 'validé', warnings.of(row) && 'à vérifier'];
  return (
    <Card
      title={row.label}
      headingLevel={2}
      footer={
        <div className="entry-card-steps">
          <Button icon="chevron-left" disabled={place === 0} onClick={() => setPlace(place - 1)}>
            Précédent
          </Button>
          <span>{`${place + 1} sur ${rows.length}`}</span>
          <Button variant="primary" disabled={place === rows.length - 1} onClick={() => setPlace(place + 1)}>
            Suivant
          </Button>
        </div>
      }
    >
      {closed === 'not-asked' ? (
        <p>Cet indicateur n’est pas demandé pour ce mois.</p>
      ) : (
        <div className="entry-card-inputs" data-grid="">
          <span data-row="" className="entry-inputs">
            {termsOf(row).map((term) => (
              <CellInput
                key={`${row.id} ${term}`}
                row={row}
                month={month}
                term={term}
                cell={cell}
                readOnly={closed !== null}
                tabStop
                describedBy={undefined}
                actions={actions}
              />
            ))}
            <span>{row.timeRule === 'ratio' ? 'numérateur, dénominateur' : frenchUnit(row.unit)}</span>
          </span>
          <p className="entry-marks">{words.filter(Boolean).join(', ')}</p>
        </div>
      )}
      {twoSources && <SourcesOfMonth twoSources={twoSources} />}
      <CardFacts row={row} month={month} />
      <FormerMonths row={row} months={months} month={month} cells={cells} />
    </Card>
  );
}
