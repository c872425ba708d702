import { timingSafeEqual } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { END, endLine, headerLine, type Marks, signer } from './backup.ts';

/** A backup that cannot be read, or believed; the message is the French sentence to show. */
export class UnusableBackup extends Error {}

/** The lines of a backup. No library's: U+2028 within a text of a row ends no line here. */
async function* linesOf(file: string): AsyncGenerator<string> {
  if (!existsSync(file)) throw new UnusableBackup(`Le fichier « ${file} » est introuvable.`);
  const decoder = new StringDecoder('utf8');
  const unzipped = createReadStream(file).pipe(createGunzip());
  let rest = '';
  try {
    for await (const bytes of unzipped) {
      const parts = (rest + decoder.write(bytes)).split('\n');
      rest = parts.pop() ?? '';
      yield* parts;
    }
  } catch (error) {
    if (error instanceof UnusableBackup) throw error;
    throw new UnusableBackup('Ce fichier est endommagé, coupé, ou n’est pas une sauvegarde de l’observatoire.');
  } finally {
    unzipped.destroy();
  }
  if (rest !== '') yield rest;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function headerOf(line: string) {
  const header = headerLine.safeParse(jsonOf(line)).data;
  if (!header) throw new UnusableBackup('Ce fichier n’est pas une sauvegarde de l’observatoire.');
  return header;
}

/** When a backup was made, and the marks that a restored copy must have. */
export async function readBackup(file: string): Promise<{ at: Date; marks: Marks }> {
  for await (const line of linesOf(file)) {
    const { at, marks } = headerOf(line);
    return { at: new Date(at), marks: marks ?? {} };
  }
  throw new UnusableBackup('Ce fichier est vide.');
}

/** What the last line proves. `cut`: there is none; `unsigned`: nobody signed; `foreign`: it was changed, or signed by another key. */
export type Ending = 'right' | 'cut' | 'unsigned' | 'foreign';

export interface BackupTaken {
  marks: Marks | null;
  tables: string[];
  ending: Ending;
  /** Of all that was read: the same file twice has the same. */
  digest: string;
}

export interface BackupTaker {
  /** The migrations of the database that it goes to: another version's backup is refused. */
  known: readonly string[];
  tables: readonly string[];
  key: Buffer | null;
  put: (table: string, row: string) => Promise<void> | void;
}

const NOBODY = Buffer.alloc(32);
const sameHex = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

function endingOf(line: string | null, digest: string | undefined): Ending {
  if (line === null) return 'cut';
  const told = endLine.safeParse(jsonOf(line.slice(END.length))).data;
  if (!told) return 'cut';
  if (told.signature === null) return 'unsigned';
  return digest !== undefined && sameHex(told.signature, digest) ? 'right' : 'foreign';
}

/** Reads a whole backup once, gives each row to `put`, and says what it proves of itself. */
export async function takeBackup(file: string, { known, tables, key, put }: BackupTaker): Promise<BackupTaken> {
  const seal = signer(key);
  const whole = signer(NOBODY);
  const seen: string[] = [];
  let marks: Marks | null = null;
  let table: string | null = null;
  let end: string | null = null;
  let rank = 0;
  for await (const line of linesOf(file)) {
    rank += 1;
    whole?.update(`${line}\n`);
    if (end !== null) throw new UnusableBackup('Cette sauvegarde continue après sa fin : elle a été modifiée.');
    if (line.startsWith(END)) {
      end = line;
      continue;
    }
    seal?.update(`${line}\n`);
    if (rank === 1) {
      const header = headerOf(line);
      if (JSON.stringify(header.migrations) !== JSON.stringify(known))
        throw new UnusableBackup(
          'Cette sauvegarde vient d’une autre version de l’observatoire. Restaurez-la avec cette version, puis mettez à jour.',
        );
      marks = header.marks ?? null;
    } else if (line.startsWith('#')) {
      table = tables.find((name) => name === line.slice(1)) ?? null;
      if (!table) throw new UnusableBackup(`Cette sauvegarde a une table inconnue : ${line.slice(1)}.`);
      seen.push(table);
    } else if (table) await put(table, line);
  }
  if (rank === 0) throw new UnusableBackup('Ce fichier est vide.');
  return { marks, tables: seen, ending: endingOf(end, seal?.digest('hex')), digest: whole?.digest('hex') ?? '' };
}
