import pg from 'pg';

/**
 * A pool whose connections may drop, idle or in use: whoever uses one is told by the answer to what they asked; an error event
 * that nobody listens to would end the process. `dropped`: called when an idle one has gone, which the pool replaces.
 */
export function openPool(config: pg.PoolConfig, dropped: () => void = () => {}): pg.Pool {
  const pool = new pg.Pool(config);
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('error', dropped);
  return pool;
}
