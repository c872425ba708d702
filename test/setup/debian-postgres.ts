import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const INSTALLED = '/usr/lib/postgresql';
const PATIENCE_MS = 30_000;

/** The programs of a PostgreSQL server that the machine has (Debian's package), the newest first; `POSTGRES_BIN` names others. */
export function installedPostgres(): string | null {
  const named = process.env.POSTGRES_BIN;
  if (named) return named;
  if (!existsSync(INSTALLED)) return null;
  const versions = readdirSync(INSTALLED).sort((a, b) => Number(b) - Number(a));
  const folders = versions.map((version) => path.join(INSTALLED, version, 'bin'));
  return folders.find((folder) => existsSync(path.join(folder, 'initdb'))) ?? null;
}

/** PostgreSQL refuses root: then it is `postgres`, as Debian's package makes it, or `nobody`. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  const line = users.find((one) => one.startsWith('postgres:')) ?? users.find((one) => one.startsWith('nobody:'));
  const [, , uid, gid] = (line ?? '').split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answering(url: string): Promise<void> {
  for (const from = performance.now(); performance.now() - from < PATIENCE_MS; await pause(50)) {
    const client = new pg.Client({ connectionString: url });
    const there = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    if (there) return;
  }
  throw new Error('the PostgreSQL server of the machine does not answer');
}

export interface DebianPostgres {
  /** Of the database `postgres`, as the superuser. */
  url: string;
  version: string;
  /** Cuts it as a failure of its machine would; `start` brings it back with what it had. */
  cut(): Promise<void>;
  start(): Promise<void>;
  /** A server that follows this one, a moment behind. */
  replicate(): Promise<DebianPostgres>;
  stop(): Promise<void>;
}

/** A server of the machine's own PostgreSQL on a fresh folder, reached through the network as a town hall's would be. */
export function startInstalledPostgres(bin: string): Promise<DebianPostgres> {
  return serve(bin, (run, data) =>
    run('initdb', ['-D', data, '-U', 'observatoire', '-A', 'trust', '-E', 'UTF8', '--locale=C']),
  );
}

type Run = (program: string, args: string[]) => void;

async function serve(bin: string, make: (run: Run, data: string) => void): Promise<DebianPostgres> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'obs-server-'));
  const data = path.join(folder, 'data');
  const identity = unprivileged();
  if (identity.uid !== undefined && identity.gid !== undefined) chownSync(folder, identity.uid, identity.gid);
  const environment = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' };
  const options = { ...identity, cwd: folder, env: environment, encoding: 'utf8' } as const;
  make((program, args) => {
    const made = spawnSync(path.join(bin, program), args, options);
    if (made.status !== 0) throw new Error(`${program}: ${made.stderr || made.error?.message}`);
  }, data);
  const port = await freePort();
  // A test that is cut is begun again: this server keeps nothing through a power cut.
  const forgetful = ['fsync', 'synchronous_commit', 'full_page_writes'].map((name) => `${name}=off`);
  const settings = [...forgetful, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, `port=${port}`];
  const args = ['-D', data, ...settings.flatMap((one) => ['-c', one])];
  const url = `postgres://observatoire@127.0.0.1:${port}/postgres`;
  let child: ChildProcess | undefined;
  const start = async () => {
    child = spawn(path.join(bin, 'postgres'), args, { ...options, stdio: 'ignore' });
    await answering(url);
  };
  const end = async (signal: 'SIGTERM' | 'SIGQUIT') => {
    const running = child;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    await new Promise((resolve) => {
      // Whoever has said goodbye is given the time to leave; who has not is sent away.
      const impatience = setTimeout(() => running.kill('SIGINT'), 5_000);
      running.once('exit', () => {
        clearTimeout(impatience);
        resolve(null);
      });
      running.kill(signal);
    });
  };
  const stop = async () => {
    await end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  const version = spawnSync(path.join(bin, 'postgres'), ['--version'], { encoding: 'utf8', env: environment });
  return {
    url,
    version: version.stdout.trim(),
    cut: () => end('SIGQUIT'),
    start,
    replicate: () => serve(bin, (run, copy) => run('pg_basebackup', ['-R', '-c', 'fast', '-d', url, '-D', copy])),
    stop,
  };
}
