import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Turns a file number into a pseudonym that nobody without the key can walk back. */
export type Pseudonymiser = (source: string, fileNumber: string) => string;

/** HMAC-SHA-256 of the source and the file number, in hexadecimal. */
export function pseudonymiser(key: Buffer): Pseudonymiser {
  return (source, fileNumber) => createHmac('sha256', key).update(source).update('\0').update(fileNumber).digest('hex');
}

/** Reads a secret kept outside the database, made on first use with mode 600. */
export function loadSecret(file: string): Buffer {
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  }
  chmodSync(file, 0o600);
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}
