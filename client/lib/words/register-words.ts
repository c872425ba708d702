import { isMonth } from '../../../shared/domain/month.ts';
import {
  frenchDecimal,
  frenchEuros,
  frenchInteger,
  frenchMonth,
  frenchShortDate,
  NARROW_SPACE,
} from '../../../shared/domain/words/french-format.ts';
import { allRegisters, registerOf } from '../../../shared/registers/all-registers.ts';
import { type Content, column, type RegisterColumn, type SourceName } from '../../../shared/registers/register.ts';

/** INSEE code → name. */
export type CommuneNames = ReadonlyMap<string, string>;

type Cell = string | number | null | undefined;

/** What the layout of a workbook adds to the columns of its register. */
const layoutColumns: RegisterColumn[] = [
  column('month', 'Mois', 'text'),
  column('series', 'Ligne', 'text'),
  column('periodFrom', 'Depuis', 'text'),
  column('periodTo', 'Jusqu’en', 'text'),
];

/** The columns whose content is kept, in the order of the register: no person is in any of them. */
export function keptColumns(source: SourceName): RegisterColumn[] {
  return registerOf(source).columns.filter(({ kind }) => kind !== 'nominative' && kind !== 'key');
}

/** Every column that a stored row may have, the layout's own last. */
export function contentColumns(source: SourceName): RegisterColumn[] {
  const kept = keptColumns(source);
  const named = new Set(kept.map(({ field }) => field));
  return [...kept, ...layoutColumns.filter(({ field }) => !named.has(field))];
}

const says = (value: Cell) => value !== undefined && value !== null && value !== '';

/** The columns that say something in these rows. The month of a sheet is left out where each row has its date. */
export function filledColumns(source: SourceName, rows: readonly { content: Content | null }[]): RegisterColumn[] {
  const { monthField } = registerOf(source);
  const dated = monthField !== undefined && rows.every(({ content }) => content === null || says(content[monthField]));
  return contentColumns(source).filter(
    ({ field }) => !(dated && field === 'month') && rows.some(({ content }) => says(content?.[field])),
  );
}

/** A stored cell as people read it: `1 234,50 €`, `62 %`, `14/03/2026`. Nothing for a blank one. */
export function cellWords(
  value: Cell,
  { kind }: Pick<RegisterColumn, 'kind'>,
  communes: CommuneNames = new Map(),
): string {
  if (value === null || value === undefined || value === '') return '';
  if (kind === 'commune') return communes.get(String(value)) ?? String(value);
  if (typeof value === 'string') {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return frenchShortDate(value);
    if (isMonth(value)) return frenchMonth(value);
    return value;
  }
  if (kind === 'euros') return frenchEuros(value);
  if (kind === 'percent') return `${frenchDecimal(value)}${NARROW_SPACE}%`;
  if (kind === 'yes-no') return value === 0 ? 'non' : 'oui';
  return Number.isInteger(value) ? frenchInteger(value) : frenchDecimal(value, 2);
}

/** The same cell as a person types it: no thousands, no unit. */
export function cellTyped(
  value: Cell,
  { kind }: Pick<RegisterColumn, 'kind'>,
  communes: CommuneNames = new Map(),
): string {
  if (typeof value !== 'number') return cellWords(value, { kind }, communes);
  if (kind === 'euros') return String(value / 100).replace('.', ',');
  if (kind === 'yes-no') return value === 0 ? 'non' : 'oui';
  return String(value).replace('.', ',');
}

export const sourceOptions = allRegisters.map(({ source, label }) => ({ value: source, label }));

/** The name of a source, or the word itself when the product no longer knows it. */
export function sourceLabel(source: string): string {
  return allRegisters.find((one) => one.source === source)?.label ?? source;
}

const moment = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Paris' });

/** A moment of the server, in Paris: « 23/11/2026 14:05 ». */
export const momentWords = (at: string | Date): string => moment.format(new Date(at));
