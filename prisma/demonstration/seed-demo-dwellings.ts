import { addDays } from '../../shared/domain/ledger/spell.ts';
import {
  addMonths,
  daysInMonth,
  type IsoDate,
  lastDayOf,
  type Month,
  monthOf,
  monthsBetween,
} from '../../shared/domain/month.ts';
import type { Content } from '../../shared/registers/register.ts';
import { FIRST_DEMONSTRATION_MONTH, LAST_DEMONSTRATION_MONTH, levels } from './seed-demo.ts';
import { type DemonstrationCell, generator } from './seed-demo-cells.ts';

/** Fictitious dwellings that say what the fictitious cells of SOLIHA say: as many captured, and as many under management. */

type Dwelling = Content & { captureDate: IsoDate; exitDate: IsoDate | null };
type Random = () => number;

const sizes: [typology: string, share: number, surface: number][] = [
  ['T1', 0.24, 26],
  ['T2', 0.34, 43],
  ['T3', 0.24, 62],
  ['T4', 0.14, 78],
  ['T5', 0.04, 96],
];
const places: [string, number][] = [
  ['21231', 0.72],
  ['21166', 0.1],
  ['21617', 0.08],
  ['21515', 0.05],
  ['21278', 0.05],
];

function draw<Choice extends readonly [string, number, ...unknown[]]>(
  choices: readonly Choice[],
  random: Random,
): Choice {
  let left = random();
  const found = choices.find(([, share]) => {
    left -= share;
    return left < 0;
  });
  return found ?? (choices[0] as Choice);
}

const dayOf = (month: Month, random: Random) =>
  `${month}-${String(1 + Math.floor(random() * daysInMonth(month))).padStart(2, '0')}`;

/** Captured, and let some weeks after; one in twelve waits for works and has nobody yet. */
function capture(month: Month, random: Random): Dwelling {
  const [typology, , surface] = draw(sizes, random);
  const captureDate = dayOf(month, random);
  const size = Math.round(surface * (0.85 + 0.3 * random()));
  const entry = addDays(captureDate, 8 + Math.floor(random() * random() * 110));
  const isLet = random() > 1 / 12 && entry <= lastDayOf(LAST_DEMONSTRATION_MONTH);
  return {
    captureDate,
    typology,
    surface: size,
    rentCents: Math.round(size * (820 + 260 * random()) + 9000),
    commune: draw(places, random)[0],
    mandate: random() < 0.65 ? 'Mandat de gestion' : 'Location / sous-location',
    entryDate: isLet ? entry : null,
    exitDate: null,
  };
}

/** Dwellings given back in a month: rather those captured for more than a year, at random. */
function giveBack(all: readonly Dwelling[], month: Month, count: number, random: Random): void {
  const limit = addMonths(month, -5);
  const open = all
    .filter((one) => one.exitDate === null && monthOf(one.captureDate) <= limit)
    .map((one) => ({ one, rank: random() + (monthOf(one.captureDate) > addMonths(month, -14) ? 0.9 : 0) }))
    .sort((a, b) => a.rank - b.rank);
  for (const { one } of open.slice(0, count)) {
    one.exitDate = dayOf(month, random);
    const { entryDate } = one;
    if (typeof entryDate === 'string' && entryDate > one.exitDate) one.entryDate = null;
  }
}

/** Every fictitious dwelling, the oldest first. A month that SOLIHA never sent has its usual captures. */
export function demonstrationDwellings(cells: readonly DemonstrationCell[]): Content[] {
  const random = generator('SOLIHA dwellings');
  const count = (code: string, month: Month): number | null => {
    const found = cells.find((cell) => cell.organisation === 'SOLIHA' && cell.code === code && cell.month === month);
    return found?.quantity && 'value' in found.quantity ? found.quantity.value : null;
  };
  const shape = levels.find(({ organisation, code }) => organisation === 'SOLIHA' && code === 'IND-03')?.shape;
  const before = shape?.kind === 'balance' ? shape.before : 0;
  const all = Array.from({ length: before }, () => capture(addMonths(FIRST_DEMONSTRATION_MONTH, -8), random));
  for (const month of monthsBetween(FIRST_DEMONSTRATION_MONTH, LAST_DEMONSTRATION_MONTH)) {
    const captured = count('IND-02', month) ?? 3;
    for (let rank = 0; rank < captured; rank += 1) all.push(capture(month, random));
    const stock = all.filter((one) => one.exitDate === null).length;
    const wanted = count('IND-03', month);
    if (wanted !== null) giveBack(all, month, Math.max(0, stock - wanted), random);
  }
  return all;
}
