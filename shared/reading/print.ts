/**
 * A short print of words, by which what was said of them is remembered: the words themselves may be somebody's, and stay where
 * the file is. FNV-1a on 64 bits.
 */
export function printOfWords(words: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const letter of words) hash = BigInt.asUintN(64, (hash ^ BigInt(letter.codePointAt(0) ?? 0)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
