/** A name that nobody has: an address that stays on it stays on the product. */
const HERE = 'http://observatoire.invalid';
const MOST_LETTERS = 500;

/**
 * Where to go after signing in: a page of the product, never another site. What browsers read otherwise than it looks
 * (tabs and ends of lines, which they leave out; backslashes, which they turn) is no address.
 * Examples: `/collecte?mois=2025-10` is itself; `//pirate.example`, `/\t/pirate.example`, `/.//pirate.example` are `/`.
 */
export function returnPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > MOST_LETTERS || !asked.startsWith('/')) return '/';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0020\u007f\\]/.test(asked) || !URL.canParse(asked, HERE)) return '/';
  const { origin, pathname, search, hash } = new URL(asked, HERE);
  return origin === HERE && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}
