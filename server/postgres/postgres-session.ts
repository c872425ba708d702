import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, connectionTo, freePort, program, serverEnvironment, windows } from './postgres-cluster.ts';
import { forgetStrangers, isAlive, pidFile, postmaster } from './postgres-process.ts';
import { DatabaseUnavailable } from './postgres-runtime.ts';
import { causeOf } from './postgres-words.ts';

/** Held, shared, by everyone who has the folder open: whoever can take it alone is the last one. */
const USERS_LOCK = 7_270_101;
const START_TIMEOUT = 30_000;
/** A server that does not start (no space, old connections that still end) is tried again, less and less often. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;
const LOG_MAX = 1024 * 1024;

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

/** A connection that says that the folder is open, for as long as it lasts. */
export interface Session {
  client: pg.Client;
  /** Resolves when the connection is over, asked for or not. */
  ended: Promise<void>;
}

/** A session that holds the openers' shared lock, or null when no server answers or it is leaving. */
async function join(config: pg.PoolConfig): Promise<Session | null> {
  const client = new pg.Client(config);
  client.on('error', () => {});
  const ended = new Promise<void>((resolve) => client.once('end', resolve));
  try {
    await client.connect();
    const { rows } = await client.query('SELECT pg_try_advisory_lock_shared($1) AS joined', [USERS_LOCK]);
    if (rows[0].joined) return { client, ended };
  } catch {
    // Nobody answers yet, or no longer.
  }
  await client.end().catch(() => {});
  return null;
}

async function launch(cluster: Cluster): Promise<ChildProcess> {
  const log = path.join(cluster.folder, '..', 'postgres.log');
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > LOG_MAX) renameSync(log, `${log}.1`);
  const output = openSync(log, 'a', 0o600);
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

/** Why the server does not start, by the last words that it wrote. */
function causeIn({ folder }: Cluster): string {
  const log = path.resolve(folder, '..', 'postgres.log');
  const said = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' ') : '';
  return causeOf(said, log);
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null || !child.pid;

/** A session, and the server when it was started for it. */
interface Joined {
  session: Session;
  child: ChildProcess | null;
}

/**
 * Joins the server of the folder, starting it when there is none; waits for one that is starting, recovering or leaving.
 * Several may do so at once: PostgreSQL's own lock file lets one server through, and the others join it.
 */
export async function joinOrStart(
  cluster: Cluster,
  host: string,
  abandoned: () => boolean = () => false,
): Promise<Joined> {
  const deadline = Date.now() + START_TIMEOUT;
  let child: ChildProcess | null = null;
  let wait = FIRST_PAUSE_MS;
  while (Date.now() < deadline && !abandoned()) {
    const session = await join(connectionTo(cluster, host));
    if (session) return { session, child };
    forgetStrangers(cluster);
    const running = postmaster(cluster);
    const taken = running !== null && isAlive(running.pid);
    if ((child === null || hasEnded(child)) && !taken) {
      if (child) wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
      child = await launch(cluster);
    }
    await pause(wait);
  }
  if (child && !hasEnded(child)) child.kill('SIGINT');
  throw new DatabaseUnavailable(
    `La base de données du dossier ${cluster.folder} ne démarre pas\u00a0: ${causeIn(cluster)}.`,
  );
}

/** The last one who leaves stops the server. */
export async function leave(cluster: Cluster, { client }: Session): Promise<void> {
  const { rows } = await client
    .query('SELECT pg_advisory_unlock_shared($1), pg_try_advisory_lock($1) AS alone', [USERS_LOCK])
    .catch(() => ({ rows: [{ alone: false }] }));
  const running = postmaster(cluster);
  if (rows[0].alone && running) {
    process.kill(running.pid, 'SIGINT');
    while (isAlive(running.pid) && existsSync(pidFile(cluster))) await pause(20);
  }
  await client.end().catch(() => {});
}
