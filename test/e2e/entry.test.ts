import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths } from '../../shared/domain/month.ts';
import { frenchMonth } from '../../shared/domain/words/french-format.ts';
import { launchBrowser } from '../setup/browser.ts';
import { type EntryProduct, openEntryProduct } from '../setup/entry-product.ts';
import { copyAs, excelClipboard } from '../setup/spreadsheet-clipboard.ts';
import { faultsOf, openPage, overflowOf } from './journey.ts';

/** A contributor's month in a browser: by keyboard alone, in one paste, by two people, on a phone. */

const INDICATORS = 25;
let browser: Browser;
let product: EntryProduct;
let karim: BrowserContext;
const noise: string[][] = [];

beforeAll(async () => {
  [browser, product] = await Promise.all([launchBrowser(), openEntryProduct({ indicators: INDICATORS })]);
  karim = await product.enter(browser, 'karim');
});
afterAll(async () => {
  await browser.close();
  await product.close();
});

async function openMonth(context: BrowserContext, month = product.month): Promise<Page> {
  const { page, errors } = await openPage(context);
  noise.push(errors);
  await page.goto(`/mon-mois/${month}`);
  await page.getByRole('grid').waitFor();
  return page;
}

const cellOf = (page: Page, rank: number, month = product.month) =>
  page.getByRole('textbox', { name: `Mesure d’essai ${String(rank).padStart(2, '0')}, ${frenchMonth(month)}` });

/** What the server holds, by indicator, for a month. */
async function heldFor(month: string): Promise<Array<number | null>> {
  const cells = await product.db.observation.findMany({ where: { organisationId: product.organisationId, month } });
  return product.ids.map((id) => cells.find((cell) => cell.indicatorId === id)?.value ?? null);
}

describe('by keyboard alone', () => {
  it('enters a month and sends it by two key presses more than it has indicators: eight for six', async () => {
    const { page, errors } = await openPage(karim);
    noise.push(errors);
    let presses = 0;
    const press = async (key: string) => {
      presses += 1;
      await page.keyboard.press(key);
    };
    // Where signing in leads.
    await page.goto('/mon-mois/a-faire');
    await page.getByRole('grid').waitFor();
    await page.waitForFunction(() => document.activeElement?.hasAttribute('data-cell'));
    for (let rank = 1; rank <= INDICATORS; rank += 1) {
      await page.keyboard.type(String(10 + rank));
      await press('Enter');
    }
    await page
      .getByRole('gridcell')
      .filter({ hasText: 'enregistré' })
      .nth(INDICATORS - 1)
      .waitFor();
    const send = page.getByRole('button', { name: 'Envoyer le mois' });
    await send.waitFor();
    await press('Control+Enter');
    await page.getByText('Ce mois est envoyé').waitFor();
    expect(presses).toBeLessThanOrEqual(INDICATORS + 2);
    const oldest = /mon-mois\/([\d-]+)/u.exec(page.url())?.[1] ?? '';
    expect(await heldFor(oldest)).toEqual(product.ids.map((_, rank) => 11 + rank));
    await page.close();
  });
});

describe('a block from a spreadsheet', () => {
  /** Twelve months across, twenty indicators down, seven cells that nobody can take. */
  const bad: Record<string, string> = {
    '0/3': 'douze',
    '2/0': '12 ou 13',
    '4/11': '-4',
    '7/5': '2,5',
    '11/2': '#REF!',
    '15/8': '1 2',
    '19/11': '03/04/2026',
  };
  const block = Array.from({ length: 20 }, (_, row) =>
    Array.from({ length: 12 }, (_, column) => {
      const value = 1000 + 12 * row + column;
      return bad[`${row}/${column}`] ?? `${Math.floor(value / 1000)}\u202f${String(value % 1000).padStart(3, '0')}`;
    }),
  );

  it('goes in whole by one paste, the bad cells listed with their reason and kept until they are put right', async () => {
    await karim.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await openMonth(karim);
    const first = addMonths(product.month, -12);
    await cellOf(page, 1, first).focus();
    await copyAs(page, excelClipboard(block));
    await page.keyboard.press('Control+v');
    const list = page.getByRole('region', { name: 'Textes refusés' });
    const items = list.getByRole('listitem');
    await items.nth(6).waitFor();
    const said = await items.allInnerTexts();
    expect(said).toHaveLength(7);
    expect(said.map((one) => one.split(' — ')[0]).toSorted()).toEqual(Object.values(bad).toSorted());
    expect(said.find((one) => one.startsWith('2,5'))).toContain('unités entières');
    expect(said.find((one) => one.startsWith('-4'))).toContain('négative');
    await page.waitForFunction((count) => [...document.querySelectorAll('.entry-cell-saved')].length >= count, 240 - 7);
    const held = await product.db.observation.findMany({
      where: { organisationId: product.organisationId, month: { gte: first, lt: product.month } },
    });
    expect(held).toHaveLength(233);
    for (const cell of held) {
      const row = product.ids.indexOf(cell.indicatorId);
      const column = Array.from({ length: 12 }, (_, back) => addMonths(first, back)).indexOf(cell.month);
      expect(cell.value).toBe(1000 + 12 * row + column);
    }
    await page.reload();
    await page.getByRole('grid').waitFor();
    expect(await items.count()).toBe(7);
    await items
      .filter({ hasText: 'douze' })
      .getByRole('button', { name: /^Corriger/u })
      .click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    await page.waitForFunction((count) => document.querySelectorAll('.entry-rejected li').length === count, 6);
    await list.getByRole('button', { name: 'Vider la liste' }).click();
    await list.waitFor({ state: 'hidden' });
    await page.close();
  });
});

describe('a selection', () => {
  it('is made by Shift and the arrows, copied, pasted elsewhere, emptied and put back, by keyboard alone', async () => {
    await karim.grantPermissions(['clipboard-read', 'clipboard-write']);
    const [first, second] = [addMonths(product.month, -11), addMonths(product.month, -10)];
    const page = await openMonth(karim);
    const grid = page.getByRole('grid');
    expect(await grid.getAttribute('aria-multiselectable')).toBe('true');
    await cellOf(page, 1, first).focus();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    expect(await grid.getByRole('gridcell', { selected: true }).count()).toBe(4);
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Control+c');
    await cellOf(page, 23, first).focus();
    await page.keyboard.press('Control+v');
    const saved = (count: number) =>
      page.waitForFunction((wanted) => document.querySelectorAll('.entry-cell-saved').length >= wanted, count);
    await saved(4);
    const copied = await Promise.all([heldFor(first), heldFor(second)]);
    for (const held of copied) {
      expect(held[0]).not.toBeNull();
      expect([held[22], held[23]]).toEqual([held[0], held[1]]);
    }
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Delete');
    await page.getByText(/2\scellules vidées, Ctrl\+Z pour annuler/u).waitFor({ state: 'attached' });
    await page.waitForFunction(() => document.querySelector('.entry-cell-saving') === null);
    expect((await heldFor(first)).slice(22, 24)).toEqual([null, null]);
    await page.keyboard.press('Control+z');
    await page.waitForFunction(() => document.querySelector('.entry-cell-saving') === null);
    await expect.poll(async () => (await heldFor(first)).slice(22, 24)).toEqual(copied[0]?.slice(0, 2));
    await page.close();
  });
});

describe('a computer that two people share', () => {
  it('keeps what one typed out of the other’s name, and gives it back to its author', async () => {
    const page = await openMonth(karim);
    await page.context().route('**/trpc/monthlyEntry.saveCell*', (route) => route.abort());
    await cellOf(page, 24).fill('77');
    await page.keyboard.press('Enter');
    await page.getByText('attend le réseau').waitFor();
    await page.close();
    // Léa signs in in the same browser.
    const cookies = await karim.cookies();
    const data = { email: 'lea@exemple.fr', password: product.password };
    await karim.clearCookies();
    await karim.request.post('/api/auth/sign-in/email', { data, headers: { origin: product.address } });
    await karim.unroute('**/trpc/monthlyEntry.saveCell*');
    const lea = await openMonth(karim);
    await lea.getByText('1 cellule tapée ici par Karim Exemple n’a pas été envoyée').waitFor();
    expect(await cellOf(lea, 24).inputValue()).toBe('');
    expect(await faultsOf(lea)).toEqual([]);
    await lea.getByRole('button', { name: 'Les laisser à leur auteur' }).click();
    expect((await heldFor(product.month))[23]).toBeNull();
    await lea.close();
    await karim.clearCookies();
    await karim.addCookies(cookies);
    const back = await openMonth(karim);
    await expect.poll(async () => (await heldFor(product.month))[23]).toBe(77);
    await back.close();
  });
});

describe('two people on one cell', () => {
  it('shows both values to both, loses neither, and keeps the one that is chosen', async () => {
    const lea = await product.enter(browser, 'lea');
    const [one, other] = [await openMonth(karim), await openMonth(lea)];
    await cellOf(one, 1).fill('31');
    await one.keyboard.press('Enter');
    await one.getByRole('gridcell').filter({ hasText: 'enregistré' }).first().waitFor();
    await cellOf(other, 1).fill('32');
    await other.keyboard.press('Enter');
    await other.getByRole('gridcell').filter({ hasText: 'changé par quelqu’un d’autre' }).waitFor();
    const choice = other.getByText(/Karim Exemple a écrit 31, le .* Vous avez écrit 32/u);
    await choice.waitFor();
    expect(await faultsOf(other)).toEqual([]);
    // A reload in the middle of the choice loses neither.
    await other.reload();
    await other.getByRole('gridcell').filter({ hasText: 'changé par quelqu’un d’autre' }).waitFor();
    await other.getByRole('button', { name: /^Garder la mienne.*32/u }).click();
    await other.getByRole('gridcell').filter({ hasText: 'enregistré' }).waitFor();
    await one.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await one.getByRole('gridcell').filter({ hasText: 'changé par Léa Exemple' }).waitFor();
    await cellOf(one, 1).focus();
    await one.getByText(/Avant\s: 31. Maintenant\s: 32\./u).waitFor();
    const [indicatorId] = product.ids;
    const key = { organisationId: product.organisationId, month: product.month, indicatorId };
    const cell = await product.db.observation.findFirstOrThrow({ where: key, include: { revisions: true } });
    expect(cell.value).toBe(32);
    expect(cell.revisions.map((revision) => revision.value)).toContain(31);
    await lea.close();
    await one.close();
  });
});

describe('a session that ends', () => {
  it('says so above the grid, takes nothing from whoever types, and loses no cell', async () => {
    const before = addMonths(product.month, -1);
    const page = await openMonth(karim, before);
    await cellOf(page, 20, before).focus();
    await product.db.session.deleteMany({ where: { userId: 'karim' } });
    // At speed: the banner comes while the third or the fourth is being typed.
    for (const figure of [51, 52, 53, 54, 55, 56]) {
      await page.keyboard.type(String(figure), { delay: 20 });
      await page.keyboard.press('Enter');
      await page.waitForTimeout(120);
    }
    const banner = page.getByText('Votre session est fermée');
    await banner.waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    const shown = await Promise.all([20, 21, 22, 23, 24, 25].map((rank) => cellOf(page, rank, before).inputValue()));
    expect(shown).toEqual(['51', '52', '53', '54', '55', '56']);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Se reconnecter' }).click();
    const dialog = page.getByRole('dialog', { name: 'Se reconnecter' });
    // What the page tries again meanwhile closes neither the dialog nor the banner.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await dialog.getByLabel('Mot de passe').fill(product.password);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await banner.waitFor({ state: 'hidden' });
    await expect.poll(async () => (await heldFor(before)).slice(19, 25)).toEqual([51, 52, 53, 54, 55, 56]);
    await page.close();
  });
});

describe('a refused text', () => {
  it('survives a reload, is listed first among what holds the month back, and is put right from there', async () => {
    const page = await openMonth(karim);
    await cellOf(page, 2).fill('10 %');
    await page.keyboard.press('Tab');
    await page.reload();
    await page.getByRole('grid').waitFor();
    await page.getByRole('button', { name: /^Envoyer (de nouveau )?le mois/u }).click();
    await page.getByText(/Rien n’est envoyé/u).waitFor();
    const first = page.locator('.entry-missing li').first();
    expect(await first.innerText()).toContain('10 %');
    expect(await faultsOf(page)).toEqual([]);
    await first.getByRole('button').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('10');
    await page.keyboard.press('Enter');
    await page.locator('.entry-rejected').waitFor({ state: 'hidden' });
    await expect.poll(async () => (await heldFor(product.month))[1]).toBe(10);
    await page.close();
  });
});

describe('the grid, for everyone', () => {
  it('has the roles of a grid, each cell its name and its state', async () => {
    const page = await openMonth(karim);
    const grid = page.getByRole('grid');
    expect(await grid.getByRole('columnheader').count()).toBe(14);
    expect(await grid.getByRole('rowheader').count()).toBe(INDICATORS);
    expect(await grid.getByRole('gridcell').count()).toBe(INDICATORS * 13);
    expect(await grid.getByRole('row').count()).toBe(INDICATORS + 1);
    const cell = cellOf(page, 1);
    await cell.fill('deux');
    await page.keyboard.press('Enter');
    expect(await cell.getAttribute('aria-invalid')).toBe('true');
    expect(await grid.locator('[aria-invalid=true]').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await cell.inputValue()).toBe('32');
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  });

  it('is usable at 200 % and at 390 pixels: nothing overflows the page, one indicator at a time', async () => {
    for (const viewport of [
      { width: 683, height: 384 },
      { width: 390, height: 844 },
    ]) {
      const page = await karim.newPage();
      await page.setViewportSize(viewport);
      await page.goto(`/mon-mois/${product.month}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page
        .getByRole('textbox', { name: /^Mesure d’essai/u })
        .first()
        .waitFor();
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
      expect(await faultsOf(page)).toEqual([]);
      expect(await page.getByRole('grid').count()).toBe(viewport.width < 600 ? 0 : 1);
      await page.close();
    }
  });

  it('has met no error in the browser', () => {
    // The browser notes by itself the conflict that two people made, and the request that was cut.
    expect(noise.flat().filter((said) => !/409 \(Conflict\)|ERR_FAILED/u.test(said))).toEqual([]);
  });
});
