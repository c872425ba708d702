import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { forgetStrangers, isAlive, pidFile, postmaster } from './postgres-process.ts';
import { canReach, DatabaseUnavailable, type Identity, identityFor, runtimeFor } from './postgres-runtime.ts';

/**
 * A real PostgreSQL from npm, as a child of whoever opens the data folder first. It listens on a socket inside the
 * cluster's own 0700 folder (on a loopback port with a password on Windows). Every opener holds a shared lock; the last
 * one to leave stops the server, so the product and the command line can share a folder in any order.
 */
export interface EmbeddedPostgres {
  connection: pg.PoolConfig;
  /** True when a server was already running on the folder. */
  adopted: boolean;
  /** Refuses when another product runs on this folder; held until `stop`. */
  acquireProductLock(): Promise<void>;
  stop(): Promise<void>;
}

const USER = 'observatoire';
const USERS_LOCK = 7_270_101;
const PRODUCT_LOCK = 7_270_102;
const START_TIMEOUT = 30_000;
const SOCKET_PATH_MAX = 100;
const windows = process.platform === 'win32';

const settings: Record<string, string> = {
  unix_socket_directories: windows ? '' : '.',
  listen_addresses: windows ? '127.0.0.1' : '',
  max_connections: '60',
  shared_buffers: '128MB',
  // Compiling a statement costs more than it saves on a territory's figures.
  jit: 'off',
  // What a row holds must not reach a log: no statement, no detail of a refused row.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  timezone: 'UTC',
};

interface Cluster {
  folder: string;
  identity: Identity;
  runtime: string;
  /** How the server's own user names the cluster's folder. */
  name: string;
}

function openCluster(dataDir: string): Cluster {
  const folder = path.join(path.resolve(dataDir), 'postgres');
  const identity = identityFor(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (identity.uid !== undefined && identity.gid !== undefined) chownSync(folder, identity.uid, identity.gid);
  // The working folder is entered before the user changes, and this link leads to it without going through its parents.
  const name = canReach(folder, identity) ? folder : '/proc/self/cwd';
  return { folder, identity, runtime: runtimeFor(identity), name };
}

const program = ({ runtime }: Cluster, name: string) => path.join(runtime, 'bin', windows ? `${name}.exe` : name);
const serverEnvironment = () => ({
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
function createCluster(cluster: Cluster): void {
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
      `La base de données n’a pas pu être créée dans ${path.dirname(cluster.folder)} : ${(run.stderr || run.error?.message || '').trim().split('\n').at(-1)}`,
    );
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A socket address is at most 107 bytes long: a deep folder is reached through a short link. */
function shortened(folder: string): { host: string; remove: () => void } {
  if (Buffer.byteLength(folder) <= SOCKET_PATH_MAX - 16) return { host: folder, remove: () => {} };
  const link = mkdtempSync(path.join(os.tmpdir(), 'obs-'));
  symlinkSync(folder, path.join(link, 's'));
  return { host: path.join(link, 's'), remove: () => rmSync(link, { recursive: true, force: true }) };
}

function connectionTo(cluster: Cluster, host: string): pg.PoolConfig {
  const base = { user: USER, database: 'postgres', connectionTimeoutMillis: 5000 };
  if (!windows) return { ...base, host, port: 5432 };
  return { ...base, host: '127.0.0.1', port: postmaster(cluster)?.port ?? 5432, password: databasePassword(cluster) };
}

/** A session that holds the openers' shared lock, or null when no server answers or it is leaving. */
async function join(config: pg.PoolConfig): Promise<pg.Client | null> {
  const client = new pg.Client(config);
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query('SELECT pg_try_advisory_lock_shared($1) AS joined', [USERS_LOCK]);
    if (rows[0].joined) return client;
  } catch {
    // Nobody answers yet, or no longer.
  }
  await client.end().catch(() => {});
  return null;
}

async function launch(cluster: Cluster): Promise<ChildProcess> {
  const log = path.join(cluster.folder, '..', 'postgres.log');
  if (existsSync(log)) renameSync(log, `${log}.1`);
  const output = openSync(log, 'w', 0o600);
  const port = windows ? ['-c', `port=${await freePort()}`] : [];
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(program(cluster, 'postgres'), ['-D', cluster.name, ...port, ...options], {
    ...cluster.identity,
    cwd: cluster.folder,
    // A Ctrl+C in the terminal is for the product, which stops the server itself.
    detached: true,
    stdio: ['ignore', output, output],
    env: serverEnvironment(),
  });
  closeSync(output);
  child.on('error', () => {});
  child.unref();
  return child;
}

function lastWords({ folder }: Cluster): string {
  const log = path.join(folder, '..', 'postgres.log');
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' ') : '';
}

/** Joins the server of the folder, starting it when there is none; waits for one that is starting or leaving. */
async function joinOrStart(
  cluster: Cluster,
  host: string,
): Promise<{ session: pg.Client; child: ChildProcess | null }> {
  const deadline = Date.now() + START_TIMEOUT;
  let child: ChildProcess | null = null;
  while (Date.now() < deadline) {
    const session = await join(connectionTo(cluster, host));
    if (session) return { session, child };
    forgetStrangers(cluster);
    const running = postmaster(cluster);
    const gone = child === null || child.exitCode !== null || child.signalCode !== null;
    const taken = running !== null && isAlive(running.pid);
    if (gone && !taken) child = await launch(cluster);
    await pause(50);
  }
  throw new DatabaseUnavailable(
    `La base de données du dossier ${cluster.folder} ne démarre pas : ${lastWords(cluster)}`,
  );
}

async function leave(cluster: Cluster, session: pg.Client): Promise<void> {
  const { rows } = await session
    .query('SELECT pg_advisory_unlock_shared($1), pg_try_advisory_lock($1) AS alone', [USERS_LOCK])
    .catch(() => ({ rows: [{ alone: false }] }));
  const running = postmaster(cluster);
  if (rows[0].alone && running) {
    process.kill(running.pid, 'SIGINT');
    while (isAlive(running.pid) && existsSync(pidFile(cluster))) await pause(20);
  }
  await session.end().catch(() => {});
}

/** Opens the embedded database of a data folder. See `EmbeddedPostgres`. */
export async function startEmbeddedPostgres({ dataDir }: { dataDir: string }): Promise<EmbeddedPostgres> {
  const cluster = openCluster(dataDir);
  createCluster(cluster);
  const { host, remove } = shortened(cluster.folder);
  const { session, child } = await joinOrStart(cluster, host);
  return {
    connection: connectionTo(cluster, host),
    adopted: child === null,
    async acquireProductLock() {
      const { rows } = await session.query('SELECT pg_try_advisory_lock($1) AS taken', [PRODUCT_LOCK]);
      if (!rows[0].taken)
        throw new DatabaseUnavailable(
          `L’observatoire tourne déjà sur ce dossier de données (${path.resolve(dataDir)}). Arrêtez-le, ou choisissez un autre dossier par DATA_DIR.`,
        );
    },
    async stop() {
      await leave(cluster, session);
      remove();
    },
  };
}
