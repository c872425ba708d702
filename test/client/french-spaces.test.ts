import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAst } from 'vite';
import { expect, it } from 'vitest';

/** The words of the pages: a sign of French never stands alone on a line. */

const CLIENT = path.resolve(import.meta.dirname, '../../client');
const breaks = /« | »|[\p{L}\d»)] [:;?!](?=\s|$|»)/u;

/** Texts of a source, as they are typed: strings, templates and what stands between two tags. */
function textsOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap(textsOf);
  const { type, value } = node as { type?: string; value?: unknown };
  if (type === 'TemplateElement') return [String((value as { cooked?: string }).cooked)];
  if ((type === 'Literal' || type === 'JSXText') && typeof value === 'string') return [value];
  return Object.values(node).flatMap(textsOf);
}

it('keeps each sign with the word that it belongs to, in every text that does not go through `frenchSpacing`', () => {
  const files = readdirSync(CLIENT, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const sources = files.map((file) => ({ file, code: readFileSync(path.join(CLIENT, file), 'utf8') }));
  const plain = sources.filter(({ code }) => !code.includes('frenchSpacing'));
  expect(plain.length).toBeGreaterThan(400);
  const broken = plain.flatMap(({ file, code }) =>
    textsOf(parseAst(code, { lang: file.endsWith('x') ? 'tsx' : 'ts' }).body)
      .filter((text) => breaks.test(text))
      .map((text) => `${file}: ${text.trim()}`),
  );
  expect(broken).toEqual([]);
});
