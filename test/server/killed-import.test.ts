import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../server/platform/env.ts';
import { type Installation, openInstallation } from '../../server/platform/installation.ts';
import { command, ended, environmentOf, start } from './command.ts';
import { dump } from './import-world.ts';

const ROWS = 30_000;

let folder: string;
let dataDir: string;

/** Requests to the SIAO over the twelve months of a year; `first` sets the numbers of one file apart from another's. */
function requests(first: number): string {
  const lines = Array.from({ length: ROWS }, (_, index) => {
    const month = String((index % 12) + 1).padStart(2, '0');
    return `21-2024-${first + index};15/${month}/2024;Première demande;En cours;1;0;Rue - abri de fortune;Dijon`;
  });
  const header =
    'N° de demande;Date de la demande;Type de demande;Statut;Nombre de personnes;Dont mineurs;Situation résidentielle;Commune';
  return [header, ...lines].join('\n');
}

const fileOf = (name: string) => path.join(folder, `demandes-siao-${name}.csv`);
const open = (): Promise<Installation> => openInstallation(readEnvironment(environmentOf(dataDir)));

async function withFolder<Result>(work: (installation: Installation) => Promise<Result>): Promise<Result> {
  const installation = await open();
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}

/** What is in the folder: how many rows, how many receipts, and what the register's month says on each floor. */
function state() {
  return withFolder(async ({ db }) => {
    const indicator = { code: 'SIAO-01' };
    const [rows, imports, changes, cells, months, audit] = await Promise.all([
      db.registerRow.count(),
      db.import.count(),
      db.registerChange.count(),
      db.observation.aggregate({ where: { indicator }, _sum: { value: true } }),
      db.indicatorMonth.aggregate({ where: { indicator, audience: 'working' }, _sum: { value: true } }),
      db.auditEvent.count({ where: { action: 'import.commit' } }),
    ]);
    return { rows, imports, changes, cells: cells._sum.value ?? 0, months: months._sum.value ?? 0, audit };
  });
}

const holding = (files: number) => ({
  rows: files * ROWS,
  imports: files,
  changes: files * ROWS,
  cells: files * ROWS,
  months: files * ROWS,
  audit: files,
});

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'killed-'));
  dataDir = path.join(folder, 'data');
  writeFileSync(fileOf('a'), requests(100_000));
  await withFolder(async () => {});
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Spread over the whole life of the command: its start, the reading, the long write, the end. */
const moments = [700, 1400, 2100, 2600, 3100];

describe('an import that is killed', () => {
  it('has left everything or nothing, and the next one goes in', async () => {
    let files = 0;
    for (const moment of moments) {
      const child = start(dataDir, ['import', fileOf('a'), '--json']);
      await pause(moment);
      await ended(child, 'SIGKILL');
      const found = await state();
      files = found.imports;
      expect(found, `killed after ${moment} ms`).toEqual({
        ...holding(Math.min(files, 1)),
        imports: files,
        audit: files,
      });
    }
    const last = await command(dataDir, ['import', fileOf('a'), '--json']);
    expect(JSON.parse(last.stdout)).toMatchObject({ rows: ROWS, source: 'siao-request' });
    expect(last.code).toBe(files === 0 ? 0 : 1);
    expect(await state()).toMatchObject({ rows: ROWS, cells: ROWS, months: ROWS, imports: files + 1 });
  });

  it('killed while its transaction is open, leaves no trace of it', async () => {
    writeFileSync(fileOf('b'), requests(500_000));
    const before = await withFolder(({ pool }) => dump(pool));
    const child = start(dataDir, ['import', fileOf('b'), '--json']);
    const seen = await withFolder(async ({ pool }) => {
      for (;;) {
        // The register's lock is held from the first to the last statement of an import.
        const { rows } = await pool.query(
          `SELECT 1 FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
           WHERE c.relname = 'RegisterRow' AND l.mode = 'RowExclusiveLock' AND l.granted LIMIT 1`,
        );
        if (rows.length > 0) break;
        if (child.exitCode !== null) return 'too late';
        await pause(5);
      }
      await ended(child, 'SIGKILL');
      return 'killed';
    });
    expect(seen).toBe('killed');
    expect(await withFolder(({ pool }) => dump(pool))).toEqual(before);
    expect((await command(dataDir, ['import', fileOf('b'), '--json'])).code).toBe(0);
    expect(await state()).toMatchObject({ rows: 2 * ROWS, cells: 2 * ROWS, months: 2 * ROWS });
  });
});
