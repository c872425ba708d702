import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseFault } from '../../../server/platform/database/database-faults.ts';
import { backUp } from '../../../server/status/backups.ts';
import { type ServedProduct, serveProduct, until } from './operations-world.ts';

/** A small disk of its own: only root may make one, and not everywhere. */
const disk = mkdtempSync(path.join(os.tmpdir(), 'small-disk-'));
const system = (program: string, args: string[]) => spawnSync(program, args).status === 0;
const mounted =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  system('mount', ['-t', 'tmpfs', '-o', 'size=220m,mode=0755', 'tmpfs', disk]);

let product: ServedProduct;
beforeAll(async () => {
  if (mounted) product = await serveProduct({ DATA_DIR: path.join(disk, 'data') });
});
afterAll(async () => {
  await product?.close();
  if (mounted) system('umount', ['-l', disk]);
  rmSync(disk, { recursive: true, force: true });
});

const ballast = path.join(disk, 'ballast');
const roomLeft = () => statfsSync(disk).bavail * statfsSync(disk).bsize;
const fillTheDisk = () => writeFileSync(ballast, Buffer.alloc(Math.max(0, roomLeft() - 64 * 1024)));

describe('a disk that is full', () => {
  it('is said as such, nothing is half-written, and the product goes on once there is room', async (test) => {
    test.skip(!mounted, 'il faut être root, et pouvoir monter un disque');
    const { pool } = product.installation;
    await pool.query('CREATE TABLE heap (x text)');
    fillTheDisk();
    // All or nothing: forty megabytes in one statement find no room, and leave no row.
    const tooMuch = `INSERT INTO heap SELECT repeat(md5(i::text), 60) FROM generate_series(1, 20000) AS i`;
    const fault = await product.installation.db.$executeRawUnsafe(tooMuch).then(() => null, databaseFault);
    expect(fault).toBe('DISK_FULL');
    const ready = await fetch(`${product.address}/readyz`);
    expect(ready.status).toBe(503);
    expect((await ready.json()).checks.disk).toBe(false);
    await expect(backUp(product.installation)).rejects.toThrow(
      /^Il reste .* Mo sur le disque des sauvegardes, il en faut/,
    );
    rmSync(ballast);
    await until(async () => (await product.ask('session.me')).status === 200, 30_000);
    await until(async () => (await pool.query('SELECT count(*)::int AS n FROM heap')).rows[0].n === 0, 30_000);
    await until(async () => (await fetch(`${product.address}/readyz`)).status === 200, 30_000);
    await pool.query('INSERT INTO heap VALUES (1)');
  });
});
