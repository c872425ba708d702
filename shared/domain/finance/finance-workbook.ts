import { isDate } from '../month.ts';
import { frenchEuros, frenchShortDate } from '../words/french-format.ts';
import { MOST_CENTS } from './finance-cents.ts';

/**
 * The money as a workbook: three sheets that go out, are filled in and come back. What the server writes, what the reader
 * looks for and what the screen compares are the same columns. A blank cell says nothing: what is known stays, and what is
 * not known is never a zero. « NC » or a dash says that the amount is not known.
 */

export type FinanceSheetKind = 'lines' | 'conventions' | 'instalments';

export interface FinanceColumn {
  field: string;
  label: string;
  /** Other titles that people write above it. */
  aliases?: readonly string[];
  kind: 'text' | 'amount' | 'date' | 'year';
  /** Needed by a row that is not known yet. */
  required?: true;
  /** What names the row: a sheet without this column is not this sheet. */
  names?: true;
  /** What a row is known by: it never changes. */
  key?: true;
  /** Least and most letters of a text. */
  least?: number;
  most?: number;
  /** In characters, when the sheet is written. */
  width: number;
}

export interface FinanceSheet {
  name: string;
  columns: readonly FinanceColumn[];
}

const text = (field: string, label: string, width: number, more: Partial<FinanceColumn> = {}): FinanceColumn => ({
  ...{ field, label, width, kind: 'text', most: 300 },
  ...more,
});
const amount = (field: string, label: string, more: Partial<FinanceColumn> = {}): FinanceColumn => ({
  ...{ field, label, width: 16, kind: 'amount' },
  ...more,
});
const date = (field: string, label: string, more: Partial<FinanceColumn> = {}): FinanceColumn => ({
  ...{ field, label, width: 13, kind: 'date' },
  ...more,
});
const year: FinanceColumn = { field: 'year', label: 'Année', width: 9, kind: 'year', required: true };
const needed = { required: true, names: true } as const;
const key = { ...needed, key: true } as const;

export const financeSheets: Record<FinanceSheetKind, FinanceSheet> = {
  lines: {
    name: 'Lignes',
    columns: [
      text('action', 'Action', 46, { ...key, most: 1000, aliases: ['Ligne', 'Ligne de l’annexe', 'Clé'] }),
      { ...year, ...key },
      text('funder', 'Financeur', 24, { ...key, least: 2, most: 120 }),
      amount('askedCents', 'Demandé', { aliases: ['Montant demandé'] }),
      amount('grantedCents', 'Accordé', { aliases: ['Montant accordé'] }),
      amount('committedCents', 'Engagé', { aliases: ['Montant engagé'] }),
      amount('paidCents', 'Versé', { aliases: ['Montant versé'] }),
      amount('cofinancedCents', 'Cofinancé', { aliases: ['Cofinancement'] }),
      text('document', 'Pièce', 28, { aliases: ['Pièce justificative', 'Acte'] }),
      text('note', 'Note', 32, { most: 1000, aliases: ['Remarque', 'Commentaire'] }),
    ],
  },
  conventions: {
    name: 'Conventions',
    columns: [
      text('code', 'Code', 22, { ...key, least: 3, most: 60 }),
      text('organisation', 'Organisme', 26, { ...needed, aliases: ['Organisation', 'Structure', 'Partenaire'] }),
      year,
      text('object', 'Objet', 50, { required: true, least: 3, most: 500 }),
      amount('amountCents', 'Montant', { required: true }),
      date('startDate', 'Début', { aliases: ['Date de début'] }),
      date('endDate', 'Fin', { aliases: ['Date de fin'] }),
      text('document', 'Acte', 32, { required: true, least: 3, aliases: ['Délibération'] }),
      text('actions', 'Actions', 24, { most: 1000, aliases: ['Lignes', 'Lignes de l’annexe'] }),
    ],
  },
  instalments: {
    name: 'Versements',
    columns: [
      text('convention', 'Convention', 22, { ...key, aliases: ['Code de la convention'] }),
      text('label', 'Libellé', 30, { ...key, least: 1, most: 200 }),
      date('dueDate', 'Échéance', { ...needed, aliases: ['Date d’échéance'] }),
      amount('amountCents', 'Montant', { required: true, aliases: ['Montant prévu'] }),
      date('paidOn', 'Versé le', { aliases: ['Date de versement'] }),
      amount('paidCents', 'Montant versé'),
      text('reference', 'Référence', 24, { most: 200, aliases: ['Mandat', 'N° de mandat'] }),
    ],
  },
};
export const financeSheetKinds = Object.keys(financeSheets) as FinanceSheetKind[];

/** Most rows that one file may bring. */
export const MOST_FINANCE_ROWS = 5000;

/** What a cell says: a text, a date, a year or cents; null when it says that nothing is known. */
export type FinanceValue = string | number | null;
/** The cells of a row that say something; a blank one is not there. */
export type GivenCells = Readonly<Record<string, FinanceValue | undefined>>;
export type KnownCells = Readonly<Record<string, FinanceValue>>;

/** A cell that holds words, or nothing. */
export const textIn = (value: FinanceValue | undefined): string | null => (typeof value === 'string' ? value : null);
/** A cell that holds an amount, or nothing. */
export const amountIn = (value: FinanceValue | undefined): number | null => (typeof value === 'number' ? value : null);

export type RowVerdict = 'new' | 'changed' | 'identical' | 'refused';

/** A cell before and after, in words. */
export interface CellChange {
  column: string;
  before: string;
  after: string;
}

/** Why a row stays out: the column, what it holds, and a French sentence. */
export interface RowRemark {
  column: string;
  value: string;
  reason: string;
}

const plain = (value: string) => value.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** True when two cells say the same; spaces and line breaks are not content. */
export function sameFinanceValue(one: FinanceValue, other: FinanceValue): boolean {
  return typeof one === 'string' && typeof other === 'string' ? plain(one) === plain(other) : one === other;
}

/** A cell in words. Example: `financeCellWords({ kind: 'amount' }, 2_743_000)` is `27 430 €`, of null `non connu`. */
export function financeCellWords({ kind }: Pick<FinanceColumn, 'kind'>, value: FinanceValue): string {
  if (value === null) return 'non connu';
  if (kind === 'amount') return frenchEuros(Number(value));
  return kind === 'date' && isDate(String(value)) ? frenchShortDate(String(value)) : plain(String(value));
}

/** What a row would become: the cells that it gives, over what is known of it; the rest is not known. */
export function mergedCells({ columns }: FinanceSheet, given: GivenCells, known: KnownCells | null): KnownCells {
  return Object.fromEntries(
    columns.map(({ field }) => {
      const said = given[field];
      return [field, said === undefined ? (known?.[field] ?? null) : said];
    }),
  );
}

/**
 * A row of the file beside what is known: new, changed cell by cell, or identical. A blank cell changes nothing.
 * Example: « Versé » of 12 000 € over an unknown is one change, from « non connu » to « 12 000 € »; the same file
 * again finds the row identical.
 */
export function compareRow(
  sheet: FinanceSheet,
  given: GivenCells,
  known: KnownCells | null,
): { verdict: Exclude<RowVerdict, 'refused'>; changes: CellChange[] } {
  const after = mergedCells(sheet, given, known);
  const changes = sheet.columns
    .filter(({ field, key: isKey }) => !isKey && !sameFinanceValue(known?.[field] ?? null, after[field] ?? null))
    .map((column) => ({
      column: column.label,
      before: financeCellWords(column, known?.[column.field] ?? null),
      after: financeCellWords(column, after[column.field] ?? null),
    }));
  return { verdict: known === null ? 'new' : changes.length > 0 ? 'changed' : 'identical', changes };
}

/** What a row lacks: the cells that a row not known yet must give, and a text that is too short or too long. */
export function rowRemarks({ columns }: FinanceSheet, after: KnownCells): RowRemark[] {
  return columns.flatMap((column) => {
    const value = after[column.field] ?? null;
    const remark = (reason: string) => [{ column: column.label, value: financeCellWords(column, value), reason }];
    if (value === null) return column.required ? remark(`«\u00a0${column.label}\u00a0» n’est pas renseigné.`) : [];
    if (column.kind === 'amount' && Number(value) > MOST_CENTS)
      return remark('Ce montant dépasse vingt millions d’euros.');
    const { length } = plain(String(value));
    if (column.kind !== 'text') return [];
    if (length < (column.least ?? 1)) return remark(`Ce texte est trop court\u00a0: ${column.least} signes au moins.`);
    return length > (column.most ?? 300) ? remark(`Ce texte est trop long\u00a0: ${column.most} signes au plus.`) : [];
  });
}
