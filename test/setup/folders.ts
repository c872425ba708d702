import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Folders that one run makes and the next ones copy. */

const WEEK_MS = 7 * 24 * 3_600_000;

/** Put in place only when it is whole; another run may have been quicker, and then theirs stands. */
export function putInPlace(fresh: string, folder: string): void {
  try {
    renameSync(fresh, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

/** A copy of a data folder whose server has stopped. PostgreSQL runs as another user when we are root: its files stay theirs. */
export function copyFolder(from: string, to: string): void {
  if (process.platform === 'win32') {
    cpSync(from, to, { recursive: true });
    return;
  }
  const run = spawnSync('cp', ['-Rp', `${from}/.`, to], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`cp ${from}: ${run.stderr}`);
}

/** Takes away those that nobody has used for a week. */
export function removeOld(prefix: string): void {
  for (const name of readdirSync(os.tmpdir()).filter((one) => one.startsWith(prefix))) {
    const folder = path.join(os.tmpdir(), name);
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > WEEK_MS) rmSync(folder, { recursive: true, force: true });
  }
}
