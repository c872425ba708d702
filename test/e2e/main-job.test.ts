import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { faultsOf, openPage, overviewValue, screens, signedIn, signInByTyping, tabTo, visit } from './journey.ts';

/** One story, in order: an association sends a month, the coordination takes in a file, validates, asks why, and downloads the report. */

const { address, dataDir, log } = inject('product');
const WORKSHOPS = 'Ateliers thématiques tenus';
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
  reader = await follow(await signedIn(browser, address, 'etat'));
  seen.reader = await overviewValue(reader, WORKSHOPS);
});
afterAll(() => browser.close());

/** A file as a partner sends it: windows-1252, a person in two columns. */
const person = { name: 'Mme Été-Brûlé', email: 'ete.brule@exemple.fr' };
function workshopFile(): Buffer {
  const lines = [
    'Date;Thème;Participants;Animateur;Courriel',
    ...Array.from(
      { length: 4 },
      (_, rank) => `0${rank + 3}/10/2025;Économies d'énergie;${rank + 2};${person.name};${person.email}`,
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
    await page.getByRole('heading', { level: 1, name: /Vue d’ensemble/u }).waitFor();
    await page.getByRole('link', { name: 'Saisie du mois' }).click();
    await page.getByText('À faire d’abord').waitFor();
    const september = await page.getByRole('row', { name: /^septembre 2025/u }).innerText();
    expect(september).toContain('Renvoyé');
    expect(september).toMatch(/1\squestion/u);
    expect(await page.getByRole('row', { name: /^octobre 2025/u }).innerText()).toContain('En retard');
  });

  it('lets it fill October by keyboard alone, cell saved by cell, and send it', async () => {
    await tabTo(page, page.getByRole('link', { name: 'Remplir octobre 2025' }));
    await page.keyboard.press('Enter');
    const cells = page.getByRole('grid').getByRole('textbox', { name: /, octobre 2025$/u });
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
    await page.getByRole('link', { name: 'Imports', exact: true }).click();
    const left: string[] = [];
    page.on('request', (request) => left.push(request.postData() ?? ''));
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'ateliers-octobre.csv', mimeType: 'text/csv', buffer: workshopFile() });
    const takeIn = page.getByRole('button', { name: /^Écrire 4\s*lignes$/u });
    await takeIn.waitFor();
    const preview = page.getByRole('main');
    expect(await preview.innerText()).toMatch(/Lignes lues\s+4\s/u);
    expect(await preview.innerText()).toMatch(/Nouvelles ou changées\s+4\s/u);
    expect(await preview.getByText('Animateur, Courriel').isVisible()).toBe(true);
    const effect = preview.getByRole('row', { name: new RegExp(`^${WORKSHOPS} .*octobre 2025`, 'u') });
    expect(await effect.getByRole('cell').last().isVisible()).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    await takeIn.click();
    await page.getByRole('heading', { name: 'Ce que ce reçu prouve' }).waitFor();
    await page.getByRole('heading', { level: 1, name: /^Reçu n°\s\d+/u }).waitFor();
    expect(page.url()).toMatch(/\/imports\/\d+/u);
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.getByText('Animateur, Courriel').isVisible()).toBe(true);
    expect(left.join(' ')).toContain('Économies');
    for (const said of Object.values(person)) expect(left.join(' ')).not.toContain(said);
  });

  it('moves the figure on the overview, the same on its own page, and says why by keyboard', async () => {
    seen.imported = await overviewValue(page, WORKSHOPS);
    expect(seen.imported).not.toBe(seen.sent);
    await page.getByRole('rowheader').getByRole('link', { name: WORKSHOPS }).click();
    await page.getByRole('heading', { level: 1, name: WORKSHOPS }).waitFor();
    const figure = page.getByRole('main').locator('.key-figure').filter({ hasText: 'Valeur 2025' });
    expect(bare(await figure.innerText())).toContain(`Valeur2025${bare(seen.imported)}`);
    const why = page.getByRole('button', { name: /^Pourquoi ce chiffre/u }).first();
    await tabTo(page, why);
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog', { name: /Pourquoi ce chiffre/u });
    const october = panel.getByRole('row', { name: /^octobre 2025/u });
    expect(await october.innerText()).toContain('Habitat et Humanisme');
    expect(await october.innerText()).toMatch(/Reçu n°\s\d+/u);
    expect(await panel.innerText()).toMatch(/Calcul/u);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
  });

  it('shows the State nothing before the coordination validates, and the figure after', async () => {
    // The fictitious sessions have given way to the real file, which nobody has validated yet.
    expect([seen.reader, await overviewValue(reader, WORKSHOPS)]).toEqual(['54\u00a0ateliers', 'non reçu']);
    await page.getByRole('link', { name: 'Suivi de la collecte' }).click();
    await page.getByRole('link', { name: /En attente de validation.*Habitat et Humanisme, octobre 2025/su }).click();
    await page.getByRole('heading', { level: 1, name: /Habitat et Humanisme, octobre 2025/u }).waitFor();
    await page.getByRole('button', { name: /^Valider \d+\scellules?/u }).click();
    await page.getByRole('button', { name: 'Rien à valider' }).waitFor();
    await visit(page, '/collecte');
    await page.getByRole('link', { name: /Validé.*Habitat et Humanisme, octobre 2025/su }).waitFor();
    expect([await overviewValue(reader, WORKSHOPS), seen.imported]).toEqual(['4\u00a0ateliers', '4\u00a0ateliers']);
  });

  it('gives the three documents of the report', async () => {
    await page.getByRole('link', { name: 'Rapport d’exécution' }).click();
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
    expect(filesHolding('ateliers-octobre.csv')).toEqual([]);
    for (const said of Object.values(person)) expect(filesHolding(said)).toEqual([]);
  });

  it('has met no error in the browser', () => {
    expect(noise.flat()).toEqual([]);
  });
});
