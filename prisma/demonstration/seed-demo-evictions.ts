import { addDays } from '../../shared/domain/ledger/spell.ts';
import {
  addMonths,
  daysBetween,
  daysInMonth,
  type IsoDate,
  lastDayOf,
  type Month,
  monthsBetween,
} from '../../shared/domain/month.ts';
import type { Content } from '../../shared/registers/register.ts';
import { FIRST_DEMONSTRATION_MONTH, LAST_DEMONSTRATION_MONTH } from './seed-demo.ts';
import { type DemonstrationCell, generator } from './seed-demo-cells.ts';

/**
 * Fictitious procedures that say what the fictitious cells of the DDETS say: as many commandements, households met,
 * assignations, silences, diagnostics that count and evictions each month. A year of procedures comes before them.
 */

type Procedure = Content & { commandementDate: IsoDate };
type Random = () => number;

const WARM_UP = 12;
/** What the months before the demonstration are made of. */
const usual = { commandements: 95, met: 19, assignations: 40, silent: 30, diagnostics: 2, evictions: 0 };
const communes: [string, number][] = [
  ['21231', 64],
  ['21166', 12],
  ['21617', 7],
  ['21355', 5],
  ['21515', 5],
  ['21171', 3],
  ['21278', 2],
  ['21540', 2],
];

function draw(words: [string, number][], random: Random): string {
  let left = random() * words.reduce((sum, [, share]) => sum + share, 0);
  for (const [word, share] of words) {
    left -= share;
    if (left < 0) return word;
  }
  return words[0]?.[0] ?? '';
}

const dayOf = (month: Month, random: Random) =>
  `${month}-${String(1 + Math.floor(random() * daysInMonth(month))).padStart(2, '0')}`;

function newProcedure(month: Month, met: boolean, random: Random): Procedure {
  const commandementDate = dayOf(month, random);
  return {
    commandementDate,
    commune: draw(communes, random),
    stock: random() < 0.36 ? 'Privé' : 'Public',
    debtCents: 80_000 + Math.floor(random() * 700_000),
    surveyDate: met ? addDays(commandementDate, 10 + Math.floor(random() * 40)) : null,
    surveyResult: met ? 'Rencontré' : random() < 0.7 ? 'Absent' : 'Refus',
    assignationDate: null,
    diagnosticResult: null,
    diagnosticDate: null,
    judgementDate: null,
    leaveOrderDate: null,
    policeDate: null,
    evictionDate: null,
  };
}

/** Some procedures that wait at a stage since so many days, in an order that depends on chance alone. */
function waiting(
  all: readonly Procedure[],
  month: Month,
  { from, to, least, most }: { from: string; to: string; least: number; most: number },
  random: Random,
): Procedure[] {
  return all
    .filter((one) => {
      const since = one[from];
      if (typeof since !== 'string' || one[to] !== null) return false;
      const days = daysBetween(since, `${month}-01`);
      return days >= least && days <= most;
    })
    .map((one) => ({ one, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

/** What the cells ask of a month. */
interface Asked {
  commandements: number;
  met: number;
  assignations: number;
  silent: number;
  diagnostics: number;
  evictions: number;
}

function assign(all: readonly Procedure[], month: Month, asked: Asked, random: Random): void {
  const span = { from: 'commandementDate', to: 'assignationDate', least: 35, most: 150 };
  const chosen = waiting(all, month, span, random).slice(0, asked.assignations);
  const done = chosen.length - Math.min(chosen.length, asked.silent);
  chosen.forEach((one, rank) => {
    const assignationDate = dayOf(month, random);
    Object.assign(one, { assignationDate, diagnosticResult: rank < done ? 'Réalisé' : 'Sans réponse' });
    if (rank >= done) return;
    const isCounted = rank < asked.diagnostics;
    Object.assign(one, { diagnosticDate: lastDayOf(month), stock: isCounted ? 'Privé' : 'Public' });
  });
  const late = all.filter((one) => one.stock === 'Privé' && one.diagnosticResult === 'Sans réponse');
  const open = late.filter((one) => one.diagnosticDate === null && one.leaveOrderDate === null);
  for (const one of open.slice(0, Math.max(0, asked.diagnostics - done))) one.diagnosticDate = dayOf(month, random);
}

/** A stage passed by a share of those that wait for it. */
function advance(
  all: readonly Procedure[],
  month: Month,
  from: string,
  to: string,
  share: number,
  random: Random,
): void {
  for (const one of waiting(all, month, { from, to, least: 45, most: 76 }, random)) {
    if (random() < share) one[to] = dayOf(month, random);
  }
}

function evict(all: readonly Procedure[], month: Month, count: number, random: Random): void {
  const ready = waiting(all, month, { from: 'policeDate', to: 'evictionDate', least: 1, most: 400 }, random);
  const rest = waiting(all, month, { from: 'leaveOrderDate', to: 'policeDate', least: 45, most: 700 }, random);
  for (const one of [...ready, ...rest].slice(0, count)) {
    if (one.policeDate === null) one.policeDate = addDays(`${month}-01`, -Math.floor(random() * 30) - 1);
    one.evictionDate = dayOf(month, random);
  }
}

function askedOf(cells: readonly DemonstrationCell[], month: Month): Asked {
  const quantity = (code: string) =>
    cells.find((cell) => cell.organisation === 'DDETS' && cell.code === code && cell.month === month)?.quantity;
  const count = (code: string) => {
    const found = quantity(code);
    return found && 'value' in found ? found.value : 0;
  };
  const part = (code: string) => {
    const found = quantity(code);
    return found && 'numerator' in found ? found.numerator : 0;
  };
  return {
    commandements: count('IND-09'),
    met: part('IND-10'),
    assignations: count('IND-15'),
    silent: part('IND-11'),
    diagnostics: count('IND-08'),
    evictions: count('IND-13'),
  };
}

/** Every fictitious procedure, the oldest first. */
export function demonstrationProcedures(cells: readonly DemonstrationCell[]): Content[] {
  const random = generator('DDETS procedures');
  const all: Procedure[] = [];
  const first = addMonths(FIRST_DEMONSTRATION_MONTH, -WARM_UP);
  for (const month of monthsBetween(first, LAST_DEMONSTRATION_MONTH)) {
    const asked = month < FIRST_DEMONSTRATION_MONTH ? usual : askedOf(cells, month);
    for (let rank = 0; rank < asked.commandements; rank += 1) all.push(newProcedure(month, rank < asked.met, random));
    assign(all, month, asked, random);
    advance(all, month, 'assignationDate', 'judgementDate', 0.7, random);
    advance(all, month, 'judgementDate', 'leaveOrderDate', 0.5, random);
    advance(all, month, 'leaveOrderDate', 'policeDate', 0.25, random);
    evict(all, month, asked.evictions, random);
  }
  return all;
}
