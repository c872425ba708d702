import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Turns a file number into a pseudonym that nobody without the keys can walk back. */
export type Pseudonymiser = (source: string, fileNumber: string) => string;

/** A pseudonym under one more key: what a rotation does to those that are kept, whose file numbers are long gone. */
export function underKey(key: Buffer, pseudonym: Uint8Array): Buffer {
  return createHmac('sha256', key).update(pseudonym).digest();
}

/** HMAC-SHA-256 of the source and the file number, then of the result under each later key, in hexadecimal. */
export function pseudonymiser([first, ...later]: [Buffer, ...Buffer[]]): Pseudonymiser {
  return (source, fileNumber) => {
    const pseudonym = createHmac('sha256', first).update(`${source}\0${fileNumber}`);
    if (later.length === 0) return pseudonym.digest('hex');
    return later.reduce((made, key) => underKey(key, made), pseudonym.digest()).toString('hex');
  };
}

/** Tells keys apart without telling them. */
export function fingerprintOf(keys: [Buffer, ...Buffer[]]): string {
  return pseudonymiser(keys)('fingerprint', '').slice(0, 16);
}

/** Reads the secrets of a file kept outside the database, one a line; made on first use with mode 600. */
export function loadSecrets(file: string): [Buffer, ...Buffer[]] {
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
  const lines = readFileSync(file, 'utf8').split(/\s+/);
  const [first, ...later] = lines.flatMap((line) => (/^[0-9a-f]{64}$/.test(line) ? [Buffer.from(line, 'hex')] : []));
  if (!first) throw new Error(`Le fichier de clé ${file} est abîmé : remettez-en une copie.`);
  return [first, ...later];
}
