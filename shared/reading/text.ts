const folded = new Map<string, string>();

/**
 * A text as it is compared: no accents, no case, nothing but letters and digits apart from single spaces.
 * Example: `fold('  Dont  Hébergé·e ')` is `dont heberge e`. Repeated labels are remembered, up to a bound.
 */
export function fold(text: string): string {
  const known = folded.get(text);
  if (known !== undefined) return known;
  const result = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[°º]/g, ' ')
    .replace(/²/g, '2')
    .replace(/[^a-z0-9%<>+]+/g, ' ')
    .trim();
  if (folded.size > 5000) folded.clear();
  if (text.length < 80) folded.set(text, result);
  return result;
}

/** A word between French quotation marks, with its non-breaking spaces. */
export function quoted(text: string): string {
  return `«\u00a0${text}\u00a0»`;
}

/** `1 ligne`, `2 lignes`: a count and its noun, the plural in s. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('fr-FR')}\u00a0${noun}${count > 1 ? 's' : ''}`;
}

/** The number of letters to add, remove or change to go from one text to the other, or `limit + 1` as soon as it exceeds the limit. */
export function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  let current = previous.slice();
  for (let i = 1; i <= from.length; i += 1) {
    const letter = from.charCodeAt(i - 1);
    let least = i;
    current[0] = i;
    for (let j = 1; j <= to.length; j += 1) {
      const change = (previous[j - 1] ?? 0) + (letter === to.charCodeAt(j - 1) ? 0 : 1);
      const distance = Math.min(change, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
      current[j] = distance;
      if (distance < least) least = distance;
    }
    if (least > limit) return limit + 1;
    [previous, current] = [current, previous];
  }
  return previous[to.length] ?? limit + 1;
}
