import { NARROW_SPACE, NO_BREAK_SPACE } from './french-format.ts';

/**
 * A French text typed with plain spaces, with those that do not break where printers put them: U+00A0 before « : » and inside
 * quotation marks, U+202F before « ; ! ? % ». Unit: none. Source: Imprimerie nationale, *Lexique des règles typographiques*.
 * Example: `frenchSpacing('Quoi ?')` is `'Quoi\u202f?'`.
 */
export function frenchSpacing(text: string): string {
  return text
    .replace(/ ([:»])/g, `${NO_BREAK_SPACE}$1`)
    .replace(/« /g, `«${NO_BREAK_SPACE}`)
    .replace(/ ([;!?%])/g, `${NARROW_SPACE}$1`);
}
