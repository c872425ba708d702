import { mkdirSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { backupsToKeep } from '../../../shared/domain/site/backup-rotation.ts';
import { frenchInteger } from '../../../shared/domain/words/french-format.ts';
import { parisDate } from '../clock.ts';
import { backup } from './backup.ts';

/**
 * The folder of the backups that the product makes by itself. Their names say when they were made, so the folder is its own
 * register: whoever looks in it by hand and whoever reads the status page see the same.
 */

const DAILY = /^observatoire-(\d{4}-\d\d-\d\d)-\d{6}\.sauvegarde$/;
const BEFORE_UPDATE = /^avant-mise-a-jour-.*\.sauvegarde$/;
/** What a product that was killed in the middle left. */
const CUT = /^(?:observatoire|avant-mise-a-jour)-.*\.sauvegarde\.partial$/;
const UPDATES_KEPT = 3;
const MEGABYTE = 1024 * 1024;
/** Left free beside a backup: PostgreSQL must go on writing. */
const RESERVE = 200 * MEGABYTE;

/** The disk of the backups is nearly full; the message is the French sentence to show. */
class NoRoom extends Error {}

export interface KeptBackup {
  file: string;
  name: string;
  day: string;
  bytes: number;
  beforeUpdate: boolean;
}

/** The backups of a folder, oldest first. */
export function keptBackups(folder: string): KeptBackup[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  const backups = names
    .filter((name) => DAILY.test(name) || BEFORE_UPDATE.test(name))
    .map((name) => ({ name, file: path.join(folder, name), stat: statSync(path.join(folder, name)) }));
  return backups
    .sort((a, b) => a.stat.mtimeMs - b.stat.mtimeMs || a.name.localeCompare(b.name))
    .map(({ name, file, stat }) => ({
      ...{ name, file, bytes: stat.size, beforeUpdate: BEFORE_UPDATE.test(name) },
      day: DAILY.exec(name)?.[1] ?? parisDate(stat.mtime),
    }));
}

/** Free and whole room, in bytes, of the disk that a folder is on; a disk that is gone has none. */
export function diskOf(folder: string): { free: number; total: number } {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder);
    return { free: bavail * bsize, total: blocks * bsize };
  } catch {
    return { free: 0, total: 0 };
  }
}

const megabytes = (bytes: number) => `${frenchInteger(Math.round(bytes / MEGABYTE))} Mo`;

/** Refuses when the next backup might fill the disk. It is taken to weigh half of the database, or twice the last one. */
async function requireRoom(pool: pg.Pool, folder: string): Promise<void> {
  const { rows } = await pool.query<{ size: string }>('SELECT pg_database_size(current_database()) AS size');
  const last = keptBackups(folder).at(-1);
  const needed = RESERVE + (last ? 2 * last.bytes : Number(rows[0]?.size ?? 0) / 2);
  const { free } = diskOf(folder);
  if (free >= needed) return;
  throw new NoRoom(
    `Il reste ${megabytes(free)} sur le disque des sauvegardes, il en faut ${megabytes(needed)}. Libérez de la place, ou indiquez un autre dossier par BACKUP_DIR.`,
  );
}

const parisTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'medium',
});
/** The date and the time in Paris, as in a file's name: 2026-11-23-023005. */
const stamp = (at: Date) => parisTime.format(at).replace(' ', '-').replaceAll(':', '');

/** Only files that bear the name of an automatic backup are ever removed. */
function rotate(folder: string): void {
  const all = keptBackups(folder);
  const daily = all.filter(({ beforeUpdate }) => !beforeUpdate);
  const kept = backupsToKeep(daily.map(({ day }) => day));
  const lastOfDay = new Map(daily.map((one) => [one.day, one.name]));
  const old = daily.filter(({ day, name }) => !kept.has(day) || lastOfDay.get(day) !== name);
  const oldUpdates = all.filter(({ beforeUpdate }) => beforeUpdate).slice(0, -UPDATES_KEPT);
  for (const { file } of [...old, ...oldUpdates]) rmSync(file, { force: true });
  for (const name of readdirSync(folder).filter((one) => CUT.test(one))) rmSync(path.join(folder, name));
}

/** Where a backup goes, and the key that it is signed with. */
export interface BackupPlace {
  folder: string;
  key: Buffer | null;
}

async function writeInto(pool: pg.Pool, { folder, key }: BackupPlace, name: string, at: Date): Promise<KeptBackup> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await requireRoom(pool, folder);
  const file = path.join(folder, name);
  await backup(pool, file, at, key);
  rotate(folder);
  const written = keptBackups(folder).find((one) => one.name === name);
  if (!written) throw new Error(`the backup ${name} is not there`);
  return written;
}

/** Writes one more backup, then removes those whose time is over. The day in its name is the day in Paris. */
export function keepBackup(pool: pg.Pool, place: BackupPlace, at: Date): Promise<KeptBackup> {
  return writeInto(pool, place, `observatoire-${stamp(at)}.sauvegarde`, at);
}

/** Keeps the database as it is before an update; `version`: the last migration that it knows. */
export function keepBeforeUpdate(pool: pg.Pool, place: BackupPlace, version: string, at: Date): Promise<KeptBackup> {
  return writeInto(pool, place, `avant-mise-a-jour-${version}-${stamp(at)}.sauvegarde`, at);
}
