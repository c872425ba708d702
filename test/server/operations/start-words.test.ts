import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../../../server/postgres/embedded-postgres.ts';
import { ended, startProduct } from './command.ts';

/** What whoever starts the product reads when it cannot start: a sentence that says what to do, and no program's words. */
let root: string;
let folder: string;
let plainFile: string;
let busy: net.Server;
const running: ChildProcess[] = [];

const dump = /\n\s+at |node:internal|\bError\b|EADDR|EACCES|ENOTDIR|EROFS|EISDIR/u;

/** What a product that could not start had said. */
async function saidBy(dataDir: string, env: Record<string, string>): Promise<string> {
  return startProduct(dataDir, { CATALOGUE: 'none', ...env }).then(
    async ({ child }) => {
      await ended(child, 'SIGTERM');
      return 'it started';
    },
    (error: Error) => error.message,
  );
}

beforeAll(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), 'start-words-'));
  folder = path.join(root, 'data');
  plainFile = path.join(root, 'file');
  writeFileSync(plainFile, '');
  busy = net.createServer();
  await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  for (const child of running) await ended(child, 'SIGTERM');
  await new Promise((resolve) => busy.close(resolve));
  rmSync(root, { recursive: true, force: true });
});

describe('a start', () => {
  it('that finds another one at work on the same folder waits for it, says so, and then serves', async () => {
    const embedded = await startEmbeddedPostgres({ dataDir: folder });
    const other = new pg.Client(embedded.connection);
    await other.connect();
    // The lock that a first start holds while it fills the folder.
    await other.query('SELECT pg_advisory_lock(7270103)');
    const begun = startProduct(folder, { CATALOGUE: 'none' });
    const waits = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
    while ((await other.query(waits)).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    await other.query('SELECT pg_advisory_unlock(7270103)');
    await other.end();
    const { child, said } = await begun;
    running.push(child);
    await embedded.stop();
    expect(said()).toContain('Un autre démarrage prépare déjà ce dossier de données. Attendez qu’il finisse…');
    expect(said()).not.toMatch(dump);
  }, 120_000);

  it('on the folder of a product that runs is refused', async () => {
    const said = await saidBy(folder, {});
    expect(said).toContain('L’observatoire tourne déjà sur ce dossier de données');
    expect(said).not.toMatch(dump);
    for (const child of running.splice(0)) await ended(child, 'SIGTERM');
  }, 120_000);

  it.each([
    [
      'a port that is taken',
      () => ({ PORT: String((busy.address() as net.AddressInfo).port) }),
      /Le port \d+ de 127\.0\.0\.1 est déjà pris.*choisissez un autre port par PORT/u,
    ],
    [
      'an address that is another machine’s',
      () => ({ HOST: '192.0.2.1' }),
      /Cette machine n’a pas l’adresse 192\.0\.2\.1\. Indiquez/u,
    ],
    [
      'a key that is no file',
      () => ({ KEY_FILE: root }),
      /ne peut ni lire ni écrire le fichier de clé .*indiquez un autre fichier par KEY_FILE/u,
    ],
    ['a port that is no number', () => ({ PORT: 'abc' }), /PORT.*un numéro de port entre 0 et 65535/u],
  ])(
    'with %s says what to do, and nothing else',
    async (_, env, words) => {
      const said = await saidBy(folder, env());
      expect(said).toMatch(words);
      expect(said).not.toMatch(dump);
    },
    120_000,
  );

  it('on a folder where nothing can be written says which, and makes nothing in it', async () => {
    const locked = path.join(root, 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0o500);
    // Whoever is root writes everywhere but under a file.
    const places = [
      path.join(plainFile, 'data'),
      ...(process.getuid?.() === 0 ? [] : [path.join(locked, 'data'), locked]),
    ];
    for (const place of places) {
      const said = await saidBy(place, {});
      expect(said).toContain(`ne peut rien écrire dans le dossier de données ${place}`);
      expect(said).toContain('indiquez un autre dossier par DATA_DIR');
      expect(said).not.toMatch(dump);
    }
  }, 120_000);
});
