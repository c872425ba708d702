const NO_BREAK = '\u00a0';
const NARROW_NO_BREAK = '\u202f';

/**
 * The no-break spaces of French in a text of ours, typed here with plain spaces: before : and € and inside « », narrow
 * before ; ! ? % and between thousands. Verbatim quotes never go through it. Example: `9 363 aides ; 101 %`.
 */
export function frenchSpaces(text: string): string {
  return text
    .replace(/(?<=«) | (?=[:»€]|M€)/g, NO_BREAK)
    .replace(/ (?=[;!?%])|(?<=\d) (?=\d{3}(?!\d))/g, NARROW_NO_BREAK);
}
