import type { BrowserContext, Page } from 'playwright-core';
import { fileWords } from '../../server/reports/file-words.ts';

/** Every page that links and tabs lead to, and every document that they offer: what is said on them. */

/** Of pages that differ by a code or a month only, how many are looked at. */
const ALIKE = 4;

/** The address without what tells alike pages apart. Example: `/indicateurs/*`, `/collecte/*\/*`. */
const kindOf = (address: string) => {
  const [place = '', query = ''] = address.split('?');
  const shape = place
    .replace(/^\/(indicateurs|registres|imports|mon-mois|aide)\/[^/]+/u, '/$1/*')
    .replace(/^\/collecte\/.*/u, '/collecte/*')
    .replace(/^\/documents\/([\w-]+)\/.*?(\.\w+)$/u, '/documents/$1/*$2');
  return `${shape}?${query.replace(/=(?![a-z-]+(?:&|$))[^&]*/gu, '=*')}`;
};

/** All that a page says: its words, those of its attributes and of what is folded. */
const wordsOf = (page: Page) =>
  page.evaluate(() => {
    const attributes = ['aria-label', 'title', 'alt', 'placeholder', 'aria-description'];
    const said = [document.title, document.body.textContent ?? ''];
    for (const element of document.querySelectorAll('*'))
      for (const name of attributes) said.push(element.getAttribute(name) ?? '');
    return said.join('\n');
  });

const settled = async (page: Page) => {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
};

/** Goes everywhere from the home page; answers what each place says. */
export async function walk(context: BrowserContext, page: Page): Promise<Map<string, string>> {
  const said = new Map<string, string>();
  const waiting = ['/', '/plan', '/aide', '/aide/nouveautes', '/accessibilite'];
  const asked = new Set(waiting);
  const kinds = new Map<string, number>();
  const follow = async () => {
    const links = await page
      .locator('a[href^="/"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
    for (const link of links.map((one) => one.split('#')[0] ?? '')) {
      const seen = kinds.get(kindOf(link)) ?? 0;
      if (asked.has(link) || seen >= ALIKE || link === '') continue;
      kinds.set(kindOf(link), seen + 1);
      asked.add(link);
      waiting.push(link);
    }
  };
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    if (/^\/(documents|donnees-ouvertes|api)\/./u.test(address)) {
      const answer = await context.request.get(address, { timeout: 180_000 });
      const [, format = ''] = /\.(pdf|docx|xlsx|pptx)(?:\?|$)/u.exec(address) ?? [];
      said.set(
        `${address} ${answer.status()}`,
        format === 'pdf' || format === 'docx' || format === 'xlsx' || format === 'pptx'
          ? fileWords(await answer.body(), format)
          : await answer.text(),
      );
      continue;
    }
    await page.goto(address);
    await settled(page);
    said.set(address, await wordsOf(page));
    await follow();
    const tabs = page.getByRole('tab');
    for (let rank = 0; rank < (await tabs.count()); rank += 1) {
      const tab = tabs.nth(rank);
      if ((await tab.getAttribute('aria-selected')) === 'true') continue;
      await tab.click();
      await settled(page);
      said.set(`${address} › ${await tab.innerText()}`, await wordsOf(page));
      await follow();
    }
  }
  return said;
}
