import type pg from 'pg';
import type { PrismaClient } from '../../../prisma/generated/client.ts';
import { withScratchDatabase } from '../database/scratch-database.ts';
import { BATCH, indicatorMarks, migrationsOf, tablesInOrder } from './backup.ts';
import { type BackupTaken, takeBackup, UnusableBackup } from './backup-reading.ts';

async function putBack(client: pg.ClientBase, table: string, rows: readonly string[]): Promise<void> {
  if (rows.length > 0)
    await client.query(`INSERT INTO "${table}" SELECT * FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`, [
      `[${rows.join(',')}]`,
    ]);
}

/** New rows go on after the last one that was put back. */
async function resetCounters(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'id' AND column_default LIKE 'nextval(%'`,
  );
  for (const { name } of rows) {
    await client.query(
      `SELECT setval(pg_get_serial_sequence('"${name}"', 'id'), coalesce(max(id), 1), max(id) IS NOT NULL) FROM "${name}"`,
    );
  }
}

async function fill(client: pg.ClientBase, file: string, key: Buffer | null): Promise<BackupTaken> {
  const [known, tables] = [await migrationsOf(client), await tablesInOrder(client)];
  await client.query(`TRUNCATE ${tables.map((name) => `"${name}"`).join(', ')}`);
  let waiting: { table: string; rows: string[] } = { table: '', rows: [] };
  const write = async () => {
    const { table, rows } = waiting;
    waiting = { table, rows: [] };
    await putBack(client, table, rows);
  };
  const taken = await takeBackup(file, {
    ...{ known, tables, key },
    async put(table, row) {
      if (waiting.table !== table) {
        await write();
        waiting = { table, rows: [] };
      }
      if (waiting.rows.push(row) === BATCH) await write();
    },
  });
  await write();
  const missing = tables.filter((name) => !taken.tables.includes(name));
  if (missing.length > 0)
    throw new UnusableBackup(
      `Il manque à cette sauvegarde ${missing.length} tables : ${missing.slice(0, 5).join(', ')}…`,
    );
  await resetCounters(client);
  return taken;
}

/** Puts a backup in the place of everything that a database holds, all or nothing. `last`: what else is done before it holds. */
export async function restore(
  pool: pg.Pool,
  file: string,
  key: Buffer | null = null,
  last: (client: pg.ClientBase, taken: BackupTaken) => Promise<void> = async () => {},
): Promise<BackupTaken> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET CONSTRAINTS ALL DEFERRED');
    // The journal is emptied for nothing else than another whole journal.
    await client.query(`SELECT set_config('observatoire.journal_purge', 'on', true)`);
    const taken = await fill(client, file, key);
    await last(client, taken);
    await client.query('COMMIT');
    return taken;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

const endingWords = {
  cut: 'elle n’a pas de fin\u00a0: elle est coupée, ou d’une version qui ne signait pas',
  unsigned: 'personne ne l’a signée',
  foreign:
    'sa signature n’est pas celle de cette installation\u00a0: elle a été modifiée, ou vient d’une autre (remettez son fichier backups.key à côté de la clé des pseudonymes)',
} as const;

/** Why a backup is not to be believed, once it is in a database apart. Empty: it is what it was when it was made. */
async function doubtsOf(
  { db, pool }: { db: PrismaClient; pool: pg.Pool },
  taken: BackupTaken,
  { journal, isNewHere = false }: Pick<Proofs, 'journal' | 'isNewHere'>,
): Promise<string[]> {
  const doubts: string[] = [];
  if (taken.ending !== 'right' && !(taken.ending === 'foreign' && isNewHere)) doubts.push(endingWords[taken.ending]);
  const marks = await indicatorMarks(pool);
  const codes = new Set([...Object.keys(marks), ...Object.keys(taken.marks ?? {})]);
  const wrong = [...codes].filter((code) => marks[code] !== taken.marks?.[code]);
  if (taken.marks === null) doubts.push('elle ne porte pas de quoi comparer ses chiffres');
  else if (wrong.length > 0)
    doubts.push(`ses chiffres ne sont pas ceux de son en-tête (${wrong.slice(0, 5).join(', ')})`);
  const broken = await journal(db);
  if (broken) doubts.push(`la chaîne de son journal est rompue\u00a0: ${broken}`);
  return doubts;
}

/** What opens a door is not put back: sessions, steps of a sign-in, links, tokens. Who was shut out meanwhile stays out. */
async function shutDoors(client: pg.ClientBase, disabled: readonly string[]): Promise<void> {
  for (const table of ['Session', 'Verification', 'RateLimit', 'ApiAnswer', 'ApiToken'])
    await client.query(`DELETE FROM "${table}"`);
  await client.query('DELETE FROM "Invitation" WHERE "acceptedAt" IS NULL');
  await client.query('UPDATE "User" SET disabled = true WHERE email = ANY($1)', [disabled]);
}

async function disabledPeople(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ email: string }>('SELECT email FROM "User" WHERE disabled');
  return rows.map(({ email }) => email);
}

interface Proofs {
  key: Buffer;
  /** What is wrong with the journal of a database, or null. */
  journal: (db: PrismaClient) => Promise<string | null>;
  /** No backup was ever signed here: the signature of another installation is no doubt. */
  isNewHere?: boolean;
  /** Restores in spite of doubts; a file that cannot be read is never restored. */
  force: boolean;
}

export interface Restored {
  /** What `force` passed over. */
  doubts: string[];
  /** The signature could not be held against the key of the installation that made it. */
  isUnproved: boolean;
}

/**
 * Verifies a backup in a database apart, then puts it in the place of everything, all or nothing. Without `force` one doubt is a
 * refusal, and nothing has changed. On a machine where no backup was ever signed, the signature of another installation is said to be
 * unproved and is no doubt: this is how figures come to a new machine.
 */
export async function restoreVerified(pool: pg.Pool, file: string, proofs: Proofs): Promise<Restored> {
  const { key, force } = proofs;
  const { doubts, digest, ending } = await withScratchDatabase(pool, async (scratch) => {
    const taken = await restore(scratch.pool, file, key);
    return {
      doubts: await doubtsOf(scratch, taken, proofs),
      digest: taken.digest,
      ending: taken.ending,
    };
  });
  if (doubts.length > 0 && !force)
    throw new UnusableBackup(
      `Cette sauvegarde n’est pas sûre, rien n’a été changé\u00a0: ${doubts.join('\u00a0; ')}. Prenez-en une autre, ou ajoutez --force pour la restaurer malgré cela.`,
    );
  const disabled = await disabledPeople(pool);
  await restore(pool, file, key, async (client, again) => {
    if (again.digest !== digest)
      throw new UnusableBackup('Ce fichier a changé pendant sa vérification. Rien n’a été changé, recommencez.');
    await shutDoors(client, disabled);
  });
  return { doubts, isUnproved: ending === 'foreign' };
}
