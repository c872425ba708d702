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
  stop(): Promise<void>;
}

/** A server of the machine's own PostgreSQL on a fresh folder, reached through the network as a town hall's would be. */
export async function startInstalledPostgres(bin: string): Promise<DebianPostgres> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'obs-server-'));
  const identity = unprivileged();
  if (identity.uid !== undefined && identity.gid !== undefined) chownSync(folder, identity.uid, identity.gid);
  const environment = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' };
  const options = { ...identity, cwd: folder, env: environment, encoding: 'utf8' } as const;
  const made = spawnSync(
    path.join(bin, 'initdb'),
    ['-D', `${folder}/data`, '-U', 'observatoire', '-A', 'trust', '-E', 'UTF8', '--locale=C'],
    options,
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr || made.error?.message}`);
  const port = await freePort();
  // A test that is cut is begun again: this server keeps nothing through a power cut.
  const forgetful = ['fsync', 'synchronous_commit', 'full_page_writes'].flatMap((name) => ['-c', `${name}=off`]);
  const settings = [
    ...forgetful,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    `unix_socket_directories=${folder}`,
    '-p',
    String(port),
  ];
  const child: ChildProcess = spawn(path.join(bin, 'postgres'), ['-D', `${folder}/data`, ...settings], {
    ...options,
    stdio: 'ignore',
  });
  const url = `postgres://observatoire@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null)
      await new Promise((resolve) => {
        // Whoever has said goodbye is given the time to leave; who has not is sent away.
        const impatience = setTimeout(() => child.kill('SIGINT'), 5_000);
        child.once('exit', () => {
          clearTimeout(impatience);
          resolve(null);
        });
        child.kill('SIGTERM');
      });
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answering(url);
  } catch (error) {
    await stop();
    throw error;
  }
  const version = spawnSync(path.join(bin, 'postgres'), ['--version'], { encoding: 'utf8', env: environment });
  return { url, version: version.stdout.trim(), stop };
}
