export const entryKinds = [
  'setting',
  'group',
  'commune',
  'objective',
  'axis',
  'convention',
  'grant',
  'indicator',
  'version',
  'line',
  'target',
  'published',
  'partner',
  'succession',
  'register',
  'assignment',
  'agreement',
  'amendment',
] as const;
export type EntryKind = (typeof entryKinds)[number];

export type ColumnKind =
  | 'text'
  | 'code'
  | 'codes'
  | 'integer'
  | 'number'
  | 'numbers'
  | 'month'
  | 'date'
  /** A day of any year. */
  | 'day'
  | 'yes-no'
  | 'choice'
  | 'json';

export interface SheetColumn {
  /** The key of the JSON file; a parent's code is under the name of its kind. */
  field: string;
  label: string;
  kind: ColumnKind;
  /** The value of the file → its French word. */
  choices?: Readonly<Record<string, string>>;
  /** The sheet whose codes it names. */
  of?: EntryKind;
  required?: boolean;
  hint?: string;
}

export interface CatalogueSheet {
  /** The name of the sheet. */
  title: string;
  /** One of them, in a sentence. */
  one: string;
  isFeminine: boolean;
  /** What stands above the columns, for whoever fills the sheet. */
  lead: string;
  /** The columns that tell one row from another. */
  keys: readonly string[];
  columns: readonly SheetColumn[];
  /** A row as an example, in the words of the sheet; never read. */
  example: readonly (string | number)[];
}

export const text = (field: string, label: string, more: Partial<SheetColumn> = {}): SheetColumn => ({
  field,
  label,
  kind: 'text',
  ...more,
});
export const column = (
  field: string,
  label: string,
  kind: ColumnKind,
  more: Partial<SheetColumn> = {},
): SheetColumn => ({
  field,
  label,
  kind,
  ...more,
});
export const required = { required: true } as const;

export const organisation = column('organisation', 'Structure (code)', 'code', { of: 'partner', ...required });
export const indicator = column('indicator', 'Indicateur (code)', 'code', { of: 'indicator', ...required });
export const convention = column('convention', 'Convention (code)', 'code', { of: 'convention', ...required });
export const fromMonth = column('fromMonth', 'À partir de', 'month', required);
export const toMonth = column('toMonth', 'Jusqu’à', 'month', { hint: 'Dernier mois compris. Vide : sans fin.' });
export const note = text('note', 'Note');
export const act = [text('act', 'Acte signé'), column('actDate', 'Date de l’acte', 'date'), text('reason', 'Raison')];
