import type { CellState, Unit } from '../../shared/domain/indicator.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { Platform } from '../platform/context.ts';
import { readSettings } from '../platform/settings.ts';
import { firstMonthOf } from './assembling.ts';
import { findCorrectedCells, findIndicators } from './repository.ts';
import { findCellsNow, findWaitingTotals } from './waiting-repository.ts';

/** What a cell says, without who and when. */
export interface SaidCell {
  state: CellState;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

/** A value of a year's figures that waits for validation: what readers read, and what is written now. */
export interface WaitingValue {
  code: string;
  label: string;
  unit: Unit;
  /** Null: a total of the whole year. */
  month: Month | null;
  /** Null: the whole territory. */
  organisation: string | null;
  before: SaidCell;
  now: SaidCell;
}

const total = (value: number | null): SaidCell => ({
  state: value === null ? 'missing' : 'value',
  value,
  numerator: null,
  denominator: null,
});

/** The validated cells that the figures of a year are made of and that say something else since. */
async function waitingCells({ db }: Pick<Platform, 'db'>, year: number): Promise<WaitingValue[]> {
  const [records, settings] = await Promise.all([findIndicators(db), readSettings(db)]);
  const span = { year, through: `${year}-12` };
  // What the observatory works out is typed by nobody.
  const typed = records.filter(({ computed }) => computed === null);
  const firstMonth = new Map(typed.map((one) => [one.id, firstMonthOf([one], span, settings['figures.carryMonths'])]));
  const months = { from: [...firstMonth.values()].sort()[0] ?? `${year}-01`, to: span.through };
  const corrected = (await findCorrectedCells(db, months)).filter(
    ({ indicatorId, month }) => month >= (firstMonth.get(indicatorId) ?? '9999-12'),
  );
  if (corrected.length === 0) return [];
  const cells = await findCellsNow(db, months, [...new Set(corrected.map(({ indicatorId }) => indicatorId))]);
  return cells.flatMap(({ indicatorId, organisationId, month, organisation, ...now }): WaitingValue[] => {
    const before = corrected.find(
      (one) => one.indicatorId === indicatorId && one.organisationId === organisationId && one.month === month,
    );
    const record = typed.find(({ id }) => id === indicatorId);
    if (!before || !record) return [];
    const { code, label, unit } = record;
    return [{ code, label, unit, month, organisation: organisation.name, before, now }];
  });
}

/** Everything that waits for validation in what the figures of a year are made of. */
export async function waitingValues(platform: Pick<Platform, 'db'>, year: number): Promise<WaitingValue[]> {
  const [cells, totals] = [await waitingCells(platform, year), await findWaitingTotals(platform.db, year)];
  return [
    ...cells,
    ...totals.map(
      ({ indicator, organisation, value, read }): WaitingValue => ({
        ...indicator,
        month: null,
        organisation: organisation?.name ?? null,
        before: total(read),
        now: total(value),
      }),
    ),
  ];
}
