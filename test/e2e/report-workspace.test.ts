import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { faultsOf, openPage, overflowOf, type Person, screens, signedIn, tabTo, visit } from './journey.ts';

const { address } = inject('product');
let browser: Browser;
const noise: string[][] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterEach(() => expect(noise.splice(0).flat()).toEqual([]));
afterAll(() => browser.close());

async function pageOf(person: Person, viewport = screens.laptop): Promise<Page> {
  const { page, errors } = await openPage(await signedIn(browser, address, person, viewport));
  noise.push(errors);
  return page;
}

const textAt = (place: string) => `/rapport?annee=2025&texte=${encodeURIComponent(place)}`;
const editorOf = (page: Page) => page.getByRole('textbox', { name: /^Texte/u });
const saved = (page: Page) =>
  page
    .getByRole('status')
    .getByText(/^Enregistré à/u)
    .waitFor();

/** What a word processor's clipboard does when one pastes. */
async function paste(page: Page, html: string): Promise<void> {
  await editorOf(page).evaluate((element, content) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', content);
    clipboardData.setData('text/plain', 'sans mise en forme');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, html);
}

describe('the report is written', () => {
  it('by keyboard alone: from the list to the text, bold, a figure from the menu, saved by itself and kept', async () => {
    const page = await pageOf('coordination');
    await visit(page, '/rapport?annee=2025');
    const link = page.getByRole('link', { name: '16. Evaluation annuelle', exact: true });
    await link.waitFor();
    await link.focus();
    await page.keyboard.press('Enter');
    await editorOf(page).waitFor();
    await page.getByRole('button', { name: 'Insérer un chiffre' }).focus();
    await tabTo(page, editorOf(page));
    await page.keyboard.type('Nous avons ');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('tenu');
    await page.keyboard.press('Control+b');
    await page.keyboard.type(' la cible de {{');
    const menu = page.getByRole('combobox', { name: 'Chiffre à insérer' });
    await menu.waitFor();
    await page.keyboard.type('logements prives captes cible');
    await page
      .getByRole('option', { name: /Logements privés captés/u })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type(' en 2025.');
    await saved(page);
    await page.reload();
    const said = (await editorOf(page).innerText()).replaceAll('\u00a0', ' ');
    expect(said).toBe('Nous avons tenu la cible de 40 logements en 2025.');
    expect(await editorOf(page).locator('strong').innerText()).toBe('tenu');
    expect(await editorOf(page).locator('[data-figure="IND-02.cible"]').count()).toBe(1);
    await page.context().close();
  });

  it('from a word processor: structure kept, programs and pictures out, and said', async () => {
    const page = await pageOf('coordination');
    await visit(page, textAt('action:A15'));
    await editorOf(page).click();
    await paste(
      page,
      `<h1 style="color:red">Ateliers</h1><p class=MsoNormal>Le <b>groupe</b><script>window.hacked = 1</script> se réunit. =cmd|' /C calc'!A0</p>
       <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><!--[if !supportLists]-->·<!--[endif]-->un point</p><img src="x" onerror="window.hacked = 2">`,
    );
    await page.getByText(/^Retiré de ce que vous avez collé/u).waitFor();
    expect(await page.getByText(/^Retiré de ce que vous avez collé/u).innerText()).toMatch(/programme.*image/su);
    await saved(page);
    const editor = editorOf(page);
    expect(await editor.locator('h3').innerText()).toBe('Ateliers');
    expect(await editor.locator('li').innerText()).toBe('un point');
    expect(await editor.innerText()).toContain("Le groupe se réunit. =cmd|' /C calc'!A0");
    expect(await editor.locator('img, script, [style]').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    await page.context().close();
  });

  it('by two people at once: both texts are shown, and nothing is lost', async () => {
    const [first, second] = [await pageOf('coordination'), await pageOf('coordination')];
    for (const page of [first, second]) await visit(page, textAt('objective:MAINTIEN'));
    await editorOf(first).click();
    await first.keyboard.type('Ce que la première écrit.');
    await saved(first);
    await editorOf(second).click();
    await second.keyboard.type('Ce que la seconde écrit.');
    const question = second.getByRole('dialog', { name: 'Deux personnes écrivent ce texte' });
    await question.waitFor();
    expect(await question.getByRole('region').allInnerTexts()).toEqual([
      expect.stringContaining('Ce que la première écrit.'),
      expect.stringContaining('Ce que la seconde écrit.'),
    ]);
    expect(await faultsOf(second)).toEqual([]);
    await question.getByRole('button', { name: 'Mettre les deux à la suite' }).click();
    await saved(second);
    await second.reload();
    expect(await editorOf(second).innerText()).toMatch(/Ce que la première écrit\.\s+Ce que la seconde écrit\./u);
    await second.getByRole('button', { name: 'Historique' }).click();
    await second.getByRole('dialog').getByText('mis de côté').waitFor();
    await Promise.all([first, second].map((page) => page.context().close()));
  });

  it('through a cut of the network and a closed page: what was typed is kept here, and taken up again', async () => {
    const page = await pageOf('coordination');
    page.on('dialog', (dialog) => dialog.accept());
    await visit(page, textAt('action:A21'));
    await page.route('**/trpc/**saveText**', (route) => route.abort());
    await editorOf(page).click();
    await page.keyboard.type('Écrit pendant la coupure.');
    await page.getByText(/^Pas de connexion/u).waitFor();
    await page.unroute('**/trpc/**saveText**');
    await page.reload();
    await page.getByText(/Texte repris$/u).waitFor();
    await saved(page);
    await page.reload();
    expect(await editorOf(page).innerText()).toBe('Écrit pendant la coupure.');
    expect(await page.getByText(/Texte repris$/u).count()).toBe(0);
    expect(
      noise
        .splice(0)
        .flat()
        .filter((one) => !one.includes('ERR_FAILED')),
    ).toEqual([]);
    await page.context().close();
  });

  it('with an opinion on the action and its reason, and remarks that are settled', async () => {
    const page = await pageOf('coordination');
    await visit(page, textAt('action:A13'));
    await page.getByLabel('Objectifs atteignables').check();
    await page.getByLabel('Pourquoi').fill('Les ateliers reprennent.');
    await page.getByRole('button', { name: 'Enregistrer l’appréciation' }).click();
    await page.getByText('Appréciation enregistrée.').waitFor();
    await page.getByLabel('Nouvelle remarque').fill('Citer le nombre de séances ?');
    await page.getByRole('button', { name: 'Ajouter la remarque' }).click();
    await page.getByRole('button', { name: 'Marquer comme réglée' }).click();
    await page.getByText('réglée par').waitFor();
    await page.context().close();
  });
});

describe('the workspace', () => {
  it('brings the editor when somebody writes, not before', async () => {
    const page = await pageOf('coordination');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const editors = () => asked.filter((url) => /text-screen.*\.js/u.test(url));
    await visit(page, '/rapport?annee=2024');
    await page.getByRole('link', { name: 'Bilan global', exact: true }).waitFor();
    expect(editors()).toEqual([]);
    await page.getByRole('link', { name: 'Bilan global', exact: true }).click();
    await editorOf(page).waitFor();
    expect(editors()).toHaveLength(1);
    await page.context().close();
  });

  it('says other numbers in a text as soon as the data change', async () => {
    const page = await pageOf('coordination');
    await visit(page, textAt('action:A12'));
    await page.getByRole('button', { name: 'Insérer un chiffre' }).click();
    await page.keyboard.type('IND-16 valeur de l’année');
    await page.keyboard.press('Enter');
    const chip = editorOf(page).locator('[data-figure="IND-16.annee"]');
    const before = await chip.innerText();
    await saved(page);
    await page.route('**/trpc/**reportTexts.tokenFigures**', async (route) => {
      const answer = await route.fetch();
      const changed = JSON.parse(await answer.text(), (_key, one) =>
        one?.code === 'IND-16' ? { ...one, quantity: { value: 777 }, value: 777 } : one,
      );
      await route.fulfill({ response: answer, json: changed });
    });
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
    await expect.poll(() => chip.innerText(), { timeout: 70_000, interval: 1_000 }).not.toBe(before);
    expect(await chip.innerText()).toContain('777');
    await page.context().close();
  });

  it('is the coordination’s; a reader of the State finds the documents only', async () => {
    const page = await pageOf('etat');
    await visit(page, textAt('global'));
    await page.getByRole('heading', { name: 'Les documents' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Les textes' }).count()).toBe(0);
    expect(await editorOf(page).count()).toBe(0);
    await page.context().close();
  });

  it('has no fault of accessibility, on a laptop as on a phone', async () => {
    for (const viewport of [screens.laptop, screens.phone]) {
      const page = await pageOf('coordination', viewport);
      await visit(page, '/rapport?annee=2024');
      await page.getByRole('heading', { name: 'Les textes' }).waitFor();
      expect([await faultsOf(page), await overflowOf(page)]).toEqual([[], 0]);
      await visit(page, '/rapport?annee=2024&texte=action%3AA02');
      await editorOf(page).waitFor();
      await page.getByRole('button', { name: 'Insérer un chiffre' }).click();
      await page.getByRole('combobox', { name: 'Chiffre à insérer' }).waitFor();
      expect([await faultsOf(page), await overflowOf(page)]).toEqual([[], 0]);
      await page.context().close();
    }
  });
});
