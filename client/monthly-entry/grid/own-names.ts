import { labelKey } from '../../../shared/reading/layout/column-names.ts';
import type { OwnNames } from './labelled-block.ts';

/** The names that a structure's own workbook gives to the lines, as somebody said once in this browser. */
export interface NamesOfLines {
  read(): OwnNames;
  /** The name of a line, and its code. */
  keep(label: string, code: string): void;
}

/** Kept in this browser only: names of lines, which someone has chosen among the grid's; never what was left out. */
export function browserNames(organisationId: number): NamesOfLines {
  const name = `observatoire-libelles ${organisationId}`;
  const read = (): OwnNames => {
    try {
      return JSON.parse(localStorage.getItem(name) ?? '{}') as OwnNames;
    } catch {
      return {};
    }
  };
  return {
    read,
    keep(label, code) {
      try {
        localStorage.setItem(name, JSON.stringify({ ...read(), [labelKey(label)]: code }));
      } catch {
        // A browser that keeps nothing asks again next month.
      }
    },
  };
}
