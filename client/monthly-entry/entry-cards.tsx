import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { frenchMonthShort, frenchUnit, NO_BREAK_SPACE as S } from '../../shared/domain/french-format.ts';
import type { Month } from '../../shared/domain/month.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CellInput } from './cell-input.tsx';
import { type Cells, cellId, untouchedCell } from './entry-cells.ts';
import { closedBecause, type EntryRow, termsOf } from './entry-model.ts';
import type { EntryStore } from './entry-store.ts';
import type { Warnings } from './remarks.ts';
import { contentWords, saveWords } from './save-words.ts';
import type { EntryActions } from './use-entry-form.ts';
import './entry-grid.css';

export interface EntryCardsProps {
  rows: readonly EntryRow[];
  months: readonly Month[];
  month: Month;
  store: EntryStore;
  warnings: Warnings;
  actions: EntryActions;
  /** The indicator that a link asks for; a new object at each click. */
  wanted: { indicatorId: number } | null;
}

/** The months shown beside, the latest first. */
const BESIDE = 4;

function firstEmpty({ rows, month, cells }: Pick<EntryCardsProps, 'rows' | 'month'> & { cells: Cells }): number {
  const place = rows.findIndex(
    (row) => (cells.get(cellId(row.id, month)) ?? untouchedCell).content.state === 'missing',
  );
  return Math.max(0, place);
}

/** A narrow screen enters one indicator at a time, with its last months beside. */
export function EntryCards({ rows, months, month, store, warnings, actions, wanted }: EntryCardsProps) {
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
  const former = months
    .filter((one) => one < month)
    .slice(-BESIDE)
    .reverse();
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
      <dl className="entry-card-former">
        {former.map((one) => (
          <div key={one}>
            <dt>
              {frenchMonthShort(one)}
              {S}:
            </dt>
            <dd>
              {contentWords(
                (cells.get(cellId(row.id, one)) ?? untouchedCell).content,
                row.unit,
                row.timeRule === 'ratio',
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
