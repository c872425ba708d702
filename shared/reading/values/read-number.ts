/** Units that partners write after a number. */
const unit = /\s*(€|euros?|eur|m²|m2|%|personnes?|pers\.?|logements?|lgts?\.?|ménages?|pièces?|p\.)$/i;
/** Spaces cut thousands, and nothing else: a telephone number is no number. */
const grouped = /^[-+(]?\d+(?:[\s\u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d+)?\)?$/;

/** Nobody writes a longer one: what is longer is a text, and looked at no further, for the patterns take the square of its length. */
export const LONGEST_NUMBER = 300;

/**
 * Which separators cut thousands: with both, the last one is the decimal; alone, three digits behind it may be either, and
 * `wholeThousands` settles it (a count has no decimals, an amount never has three).
 */
function plainDigits(text: string, threeAreThousands: (separator: string) => boolean): string {
  const comma = text.lastIndexOf(',');
  const dot = text.lastIndexOf('.');
  if (comma >= 0 && dot >= 0) {
    return comma > dot ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '');
  }
  const separator = comma >= 0 ? ',' : '.';
  const parts = text.split(separator);
  if (parts.length > 2) return parts.slice(1).every((part) => part.length === 3) ? parts.join('') : text;
  const thousands = parts.length === 2 && parts[1]?.length === 3 && /^[-+]?[1-9]\d{0,2}$/.test(parts[0] ?? '');
  return thousands && threeAreThousands(separator) ? parts.join('') : text.replace(',', '.');
}

export interface NumberStyle {
  /** A count: `1.234` and `1,234` are both one thousand. */
  whole?: boolean;
  /** An amount: `1.234` is one thousand, `1,234` is a little over one. */
  money?: boolean;
}

/**
 * The number that a text writes the French way (or the English one), `undefined` when it writes none.
 * Example: `1 234,56 €`, `1.234,56` and `1,234.56` are all 1234.56; `(12)` is −12; `06 12 34 56 78` is none.
 */
export function parseNumber(raw: string, style: NumberStyle = {}): number | undefined {
  let text = raw.trim();
  if (text.length > LONGEST_NUMBER) return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  text = text
    .replace(/^(€|eur\b|env(iron|\.)?|~|≈)\s*/i, '')
    .replace(unit, '')
    .trim();
  if (/\d[\s\u00a0\u202f\u2009'’]+\d/.test(text) && !grouped.test(text.replace(/\s+/g, ' '))) return undefined;
  const negative = /^\(.*\)$/.test(text);
  if (negative) text = text.slice(1, -1);
  text = text.replace(/[\s\u00a0\u202f\u2009'’]/g, '').replace(/^[\u2212\u2013]/, '-');
  const digits = plainDigits(text, (separator) => style.whole === true || (style.money === true && separator === '.'));
  if (!/^[-+]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(digits)) return undefined;
  const number = Number(digits);
  return Number.isFinite(number) ? (negative ? -number : number) : undefined;
}
