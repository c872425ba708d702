import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g;

/** A file, and every file of the house that it is made of: what is not among them cannot change what it does. */
function withImports(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file) || !existsSync(file)) return found;
  found.add(file);
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(IMPORT))
    withImports(path.resolve(path.dirname(file), name), found);
  return found;
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

/** The print of what a filled database is made from: the migrations, the code that fills it, and the packages. */
export function printOf(maker: string): string {
  const made = [...withImports(maker), ...filesIn(path.join(ROOT, 'prisma/migrations'))];
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of [...made, path.join(ROOT, 'package-lock.json')].sort())
    hash.update(path.relative(ROOT, file)).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}
