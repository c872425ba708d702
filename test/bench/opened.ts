import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openInstallation } from '../../server/installation.ts';
import type { Installation } from '../../server/platform/context.ts';
import { readEnvironment } from '../../server/platform/env.ts';

/** A fresh embedded database, with the demonstration or the catalogue alone; taken away afterwards. */
export async function withInstallation<Result>(
  {
    demonstration,
    folder = mkdtempSync(path.join(os.tmpdir(), 'observatoire-bench-')),
  }: {
    demonstration: boolean;
    /** A folder that was opened before; a new one otherwise. */
    folder?: string;
  },
  use: (installation: Installation, opening: number) => Promise<Result>,
): Promise<Result> {
  const start = performance.now();
  const env = readEnvironment({
    DATA_DIR: folder,
    DEMO: demonstration ? '1' : '0',
    LOG_LEVEL: 'silent',
    REQUESTS_PER_MINUTE: '0',
  });
  const installation = await openInstallation(env);
  try {
    return await use(installation, performance.now() - start);
  } finally {
    await installation.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
