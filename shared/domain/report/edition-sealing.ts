/**
 * The one text that stands for a content: keys in order, no space, absent values left out. Two contents that say the same
 * give the same characters, so the same SHA-256. Example: `canonicalJson({ b: 1, a: [null, undefined] })` is
 * `{"a":[null,null],"b":1}`.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(JSON.parse(JSON.stringify(value) ?? 'null')));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)]));
}
