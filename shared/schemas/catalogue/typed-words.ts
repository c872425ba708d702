import { isDate } from '../../domain/month.ts';

/** What people type in a sheet or a form, in the form of the catalogue; what cannot be read comes back as it is, to be refused. */

const MONTHS = [
  'janvier',
  'fevrier',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'aout',
  'septembre',
  'octobre',
  'novembre',
  'decembre',
];

const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** `2026-03` of « 2026-03 », « 03/2026 », « 1/3/2026 », « mars 2026 ». */
export function typedMonth(text: string): string {
  const [, month = '', year = ''] = /^(?:\d{1,2}\/)?(\d{1,2})\/(\d{4})$/u.exec(text.trim()) ?? [];
  if (year !== '') return `${year}-${month.padStart(2, '0')}`;
  const [name = '', written = ''] = bare(text).split(/\s+/u);
  const rank = MONTHS.indexOf(name);
  if (rank >= 0 && /^\d{4}$/u.test(written)) return `${written}-${String(rank + 1).padStart(2, '0')}`;
  const typed = text.trim();
  return isDate(typed) ? String(typed).slice(0, 7) : typed;
}

/** `09-30` of « 30/09 », « 30 septembre », « 1er juin ». */
export function typedDay(text: string): string {
  const [, day = '', month = ''] = /^(\d{1,2})[/-](\d{1,2})(?:\/\d{4})?$/u.exec(text.trim()) ?? [];
  if (month !== '') return `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const [, first = '', name = ''] = /^(\d{1,2})(?:er)?\s+(\p{L}+)$/u.exec(text.trim()) ?? [];
  const rank = MONTHS.indexOf(bare(name));
  return rank >= 0 ? `${String(rank + 1).padStart(2, '0')}-${first.padStart(2, '0')}` : text.trim();
}

/** « 1 234,5 » is 1234.5. */
export function typedNumber(text: string): number | string {
  const digits = text.replace(/[\s\u00a0\u202f€%]/gu, '').replace(',', '.');
  return digits !== '' && Number.isFinite(Number(digits)) ? Number(digits) : text;
}
