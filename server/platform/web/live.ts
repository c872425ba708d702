import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { extentOf, type Viewer } from '../access.ts';

type LookFor = (headers: NodeJS.Dict<string | string[]>) => Promise<Viewer | null>;

/** Writes that follow one another are told as one. */
const TOGETHER_MS = 300;
/** How often an open page proves that it is still there, and still allowed to be. */
const HEARTBEAT_MS = 25_000;
const AGAIN_MS = 1_000;

interface Connection {
  /** Gives the client back to the pool, once however often it is called. */
  release(): void;
}

/** Learns that figures have changed, whichever process wrote them, as long as somebody wants to know. */
export function figureChanges(pool: pg.Pool) {
  const listeners = new Set<() => void>();
  let waiting: NodeJS.Timeout | undefined;
  let connection: Promise<Connection> | undefined;
  let closed = false;
  let missed = false;

  const tell = () => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      for (const listener of listeners) listener();
    }, TOGETHER_MS);
  };

  async function listen(): Promise<Connection> {
    const client = await pool.connect();
    // Closing and a connection that breaks may come together: the pool refuses a client that is released twice.
    let released = false;
    const release = () => {
      if (!released) client.release(true);
      released = true;
    };
    // Before anything is asked of it, and for good: an error that nobody listens to ends the process.
    client.on('error', () => {
      release();
      connectAgain();
    });
    try {
      client.on('notification', tell);
      await client.query('LISTEN figures');
    } catch (error) {
      release();
      throw error;
    }
    // What was written while nobody listened is looked for by everyone.
    if (missed) tell();
    missed = false;
    return { release };
  }

  function connect(): void {
    connection ??= listen().catch((error: unknown) => {
      connectAgain();
      throw error;
    });
    connection.catch(() => {});
  }

  function connectAgain(): void {
    if (closed) return;
    missed = true;
    connection = undefined;
    setTimeout(() => !closed && listeners.size > 0 && connect(), AGAIN_MS).unref();
  }

  return {
    /** Calls `listener` after each change; answers what stops it. */
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      connect();
      return () => listeners.delete(listener);
    },
    async close(): Promise<void> {
      closed = true;
      clearTimeout(waiting);
      const open = await connection?.catch(() => undefined);
      open?.release();
    },
  };
}

const mayFollow = (viewer: Viewer | null) => viewer !== null && extentOf(viewer, 'figures.follow') !== 'none';

/**
 * `GET /api/live`: an open line on which « figures » is said each time that figures have changed. It bears no figure: whoever
 * hears it asks again, under their own rights. A line that is open is nobody at work: it keeps no session from ending. Answers
 * what counts the open lines.
 */
export function registerLive(app: FastifyInstance, pool: pg.Pool, lookFor: LookFor): () => number {
  const changes = figureChanges(pool);
  const open = new Set<() => void>();
  app.addHook('preClose', async () => {
    for (const close of open) close();
    await changes.close();
  });

  app.get('/api/live', { exposeHeadRoute: false }, async (request, reply) => {
    const viewer = await lookFor(request.headers);
    if (!mayFollow(viewer))
      return reply.code(viewer ? 403 : 401).send({ error: viewer ? 'FORBIDDEN' : 'NOT_SIGNED_IN' });
    reply.hijack();
    const { raw } = reply;
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.write('retry: 2000\n\n');
    const stop = changes.subscribe(() => raw.write('event: figures\ndata: 1\n\n'));
    const heart = setInterval(() => {
      const still = (yes: boolean) => (yes ? raw.write(': here\n\n') : raw.end());
      // A database that is away says nothing of the person: the line stays, and is looked at again at the next beat.
      lookFor(request.headers).then(
        (now) => still(mayFollow(now)),
        () => raw.write(': away\n\n'),
      );
    }, HEARTBEAT_MS);
    const close = () => raw.end();
    open.add(close);
    raw.on('close', () => {
      clearInterval(heart);
      stop();
      open.delete(close);
    });
  });
  return () => open.size;
}
