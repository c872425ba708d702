import type { Measures, RegisterRow, SourceName } from '../registers/register.ts';

/** A cell that keeps its row out, or that deserves a look. It carries that one cell, never another of its row. */
export interface CellRemark {
  row: number;
  sheet?: string;
  /** The column as the file names it. */
  column: string;
  value: string;
  /** A French sentence: what is wrong and the way out. */
  reason: string;
}

/**
 * A partner's file, read whole: `rows` = accepted + outOfTerritory + duplicates + superseded + rejected, except for a monthly
 * return, where `rows` counts the lines of the file and the others its cells (an indicator and a month).
 */
export interface PartnerFile {
  source: SourceName;
  /** From 0 to 1: how surely the source was recognised. */
  score: number;
  /** A French sentence: why this source. */
  reason: string;
  rows: number;
  accepted: RegisterRow[];
  /** Same key, same content as an earlier row. */
  duplicates: { row: number; sheet?: string; ofRow: number }[];
  /** Same key, another content: the later row stands in `accepted`. */
  superseded: { row: number; sheet?: string; byRow: number }[];
  rejected: CellRemark[];
  outOfTerritory: RegisterRow[];
  suspicious: CellRemark[];
  droppedColumns: string[];
  measures: Measures;
}

interface Held {
  row: RegisterRow;
  outside: boolean;
  print: string;
}

/** Gathers the rows of every sheet, tells duplicates from changes, and keeps the order of the file. */
export class FileGatherer {
  readonly rejected: CellRemark[] = [];
  readonly suspicious: CellRemark[] = [];
  readonly duplicates: PartnerFile['duplicates'] = [];
  readonly superseded: PartnerFile['superseded'] = [];
  readonly droppedColumns = new Set<string>();
  private readonly held: Held[] = [];
  private readonly positions = new Map<string, number>();
  rows = 0;

  keep(row: RegisterRow, outside: boolean): void {
    const print = JSON.stringify([row.content, outside]);
    const position = this.positions.get(row.key);
    const earlier = position === undefined ? undefined : this.held[position];
    if (position === undefined || earlier === undefined) {
      this.positions.set(row.key, this.held.length);
      this.held.push({ row, outside, print });
    } else if (earlier.print === print) {
      this.duplicates.push({ row: row.row, ...(row.sheet && { sheet: row.sheet }), ofRow: earlier.row.row });
    } else {
      const { row: number, sheet } = earlier.row;
      this.superseded.push({ row: number, ...(sheet && { sheet }), byRow: row.row });
      this.held[position] = { row, outside, print };
    }
  }

  kept(outside: boolean): RegisterRow[] {
    return this.held.filter((held) => held.outside === outside).map((held) => held.row);
  }
}
