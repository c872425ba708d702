/**
 * What the address says after its question mark, read with suspicion: whoever types an address may write anything, and a
 * word that does not fit is as if it were not there. Written by hand, so that the first page does not wait for a library.
 */

export type Search = Record<string, unknown>;

const LONGEST = 100;

export function textIn(search: Search, name: string): string | undefined {
  const value = search[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.length > 0 && value.length <= LONGEST ? value : undefined;
}

export function wholeIn(search: Search, name: string): number | undefined {
  const value = search[name];
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}
