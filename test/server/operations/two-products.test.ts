import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { demonstrationAccounts } from '../../../prisma/seed/seed-accounts.ts';
import { type Client, signIn } from '../../faults/client.ts';
import { testDatabase } from '../../setup/test-database.ts';
import { ended, startProduct } from './command.ts';

/** Two processes of the product share one database and one key, as behind a proxy that hands requests out in turn. */
let database: Awaited<ReturnType<typeof testDatabase>>;
let folder: string;
let products: { child: ChildProcess; address: string }[];
/** One session, asked through either process. */
let turn = 0;
let coordinator: Client;

const through = (rank: number) => products[rank]?.address ?? '';

function addressOf(name: string): string {
  const { host, port, user, password } = inject('database');
  const secret = password ? `:${encodeURIComponent(String(password))}` : '';
  return `postgres://${user}${secret}@127.0.0.1:${port}/${name}?host=${encodeURIComponent(String(host))}`;
}

beforeAll(async () => {
  database = await testDatabase({ demonstration: true });
  await database.db.setting.create({ data: { name: 'installed', value: true } });
  folder = mkdtempSync(path.join(os.tmpdir(), 'two-products-'));
  const more = { DATABASE_URL: addressOf(String(database.pool.options.database)), DEMO: '1' };
  products = [await startProduct(folder, more), await startProduct(folder, more)];
  const [account] = demonstrationAccounts;
  coordinator = await signIn(() => through(turn), account);
}, 240_000);
afterAll(async () => {
  for (const { child } of products ?? []) await ended(child, 'SIGTERM');
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Reads an open line until it says a word. */
async function heard(address: string, word: string, write: () => Promise<unknown>): Promise<number> {
  const cut = new AbortController();
  const answer = await fetch(`${address}/api/live`, { headers: { cookie: coordinator.cookie }, signal: cut.signal });
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  let said = '';
  const until = async (wanted: string) => {
    while (!said.includes(wanted)) {
      const piece = await reader?.read();
      if (!piece || piece.done) throw new Error(`the line ended without « ${wanted} »`);
      said += decoder.decode(piece.value, { stream: true });
    }
  };
  await until('retry');
  // The first LISTEN of a process may still be on its way.
  await pause(500);
  const from = performance.now();
  await write();
  await until(word);
  cut.abort();
  return performance.now() - from;
}

async function cellToSave() {
  const cell = await database.db.observation.findFirstOrThrow({
    // Meetings are typed: no register counts them.
    where: { stage: 'submitted', breakdown: '', numerator: null, state: 'value', indicator: { code: 'IND-22' } },
    orderBy: { id: 'asc' },
  });
  const { organisationId, indicatorId, month, revision } = cell;
  return { organisationId, indicatorId, month, revision, state: 'value', comment: 'essai' };
}

describe('two processes of the product on one database', () => {
  it('know the same sessions: opened by one, good at the other, ended everywhere at once', async () => {
    turn = 1;
    const there = await coordinator.query<{ viewer: { role: string } }>('session.me');
    expect(there).toMatchObject({ kind: 'done', data: { viewer: { role: 'coordinator' } } });
    turn = 0;
    const [account] = demonstrationAccounts;
    const other = await signIn(() => through(turn), account);
    const headers = { cookie: other.cookie };
    expect((await fetch(`${through(1)}/api/auth/sign-out`, { method: 'POST', headers })).status).toBe(200);
    expect(await other.query('overview.forYear', { year: 2025 })).toMatchObject({ kind: 'refused', status: 401 });
  });

  it('tell the pages of one what is saved through the other, and say the same figures', async () => {
    const input = { ...(await cellToSave()), value: 31 };
    const save = async () => {
      turn = 1;
      expect(await coordinator.mutate('monthlyEntry.saveCell', input)).toMatchObject({ kind: 'done' });
    };
    expect(await heard(through(0), 'event: figures', save)).toBeLessThan(5_000);
    const said = [];
    for (turn = 0; turn < 2; turn += 1) said.push(await coordinator.query('overview.forYear', { year: 2025 }));
    expect(said[0]).toMatchObject({ kind: 'done' });
    expect(said[1]).toEqual(said[0]);
  });

  it('let one of two writers of a cell through, and tell the other', async () => {
    const cell = await cellToSave();
    const sent = [0, 1].map((rank) => {
      turn = rank;
      return coordinator.mutate('monthlyEntry.saveCell', { ...cell, value: 40 + rank });
    });
    const kinds = (await Promise.all(sent)).map((one) => (one.kind === 'refused' ? one.code : one.kind));
    expect(kinds.sort()).toEqual(['CONFLICT', 'done']);
  });

  it('do what the calendar wants once, whoever takes it', async () => {
    const due = () =>
      database.db.job.count({ where: { doneAt: null, runAt: { lte: new Date() }, attempts: { lt: 8 } } });
    for (const from = performance.now(); (await due()) > 0 && performance.now() - from < 90_000; ) await pause(200);
    const jobs = await database.db.job.findMany({ where: { doneAt: { not: null } } });
    expect(jobs.length).toBeGreaterThan(0);
    expect(jobs.filter(({ attempts }) => attempts !== 1)).toEqual([]);
    const mails = await database.db.mail.findMany({ select: { messageId: true } });
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(mails.length);
  }, 120_000);
});
