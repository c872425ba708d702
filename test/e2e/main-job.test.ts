import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import {
  faultsOf,
  openPage,
  overviewValue,
  publish,
  screens,
  signedIn,
  signInByTyping,
  tabTo,
  visit,
} from './journey.ts';

/** One story, in order: an association sends a month, the coordination takes in a file, validates, asks why, and downloads the report. */

const { address, dataDir, log } = inject('product');
/** Typed by Habitat et Humanisme, and counted from the rows of SOLIHA. */
const WORKSHOPS = 'Ateliers thématiques tenus';
const CAPTURED = 'Logements privés captés';
let browser: Browser;
let page: Page;
let reader: Page;
const noise: string[][] = [];
const seen: Record<string, string> = {};

async function follow(context: BrowserContext): Promise<Page> {
  const opened = await openPage(context);
  noise.push(opened.errors);
  return opened.page;
}

beforeAll(async () => {
  browser = await launchBrowser();
  page = await follow(await browser.newContext({ viewport: screens.laptop, locale: 'fr-FR', baseURL: address }));
  await publish(browser, address);
  reader = await follow(await signedIn(browser, address, 'etat'));
  seen.readerTyped = await overviewValue(reader, WORKSHOPS);
  seen.readerCounted = await overviewValue(reader, CAPTURED);
});
afterAll(() => browser.close());

const numberOf = (text: string | undefined) => Number.parseInt(text ?? '', 10);

/** A file as a partner sends it: windows-1252, a person in two columns. */
const person = { name: 'Mme Été-Brûlé', email: 'ete.brule@exemple.fr' };
function dwellingFile(): Buffer {
  const lines = [
    'Référence logement;Date de captation;Commune;Locataire;Courriel',
    ...Array.from(
      { length: 4 },
      (_, rank) => `SEP-${rank + 1};0${rank + 3}/09/2025;Dijon;${person.name};${person.email}`,
    ),
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

async function signOut(): Promise<void> {
  await page.getByRole('button', { name: /démonstration/u }).click();
  await page.getByRole('menuitem', { name: 'Se déconnecter' }).click();
  await page.getByRole('heading', { level: 1, name: 'Connexion' }).waitFor();
}

const bare = (text: string) => text.replace(/\s/gu, '');

/** The files of a folder, whatever their depth, that hold a text in one of two encodings. */
function filesHolding(text: string): string[] {
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'latin1')];
  return [log, ...readdirSync(dataDir, { recursive: true, withFileTypes: true }).flatMap(fileOf)].filter((file) => {
    const bytes = readFileSync(file);
    return needles.some((needle) => bytes.includes(needle));
  });
}
const fileOf = (entry: Dirent) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : []);

describe('the main job', () => {
  it('lets an association sign in by typing, and shows what it has to do', async () => {
    await visit(page, '/');
    expect(page.url()).toContain('/connexion');
    await signInByTyping(page, 'association');
    // It lands on the month to do first, which says what it waits for.
    await page.getByRole('heading', { level: 1, name: /^Septembre 2025\s: une question attend/u }).waitFor();
    await page.getByRole('link', { name: /^Tous les mois/u }).click();
    await page.getByText('À faire d’abord').waitFor();
    const september = await page.getByRole('row', { name: /^septembre 2025/u }).innerText();
    expect(september).toContain('Renvoyé');
    expect(september).toMatch(/1\squestion/u);
    expect(await page.getByRole('row', { name: /^octobre 2025/u }).innerText()).toContain('En retard');
  });

  it('lets it fill October by keyboard alone, cell saved by cell, and send it', async () => {
    await tabTo(page, page.getByRole('link', { name: 'Remplir octobre 2025' }));
    await page.keyboard.press('Enter');
    // What is given once a year, a numerator and its denominator, is not due in October.
    const due = page.getByRole('row').filter({ hasNotText: 'numérateur / dénominateur' });
    const cells = page
      .getByRole('grid')
      .locator(due)
      .getByRole('textbox', { name: /, octobre 2025$/u });
    await cells.first().waitFor();
    // What was sent back in September stands beside, with its question.
    await page.getByRole('gridcell').filter({ hasText: 'question à répondre' }).waitFor();
    await tabTo(page, cells.first(), 'ArrowUp');
    const count = await cells.count();
    const typed = Array.from({ length: count }, (_, rank) => String(11 - rank));
    for (const text of typed) {
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    }
    await page.getByRole('gridcell').filter({ hasText: 'enregistré' }).first().waitFor();
    await page.reload();
    await cells.first().waitFor();
    expect(await cells.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))).toEqual(
      typed,
    );
    seen.october = await page.getByRole('textbox', { name: `${WORKSHOPS}, octobre 2025` }).inputValue();
    const send = page.getByRole('button', { name: 'Envoyer le mois' });
    await tabTo(page, send);
    await page.keyboard.press('Enter');
    const sent = page.getByText('Ce mois est envoyé');
    const held = page.getByText(/Rien n’est envoyé/u);
    await sent.or(held).first().waitFor();
    // An unusual value asks for a word, and never blocks once it is given.
    const reasons = page.getByRole('textbox', { name: /^Raison\s:/u });
    for (const word of (await reasons.all()).reverse()) {
      await tabTo(page, word, 'Shift+Tab');
      await page.keyboard.type('Confirmé par l’équipe');
    }
    if (await held.isVisible()) {
      await tabTo(page, send);
      await page.keyboard.press('Enter');
    }
    await sent.waitFor();
    await signOut();
  });

  it('lets the coordination take in a file without the people in it', async () => {
    await signInByTyping(page, 'coordination');
    seen.sent = await overviewValue(page, WORKSHOPS);
    expect(seen.sent).not.toBe(seen.readerTyped);
    seen.counted = await overviewValue(page, CAPTURED);
    await page.getByRole('link', { name: 'Imports', exact: true }).click();
    const left: string[] = [];
    page.on('request', (request) => left.push(request.postData() ?? ''));
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'captation-septembre.csv', mimeType: 'text/csv', buffer: dwellingFile() });
    const takeIn = page.getByRole('button', { name: /^Écrire 4\s*lignes$/u });
    await takeIn.waitFor();
    const preview = page.getByRole('main');
    expect(await preview.innerText()).toMatch(/Lignes lues\s+4\s/u);
    expect(await preview.innerText()).toMatch(/Nouvelles ou changées\s+4\s/u);
    expect(await preview.getByText('Locataire, Courriel').isVisible()).toBe(true);
    const effect = preview.getByRole('row', { name: new RegExp(`^${CAPTURED} .*septembre 2025`, 'u') });
    expect(await effect.getByRole('cell').last().isVisible()).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    await takeIn.click();
    await page.getByRole('heading', { name: 'Ce que ce reçu prouve' }).waitFor();
    await page.getByRole('heading', { level: 1, name: /^Reçu n°\s\d+/u }).waitFor();
    expect(page.url()).toMatch(/\/imports\/\d+/u);
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.getByText('Locataire, Courriel').isVisible()).toBe(true);
    expect(left.join(' ')).toContain('2025-09-03');
    for (const said of Object.values(person)) expect(left.join(' ')).not.toContain(said);
  });

  it('moves the figure on the overview, the same on its own page, and says why by keyboard', async () => {
    seen.imported = await overviewValue(page, CAPTURED);
    // Four more: October, which SOLIHA has not sent, is not sent by the file of September.
    expect(numberOf(seen.imported)).toBe(numberOf(seen.counted) + 4);
    await page.getByRole('rowheader').getByRole('link', { name: CAPTURED }).click();
    await page.getByRole('heading', { level: 1, name: CAPTURED }).waitFor();
    const figure = page.getByRole('main').locator('.key-figure').filter({ hasText: 'Valeur 2025' });
    expect(bare(await figure.innerText())).toContain(`Valeur2025${bare(seen.imported)}`);
    const why = page.getByRole('button', { name: /^Pourquoi ce chiffre/u }).first();
    await tabTo(page, why);
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog', { name: /Pourquoi ce chiffre/u });
    const september = panel.getByRole('row', { name: /^septembre 2025/u });
    expect(await september.innerText()).toContain('SOLIHA');
    expect(await september.innerText()).toMatch(/Reçu n°\s\d+/u);
    expect(await panel.innerText()).toMatch(/Calcul/u);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
  });

  it('shows the State nothing before the coordination publishes what it has validated, and the figure after', async () => {
    const read = async (by: Page) => [await overviewValue(by, WORKSHOPS), await overviewValue(by, CAPTURED)];
    expect(await read(reader)).toEqual([seen.readerTyped, seen.readerCounted]);
    // What was sent, and the correction of a month that had been validated.
    for (const month of ['Habitat et Humanisme, octobre 2025', 'SOLIHA, septembre 2025']) {
      await page.getByRole('link', { name: 'Suivi de la collecte' }).click();
      await page.getByRole('button', { name: new RegExp(`^${month}\\s: En attente de validation`, 'u') }).click();
      await page.getByRole('heading', { level: 2, name: month }).waitFor();
      await page.getByRole('button', { name: /^Lire et valider \(/u }).click();
      const validated = page.waitForResponse(
        (answer) => answer.request().method() === 'POST' && answer.url().includes('collection.'),
      );
      await page.getByRole('button', { name: /^Valider \d+\svaleurs?/u }).click();
      expect((await validated).status()).toBe(200);
      await visit(page, '/collecte');
      await page.getByRole('button', { name: new RegExp(`^${month}\\s: Validé`, 'u') }).waitFor();
    }
    expect(await read(reader)).toEqual([seen.readerTyped, seen.readerCounted]);
    await publish(browser, address);
    const [typed, rows] = await read(reader);
    // What still waits of Habitat et Humanisme's September is for the coordination alone.
    expect(numberOf(typed)).toBe(numberOf(seen.readerTyped) + numberOf(seen.october));
    expect(rows).toBe(seen.imported);
  });

  it('gives the three documents of the report', async () => {
    await page.getByRole('link', { name: 'Rapport d’exécution', exact: true }).click();
    await visit(page, '/rapport?annee=2025');
    const documents = [
      ['PDF', '%PDF-', 'application/pdf'],
      ['DOCX', 'PK', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
      ['XLSX', 'PK', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ] as const;
    for (const [format, start, type] of documents) {
      const link = page.getByRole('link', { name: `Télécharger (${format})`, exact: true });
      const answer = await page.request.get((await link.getAttribute('href')) ?? '');
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      const bytes = await readFile(await download.path());
      expect(bytes.subarray(0, start.length).toString('latin1')).toBe(start);
      expect(download.suggestedFilename()).toMatch(new RegExp(`fictif.*\\.${format.toLowerCase()}$`, 'u'));
      expect([answer.status(), answer.headers()['content-type']]).toEqual([200, expect.stringContaining(type)]);
    }
  });

  it('has written nobody’s name on the disk, nor said it', () => {
    expect(filesHolding('fichier.csv')).not.toEqual([]);
    // The name of the file may be somebody's: it stays where the file is.
    expect(filesHolding('captation-septembre.csv')).toEqual([]);
    for (const said of Object.values(person)) expect(filesHolding(said)).toEqual([]);
  });

  it('has met no error in the browser', () => {
    expect(noise.flat()).toEqual([]);
  });
});
