/**
 * The month as a workbook: what the server writes and what is read back when the file returns. A workbook of another
 * version is refused: its columns may mean something else.
 */
export const entryWorkbook = {
  template: 'saisie-mensuelle',
  version: 1,
  sheet: 'Saisie',
  /** The hidden sheet that says which month of whom, and the revision of each cell when the file was made. */
  metaSheet: '_meta',
  /** The first line of cells, as a spreadsheet counts them in its margin. */
  firstRow: 5,
  columns: {
    key: 0,
    label: 1,
    unit: 2,
    state: 3,
    value: 4,
    denominator: 5,
    reason: 6,
    comment: 7,
    before: 8,
    yearAgo: 9,
  },
} as const;

/** The words of the drop-down, with the state that each stands for. */
export const workbookStates = {
  Valeur: 'value',
  Estimation: 'estimated',
  'Non connu': 'unavailable',
  'Sans objet': 'not-applicable',
} as const;
export type WorkbookState = keyof typeof workbookStates;

/** The word of a state; none for a cell that waits. */
export function workbookWordOf(state: string): WorkbookState | null {
  const words = Object.keys(workbookStates) as WorkbookState[];
  return words.find((word) => workbookStates[word] === state) ?? null;
}
