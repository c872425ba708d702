import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildApp } from '../../server/app.ts';
import { openInstallation } from '../../server/installation.ts';
import { readEnvironment } from '../../server/platform/env.ts';

/** The demonstration as it is at its first start, that no other journey has written in; nothing works by itself in it. */
export async function openDemonstration() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'observatoire-images-'));
  const installation = await openInstallation(
    readEnvironment({ DATA_DIR: path.join(folder, 'data'), DEMO: '1', LOG_LEVEL: 'silent' }),
  );
  const client = path.join(folder, 'client');
  cpSync(path.resolve(import.meta.dirname, '../../dist/client'), client, { recursive: true });
  const app = await buildApp(installation, client);
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    address,
    async close() {
      await app.close();
      await installation.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
