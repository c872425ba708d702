import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { environmentOf } from '../../server/operations/command.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Starts the product on a folder without any territory; answers the link of its first account. */
export function startEmpty(dataDir: string): Promise<{ product: ChildProcess; link: string }> {
  const env = { ...environmentOf(dataDir, { CATALOGUE: 'none', DEMO: '0' }), PUBLIC_URL: '' };
  const product = spawn(process.execPath, ['server/start.mjs'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (bytes: Buffer) => {
      said += bytes;
      const link = /Créez celui de la coordination\s: (http:\S+)/u.exec(said)?.[1];
      if (link) resolve({ product, link });
    };
    product.stdout.on('data', listen);
    product.stderr.on('data', listen);
    product.once('exit', () => reject(new Error(`the product did not start: ${said}`)));
  });
}
