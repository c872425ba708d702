import { wayGiven } from '../../../shared/domain/agreement.ts';
import type { Month } from '../../../shared/domain/month.ts';
import type { Measures, Ratio, Register } from '../../../shared/registers/register.ts';
import type { CellFigure, CellRecord, Fed } from '../cell-repository.ts';
import type { CellChange } from '../receipt-columns.ts';

type Figure = number | Ratio;

/** What an organisation's register says, and in which months it is complete. */
export interface Reading {
  register: Pick<Register, 'source' | 'layout'>;
  measures: Measures;
  /** The months of which the giver says that they are whole: in them, no event is a true zero. */
  complete: ReadonlySet<Month>;
  /** The months that the file speaks of: no other month is sent with it. */
  spoken: { has(month: Month): boolean };
  /** The months of an indicator of which the rows of the file say something: nothing else is written with it. */
  touched: (code: string, month: Month) => boolean;
  /** Rows typed one by one: their figures stay drafts until the month is sent. */
  byHand: boolean;
}

/** What a register says, whoever asks. */
type Told = Pick<Reading, 'register' | 'measures' | 'complete'>;

interface Write {
  indicator: Fed;
  month: Month;
  figure: Figure | null;
  cell: CellRecord | undefined;
  /** By agreement the month's figure is given in another way: what is said here stands beside it. */
  typed: boolean;
  stage: 'draft' | 'submitted';
}

export function figureOf(cell: Pick<CellRecord, 'value' | 'numerator' | 'denominator'> | undefined): Figure | null {
  if (!cell) return null;
  if (cell.value !== null) return cell.value;
  return cell.numerator !== null && cell.denominator !== null
    ? { numerator: cell.numerator, denominator: cell.denominator }
    : null;
}

function same(a: Figure | null, b: Figure | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const asNumber = (figure: Figure | undefined) => (typeof figure === 'number' ? figure : undefined);

/** The months in which something happened, by what is counted of rows. */
function eventful(fed: readonly Fed[], measures: Measures): Set<Month> {
  const flows = fed.filter(({ timeRule }) => timeRule === 'flow' || timeRule === 'unique');
  return new Set(flows.flatMap(({ code }) => Object.keys(measures[code] ?? {})));
}

/** The months that a file speaks of: those that it declares, and those in which its own rows count. */
export function spokenMonths(
  fed: readonly Fed[],
  { layout }: Pick<Register, 'layout'>,
  own: Measures,
  declared: readonly Month[],
): Set<Month> {
  const counted = layout === 'rows' ? eventful(fed, own) : Object.values(own).flatMap((months) => Object.keys(months));
  return new Set([...declared, ...counted]);
}

/** The months that a file covers, and for each indicator those in which rows that it brings or replaces count. */
export function touchedMonths(declared: readonly Month[], told: readonly Measures[]): Reading['touched'] {
  const whole = new Set(declared);
  return (code, month) => whole.has(month) || told.some((measures) => measures[code]?.[month] !== undefined);
}

/**
 * What the register says of a month: what it counts; 0 in a complete month of a count without a row; else nothing, at the start, in
 * the middle and at the end alike. A stock or a rate says nothing of a month that is neither complete nor has an event.
 */
function figureAt(
  { code, timeRule }: Fed,
  month: Month,
  { measures, complete }: Told,
  events: ReadonlySet<Month>,
): Figure | null {
  const isCount = timeRule === 'flow' || timeRule === 'unique';
  const counted = measures[code]?.[month];
  if (isCount) return asNumber(counted) ?? counted ?? (complete.has(month) ? 0 : null);
  return counted !== undefined && (complete.has(month) || events.has(month)) ? counted : null;
}

/** True when the cell already says it, at the stage where it would be written. An estimated one does not, even with the same figure. */
function isSettled({ figure, cell, stage }: Write): boolean {
  if (!cell) return figure === null;
  const stands = cell.stage !== 'draft' || stage === 'draft';
  return (stands || figure === null) && cell.state !== 'estimated' && same(figure, figureOf(cell));
}

/** The months of a register of rows: those that it counts, those that are complete, and those of cells that it filled before. */
function monthsOf(
  { code }: Fed,
  { measures, complete, register, spoken }: Reading,
  cells: readonly CellRecord[],
): Month[] {
  const counted = Object.keys(measures[code] ?? {});
  if (register.layout === 'months') return counted.filter((month) => spoken.has(month));
  const filled = cells.filter(({ origin }) => origin === 'register').map(({ month }) => month);
  return [...new Set([...counted, ...complete, ...filled])];
}

/** What a register says of a month of an indicator, and whether by agreement it is the one that gives it; null: it says nothing. */
function toldOf(
  fed: Fed,
  month: Month,
  reading: Told,
  events: ReadonlySet<Month>,
): { figure: Figure | null; isMine: boolean } | null {
  const { register, measures } = reading;
  const way = wayGiven(fed.assignment, month);
  if (!way) return null;
  const isTyped = way.by === 'typing';
  if (!isTyped && way.source !== register.source && register.layout === 'rows') return null;
  const counted = measures[fed.code]?.[month];
  const figure = register.layout === 'months' ? (counted ?? null) : figureAt(fed, month, reading, events);
  const isMine = isTyped === (register.layout === 'months');
  // Beside a figure that is given otherwise, a zero that no row says is nothing to hold it against.
  return !isMine && (figure === null || (figure === 0 && counted === undefined)) ? null : { figure, isMine };
}

function planIndicator(fed: Fed, reading: Reading, cells: readonly CellRecord[], events: ReadonlySet<Month>): Write[] {
  const { complete, spoken, touched, byHand } = reading;
  const byMonth = new Map(cells.map((cell) => [cell.month, cell]));
  return monthsOf(fed, reading, cells)
    .sort()
    .flatMap((month) => {
      const told = toldOf(fed, month, reading, events);
      if (!told) return [];
      const cell = byMonth.get(month);
      if (!touched(fed.code, month)) return [];
      if (!cell && !spoken.has(month) && !complete.has(month)) return [];
      // A draft is sent by its giver, or by a file that speaks of its month: nothing else that the register tells sends it.
      const stands = cell ? cell.stage !== 'draft' : complete.has(month);
      const sent = stands || (spoken.has(month) && !byHand);
      const stage: Write['stage'] = sent ? 'submitted' : 'draft';
      return [{ indicator: fed, month, figure: told.figure, cell, typed: !told.isMine, stage }];
    })
    .filter((write) => !isSettled(write));
}

function cellFigure({ indicator, month, figure, stage }: Write): CellFigure {
  const ratio = typeof figure === 'object' && figure !== null ? figure : null;
  return {
    indicatorId: indicator.id,
    month,
    value: typeof figure === 'number' ? figure : null,
    numerator: ratio?.numerator ?? null,
    denominator: ratio?.denominator ?? null,
    stage,
  };
}

export interface CellPlan {
  /** What changes. A figure that was validated changes for who sees corrections; for readers, once it is validated again. */
  changes: CellChange[];
  writes: CellFigure[];
}

/**
 * What brings the cells of an organisation in line with its register, in the months where it is agreed that the register is
 * counted. A month that is typed keeps its total: what the rows say is told beside.
 */
export function planCells(fed: readonly Fed[], cells: readonly CellRecord[], reading: Reading): CellPlan {
  const events = eventful(fed, reading.measures);
  const all = fed.flatMap((one) =>
    planIndicator(
      one,
      reading,
      cells.filter((cell) => cell.indicatorId === one.id),
      events,
    ),
  );
  const changes = all.map((write) => ({
    code: write.indicator.code,
    label: write.indicator.label,
    month: write.month,
    before: figureOf(write.cell),
    after: write.figure,
    waits: !write.typed && (write.cell?.wasValidated ?? false),
    ...(write.typed && { typed: true }),
  }));
  return {
    changes: changes.filter(({ before, after }) => !same(before, after)),
    writes: all.filter(({ typed }) => !typed).map(cellFigure),
  };
}

/** What a register says of the months that are given otherwise, by agreement. */
export function figuresBeside(
  fed: readonly Fed[],
  read: Pick<Told, 'register' | 'measures'>,
): { indicator: Fed; month: Month; figure: Figure }[] {
  const reading = { ...read, complete: new Set<Month>() };
  const events = eventful(fed, reading.measures);
  return fed.flatMap((one) =>
    Object.keys(reading.measures[one.code] ?? {}).flatMap((month) => {
      const told = toldOf(one, month, reading, events);
      return told && !told.isMine && told.figure !== null ? [{ indicator: one, month, figure: told.figure }] : [];
    }),
  );
}
