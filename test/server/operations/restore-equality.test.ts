import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PrismaClient } from '../../../prisma/generated/client.ts';
import { indicatorPage } from '../../../server/indicators/page.ts';
import { overviewFor } from '../../../server/overview/service.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import { backup } from '../../../server/platform/backup/backup.ts';
import { restore } from '../../../server/platform/backup/restore.ts';
import { migrate } from '../../../server/postgres/migrate.ts';
import { identityFor, runtimeFor } from '../../../server/postgres/postgres-runtime.ts';
import { type DebianPostgres, installedPostgres, startInstalledPostgres } from '../../setup/debian-postgres.ts';
import { testDatabase } from '../../setup/test-database.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';

/**
 * From the embedded database to a server of its own, reached by the network, and back. The server is the machine's PostgreSQL
 * when it has one; otherwise the programs of the embedded one, with the settings of a server.
 */
const MIGRATIONS = path.resolve(import.meta.dirname, '../../../prisma/migrations');
const viewer: Viewer = {
  id: 'essai',
  name: 'Essai',
  email: 'essai@exemple.fr',
  role: 'coordinator',
  organisationId: null,
};

let world: ImportWorld;
let folder: string;
let server: DebianPostgres;
let away: pg.Pool;
let back: Awaited<ReturnType<typeof testDatabase>>;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'there-and-back-'));
  world = await importWorld();
  server = await startInstalledPostgres(installedPostgres() ?? path.join(runtimeFor(identityFor(folder)), 'bin'));
  away = new pg.Pool({ connectionString: server.url });
  await migrate(away, MIGRATIONS);
  back = await testDatabase();
}, 120_000);
afterAll(async () => {
  await away.end();
  await server.stop();
  await world.close();
  await back.close();
  rmSync(folder, { recursive: true, force: true });
});

/** All that a coordinator is told: four years of every indicator, and the page of each. */
async function figuresOf(pool: pg.Pool): Promise<Map<string, string>> {
  const db = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
  const platform = { ...world.platform, db };
  const said = new Map<string, string>();
  for (const year of [2022, 2023, 2024, 2025])
    said.set(`overview of ${year}`, JSON.stringify(await overviewFor(platform, viewer, { year })));
  const indicators = await db.indicator.findMany({ select: { code: true }, orderBy: { code: 'asc' } });
  for (const { code } of indicators)
    said.set(code, JSON.stringify(await indicatorPage(platform, viewer, { code, year: 2025 })));
  await db.$disconnect();
  return said;
}

describe('a backup taken from the embedded database', () => {
  it('gives every indicator the same on a server, and again on the way back', async () => {
    const [out, home] = [path.join(folder, 'out.backup'), path.join(folder, 'home.backup')];
    const before = await figuresOf(world.pool);
    expect(before.size).toBeGreaterThan(30);
    await backup(world.pool, out, new Date('2025-11-14T10:00:00Z'));
    await restore(away, out);
    expect(await figuresOf(away)).toEqual(before);
    await backup(away, home, new Date('2025-11-14T11:00:00Z'));
    await restore(back.pool, home);
    expect(await figuresOf(back.pool)).toEqual(before);
  }, 300_000);

  it('is not equal by chance: one cell that differs shows', async () => {
    const before = await figuresOf(back.pool);
    await back.pool.query(
      `UPDATE "Observation" SET value = value + 1 WHERE id =
         (SELECT id FROM "Observation" WHERE month = '2025-09' AND breakdown = '' AND stage = 'validated' AND value > 20 LIMIT 1)`,
    );
    expect(await figuresOf(back.pool)).not.toEqual(before);
  }, 240_000);
});
