import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { firstCatalogue } from '../../../prisma/seed/seed-catalogue.ts';
import { partnerConventions } from '../../../prisma/seed/seed-partners.ts';

/** Every quotation that the shipped convention shows, beside its place in the public documents: nothing is quoted that is not there. */

const FILE = path.resolve(import.meta.dirname, '../../fixtures/quotations.json');
const table: { quote: string; file: string; line: number }[] = JSON.parse(readFileSync(FILE, 'utf8'));

/** Words between « » that are no quotation: other ways to read a sentence. */
const readings = ['porter à', 'porter à 40', 'Par an'];

/** Spaces of any kind are one: documents break their lines anywhere. */
const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/gu, ' ').trim();

/** What is quoted in a value, however deep: the texts of « quote » fields, and what notes put between « ». */
function quotedIn(value: unknown, field = ''): string[] {
  if (typeof value === 'string') {
    const between = [...value.matchAll(/«([^»]+)»/gu)].map(([, words = '']) => words);
    const whole = /quote$/iu.test(field) && between.length === 0 ? [value] : [];
    return [...between, ...whole]
      .flatMap((words) => words.split('[…]'))
      .map(plain)
      .filter(Boolean);
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => quotedIn(one, Array.isArray(value) ? field : name));
}

it('quotes the documents word for word, each at its place, and the table names no other', () => {
  const shown = new Set(quotedIn([firstCatalogue(), partnerConventions]).filter((words) => !readings.includes(words)));
  expect(shown.size).toBeGreaterThan(30);
  expect([...shown].sort()).toEqual(table.map(({ quote }) => quote).sort());
});
