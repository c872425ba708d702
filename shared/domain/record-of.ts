/** A record with a value for each key of a closed set; the compiler knows that none is missing. */
export function recordOf<Key extends string, Value>(
  keys: readonly Key[],
  valueFor: (key: Key) => Value,
): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, valueFor(key)])) as Record<Key, Value>;
}

/** The keys of a constant, as its type knows them. */
export const keysOf = <Known extends object>(known: Known) => Object.keys(known) as (keyof Known)[];

/** True for a key that an object has itself: an address names what is there, and nothing of its prototype. */
export function isKeyOf<Known extends object>(known: Known, key: PropertyKey | undefined): key is keyof Known {
  return key !== undefined && Object.hasOwn(known, key);
}
