import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { accountOf, openPage, signedIn, visit } from './journey.ts';

/** One story, in order: an association sends a month, the coordination takes in a file, validates, asks why, and downloads the report. */

const { address } = inject('product');
let browser: Browser;
let context: BrowserContext;
let page: Page;
let errors: string[];
let before: number;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  expect(errors).toEqual([]);
  await browser.close();
});

/** The number of workshops of 2025 on the overview. */
async function workshops(): Promise<number> {
  await visit(page, '/?annee=2025');
  const row = page.getByRole('row', { name: /Ateliers thématiques tenus/u });
  const text = await row.getByRole('cell').first().innerText();
  return Number(/\d+/u.exec(text)?.[0]);
}

/** A file as a partner sends it: windows-1252, a person's name in a column. */
function workshopFile(): Buffer {
  const lines = [
    'Date;Thème;Participants;Animateur',
    ...Array.from({ length: 4 }, (_, rank) => `0${rank + 3}/10/2025;Économies d'énergie;${rank + 2};Mme Été`),
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

describe('the main job', () => {
  it('lets an association sign in by typing, and shows what it has to do', async () => {
    context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'fr-FR', baseURL: address });
    ({ page, errors } = await openPage(context));
    await visit(page, '/');
    expect(page.url()).toContain('/connexion');
    const { email, password } = accountOf('association');
    await page.getByLabel('Adresse électronique').fill(email);
    await page.getByLabel('Mot de passe', { exact: false }).first().fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Vue d’ensemble/u }).waitFor();
    await page.getByRole('link', { name: 'Saisie du mois' }).click();
    await page.getByText('À faire d’abord').waitFor();
    expect(await page.getByRole('row', { name: /^octobre 2025/u }).innerText()).toContain('En retard');
  });

  it('lets it fill October by keyboard alone, cell saved by cell, and send it', async () => {
    await visit(page, '/mon-mois/2025-10');
    const cells = page.getByRole('grid').locator('tbody tr td:last-child input');
    await cells.first().waitFor();
    await cells.first().focus();
    const count = await cells.count();
    for (let rank = 0; rank < count; rank += 1) {
      await page.keyboard.type(String(11 - rank));
      await page.keyboard.press('Enter');
    }
    await page.reload();
    await page.getByRole('grid').waitFor();
    expect(await cells.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))).toEqual(
      Array.from({ length: count }, (_, rank) => String(11 - rank)),
    );
    await page.getByRole('button', { name: 'Envoyer le mois' }).click();
    const sent = page.getByText('Ce mois est envoyé');
    const held = page.getByText(/^Attention.*Rien n’est envoyé/su);
    await sent.or(held).first().waitFor();
    // An unusual value asks for a word, and never blocks once it is given.
    for (const word of await page.getByRole('textbox', { name: /^Raison/u }).all())
      await word.fill('Confirmé par l’équipe');
    if (await held.isVisible()) await page.getByRole('button', { name: 'Envoyer le mois' }).click();
    await sent.waitFor();
  });

  it('shows the coordination the figure, and takes in a file without the people’s names', async () => {
    await context.close();
    context = await signedIn(browser, address, 'coordination');
    const opened = await openPage(context);
    ({ page } = opened);
    errors = opened.errors;
    before = await workshops();
    await visit(page, '/imports');
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.postData() ?? ''));
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'ateliers-octobre.csv', mimeType: 'text/csv', buffer: workshopFile() });
    await page.getByRole('button', { name: 'Importer les lignes valables' }).waitFor();
    expect(await page.getByText('Animateur').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Importer les lignes valables' }).click();
    await page.waitForURL(/\/imports\/\d+/u);
    await page.getByRole('heading', { level: 1, name: 'ateliers-octobre.csv' }).waitFor();
    expect(sent.join(' ')).toContain('Économies');
    expect(sent.join(' ')).not.toContain('Mme Été');
  });

  it('moves the figure on the overview, the same on its page, and says why', async () => {
    const after = await workshops();
    expect(after).not.toBe(before);
    await page.getByRole('link', { name: 'Ateliers thématiques tenus' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Ateliers thématiques tenus' }).waitFor();
    expect(await page.locator('.key-figure-value').first().innerText()).toBe(String(after));
    await page
      .getByRole('button', { name: /Pourquoi ce chiffre/u })
      .first()
      .click();
    const panel = page.getByRole('dialog');
    await panel.getByText('ateliers-octobre.csv').first().waitFor();
    await page.keyboard.press('Escape');
  });

  it('lets the coordination validate what was sent', async () => {
    await visit(page, '/collecte');
    const sent = page.getByRole('link', { name: /Envoyé.*Habitat et Humanisme, octobre 2025/su });
    await sent.click();
    await page.getByRole('heading', { level: 1, name: /Habitat et Humanisme, octobre 2025/u }).waitFor();
    await page.getByRole('button', { name: /^Valider/u }).click();
    await page.getByRole('button', { name: 'Rien à valider' }).waitFor();
    await visit(page, '/collecte');
    await page.getByRole('link', { name: /Validé.*Habitat et Humanisme, octobre 2025/su }).waitFor();
  });

  it('gives the three documents of the report', async () => {
    await visit(page, '/rapport?annee=2025');
    const starts: Record<string, string> = { PDF: '%PDF-', DOCX: 'PK', XLSX: 'PK' };
    for (const [format, start] of Object.entries(starts)) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: `Télécharger (${format})` }).click(),
      ]);
      const bytes = await readFile(await download.path());
      expect(bytes.subarray(0, start.length).toString('latin1')).toBe(start);
      expect(download.suggestedFilename()).toContain('fictif');
    }
  });
});

describe('a reader of the State', () => {
  it('sees neither what is missing nor a small number of people, and is kept out of the coordination’s rooms', async () => {
    const reader = await signedIn(browser, address, 'etat');
    const opened = await openPage(reader);
    await visit(opened.page, '/?annee=2025');
    expect(await opened.page.getByText('envois en retard').count()).toBe(0);
    const small = await opened.page
      .getByRole('cell', { name: /^([1-9]|10)\s(personnes?|ménages?|situations?)/u })
      .count();
    expect(small).toBe(0);
    for (const room of ['/collecte', '/journal', '/personnes']) {
      await visit(opened.page, room);
      expect(await opened.page.getByRole('main').innerText()).toMatch(/Votre rôle ne permet pas|accès/u);
    }
    await reader.close();
  });
});
