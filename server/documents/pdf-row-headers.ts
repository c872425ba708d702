/**
 * The compiler marks the head of a column and has no word for the head of a row. In what it wrote, the first cell of each row
 * becomes a header of its row, in the tables that are laid out so: a screen reader says it before each figure.
 */

/** The objects of a file that are written as they are, by number. */
type Objects = ReadonlyMap<number, string>;

const roleOf = (text: string | undefined) => /\/S\s*\/(\w+)/.exec(text ?? '')?.[1];

function childrenOf(text: string | undefined): number[] {
  const inside = /\/K\s*(\[[^\]]*\]|\d+ 0 R)/.exec(text ?? '')?.[1] ?? '';
  return [...inside.matchAll(/(\d+) 0 R/g)].map((match) => Number(match[1]));
}

/** The elements of a role below an element, in the order in which they are read; what is below one of them is its own. */
function below(objects: Objects, from: number, role: string): number[] {
  return childrenOf(objects.get(from)).flatMap((child) =>
    roleOf(objects.get(child)) === role ? [child] : below(objects, child, role),
  );
}

const asRowHeader = (cell: string) =>
  cell.replace(/\/S\s*\/TD/, '/S /TH').replace(/(\/O\s*\/Table)/, '$1\n    /Scope /Row');

/**
 * The cells to write otherwise; `named` says of each table, in order, whether its rows have a header. None where the tables of the
 * file are not those of the document.
 */
export function rowHeaders(objects: Objects, named: readonly boolean[]): Map<number, string> {
  const root = [...objects].find(([, text]) => text.includes('/StructTreeRoot'))?.[0];
  const tables = root === undefined ? [] : below(objects, root, 'Table');
  if (tables.length !== named.length) return new Map();
  const cells = tables
    .filter((_, rank) => named[rank])
    .flatMap((table) => below(objects, table, 'TBody').flatMap((body) => below(objects, body, 'TR')))
    .flatMap((row) => childrenOf(objects.get(row)).slice(0, 1));
  return new Map(
    cells.flatMap((cell) => {
      const text = objects.get(cell) ?? '';
      return roleOf(text) === 'TD' && /\/O\s*\/Table/.test(text) ? [[cell, asRowHeader(text)] as const] : [];
    }),
  );
}
