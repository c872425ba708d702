import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { frenchSpacing } from '../../../shared/domain/words/french-spacing.ts';
import { helpGroups, roomHelpOf } from '../../../shared/help/all-rooms.ts';
import { glossary } from '../../../shared/help/glossary.ts';
import { readNews } from '../../../shared/help/news.ts';
import { acronymsIn, sourcesIn } from './acronyms.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** Written by the convention, or typed by whoever describes a figure, and shown as they are. */
const shownCatalogue =
  /\/prisma\/seed-(actions|indicator[a-z-]*|organisations|partners|convention|targets|published)\.ts$/u;

/** Capital letters that are no acronym: a code said as such, a file's extension in capitals, a word of a query. */
const noAcronym = new Set(['ID', 'EXTRACT']);

describe('the glossary', () => {
  it('explains every acronym that a screen, a document or the catalogue uses', () => {
    const known = new Set(glossary.map(({ term }) => term));
    const files = [
      ...['client', 'shared/domain', 'shared/help', 'shared/schemas'].flatMap(sourcesIn),
      ...sourcesIn('prisma').filter((file) => shownCatalogue.test(file)),
    ];
    const found = acronymsIn(files);
    expect(found.size).toBeGreaterThan(20);
    expect([...found].filter(([term]) => !known.has(term) && !noAcronym.has(term))).toEqual([]);
  });

  it('finds an acronym where people read it, and not in code', () => {
    const known = new Set(acronymsIn(sourcesIn('client')).keys());
    expect(known).toContain('AIPD');
    expect(known).not.toContain('IND');
    expect(known).not.toContain('FORBIDDEN');
  });

  it('says each term once, in alphabetical order', () => {
    const terms = glossary.map(({ term }) => term);
    expect(new Set(terms).size).toBe(terms.length);
    expect([...terms].sort(new Intl.Collator('fr').compare)).toEqual(terms);
  });
});

/** Pages that explain themselves, or that only lead to another one. */
const withoutHelp = ['aide', 'mot-de-passe-oublie', 'invitation'];

describe('the help', () => {
  it('has a page for every room that an address leads to', () => {
    const paths = [...read('client/routes.tsx').matchAll(/path: '\/([^'/]*)/gu)].map(
      ([, first]) => first || 'vue-d-ensemble',
    );
    expect(paths.length).toBeGreaterThan(20);
    const missing = [...new Set(paths)].filter((slug) => !withoutHelp.includes(slug) && !roomHelpOf(slug));
    expect(missing).toEqual([]);
  });

  it('says of each room what it is for, how, what its words mean and a common mistake', () => {
    for (const room of helpGroups.flatMap(({ rooms }) => rooms)) {
      const parts = [room.steps.length, room.figures.length, room.mistakes.length];
      expect([room.slug, room.purpose.length > 40, ...parts.map((count) => count > 0)]).toEqual([
        room.slug,
        true,
        true,
        true,
        true,
      ]);
    }
  });

  it('is typed with plain spaces and curved apostrophes, and set with the spaces of printers', () => {
    const text = JSON.stringify([helpGroups, glossary]);
    expect(text).not.toMatch(/\p{L}'\p{L}|[\u00a0\u202f]/u);
    expect(frenchSpacing('Un mois « publié » : 100 % ; et alors ?')).toBe(
      'Un mois «\u00a0publié\u00a0»\u00a0: 100\u202f%\u202f; et alors\u202f?',
    );
  });
});

describe('the news', () => {
  it('are those of the changelog, the latest version first', () => {
    const [latest] = readNews(read('CHANGELOG.md'));
    expect(latest?.version).toMatch(/^\d+\.\d+\.\d+/u);
    expect(latest?.entries.length).toBeGreaterThan(10);
    expect(latest?.entries[0]).toMatch(/^\p{Lu}/u);
  });

  it('join the lines that run on', () => {
    expect(readNews('# Nouveautés\n\n## 2.0.0\n\n- Une page\n  de plus.\n- Deux.\n\n## 1.0.0\n- Avant.')).toEqual([
      { version: '2.0.0', entries: ['Une page de plus.', 'Deux.'] },
      { version: '1.0.0', entries: ['Avant.'] },
    ]);
  });
});
