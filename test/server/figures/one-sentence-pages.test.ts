// @vitest-environment happy-dom
import { cleanup } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import '../../../client/indicators/indicator-page.tsx';
import '../../../client/overview/meeting-page.tsx';
import '../../../client/overview/overview-page.tsx';
import { summariseFigures } from '../../../server/indicators/summary.ts';
import { comparisonWords } from '../../../shared/domain/figures/figure-words.ts';
import type { Answers } from '../../client/harness/answering-server.ts';
import { openPage } from '../../client/harness/open-page.tsx';
import { page, rowsOf, textsOf } from '../../client/harness/reading.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';

/**
 * One sentence for one figure, on the pages as a browser draws them from what the server really answers: the overview, its
 * meeting view, the page of the indicator. What files and documents say is held in `one-sentence.test.ts`.
 */

let world: ImportWorld;
beforeAll(async () => {
  world = await importWorld();
});
afterEach(cleanup);
afterAll(() => world.close());

const YEAR = 2025;
const plain = (text: string) => text.replace(/\s+/gu, ' ').trim();

function answers(): Answers {
  const { overview, indicators, homelessness, editions, workQueue } = world.as({ role: 'coordinator' });
  return {
    overview: { forYear: (input) => overview.forYear(input) as never },
    workQueue: { list: () => workQueue.list() as never },
    indicators: {
      byCode: (input) => indicators.byCode(input) as never,
      breakdown: (input) => indicators.breakdown(input) as never,
      thread: (input) => indicators.thread(input) as never,
      why: (input) => indicators.why(input) as never,
    },
    homelessness: { ledger: (input) => homelessness.ledger(input) as never },
    editions: { revised: (input) => editions.revised(input) as never },
  };
}
const open = (at: string) => openPage(at, { answers: answers() });

/** What the command line says of each figure, and how it is held against the two years before. */
async function said() {
  const { figures } = await world
    .as({ role: 'coordinator' })
    .overview.forYear({ year: YEAR, compareWith: [YEAR - 1, YEAR - 2] } as never);
  const lines = await summariseFigures(world.platform, YEAR);
  const sentences = new Map(lines.map((one) => [one.label, plain(one.sentence)]));
  return { figures, lines, sentences };
}

describe('the pages say the one sentence of a figure', { timeout: 300_000 }, () => {
  it('on the overview, in each line of the annex and in the figures of the mission', async () => {
    const { sentences } = await said();
    await open(`/?annee=${YEAR}`);
    const rows = [...page().querySelectorAll('.annex-lines tr:not(.annex-line)')].filter((row) =>
      row.querySelector('td'),
    );
    const found = rows.map((row) => textsOf(row.querySelectorAll('th a, .status-word')));
    expect(found.length).toBeGreaterThan(30);
    for (const [label = '', sentence] of found) expect(sentence, label).toBe(sentences.get(label));
    const keys = [...page().querySelectorAll('.mission .key-figure')].filter((one) => one.querySelector('.status'));
    expect(keys.length).toBeGreaterThan(3);
    for (const key of keys) {
      const [label = ''] = textsOf(key.querySelectorAll('a'));
      expect(textsOf(key.querySelectorAll('.status-word')), label).toEqual([sentences.get(label)]);
    }
  });

  it('in the meeting view, line after line', async () => {
    const { sentences } = await said();
    const seen = new Set<string>();
    const { lines } = await world.as({ role: 'coordinator' }).overview.forYear({ year: YEAR });
    // The first slide is what there is to decide; then each line, where what has no target stands in a list.
    for (const rank of lines.keys()) {
      await open(`/reunion?annee=${YEAR}&ligne=${rank + 2}`);
      for (const figure of document.querySelectorAll('.meeting-figure')) {
        const [label = ''] = textsOf(figure.querySelectorAll('h2'));
        expect(textsOf(figure.querySelectorAll('.status-word')), label).toEqual([sentences.get(label)]);
        seen.add(label);
      }
      cleanup();
    }
    expect(seen.size).toBeGreaterThan(20);
  });

  it('on the page of the indicator, with its comparison in words, which no pointer is needed to read', async () => {
    const { lines, sentences } = await said();
    const targeted = lines.filter(({ target, comparison }) => target !== null || comparison !== null);
    for (const { code, label } of targeted.filter((_, rank) => rank % 3 === 0)) {
      const { figure } = await world.as({ role: 'coordinator' }).indicators.byCode({ code, year: YEAR });
      await open(`/indicateurs/${code}?annee=${YEAR}`);
      const sentence = sentences.get(label);
      expect(textsOf(page().querySelectorAll('.key-figure .status-word'))[0], code).toBe(sentence);
      const [now, before] = rowsOf('Valeur de l’indicateur par année, jusqu’au même mois');
      expect(now?.[3], code).toBe(sentence);
      expect(before?.[4], code).toBe(plain(comparisonWords(figure, YEAR - 1)));
      cleanup();
    }
  });
});
