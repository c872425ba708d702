import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startFromTemplates } from './template-cluster.ts';
import { fillTemplates } from './templates.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** How to reach the server that the templates are on. */
    database: pg.PoolConfig;
  }
}

function serverFrom(url: string): pg.PoolConfig {
  const { hostname, port, username, password } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: 'postgres',
  };
}

/** One server for the whole run, embedded unless `TEST_DATABASE_URL` names another. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) {
    const server = serverFrom(url);
    await fillTemplates(server);
    project.provide('database', server);
    return async () => {};
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'observatoire-test-'));
  const embedded = await startFromTemplates(folder);
  project.provide('database', embedded.connection);
  return async () => {
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
