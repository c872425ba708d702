import { createHmac, hash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Turns a file number into a pseudonym that nobody without the keys can walk back. */
export type Pseudonymiser = (source: string, fileNumber: string) => string;

/** A pseudonym under one more key: what a rotation does to those that are kept, whose file numbers are long gone. */
export function underKey(key: Buffer, pseudonym: Uint8Array): Buffer {
  return createHmac('sha256', key).update(pseudonym).digest();
}

/** The block of SHA-256, and the longest text that is hashed without an object of its own. */
const BLOCK = 64;
const SHORT = 1000;

function padded(key: Buffer, pad: number, length: number): Buffer {
  const bytes = Buffer.alloc(length, pad);
  for (const [at, byte] of key.entries()) bytes[at] = byte ^ pad;
  return bytes;
}

/**
 * HMAC-SHA-256 of a text, in hexadecimal, by its definition (RFC 2104): two plain hashes. An `Hmac` is an object that the
 * system must take away afterwards; over the rows of a large file that cost a third of the reading.
 */
function hmacOf(key: Buffer): (text: string) => string {
  if (key.length > BLOCK) return (text) => createHmac('sha256', key).update(text).digest('hex');
  const inner = padded(key, 0x36, BLOCK + 3 * SHORT);
  const outer = padded(key, 0x5c, BLOCK + 32);
  // The opening of `inner`, by its length: numbers are nearly all of a few lengths.
  const openings: Buffer[] = [];
  return (text) => {
    if (text.length > SHORT) return createHmac('sha256', key).update(text).digest('hex');
    const length = inner.write(text, BLOCK);
    openings[length] ??= inner.subarray(0, BLOCK + length);
    outer.write(hash('sha256', openings[length], 'binary'), BLOCK, 'binary');
    return hash('sha256', outer, 'hex');
  };
}

/** HMAC-SHA-256 of the source and the file number, then of the result under each later key, in hexadecimal. */
export function pseudonymiser([first, ...later]: [Buffer, ...Buffer[]]): Pseudonymiser {
  const hmac = hmacOf(first);
  return (source, fileNumber) => {
    const pseudonym = hmac(`${source}\0${fileNumber}`);
    if (later.length === 0) return pseudonym;
    return later.reduce((made, key) => underKey(key, made), Buffer.from(pseudonym, 'hex')).toString('hex');
  };
}

/** Tells keys apart without telling them. */
export function fingerprintOf(keys: [Buffer, ...Buffer[]]): string {
  return pseudonymiser(keys)('fingerprint', '').slice(0, 16);
}

function textOfSecrets(file: string): string {
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    try {
      writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      // Another opener of the same folder was first: its secret is everybody's.
      if (!existsSync(file)) throw error;
    }
  }
  chmodSync(file, 0o600);
  return readFileSync(file, 'utf8');
}

/** Reads the secrets of a file kept outside the database, one a line; made on first use with mode 600. */
export function loadSecrets(file: string): [Buffer, ...Buffer[]] {
  let text: string;
  try {
    text = textOfSecrets(file);
  } catch {
    throw new Error(
      `L’observatoire ne peut ni lire ni écrire le fichier de clé ${file}\u00a0: il manque un droit, ou ce n’est pas le chemin d’un fichier. Donnez ce droit au compte qui le lance, ou indiquez un autre fichier par KEY_FILE.`,
    );
  }
  const lines = text.split(/\s+/);
  const [first, ...later] = lines.flatMap((line) => (/^[0-9a-f]{64}$/.test(line) ? [Buffer.from(line, 'hex')] : []));
  if (!first) throw new Error(`Le fichier de clé ${file} est abîmé : remettez-en une copie.`);
  return [first, ...later];
}
