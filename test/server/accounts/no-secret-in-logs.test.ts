import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccounts } from '../../../prisma/seed/seed-accounts.ts';
import { demonstrationFolder } from '../../setup/first-start.ts';

/** The product in a process of its own, saying all that it can say. */
let folder: string;
let product: ChildProcess;
let base: string;
let said = '';

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'observatoire-journal-'));
  await demonstrationFolder(folder);
  product = fork(path.join(import.meta.dirname, 'sign-in-product.ts'), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, DATA_DIR: folder, DATABASE_URL: '', DEMO: '1', LOG_LEVEL: 'debug' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [product.stdout, product.stderr]) stream?.on('data', (bytes) => (said += bytes));
  [{ address: base }] = (await once(product, 'message')) as [{ address: string }];
}, 180_000);
afterAll(async () => {
  product.send('stop');
  await once(product, 'exit');
  rmSync(folder, { recursive: true, force: true });
});

const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');

function send(url: string, body: object, cookie = '') {
  const headers = { 'content-type': 'application/json', cookie };
  return fetch(new URL(url, base), { method: 'POST', headers, body: JSON.stringify(body) });
}

describe('the log, at its most talkative', () => {
  it('holds no password, cookie, link or code of anybody, through sign-in, invitation and forgotten password', async () => {
    const [person] = demonstrationAccounts;
    const secrets: string[] = [];
    const wrong = 'mot-de-passe-errone-841';
    await send('/api/auth/sign-in/email', { email: person.email, password: wrong });
    const cookies = cookiesOf(
      await send('/api/auth/sign-in/email', { email: person.email, password: person.password }),
    );
    expect(cookies.length).toBeGreaterThan(0);
    secrets.push(wrong, person.password, ...cookies.map((cookie) => cookie.split('=')[1] ?? ''));
    const cookie = cookies.join('; ');
    const invited = { email: 'nouvelle@exemple.fr', name: 'Nouvelle', role: 'reader', organisationId: null };
    const answer = await send('/trpc/accounts.invite', { ...invited, siteAddress: base }, cookie);
    expect(answer.status).toBe(200);
    await send('/api/auth/forgotten', { email: person.email });
    const { key } = { key: 'JBSWY3DPEHPK3PXP-essai' };
    await send('/api/auth/code/prove', { code: key }, cookie);
    const started = JSON.stringify(await (await send('/api/auth/code/start', {}, cookie)).json());
    secrets.push(key, ...(started.match(/[A-Z2-7]{16,}/g) ?? []));
    const outbox = path.join(folder, 'outbox');
    const mails = readdirSync(outbox).map((file) =>
      readFileSync(path.join(outbox, file), 'utf8').replace(/=\r?\n/g, ''),
    );
    const tokens = mails.flatMap((mail) => mail.match(/[A-Za-z0-9_-]{43}/g) ?? []);
    expect(tokens.length).toBeGreaterThan(0);
    for (const token of tokens) {
      await fetch(new URL(`/trpc/accounts.invitation?input=${encodeURIComponent(JSON.stringify({ token }))}`, base));
      await send('/trpc/accounts.acceptInvitation', { token, password: 'trop court' });
      await fetch(new URL(`/invitation?jeton=${token}`, base));
    }
    secrets.push(...tokens, 'trop court');
    await fetch(new URL('/api/v1/figures?year=2024', base), {
      headers: { authorization: 'Bearer jeton-tres-secret-42' },
    });
    secrets.push('jeton-tres-secret-42');
    expect(said).toContain('/trpc/accounts.invite');
    for (const secret of secrets.filter(Boolean)) expect(said.includes(secret) && secret).toBe(false);
    expect(said).not.toContain(person.email);
  }, 60_000);

  it('holds nobody of a file, when a browser sends what it should keep: neither do the mails that wait', async () => {
    const [person] = demonstrationAccounts;
    const cookie = cookiesOf(
      await send('/api/auth/sign-in/email', { email: person.email, password: person.password }),
    ).join('; ');
    const help = await (await fetch(new URL('/trpc/imports.help', base), { headers: { cookie } })).json();
    const { id: organisationId } = help.result.data.organisations.find((one: { code: string }) => one.code === 'HH');
    const name = 'ZZYZXAN Paule';
    const file = { organisationId, source: 'workshop', format: 'csv', fileHash: 'a'.repeat(64) };
    const begun = await send(
      '/trpc/imports.begin',
      { ...file, droppedColumns: [name], mapping: { [name]: 'theme' } },
      cookie,
    );
    const { id } = (await begun.json()).result.data;
    const content = { date: '2025-03-14', month: '2025-03', participants: 5, lastName: name };
    const row = { row: 2, key: name, content, outside: false, remarks: [{ field: name, code: 'doubt' }] };
    expect((await send('/trpc/imports.send', { id, rows: [row] }, cookie)).status).toBe(200);
    // A row that is refused is told in the log by its fault, not by its words.
    expect((await send('/trpc/imports.send', { id, rows: [{ ...row, key: name.repeat(30) }] }, cookie)).status).toBe(
      400,
    );
    expect((await send('/trpc/imports.commit', { id }, cookie)).status).toBe(200);
    expect(said).toContain('/trpc/imports.commit');
    const outbox = path.join(folder, 'outbox');
    const mails = readdirSync(outbox).map((mail) => readFileSync(path.join(outbox, mail), 'utf8'));
    expect([said, ...mails].filter((text) => /zzyzxan/i.test(text))).toEqual([]);
  }, 60_000);

  it('leaves secrets that only the product’s own account can read', () => {
    const secrets = path.join(folder, 'secrets');
    const files = readdirSync(secrets);
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) expect([file, statSync(path.join(secrets, file)).mode & 0o777]).toEqual([file, 0o600]);
    expect(statSync(secrets).mode & 0o777).toBe(0o700);
  });
});
