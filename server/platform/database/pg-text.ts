import { AppError } from '../errors.ts';

/** A character that no text of the database can hold: the null character, and half of a pair. */
const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** True when every text of a value, its keys too, can be kept as it is. Without recursion: what comes in may be very deep. */
export function isPgText(value: unknown): boolean {
  const left: unknown[] = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one === 'string' && UNSTORABLE.test(one)) return false;
    if (typeof one !== 'object' || one === null) continue;
    for (const [key, inner] of Object.entries(one)) {
      if (UNSTORABLE.test(key)) return false;
      left.push(inner);
    }
  }
  return true;
}

/** Refuses what the database could not keep. */
export function requirePgText(value: unknown): void {
  if (!isPgText(value)) throw new AppError('INVALID');
}
