import type { WriteSheet } from 'hucre';

/** The column that says why a row stayed out: known by this name, so that a corrected file may keep it. */
export const REASON_COLUMN = 'Motif du refus';

export interface RefusedRow {
  row: number;
  sheet: string | undefined;
  /** Kept cells only, by the label of the file. */
  cells: Record<string, string>;
  reason: string;
}

/** Names of sheets are at most 31 characters, without the seven signs that workbooks refuse. */
function sheetName(name: string | undefined, rank: number): string {
  const clean = (name ?? '').replace(/[[\]:*?/\\]/g, ' ').trim();
  return (clean || `Lignes refusées${rank > 0 ? ` ${rank + 1}` : ''}`).slice(0, 31);
}

/** A sheet for each sheet of the file, so that a month told by its sheet's name is still told; the reason comes last. */
export function refusedSheets(rows: RefusedRow[], labels: string[]): WriteSheet[] {
  return [...groupBySheet(rows)].map(([name, own], rank) => {
    const used = new Set(own.flatMap(({ cells }) => Object.keys(cells)));
    const kept = labels.filter((label) => used.has(label));
    return {
      name: sheetName(name, rank),
      rows: [
        [...kept, REASON_COLUMN],
        ...own.map(({ cells, reason }) => [...kept.map((label) => cells[label] ?? ''), reason]),
      ],
    };
  });
}

function groupBySheet(rows: RefusedRow[]): Map<string | undefined, RefusedRow[]> {
  const groups = new Map<string | undefined, RefusedRow[]>();
  for (const row of rows) {
    const own = groups.get(row.sheet);
    if (own) own.push(row);
    else groups.set(row.sheet, [row]);
  }
  return groups;
}

/** The name of the file that holds them: it keeps the words of the first, that may tell the year. */
export function refusedFileName(fileName: string): string {
  return `${fileName.replace(/\.[^.]+$/, '').replace(/ - lignes refusées$/, '')} - lignes refusées.xlsx`;
}
