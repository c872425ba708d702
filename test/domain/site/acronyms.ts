import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The sources of a folder, generated ones left out. */
export const sourcesIn = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/u.test(name) && !name.startsWith('generated'))
    .map((name) => path.join(ROOT, folder, name));

const withoutComments = (source: string) => source.replace(/\/\*[\s\S]*?\*\//gu, '').replace(/(^|\s)\/\/ .*$/gmu, '$1');

/** What a source says to people: its texts of several words, and the words between its tags. */
function wordsOf(source: string): string[] {
  const code = withoutComments(source);
  const quoted = [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/gu)].map(([, a, b]) => a ?? b ?? '');
  const between = [...code.matchAll(/>([^<>{}]+)</gu)].map(([, text = '']) => text);
  const sentences = quoted.filter((text) => /[\p{L}’]\s+\p{L}|\\u00a0|\\u202f/u.test(text));
  return [...sentences, ...between.filter((text) => !/[;=&|]/u.test(text))];
}

/** The acronyms that people read in some sources, with the first of them: two capital letters or more, digits after them, no code such as IND-23. */
export function acronymsIn(files: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files) {
    for (const text of wordsOf(readFileSync(file, 'utf8'))) {
      const plain = text.replace(/\$\{[^}]*\}/gu, ' ').replace(/\\u[0-9a-f]{4}/gu, ' ');
      for (const [acronym] of plain.matchAll(/(?<![\p{L}\d_/.#-])\p{Lu}{2,}\d?(?![\p{L}\d_(/=-])/gu))
        if (!found.has(acronym)) found.set(acronym, path.relative(ROOT, file));
    }
  }
  return found;
}
