import type pg from 'pg';

/** The sum that `sum` gives when nothing has ever changed. */
const COUNT = 'coalesce((SELECT sum(changes) FROM revision.counter), 0)::text';

/** How many times the figures have changed, in SQL: to be read in the statement that reads the session. */
export const revisionSql = COUNT;

/** How many times the tables have changed, all together, in SQL: the same count means that each is the same. */
export const tableChangesSql = 'coalesce((SELECT sum(changes) FROM revision.table_changes), 0)::text';

/** How many times the figures, or what they are judged by, have changed: the same count means the same answers. */
export async function figureRevision(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ revision: string }>({ name: 'revision', text: `SELECT ${COUNT} AS revision` });
  return rows[0]?.revision ?? '0';
}

/** How many times each table that counts its changes has changed, by name. */
export type TableChanges = ReadonlyMap<string, string>;

/**
 * The changes of each table, asked of the database only when the sum of all, which the session's statement reads, has moved.
 * A table that does not count its changes is not named.
 */
export function tableChanges(pool: pg.Pool): (sum: string) => Promise<TableChanges> {
  let known: { sum: string; changes: TableChanges } | undefined;
  return async (sum) => {
    if (known?.sum === sum) return known.changes;
    const { rows } = await pool.query<{ sum: string; name: string; changes: string }>({
      name: 'table-changes',
      text: `SELECT ${tableChangesSql} AS sum, c.relname AS name, coalesce(n.changes, 0)::text AS changes
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        LEFT JOIN (SELECT name, sum(changes) AS changes FROM revision.table_changes GROUP BY name) n ON n.name = c.relname
        WHERE t.tgfoid = 'revision.note_table'::regproc`,
    });
    const changes = new Map(rows.map(({ name, changes }) => [name, changes]));
    known = { sum: rows[0]?.sum ?? sum, changes };
    return changes;
  };
}

/** Adds the counts of connections that are gone into one row of each table: the sums stay, and stay quick to make after many restarts. */
export async function foldRevision(pool: pg.Pool): Promise<void> {
  const gone = `c.backend <> 0 AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.pid = c.backend)`;
  await pool.query(`
    WITH gone AS (DELETE FROM revision.counter c WHERE ${gone} RETURNING changes)
    INSERT INTO revision.counter AS c (backend, changes) SELECT 0, coalesce(sum(changes), 0) FROM gone
    ON CONFLICT (backend) DO UPDATE SET changes = c.changes + excluded.changes`);
  await pool.query(`
    WITH gone AS (DELETE FROM revision.table_changes c WHERE ${gone} RETURNING name, changes)
    INSERT INTO revision.table_changes AS c (backend, name, changes) SELECT 0, name, sum(changes) FROM gone GROUP BY name
    ON CONFLICT (backend, name) DO UPDATE SET changes = c.changes + excluded.changes`);
}
