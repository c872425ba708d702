import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { postmaster } from './postgres-process.ts';
import { canReach, DatabaseUnavailable, type Identity, identityFor, runtimeFor } from './postgres-runtime.ts';
import { causeOf } from './postgres-words.ts';

const USER = 'observatoire';
const SOCKET_PATH_MAX = 100;
export const windows = process.platform === 'win32';

export interface Cluster {
  folder: string;
  identity: Identity;
  runtime: string;
  /** How the server's own user names the cluster's folder. */
  name: string;
}

/** A database that somebody else copied (`cp -r` by root) has files that its server may not open. */
function requireOwned(folder: string, { uid = process.getuid?.(), gid = process.getgid?.() }: Identity): void {
  const marker = statSync(path.join(folder, 'PG_VERSION'), { throwIfNoEntry: false });
  if (!marker || uid === undefined || marker.uid === uid) return;
  throw new DatabaseUnavailable(
    `Les fichiers de la base (${folder}) appartiennent à un autre compte que celui qui lance PostgreSQL. Rendez-les-lui par «\u00a0chown -R ${uid}:${gid} ${folder}\u00a0», puis recommencez.`,
  );
}

export function openCluster(dataDir: string): Cluster {
  const folder = path.join(path.resolve(dataDir), 'postgres');
  const identity = identityFor(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  requireOwned(folder, identity);
  if (identity.uid !== undefined && identity.gid !== undefined) chownSync(folder, identity.uid, identity.gid);
  // A copy is often open to all, which PostgreSQL refuses.
  if (!windows) chmodSync(folder, 0o700);
  // The working folder is entered before the user changes, and this link leads to it without going through its parents.
  const name = canReach(folder, identity) ? folder : '/proc/self/cwd';
  return { folder, identity, runtime: runtimeFor(identity), name };
}

export const program = ({ runtime }: Cluster, name: string) =>
  path.join(runtime, 'bin', windows ? `${name}.exe` : name);
export const serverEnvironment = () => ({
  PATH: process.env.PATH ?? '',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(windows && { SystemRoot: process.env.SystemRoot }),
});
const secretFile = ({ folder }: Cluster) => path.join(folder, '..', 'secrets', 'database.key');

function databasePassword(cluster: Cluster): string {
  const file = secretFile(cluster);
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8');
}

const isMade = (folder: string) => existsSync(path.join(folder, 'PG_VERSION'));

/** Puts a finished cluster in its place; another opener may have been quicker, and then theirs stands. */
function install(fresh: string, folder: string): void {
  try {
    if (windows && !isMade(folder)) rmdirSync(folder);
    renameSync(fresh, folder);
  } catch (error) {
    if (!isMade(folder)) throw error;
  }
}

/** Made beside its place and moved there whole: a first start that is cut leaves no half of a database. */
export function createCluster(cluster: Cluster): void {
  const { folder, identity } = cluster;
  if (isMade(folder)) return;
  const fresh = mkdtempSync(`${folder}.`);
  try {
    if (identity.uid !== undefined && identity.gid !== undefined) chownSync(fresh, identity.uid, identity.gid);
    initialise({ ...cluster, folder: fresh, name: cluster.name === folder ? fresh : cluster.name });
    install(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function initialise(cluster: Cluster): void {
  if (windows) databasePassword(cluster);
  const authentication = windows ? ['-A', 'scram-sha-256', `--pwfile=${secretFile(cluster)}`] : ['-A', 'trust'];
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const run = spawnSync(
    program(cluster, 'initdb'),
    ['-D', cluster.name, '-U', USER, '-E', 'UTF8', '--data-checksums', ...locale, ...authentication],
    {
      ...cluster.identity,
      cwd: cluster.folder,
      encoding: 'utf8',
      env: serverEnvironment(),
    },
  );
  if (run.status !== 0)
    throw new DatabaseUnavailable(
      `La base de données n’a pas pu être créée dans ${path.dirname(cluster.folder)}\u00a0: ${causeOf(run.stderr || run.error?.message || '', 'les droits de ce dossier, ou la place qui y reste')}.`,
    );
}

export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  const { port } = address;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A socket address is at most 107 bytes long: a deep folder is reached through a short link. */
export function shortened(folder: string): { host: string; remove: () => void } {
  if (Buffer.byteLength(folder) <= SOCKET_PATH_MAX - 16) return { host: folder, remove: () => {} };
  const link = mkdtempSync(path.join(os.tmpdir(), 'obs-'));
  symlinkSync(folder, path.join(link, 's'));
  return { host: path.join(link, 's'), remove: () => rmSync(link, { recursive: true, force: true }) };
}

export function connectionTo(cluster: Cluster, host: string): pg.PoolConfig {
  const base = { user: USER, database: 'postgres', connectionTimeoutMillis: 5000 };
  if (!windows) return { ...base, host, port: 5432 };
  return { ...base, host: '127.0.0.1', port: postmaster(cluster)?.port ?? 5432, password: databasePassword(cluster) };
}
