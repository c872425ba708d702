import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInstallation } from '../../../server/installation.ts';
import type { Installation } from '../../../server/platform/context.ts';
import { readEnvironment } from '../../../server/platform/env.ts';
import { command, ended, environmentOf, start } from '../operations/command.ts';
import { dump } from './import-world.ts';

const ROWS = 12_000;
const MOMENTS = 20;

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

const open = (): Promise<Installation> => openInstallation(readEnvironment(environmentOf(dataDir)));

function writeFile(number: number): string {
  const file = path.join(folder, `demandes-siao-${number}.csv`);
  writeFileSync(file, requests(number * 100_000));
  return file;
}

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
    const [rows, done, cells, months, audit] = await Promise.all([
      db.registerRow.count(),
      db.import.count({ where: { status: 'done' } }),
      db.observation.aggregate({ where: { indicator }, _sum: { value: true } }),
      db.indicatorMonth.aggregate({ where: { indicator, visibility: 'working' }, _sum: { value: true } }),
      db.auditEvent.count({ where: { action: 'import.commit' } }),
    ]);
    return { rows, done, cells: cells._sum.value ?? 0, months: months._sum.value ?? 0, audit };
  });
}

const holding = (done: number) => ({ rows: done * ROWS, done, cells: done * ROWS, months: done * ROWS, audit: done });

let told = 0;
/** The receipts since the last time that they were asked for, as the product tells them: prepared (nothing is written) or done. */
const newReceipts = () =>
  withFolder(async ({ db }) => {
    const found = await db.import.findMany({ where: { id: { gt: told } }, select: { id: true, status: true } });
    told = Math.max(told, ...found.map((one) => one.id));
    return found.map((one) => one.status);
  });

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'killed-'));
  dataDir = path.join(folder, 'data');
  await withFolder(async () => {});
});
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5 }));

describe('an import that is killed', { timeout: 400_000 }, () => {
  it('at any of twenty moments has left everything or nothing, and says which', async () => {
    const before = Date.now();
    const tried = await command(dataDir, ['import', writeFile(0), '--json', '--dry-run']);
    const duration = Date.now() - before;
    expect(JSON.parse(tried.stdout)).toMatchObject({ rows: ROWS, accepted: ROWS });
    expect(await state()).toEqual(holding(0));
    await newReceipts();
    let done = 0;
    let cut = 0;
    for (let number = 1; number <= MOMENTS; number += 1) {
      const child = start(dataDir, ['import', writeFile(number), '--json']);
      await pause((duration * (number - 0.5)) / MOMENTS);
      await ended(child, 'SIGKILL');
      const receipts = await newReceipts();
      if (receipts.includes('done')) done += 1;
      if (receipts.includes('prepared')) cut += 1;
      expect(receipts.length, `killed at moment ${number}`).toBeLessThanOrEqual(1);
      expect(await state(), `killed at moment ${number}`).toEqual(holding(done));
    }
    expect(cut).toBeGreaterThan(0);
    const next = await command(dataDir, ['import', writeFile(MOMENTS + 1), '--json']);
    expect(next.code).toBe(0);
    expect(await state()).toEqual(holding(done + 1));
    expect(await newReceipts()).toEqual(['done']);
  });

  it('while its transaction is open, leaves the rows, the cells and the figures as they were', async () => {
    const written = async () => {
      const { Import: _imports, ...others } = await withFolder(({ pool }) => dump(pool));
      return others;
    };
    const before = await written();
    const file = writeFile(MOMENTS + 2);
    const child = start(dataDir, ['import', file, '--json']);
    const seen = await withFolder(async ({ pool }) => {
      for (;;) {
        // The rows of the register are locked from the first that is written to the end.
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
    expect(await written()).toEqual(before);
    expect(await newReceipts()).toEqual(['prepared']);
    const { done } = await state();
    expect((await command(dataDir, ['import', file, '--json'])).code).toBe(0);
    expect(await state()).toEqual(holding(done + 1));
  });
});
