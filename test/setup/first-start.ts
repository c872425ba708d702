import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openInstallation } from '../../server/installation.ts';
import { readEnvironment } from '../../server/platform/env.ts';
import { copyFolder, putInPlace, removeOld } from './folders.ts';
import { printOf } from './template-print.ts';

const PREFIX = `observatoire-demonstration-${os.userInfo().uid}-`;
/** A lock that is older belongs to a run that was cut. */
const CUT_MS = 300_000;

/** The first start on an empty folder, as the product makes it. */
async function make(folder: string): Promise<void> {
  const fresh = mkdtempSync(`${folder}.`);
  try {
    const installation = await openInstallation(
      readEnvironment({ DATA_DIR: fresh, DATABASE_URL: '', DEMO: '1', LOG_LEVEL: 'silent' }),
    );
    await installation.close();
    putInPlace(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

const age = (file: string) => Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);

/** One makes it, the others wait. */
async function alone(folder: string, act: () => Promise<void>): Promise<void> {
  const lock = `${folder}.lock`;
  for (;;) {
    if (existsSync(folder)) return;
    try {
      mkdirSync(lock);
      break;
    } catch {
      if (age(lock) > CUT_MS) rmSync(lock, { recursive: true, force: true });
      await pause(200);
    }
  }
  try {
    await act();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/**
 * Makes of an empty folder the data folder that a first start with the demonstration leaves: a copy of the one that was made
 * from the same files of the house. `to` may be missing.
 */
export async function demonstrationFolder(to: string): Promise<void> {
  const made = path.join(
    os.tmpdir(),
    `${PREFIX}${printOf(path.resolve(import.meta.dirname, '../../server/installation.ts'))}`,
  );
  removeOld(PREFIX);
  await alone(made, () => make(made));
  mkdirSync(to, { recursive: true, mode: 0o700 });
  copyFolder(made, to);
}
