import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const documents = path.resolve(import.meta.dirname, '../documents');
const root = path.resolve(import.meta.dirname, '../..');

/** What makes the files: when one of these differs, a file made again may differ too, and the one that was kept is right. */
type EditionVersions = Record<string, string>;

const libraries = ['@myriaddreamin/typst-ts-node-compiler', 'docx', 'exceljs', 'fflate'];

const packageFile = z.object({ version: z.string() });

function versionOf(folder: string): string | null {
  try {
    return packageFile.parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))).version;
  } catch {
    return null;
  }
}

let known: EditionVersions | undefined;

/** The versions of the product, of its libraries, and the fingerprint of the template. */
export function editionVersions(): EditionVersions {
  if (known) return known;
  const named: [string, string | null][] = [
    ['observatoire', versionOf(root)],
    ['node', process.versions.node],
    ...libraries.map((name): [string, string | null] => [name, versionOf(path.join(root, 'node_modules', name))]),
    [
      'template',
      createHash('sha256')
        .update(readFileSync(path.join(documents, 'template.typ')))
        .digest('hex')
        .slice(0, 16),
    ],
  ];
  known = Object.fromEntries(named.flatMap(([name, version]) => (version === null ? [] : [[name, version]])));
  return known;
}
