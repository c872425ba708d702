import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Bytes of a print: enough to find again what was said, of the few words of a partner. */
const LENGTH = 8;

/**
 * A short print of words, by which what was said of them is remembered: the words themselves may be somebody's, and stay where
 * the file is. The key is the installation's, and is kept outside its database: what is stored cannot be tried against a list
 * of names.
 */
export function printOfWords(words: string, key: string): string {
  return bytesToHex(hmac(sha256, utf8ToBytes(key), utf8ToBytes(words)).subarray(0, LENGTH));
}
