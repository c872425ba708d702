import { readdirSync, readFileSync } from 'node:fs';

const megabytes = (text: string, name: string) =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) / 1024;

/** The database's own share of what its processes hold: pages that several share are counted once. */
export function databaseMemory(postmaster: number): number {
  const own = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return (
        Number(name) === postmaster ||
        readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(postmaster)
      );
    } catch {
      return false;
    }
  });
  return own.reduce((sum, pid) => {
    try {
      return sum + megabytes(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'), 'Pss');
    } catch {
      return sum;
    }
  }, 0);
}

/** What a process holds now, and the most that it has ever held. */
export function processMemory(pid: number): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return { now: megabytes(status, 'VmRSS'), most: megabytes(status, 'VmHWM') };
}
