import { yearOf } from '../../domain/month.ts';
import { fold } from '../text.ts';
import { readCount } from '../values/read-count.ts';
import type { MonthGrid, MonthLine } from './month-line.ts';

const SUMMED =
  /\bcumul|depuis (le )?(1er |debut )?janvier|depuis (le )?debut (de |d )?(l )?(annee|an|exercice)|\bprogressi(f|ve)|au fil de l annee|year to date|\bytd\b/;
/** A title of a month that says how far one counted: « au 31/03/2025 ». */
const UP_TO = /^(situation |arrete )?au \d/;

function numbersOf({ cells }: MonthLine): number[] {
  return cells.flatMap(({ cell }) => {
    const read = readCount(cell);
    return 'value' in read ? [read.value] : [];
  });
}

const neverFalls = (numbers: number[]) => numbers.every((number, at) => at === 0 || number >= (numbers[at - 1] ?? 0));

interface Rise {
  /** Steps from one month to the next, and those of them that go up. */
  steps: number;
  up: number;
  first: number;
  last: number;
}

/** A line of one year over half of it or more that never falls; undefined when it falls. */
function riseOf(line: MonthLine): Rise | undefined {
  const numbers = numbersOf(line);
  const steps = numbers.slice(1).map((number, index) => number - (numbers[index] ?? 0));
  const oneYear = new Set(line.cells.map(({ month }) => yearOf(month))).size === 1;
  if (!oneYear || numbers.length < 6 || !neverFalls(numbers)) return undefined;
  const up = steps.filter((step) => step > 0).length;
  return { steps: steps.length, up, first: numbers[0] ?? 0, last: numbers.at(-1) ?? 0 };
}

/** Lines that never fall and end far above where they began. One alone among others must hardly ever rest. */
function risingLines({ lines }: MonthGrid): MonthLine[] {
  const flows = lines.filter(({ identity }) => identity?.role === 'value');
  const rises = flows.map((line) => ({ line, rise: riseOf(line) }));
  const isTogether = ({ steps, up, first, last }: Rise) => up >= steps / 2 && last >= Math.max(3, 3 * first);
  if (flows.length > 1 && rises.every(({ rise }) => rise && isTogether(rise))) return flows;
  const isAlone = ({ steps, up, first, last }: Rise) => up >= steps - 1 && last >= Math.max(12, 4 * first);
  return rises.flatMap(({ line, rise }) => (rise && isAlone(rise) ? [line] : []));
}

/** The lines of which the titles, the label or the values themselves say that the months add up since January. */
export function summedLines(grid: MonthGrid, titles: string): Set<MonthLine> {
  const known = grid.lines.filter(({ identity }) => identity !== undefined);
  const saysUpTo = known.some(({ cells }) => cells.some(({ column }) => UP_TO.test(fold(column))));
  if (SUMMED.test(titles) || saysUpTo) return new Set(known);
  const named = known.filter(({ names }) => names.some((name) => SUMMED.test(fold(name))));
  if (named.length === 0) return new Set(risingLines(grid));
  // Beside a line that says so, one that never falls may be summed as well.
  return new Set(known.filter((line) => named.includes(line) || neverFalls(numbersOf(line))));
}
