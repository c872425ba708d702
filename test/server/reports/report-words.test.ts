import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderInProcess } from '../../../server/documents/render-process.ts';
import { committeeDeck } from '../../../server/reports/deck/committee-deck.ts';
import { buildReportContent, documentOf, type ReportContent } from '../../../server/reports/service.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';
import { bare } from './pdf-text.ts';

/** The words of the report, by rule, and the deck that is made of them. */

const YEARS = [2023, 2024];

let world: ImportWorld;
const contents: ReportContent[] = [];

beforeAll(async () => {
  world = await importWorld();
  for (const year of YEARS) contents.push(await buildReportContent(world.platform, 'working', year));
});
afterAll(() => world.close());

/** Every text of a value that is long enough to be words. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length > 3 ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

function ofYear(year: number): ReportContent {
  const found = contents.find((one) => one.year === year);
  if (!found) throw new Error(`no report of ${year}`);
  return found;
}

describe('the words of the report', { timeout: 120_000 }, () => {
  it.each(YEARS)(
    'are the French of an administration: agreed numbers, own spaces, no code, no straight apostrophe (%i)',
    (year) => {
      const content = ofYear(year);
      const { body } = documentOf({ ...content, narratives: { global: null, objectives: {}, actions: {} } });
      // What the catalogue, the registers and the acts say is theirs: their letters are not ours to mend.
      const { convention, figures, homelessness, housing, finance } = content;
      const theirs = stringsIn([convention, figures, homelessness, housing, finance?.grant, finance?.partners]);
      const ours = stringsIn(body)
        .filter((one) => !one.endsWith('…'))
        .join('\n');
      const words = theirs
        .sort((a, b) => b.length - a.length)
        .reduce((left, one) => left.replaceAll(one, ''), ours)
        .replace(/«[^»]*»/gu, '');
      expect(words.length).toBeGreaterThan(3000);
      expect(
        words.match(/[^\d,](?:1|0)[\u00a0 ]\p{L}+s\b(?<!\bmois|\bfois|\bsans|\bdans|\bplus|\bnc|\bans)/gu) ?? [],
      ).toEqual([]);
      expect(
        words.match(/\b[2-9][\u00a0 ](?:cible|ligne|valeur|action|logement|jour|structure|montant) /gu) ?? [],
      ).toEqual([]);
      expect(words.match(/\b(?:IND|A)-?\d{2}[a-z]?\b/gu) ?? []).toEqual([]);
      expect(words.match(/\p{L}'\p{L}/gu) ?? []).toEqual([]);
      expect(words.match(/\p{L} [:;!?]/gu) ?? []).toEqual([]);
      expect(words.match(/\d \d{3}\b|\d [%€]/gu) ?? []).toEqual([]);
      // A sentence begins by a capital, a colon does not follow another, nothing is said twice of one value.
      expect(words.match(/(?:\p{Ll}{5}|[»)€])\. \p{Ll}/gu) ?? []).toEqual([]);
      expect(words.match(/\.…|…\.|\.\.(?!\.)/gu) ?? []).toEqual([]);
      expect(words.match(/partiel\u202f; partiel|non connu\u00a0: \p{Ll}/gu) ?? []).toEqual([]);
      expect(words.match(/\(article [^)]*\)\u00a0: \p{Lu}/gu) ?? []).toEqual([]);
    },
  );

  it('makes of it a deck of eight to twelve slides with the same numbers, notes on each, the same bytes again', async () => {
    const content = ofYear(2023);
    const job = { format: 'pptx' as const, content };
    const [deck, again] = [await renderInProcess(job), await renderInProcess(job)];
    expect(again.equals(deck)).toBe(true);
    const parts = unzipSync(new Uint8Array(deck));
    const named = (form: RegExp) => Object.keys(parts).filter((name) => form.test(name));
    const [slides, notes] = [named(/^ppt\/slides\/slide\d+\.xml$/), named(/^ppt\/notesSlides\/notesSlide\d+\.xml$/)];
    expect(slides.length).toBeGreaterThan(7);
    expect(slides.length).toBeLessThan(13);
    expect(notes).toHaveLength(slides.length);
    const wordsIn = (name: string) => bare(strFromU8(parts[name] ?? new Uint8Array()).replace(/<[^>]*>/g, ''));
    for (const name of notes) expect(wordsIn(name).length).toBeGreaterThan(20);
    const said = slides.map(wordsIn).join('').replaceAll('&apos;', "'").replaceAll('&quot;', '"');
    for (const { cells, columns } of committeeDeck(content).slides.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'table' ? [{ cells: block.rows.flat(), columns: block.columns }] : [])),
    )) {
      expect(columns.length).toBeGreaterThan(1);
      for (const cell of cells)
        if (typeof cell === 'string') expect(said).toContain(bare(cell).replaceAll('&', '&amp;'));
    }
    const charts = named(/^ppt\/charts\/chart\d+\.xml$/).map((name) => strFromU8(parts[name] ?? new Uint8Array()));
    const drawn = committeeDeck(content).slides.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'chart' ? [block.spec] : [])),
    );
    expect(charts).toHaveLength(drawn.length);
    for (const { bars } of drawn)
      expect(
        charts.some((chart) =>
          bars.every(({ values }) => values.every((value) => value === null || chart.includes(`<c:v>${value}</c:v>`))),
        ),
      ).toBe(true);
  });
});
