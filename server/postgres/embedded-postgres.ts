import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { connectionTo, createCluster, openCluster, shortened } from './postgres-cluster.ts';
import { DatabaseUnavailable } from './postgres-runtime.ts';
import { joinOrStart, leave, type Session } from './postgres-session.ts';

/**
 * A real PostgreSQL from npm, as a child of whoever opens the data folder first. It listens on a socket inside the
 * cluster's own 0700 folder (on a loopback port with a password on Windows). Every opener holds a shared lock; the last
 * one to leave stops the server, so the product and the command line can share a folder in any order. A server that dies
 * under them is started again by whichever of them sees it first.
 */
export interface EmbeddedPostgres {
  connection: pg.PoolConfig;
  /** True when a server was already running on the folder. */
  adopted: boolean;
  /**
   * Refuses when another product runs on this folder; held until `stop`, through restarts of the server. `lost`: another
   * product was quicker after such a restart, and this one must stop.
   */
  acquireProductLock(lost?: (refusal: DatabaseUnavailable) => void): Promise<void>;
  /** True while a product, of this version or another, holds the folder. */
  productRuns(): Promise<boolean>;
  stop(): Promise<void>;
}

const PRODUCT_LOCK = 7_270_102;
const AGAIN_MS = 1_000;

interface Opening {
  dataDir: string;
  /** Told what happens to the server while it is open. */
  say?: (sentence: string) => void;
}

const runsAlready = (dataDir: string) =>
  new DatabaseUnavailable(
    `L’observatoire tourne déjà sur ce dossier de données (${path.resolve(dataDir)}). Arrêtez-le, ou choisissez un autre dossier par DATA_DIR.`,
  );

async function takeProductLock({ client }: Session, dataDir: string): Promise<void> {
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS taken', [PRODUCT_LOCK]);
  if (!rows[0].taken) throw runsAlready(dataDir);
}

/** Another product holds the folder: that is for `lost`. Anything else is another fault of the server, and tried again. */
const leaveTo = (lost: (refusal: DatabaseUnavailable) => void) => (error: unknown) => {
  if (!(error instanceof DatabaseUnavailable)) throw error;
  lost(error);
};

/** The session that says that the folder is open. When it ends unasked, the server has died: it is started again, and joined. */
function keepJoined(first: Session, rejoin: (closing: () => boolean) => Promise<Session>) {
  let session = first;
  let closing = false;
  let mending: Promise<void> | null = null;

  async function mend(): Promise<void> {
    while (!closing) {
      try {
        session = await rejoin(() => closing);
        watch();
        return;
      } catch {
        if (!closing) await pause(AGAIN_MS);
      }
    }
  }
  function watch(): void {
    void session.ended.then(() => {
      if (!closing) mending = mend();
    });
  }
  watch();
  return {
    current: () => session,
    /** Stops watching; answers the session as it then is. */
    async release(): Promise<Session> {
      closing = true;
      await mending;
      return session;
    },
  };
}

/** Opens the embedded database of a data folder. See `EmbeddedPostgres`. */
export async function startEmbeddedPostgres({ dataDir, say = () => {} }: Opening): Promise<EmbeddedPostgres> {
  const cluster = openCluster(dataDir);
  createCluster(cluster);
  const { host, remove } = shortened(cluster.folder);
  const first = await joinOrStart(cluster, host);
  let product: { lost: (refusal: DatabaseUnavailable) => void } | null = null;

  const kept = keepJoined(first.session, async (closing) => {
    say('La base de données ne répond plus. Elle redémarre…');
    const from = performance.now();
    const { session } = await joinOrStart(cluster, host, closing);
    say(`La base de données répond de nouveau (${Math.round(performance.now() - from)} ms).`);
    if (product) await takeProductLock(session, dataDir).catch(leaveTo(product.lost));
    return session;
  });
  return {
    connection: connectionTo(cluster, host),
    adopted: first.child === null,
    async acquireProductLock(lost = (refusal) => say(refusal.message)) {
      await takeProductLock(kept.current(), dataDir);
      product = { lost };
    },
    async productRuns() {
      const sql = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND granted`;
      return (await kept.current().client.query(sql, [PRODUCT_LOCK])).rowCount !== 0;
    },
    async stop() {
      await leave(cluster, await kept.release());
      remove();
    },
  };
}
