import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const PROJECT = path.resolve(import.meta.dirname, '../..');

/** A folder laid beside the project, with a program that holds the project to its files. */
export function checkerOf(folder: string, program: string) {
  const cwd = path.resolve(PROJECT, '../shared', folder);
  return {
    isHere: existsSync(path.join(cwd, program)),
    /** What it prints, and how it ended. */
    run: (...more: string[]): Promise<{ code: number | null; printed: string }> =>
      new Promise((resolve) => {
        const args = [program, PROJECT, '.', ...more];
        const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
        let printed = '';
        for (const stream of [child.stdout, child.stderr])
          stream.setEncoding('utf8').on('data', (text) => (printed += text));
        child.on('close', (code) => resolve({ code, printed }));
      }),
  };
}
