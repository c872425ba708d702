import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type pg from 'pg';
import * as z from 'zod';
import type { PrismaClient } from '../../../prisma/generated/client.ts';
import { queryRow } from '../database/rows.ts';
import { AppError } from '../errors.ts';
import { fingerprintOf, loadSecrets, type Pseudonymiser, pseudonymiser, underKey } from './pseudonym.ts';

const SETTING = 'pseudonymKeys';
const BATCH = 20_000;
const next = (keyFile: string) => `${keyFile}.next`;

async function hasRealRows(db: PrismaClient): Promise<boolean> {
  const found = await queryRow(db, z.object({ some: z.boolean() }))`
    SELECT EXISTS (SELECT FROM "RegisterRow" WHERE "importId" NOT IN (
      SELECT id FROM "Import" WHERE kind = 'demonstration')) AS some`;
  return found?.some ?? false;
}

/** Another key in its place would look like the old one, and part every file number from what is known of it. */
const missingKey = (file: string) =>
  new Error(
    `La clé des pseudonymes manque\u00a0: ${file}. Remettez-y la copie que vous gardez ailleurs, ou indiquez où elle est par KEY_FILE. S’il n’en existe plus, mettez-y une ligne de 64\u00a0chiffres hexadécimaux\u00a0: l’observatoire s’ouvrira, mais n’importera plus rien dans les registres déjà remplis.`,
  );

/**
 * The pseudonymiser of these data. A rotation that was cut after its transaction is finished here. With another key than the
 * one that the rows were written under, nothing that needs a pseudonym is possible: known rows would come in again as new.
 */
export async function settlePseudonyms(db: PrismaClient, keyFile: string): Promise<Pseudonymiser> {
  const kept = await db.setting.findUnique({ where: { name: SETTING } });
  if (existsSync(next(keyFile))) {
    if (kept?.value === fingerprintOf(loadSecrets(next(keyFile)))) renameSync(next(keyFile), keyFile);
    else rmSync(next(keyFile));
  }
  if (kept && !existsSync(keyFile)) throw missingKey(keyFile);
  const keys = loadSecrets(keyFile);
  const value = fingerprintOf(keys);
  if (kept?.value === value) return pseudonymiser(keys);
  if (kept && (await hasRealRows(db))) {
    return () => {
      throw new AppError('KEY_LOST', { file: keyFile });
    };
  }
  await db.setting.upsert({ where: { name: SETTING }, create: { name: SETTING, value }, update: { value } });
  return pseudonymiser(keys);
}

async function rekey(client: pg.ClientBase, key: Buffer): Promise<number> {
  await client.query(
    `CREATE TEMPORARY TABLE rekeyed ON COMMIT DROP AS
    SELECT "keyHash" AS old, NULL::bytea AS new FROM "RegisterRow"
    UNION SELECT "keyHash", NULL FROM "RegisterChange"
    UNION SELECT "keyHash", NULL FROM "RegisterAbsence"
    UNION SELECT "keyHash", NULL FROM "ErasedRow"
    UNION SELECT "identityHash", NULL FROM "RegisterRow" WHERE "identityHash" IS NOT NULL
    UNION SELECT "beforeIdentity", NULL FROM "RegisterChange" WHERE "beforeIdentity" IS NOT NULL`,
  );
  await client.query('CREATE UNIQUE INDEX ON rekeyed (old)');
  let count = 0;
  for (;;) {
    const { rows } = await client.query<{ old: Buffer }>(`SELECT old FROM rekeyed WHERE new IS NULL LIMIT ${BATCH}`);
    if (rows.length === 0) break;
    await client.query(
      'UPDATE rekeyed r SET new = k.new FROM unnest($1::bytea[], $2::bytea[]) AS k(old, new) WHERE r.old = k.old',
      [rows.map((row) => row.old), rows.map((row) => underKey(key, row.old))],
    );
    count += rows.length;
  }
  for (const [table, column] of [
    ['RegisterRow', 'keyHash'],
    ['RegisterChange', 'keyHash'],
    ['RegisterAbsence', 'keyHash'],
    ['ErasedRow', 'keyHash'],
    ['RegisterRow', 'identityHash'],
    ['RegisterChange', 'beforeIdentity'],
  ])
    await client.query(`UPDATE "${table}" t SET "${column}" = r.new FROM rekeyed r WHERE t."${column}" = r.old`);
  return count;
}

/**
 * Puts every pseudonym under one more key, in one transaction, and answers how many there were. The new key file waits beside
 * the old one until the transaction is kept, so that a cut at any moment leaves data and key in agreement. No product may run.
 */
export async function rotateKey(pool: pg.Pool, keyFile: string): Promise<number> {
  const keys = loadSecrets(keyFile);
  const key = randomBytes(32);
  const all: [Buffer, ...Buffer[]] = [...keys, key];
  const text = all.map((one) => `${one.toString('hex')}\n`).join('');
  writeFileSync(next(keyFile), text, { mode: 0o600 });
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('LOCK TABLE "RegisterRow", "RegisterChange", "RegisterAbsence", "ErasedRow" IN EXCLUSIVE MODE');
    const count = await rekey(client, key);
    const value = JSON.stringify(fingerprintOf(all));
    await client.query(
      `INSERT INTO "Setting" (name, value, "updatedAt") VALUES ($1, $2::jsonb, now())
      ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value, "updatedAt" = now()`,
      [SETTING, value],
    );
    await client.query(
      `INSERT INTO "AuditEvent" ("actorName", action, entity, "entityId") VALUES ('ligne de commande', 'key.rotate', 'key', 'pseudonymes')`,
    );
    await client.query('COMMIT');
    renameSync(next(keyFile), keyFile);
    return count;
  } catch (error) {
    await client.query('ROLLBACK');
    rmSync(next(keyFile), { force: true });
    throw error;
  } finally {
    client.release();
  }
}
