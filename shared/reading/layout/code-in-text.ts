const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * A code within a text, however it is written: « IND-5 », « IND 05 ». One without a figure and without a hyphen is a word like
 * another: it counts alone; one of figures alone is a number like another: it counts at the beginning.
 */
function codePattern(code: string): RegExp {
  const parts = code.split(/[-_. ]+/);
  const own = parts
    .map((part, rank) => {
      const before = parts[rank - 1];
      // Between two figures the sign is told: « 1.1 » is not eleven.
      const sign = before === undefined ? '' : /\d$/.test(before) && /^\d/.test(part) ? '[-_. ]' : '[-_. ]?';
      return `${sign}${escaped(part).replace(/(?<!\d)0*(\d+)/g, '0*$1')}`;
    })
    .join('');
  if (/^\d+$/.test(code)) return new RegExp(`^\\s*${own}(?![.,]?[\\d\\w])`);
  return /[\d\-_.]/.test(code)
    ? new RegExp(`(?:^|[\\s(])${own}(?![\\d\\w])`, 'i')
    : new RegExp(`^\\s*${own}\\s*$`, 'i');
}

/** Finds what a text names by its code, the longest first: « 1.2-bis » is not « 1.2 ». */
export function codeFinder<One extends { code: string }>(all: readonly One[]): (text: string) => One | undefined {
  const known = all
    .map((one) => ({ one, pattern: codePattern(one.code) }))
    .sort((a, b) => b.one.code.length - a.one.code.length);
  return (text) => known.find(({ pattern }) => pattern.test(text))?.one;
}
