import { assembleFigure } from '../../../shared/domain/figures/assemble-figure.ts';
import type { FigureInput } from '../../../shared/domain/figures/figure.ts';
import type { PathToTarget } from '../../../shared/domain/figures/target-path.ts';
import type { Direction, Quantity, TimeRule } from '../../../shared/domain/indicator.ts';
import { givenBy, targetOf } from './given.ts';

export interface Told {
  timeRule?: TimeRule;
  direction?: Direction;
  tolerance?: number | null;
  through?: string;
  unit?: FigureInput['indicator']['unit'];
  frequency?: FigureInput['indicator']['frequency'];
  /** Given by B, who is asked too. */
  ofB?: (Quantity | null)[];
  more?: Partial<FigureInput>;
}

/** A figure of 2023 with its target. */
export function figure(
  quantities: (Quantity | null)[],
  target: Partial<PathToTarget> & { value: number },
  told: Told = {},
) {
  const { timeRule = 'stock', direction = 'increase', tolerance = null, through = '2023-12', unit = 'persons' } = told;
  const given = [givenBy(2023, quantities), ...(told.ofB ? [givenBy(2023, told.ofB, 'B')] : [])];
  return assembleFigure({
    indicator: {
      code: 'T',
      label: 'Un chiffre',
      unit,
      timeRule,
      direction,
      tolerance,
      sensitive: false,
      frequency: told.frequency ?? 'monthly',
    },
    year: 2023,
    through,
    ...givenBy(2023, []),
    givers: given.flatMap(({ givers }) => givers),
    cells: given.flatMap(({ cells }) => cells),
    target: targetOf(2023, target.value, target),
    ...told.more,
  });
}

/** A level that is the same all year, once the year is over. */
export const level = (
  now: number | null,
  start: number | null,
  value: number,
  direction: Direction,
  tolerance?: number,
) =>
  figure(
    Array.from({ length: 12 }, () => (now === null ? null : { value: now })),
    { value, start },
    {
      direction,
      tolerance: tolerance ?? null,
    },
  );
