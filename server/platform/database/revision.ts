import type pg from 'pg';

/** The sum that `sum` gives when nothing has ever changed. */
const COUNT = 'coalesce((SELECT sum(changes) FROM revision.counter), 0)::text';

/** How many times the figures have changed, in SQL: to be read in the statement that reads the session. */
export const revisionSql = COUNT;

/** How many times the figures, or what they are judged by, have changed: the same count means the same answers. */
export async function figureRevision(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ revision: string }>({ name: 'revision', text: `SELECT ${COUNT} AS revision` });
  return rows[0]?.revision ?? '0';
}

/** Adds the counts of connections that are gone into one row: the sum stays, and stays quick to make after many restarts. */
export async function foldRevision(pool: pg.Pool): Promise<void> {
  await pool.query(`
    WITH gone AS (
      DELETE FROM revision.counter c
      WHERE backend <> 0 AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.pid = c.backend)
      RETURNING changes)
    INSERT INTO revision.counter AS c (backend, changes) SELECT 0, coalesce(sum(changes), 0) FROM gone
    ON CONFLICT (backend) DO UPDATE SET changes = c.changes + excluded.changes`);
}
