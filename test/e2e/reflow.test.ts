import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { openPage, overflowOf, screens, signedIn, visit } from './journey.ts';
import { mainPages } from './main-pages.ts';

/** Every page, at 400 %, with other spaces, on paper, without styles, by keyboard: what it says is still there. */

const { address } = inject('product');
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** 1280 px at 400 % (WCAG 1.4.10). */
const ZOOMED = { width: 320, height: 256 * 3 };

const LAPTOP = screens.laptop;
/** The width of an A4 page between its margins. */
const PAPER = { width: 718, height: 1000 };

type Look = 'zoom' | 'spaces' | 'keyboard' | 'paper' | 'motion' | 'bare';
const faults: Record<Look, string[]> = { zoom: [], spaces: [], keyboard: [], paper: [], motion: [], bare: [] };

/** Each page is opened once and looked at in every way, the gentlest first: what a look changes, it puts back. */
const looks: [Look, (page: Page) => Promise<string[]>][] = [
  ['keyboard', keyboardFaults],
  ['spaces', spacedFaults],
  ['bare', bareFaults],
  ['motion', movingFaults],
  ['paper', paperFaults],
  ['zoom', zoomedFaults],
];

beforeAll(async () => {
  const windows = new Map<string | null, Page>();
  for (const { person, path } of mainPages) {
    const page = windows.get(person) ?? (await open(person));
    windows.set(person, page);
    await page.setViewportSize(LAPTOP);
    await visit(page, path);
    for (const [look, find] of looks) faults[look].push(...(await find(page)).map((fault) => `${path}: ${fault}`));
  }
}, 300_000);

async function open(person: (typeof mainPages)[number]['person']): Promise<Page> {
  const context =
    person === null
      ? await browser.newContext({ viewport: LAPTOP, locale: 'fr-FR', baseURL: address })
      : await signedIn(browser, address, person);
  return (await openPage(context)).page;
}

describe('every page', () => {
  it('at 400 % scrolls one way only, cuts no text and keeps its targets apart', () => {
    expect(faults.zoom).toEqual([]);
  });
  it('keeps all its text when spaces grow', () => {
    expect(faults.spaces).toEqual([]);
  });
  it('shows where the keyboard is at every stop, and lets it go round', () => {
    expect(faults.keyboard).toEqual([]);
  });
  it('prints what it says, in black on white: no menu, no button, nothing that sticks out of the paper', () => {
    expect(faults.paper).toEqual([]);
  });
  it('stands still when less motion is asked for', () => {
    expect(faults.motion).toEqual([]);
  });
  it('keeps its titles in their order without any style', () => {
    expect(faults.bare).toEqual([]);
  });
});

async function zoomedFaults(page: Page): Promise<string[]> {
  await page.setViewportSize(ZOOMED);
  // A drawing that measures its place does so between two frames.
  const fits = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;
  await page.waitForFunction(fits, undefined, { timeout: 2000 }).catch(() => {});
  return [...(await tooWide(page)), ...(await cutTexts(page)), ...(await smallTargets(page))];
}

async function spacedFaults(page: Page): Promise<string[]> {
  await spaceOut(page);
  const found = [...(await tooWide(page)), ...(await cutTexts(page))];
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
  return found;
}

async function paperFaults(page: Page): Promise<string[]> {
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const found = await printFaults(page);
  await page.emulateMedia({ media: null, colorScheme: null });
  return found;
}

async function movingFaults(page: Page): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const found = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .map((one) => getComputedStyle(one))
      .filter(({ animationName, animationDuration, transitionDuration }) =>
        [animationName === 'none' ? '0s' : animationDuration, transitionDuration].some(
          (time) => Number.parseFloat(time) > 0.001,
        ),
      )
      .map(({ animationName }) => `moves: ${animationName}`),
  );
  await page.emulateMedia({ reducedMotion: null });
  return found;
}

async function bareFaults(page: Page): Promise<string[]> {
  const before = await wordsOf(page);
  const dress = (off: boolean) =>
    page.evaluate((disabled) => {
      for (const sheet of document.styleSheets) sheet.disabled = disabled;
    }, off);
  await dress(true);
  const after = await wordsOf(page);
  await dress(false);
  return before.length > 0 && before.every((word, rank) => word === after[rank]) ? [] : ['loses a title'];
}

/** Text that its box cuts: neither wrapped nor scrolled to. */
const cutTexts = (page: Page) =>
  page.evaluate(() => {
    const hidden = (element: Element) =>
      element.closest('.visually-hidden, [hidden], svg, [aria-hidden=true]') !== null;
    return [...document.querySelectorAll('main *, header *, footer *')].flatMap((element) => {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
      const cuts = (axis: string) => axis === 'hidden' || axis === 'clip';
      const wide = cuts(overflowX) && element.scrollWidth > element.clientWidth + 1;
      const high = cuts(overflowY) && element.scrollHeight > element.clientHeight + 1;
      if (hidden(element) || !element.textContent?.trim() || !(wide || high) || element.clientWidth < 3) return [];
      return [`cuts « ${element.textContent.trim().slice(0, 40)} » (${element.className}, ${textOverflow})`];
    });
  });

const tooWide = async (page: Page) => {
  const pixels = await overflowOf(page);
  return pixels > 0 ? [`${pixels} px too wide: ${await widestOf(page)}`] : [];
};

/** What sticks out, to find it by. */
const widestOf = (page: Page) =>
  page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    const out = [...document.querySelectorAll('body *')].filter(
      (one) => one.getBoundingClientRect().right > limit + 1 && !one.closest('.scroll-region'),
    );
    return out
      .slice(0, 3)
      .map((one) => `${one.tagName.toLowerCase()}.${one.getAttribute('class')}`)
      .join(' | ');
  });

/** WCAG 1.4.12, as its own bookmarklet writes it; by CSSOM, which the policy of the page lets through. */
const spaceOut = (page: Page) =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important} p{margin-bottom:2em!important}',
    );
    document.adoptedStyleSheets = [sheet];
  });

/** Targets under 24 px whose circle of 24 px meets another's (WCAG 2.2, 2.5.8), links inside a sentence set apart. */
const smallTargets = (page: Page) =>
  page.evaluate(() => {
    const targets = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')]
      .filter((one) => one.checkVisibility() && !one.closest('p, li, dd, td, th, .visually-hidden, [role=grid]'))
      .map((one) => ({ one: (one.matches('input') && one.closest('label')) || one }))
      .map(({ one }) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height > 1);
    const small = targets.filter(({ box }) => box.width < 24 || box.height < 24);
    const near = (a: DOMRect, b: DOMRect) =>
      Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2) < 24;
    return small
      .filter(({ one, box }) => targets.some((other) => other.one !== one && near(box, other.box)))
      .map(
        ({ one, box }) => `${one.textContent?.trim().slice(0, 30)} is ${box.width.toFixed()} × ${box.height.toFixed()}`,
      );
  });

const wordsOf = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll('main h1, main h2, main h3')].map((one) => one.textContent ?? ''));

/** Forty stops are enough to meet each kind of control of a page; a trap would show as the same stop again and again. */
const STOPS = 40;

async function keyboardFaults(page: Page): Promise<string[]> {
  await page.evaluate(() => document.getElementById('contenu')?.focus());
  const faults = new Set<string>();
  let same = 0;
  let last = '';
  for (let stop = 0; stop < STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const { name, seen, rank } = await page.evaluate(() => {
      const one = document.activeElement ?? document.body;
      const look = (element: Element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
      };
      const around = [one, one.nextElementSibling, one.parentElement].filter((each) => each !== null);
      return {
        name: one.getAttribute('aria-label') ?? one.textContent?.trim().slice(0, 30) ?? '',
        rank: String([...document.querySelectorAll('*')].indexOf(one)),
        // The parts of a date field are the browser's own: it draws their focus itself.
        seen: one === document.body || one.matches('iframe, [type=date]') || around.some(look),
      };
    });
    if (!seen) faults.add(`the focus on « ${name} » is not seen`);
    same = rank === last ? same + 1 : 0;
    last = rank;
    if (same >= 6) faults.add(`the keyboard stays on « ${name} »`);
  }
  return [...faults];
}

const printFaults = (page: Page) =>
  page.evaluate(() => {
    const shown = (selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)].filter((one) => one.checkVisibility());
    const paper = document.documentElement.clientWidth;
    /** A table of many months is on a sheet that is turned: 273 mm between its margins. */
    const TURNED = 1048;
    const roomFor = (one: Element) => (one.closest('.scroll-region:has(tr > :nth-child(9))') ? TURNED : paper);
    const wide = shown('main *').filter((one) => {
      const { right } = one.getBoundingClientRect();
      return right > roomFor(one) + 2 && !one.closest('svg');
    });
    const dark = getComputedStyle(document.body).backgroundColor;
    return [
      ...shown('.app-navigation, .button, .user-menu-trigger').map((one) => `prints ${one.className}`),
      ...(wide[0] ? [`sticks out: ${wide.slice(0, 2).map((one) => one.className || one.tagName)}`] : []),
      ...(dark === 'rgb(255, 255, 255)' ? [] : [`prints on ${dark}`]),
      ...(shown('h1').length === 1 ? [] : ['prints no title']),
    ];
  });
