/**
 * A table with its totals is a set of sums, one per row and per column. Moving one count by one means moving others along
 * a closed path, up and down in turn; when no such path exists, the count is known to whoever can subtract. In a table of
 * two dimensions these paths decide exactly, because its equations are those of a network.
 */

/** What an attacker may think of one entry of the table, totals included. */
export interface Entry {
  /** Could be one more, one less; a visible entry neither. */
  up: boolean;
  down: boolean;
}

/** A total has the opposite sign of what it adds, so raising it is lowering its place in the sums. */
const isMirrored = (row: number, column: number, rows: number, columns: number) =>
  (row === rows - 1) !== (column === columns - 1);

type Steps = Map<string, string[]>;

function stepsOf(entries: readonly (readonly Entry[])[], except: readonly [number, number]): Steps {
  const steps: Steps = new Map();
  const link = (from: string, to: string) => steps.set(from, [...(steps.get(from) ?? []), to]);
  entries.forEach((line, row) => {
    line.forEach(({ up, down }, column) => {
      if (row === except[0] && column === except[1]) return;
      const mirrored = isMirrored(row, column, entries.length, line.length);
      if (mirrored ? down : up) link(`r${row}`, `c${column}`);
      if (mirrored ? up : down) link(`c${column}`, `r${row}`);
    });
  });
  return steps;
}

function reaches(steps: Steps, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const node of seen) for (const next of steps.get(node) ?? []) seen.add(next);
  return seen.has(to);
}

/**
 * True when an entry of a table whose last row and last column are its totals could be one more, or one less, all sums
 * kept. Example: alone hidden in its row whose total is shown, it could not.
 */
export function canMove(entries: readonly (readonly Entry[])[], row: number, column: number): boolean {
  const entry = entries[row]?.[column];
  if (entry === undefined) return false;
  const steps = stepsOf(entries, [row, column]);
  const mirrored = isMirrored(row, column, entries.length, entries[row]?.length ?? 0);
  const rises = mirrored ? entry.down : entry.up;
  const falls = mirrored ? entry.up : entry.down;
  return (rises && reaches(steps, `c${column}`, `r${row}`)) || (falls && reaches(steps, `r${row}`, `c${column}`));
}
