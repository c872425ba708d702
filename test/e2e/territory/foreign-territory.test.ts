import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { emptyProduct } from './empty-product.ts';
import { foreignProduct } from './foreign-product.ts';
import { walk } from './foreign-walk.ts';

/** A territory overseas that the house has never seen, from its workbook alone, walked by three people. Some six minutes. */

const empty = emptyProduct('lagon');

/** What only the first territory is entitled to say, with the days that are usual and not its own; a document has no spaces. */
const foreign =
  /Dijon|Côte-?\s?d’Or|Bourgogne|Chenôve|Talant|Quetigny|Longvic|[Mm]étropol|SOLIHA|ADEFO|\bACOR\b|Habitat ?et ?Humanisme|Action ?Tank|23 ?communes|1[\s\u00a0\u202f]154\b|406[\s\u00a0\u202f]614|\b(?:IND|SIAO|ACO|DIR|CCA|CTX|FOR)-\d{2}|2023-2025|article ?2\.3|article ?5\b|\bA\d{2}[ab]?\b|30 ?novembre|undefined|\[object/u;

const leaksOf = (said: Iterable<[string, string]>) =>
  [...said].flatMap(([place, words]) => {
    const found = foreign.exec(words);
    return found ? [`${place}: ${words.slice(Math.max(0, found.index - 50), found.index + 50)}`] : [];
  });

it('says nothing of another territory on any page, in any document or mail, and every link answers', async () => {
  const { browser, link } = await empty.begin();
  const today = new Date().toISOString().slice(0, 10);
  const { people, difference } = await foreignProduct(browser, link, empty.dataDir, today);
  expect(difference).toContain('groupe de communes TERRITOIRE (Ensemble du territoire)');
  for (const [who, { context, page, errors }] of Object.entries(people)) {
    const said = await walk(context, page);
    console.info(`${who}: ${said.size} places`);
    expect([who, leaksOf(said)]).toEqual([who, []]);
    const broken = [...said.keys()].filter((place) => / [45]\d\d$/u.test(place));
    expect([who, broken, errors]).toEqual([who, [], []]);
    expect(said.size).toBeGreaterThan(20);
  }
  const outbox = path.join(empty.dataDir, 'outbox');
  const mails = readdirSync(outbox).map((name): [string, string] => [
    name,
    readFileSync(path.join(outbox, name), 'utf8'),
  ]);
  expect(mails.length).toBeGreaterThan(2);
  expect(leaksOf(mails)).toEqual([]);
  expect(mails.some(([, text]) => text.includes('Archipel du Lagon'))).toBe(true);
}, 1_500_000);
