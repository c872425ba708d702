import type pg from 'pg';
import { summariseFigures } from '../indicators/summary.ts';
import { backupKey, indicatorMarks, type Marks } from '../platform/backup/backup.ts';
import { readBackup } from '../platform/backup/backup-reading.ts';
import { type KeptBackup, keepBackup, keptBackups } from '../platform/backup/backup-store.ts';
import { restore } from '../platform/backup/restore.ts';
import type { Platform } from '../platform/context.ts';
import { figureRevision } from '../platform/database/revision.ts';
import { withScratchDatabase } from '../platform/database/scratch-database.ts';
import { systemCodeOf } from '../platform/errors.ts';
import { inTurn } from '../platform/long-work.ts';
import { findYearsWithFigures, readBackupMemory, rememberBackup } from './repository.ts';

/** What a backup needs beside the platform. */
export interface BackupPlatform extends Pick<Platform, 'db' | 'clock' | 'referenceDate' | 'demonstration'> {
  pool: pg.Pool;
  env: { backupFolder: string | null; keyFile: string };
}

const DAY_MS = 86_400_000;
const VERIFIED_EVERY_MS = 6.5 * DAY_MS;

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 500);

const differing = (a: Marks, b: Marks) =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((code) => a[code] !== b[code]);

/** Every figure of every year, as the product says it. */
async function allFigures(platform: Pick<Platform, 'db' | 'referenceDate' | 'demonstration'>): Promise<Marks> {
  const said: Marks = {};
  for (const year of await findYearsWithFigures(platform.db))
    for (const figure of await summariseFigures(platform, year))
      said[`${figure.code} ${year}`] = JSON.stringify(figure);
  return said;
}

/**
 * Puts a backup into a scratch database and compares every indicator: the marks that it was made with, and, when nothing has
 * been written since, each figure of each year as the product says it. Answers the codes that differ.
 */
export async function compareBackup(
  platform: BackupPlatform,
  file: string,
): Promise<{ compared: number; wrong: string[] }> {
  const revision = await figureRevision(platform.pool);
  const { marks } = await readBackup(file);
  return withScratchDatabase(platform.pool, async ({ db, pool }) => {
    const { ending } = await restore(pool, file, backupKey(platform.env.keyFile));
    const wrong = differing(marks, await indicatorMarks(pool));
    if (ending !== 'right') wrong.push('signature');
    const restored = await allFigures({ ...platform, db });
    const here = await allFigures(platform);
    const unchanged = (await figureRevision(platform.pool)) === revision;
    const isFresh = unchanged && differing(marks, await indicatorMarks(platform.pool)).length === 0;
    if (isFresh) wrong.push(...differing(here, restored));
    return { compared: Object.keys(marks).length, wrong };
  });
}

/** Verifies a backup and remembers what came of it. Where the account may make no database, that is said. */
async function verify(platform: BackupPlatform, { file, name }: KeptBackup): Promise<void> {
  const told = { at: platform.clock.now().toISOString(), backup: name };
  try {
    const { compared, wrong } = await compareBackup(platform, file);
    const outcome = wrong.length === 0 ? 'same' : 'different';
    const words = wrong.length === 0 ? String(compared) : wrong.slice(0, 10).join(', ');
    await rememberBackup(platform.db, { verification: { ...told, outcome, words } });
    if (wrong.length > 0) throw new Error(`La sauvegarde ${name} ne rend pas les mêmes chiffres : ${words}.`);
  } catch (error) {
    const denied = systemCodeOf(error) === '42501';
    const words = denied
      ? 'Le compte de la base n’a pas le droit de créer une base d’essai (CREATEDB).'
      : wordsOf(error);
    await rememberBackup(platform.db, {
      verification: { ...told, outcome: denied ? 'impossible' : 'different', words },
    });
    if (!denied) throw error;
  }
}

/** The backup of the day, or one that was asked for; once a week it is restored and compared. A failure is remembered. */
export async function backUp(platform: BackupPlatform): Promise<void> {
  const { env, pool, db, clock } = platform;
  if (!env.backupFolder) return;
  try {
    const place = { folder: env.backupFolder, key: backupKey(env.keyFile) };
    const kept = await inTurn('installation', () => keepBackup(pool, place, clock.now()));
    const { verification } = await readBackupMemory(db);
    const age = verification ? clock.now().getTime() - Date.parse(verification.at) : Number.POSITIVE_INFINITY;
    // A clock that was put back would otherwise hold verifications up.
    if (Math.abs(age) > VERIFIED_EVERY_MS || verification?.outcome === 'different') await verify(platform, kept);
    await rememberBackup(db, { failure: null });
  } catch (error) {
    await rememberBackup(db, { failure: { at: clock.now().toISOString(), words: wordsOf(error) } }).catch(() => {});
    throw error;
  }
}

/** The last backup of the day or that was asked for; those before an update are no sign that the nights go well. */
export const lastBackup = (folder: string | null): KeptBackup | null =>
  (folder &&
    keptBackups(folder)
      .filter(({ beforeUpdate }) => !beforeUpdate)
      .at(-1)) ||
  null;
