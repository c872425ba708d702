/** What a spreadsheet may take for the beginning of a formula; the wide forms are taken for one in some languages. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** A negative number as we write it, French or not, with its unit: `-4`, `-1 234,5 %`. Nothing in it can be called. */
const NUMBER = /^-\d[\d\u00a0\u202f ]*([.,]\d+)?[\u00a0\u202f ]?[%€]?$/;

/**
 * A text as it may be put in a file that a spreadsheet opens: what it would run as a formula gets an apostrophe before it, so
 * that it is shown as it is (OWASP, CSV injection). A negative number stays a number, a lone sign a sign.
 * Examples: `=1+1` gives `'=1+1`; `-4` and `-1 234,5` stay as they are; `-4+cmd|' /C calc'!A0` does not.
 */
export function spreadsheetText(text: string): string {
  return FORMULA.test(text) && text.length > 1 && !NUMBER.test(text) ? `'${text}` : text;
}

/**
 * A cell of a delimited file: made safe, and quoted where it holds the separator, a quote or a line break.
 * Example: `a;"b"` with `;` gives `"a;""b"""`.
 */
export function delimitedCell(text: string, separator: ';' | ','): string {
  const safe = spreadsheetText(text);
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
