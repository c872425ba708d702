import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../server/postgres/embedded-postgres.ts';

// What the next migration would hold: the history is replayed on a database that lives as long as this command, so no
// server is needed. `--exit-code` makes it a check: 2 when schema.prisma and the migrations differ.
const root = path.resolve(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'observatoire-diff-'));
const server = await startEmbeddedPostgres({ dataDir: folder });
const words = ['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema.prisma'];
const asked = process.argv.includes('--exit-code') ? process.argv.slice(2) : ['--script', ...process.argv.slice(2)];

function address(): string {
  const { user, password, host, port, database } = server.connection;
  const login = [user, password].map((part) => encodeURIComponent(String(part ?? ''))).join(':');
  return String(host).startsWith('/')
    ? `postgresql://${login}@localhost:${port}/${database}?host=${encodeURIComponent(String(host))}`
    : `postgresql://${login}@${host}:${port}/${database}`;
}

const child = spawn(process.execPath, ['node_modules/prisma/build/index.js', ...words, ...asked], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, DATABASE_URL: address(), CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
});
process.exitCode = await new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
await server.stop();
rmSync(folder, { recursive: true, force: true });
