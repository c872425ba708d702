import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';

/** The folder of a cluster, whoever runs it. */
interface Place {
  folder: string;
}

export const pidFile = ({ folder }: Place) => path.join(folder, 'postmaster.pid');

/** The lines of PostgreSQL's own pid file: process number first, port fourth. */
export function postmaster(cluster: Place): { pid: number; port: number } | null {
  try {
    const lines = readFileSync(pidFile(cluster), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return null;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return !isZombie(pid);
}

/** Dead, and not yet buried by its parent: in a container whose first program buries nobody, for ever. */
function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** True when a living PostgreSQL, an old connection included, works in the folder; where that cannot be seen, too. */
function isWorkedIn(cluster: Place): boolean {
  try {
    const programs = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const isThere = (pid: number) => !isZombie(pid) && existsSync(`/proc/${pid}`);
    return programs.map(Number).some((pid) => isServerOf(cluster, pid) && isThere(pid));
  } catch {
    return true;
  }
}

/** A PostgreSQL works in its cluster's folder; where that cannot be seen, being a PostgreSQL is enough. */
function isServerOf({ folder }: Place, pid: number): boolean {
  try {
    if (!readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')) return false;
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    return true;
  }
}

/**
 * After a cut, the two lock files may name a number that another program has taken since, as small numbers do in a
 * container that restarts: PostgreSQL would then refuse to start for ever. Such files are removed.
 */
export function forgetStrangers(cluster: Place): void {
  for (const file of [pidFile(cluster), path.join(cluster.folder, '.s.PGSQL.5432.lock')]) {
    const pid = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN;
    if (!(pid > 0)) continue;
    const stranger = isAlive(pid) && !isServerOf(cluster, pid);
    // PostgreSQL takes a zombie for a living server. Its connections end by themselves, some instants after it.
    if (stranger || (isZombie(pid) && !isWorkedIn(cluster))) rmSync(file, { force: true });
  }
}
