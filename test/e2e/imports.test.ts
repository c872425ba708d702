import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { faultsOf, openPage, overflowOf, overviewValue, screens, signedIn, visit } from './journey.ts';

/** Two years of a partner's workbook whose titles nobody could guess: mapped once, corrected, decided, written, undone. */

const { address } = inject('product');
const CAPTURED = 'Logements privés captés';
const YEAR = 2024;
let browser: Browser;
let page: Page;
let association: Page;
const noise: string[][] = [];
const left: string[] = [];
const seen: Record<string, string> = {};

beforeAll(async () => {
  browser = await launchBrowser();
  for (const person of ['coordination', 'association'] as const) {
    const opened = await openPage(await signedIn(browser, address, person));
    opened.page.setDefaultTimeout(15_000);
    noise.push(opened.errors);
    if (person === 'coordination') page = opened.page;
    else association = opened.page;
  }
  page.on('request', (request) => left.push(request.postData() ?? ''));
  seen.before = await overviewValue(page, CAPTURED, YEAR);
});
afterAll(() => browser.close());

const owner = { name: 'M. Œuvrard-Été', phone: '06 12 34 56 78' };
const rowOf = (number: string, day: string) => `${number};${day};Dijon;${owner.name};${owner.phone}`;

/** windows-1252, as a spreadsheet saves it; the first two titles are the house's own. */
function workbook(name: string, lines: string[]) {
  const text = ['Zorglub;Top départ;Bourg;Propriétaire;Téléphone', ...lines].join('\r\n');
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text.replace('Œ', 'OE'), 'latin1') };
}
const first = workbook('captation-2024.csv', [
  rowOf('L-001', '05/02/2024'),
  rowOf('L-002', '06/02/2024'),
  rowOf('L-003', '07/03/2024'),
  rowOf('L-003', '07/03/2024'),
  rowOf('L-004', '31/02/2024'),
]);
const next = workbook('captation-2024-suite.csv', [rowOf('L-001', '05/02/2024'), rowOf('L-005', '09/04/2024')]);

const drop = (on: Page, file: ReturnType<typeof workbook>) => on.locator('input[type=file]').setInputFiles(file);
const main = () => page.getByRole('main');
const tab = (name: RegExp) => page.getByRole('tab', { name });

describe('a file whose titles nobody could guess', () => {
  it('shows its columns and first rows, those about people masked, and asks once', async () => {
    await page.setViewportSize({ width: 1366, height: 1100 });
    await visit(page, '/imports');
    await drop(page, first);
    await page.getByRole('heading', { name: /Que contient « captation-2024\.csv »/u }).waitFor();
    await page.getByLabel('Source du fichier').selectOption('captured-dwelling');
    await page.getByLabel('Donnée de la colonne Zorglub').selectOption('reference');
    // By the mouse too: what is dragged is the same choice.
    const dropped = page.getByRole('row', { name: /^Top départ/u }).locator('.mapping-target');
    await page
      .locator('.mapping-field')
      .filter({ hasText: /^Date de captation/u })
      .dragTo(dropped);
    expect(await page.getByLabel('Donnée de la colonne Top départ').inputValue()).toBe('captureDate');
    await page.getByLabel('Donnée de la colonne Bourg').selectOption('commune');
    const phone = page.getByRole('row', { name: /^Téléphone/u });
    expect(await phone.innerText()).toContain('ne quitte pas cet ordinateur');
    expect(await main().innerText()).not.toContain(owner.phone);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lire le fichier ainsi' }).click();
    await page.getByRole('heading', { level: 1, name: /^Reçu n°\s\d+/u }).waitFor();
  });

  it('says what becomes of each row, and gives the bad ones back with the reason', async () => {
    await tab(/^Illisibles/u).waitFor();
    const counts = await page.getByRole('tab').allInnerTexts();
    expect(counts.map((text) => text.replace(/\s+/gu, ''))).toEqual(
      // The months of 2024 are validated: what is new in them waits for a validation of its own.
      expect.arrayContaining(['Illisibles1', 'D’unmoisvalidé3', 'Doublons1']),
    );
    await tab(/^Illisibles/u).click();
    expect(await page.getByRole('row', { name: /^ligne/u }).innerText()).toContain('31/02/2024');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Télécharger les lignes refusées' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('captation-2024 - lignes refusées.xlsx');
    seen.refused = await download.path();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('counts again when a row is left out, and writes only what is taken', async () => {
    await tab(/^D’un mois validé/u).click();
    const take = page.getByRole('checkbox', { name: /^Prendre/u });
    await take.first().waitFor();
    await take.nth(2).click();
    await expect.poll(() => take.nth(2).isChecked()).toBe(false);
    await page.getByRole('button', { name: /^Écrire 2\s*lignes/u }).waitFor();
    await page.getByRole('button', { name: /^Écrire 2\s*lignes/u }).click();
    await page.getByRole('heading', { name: 'Ce que ce reçu prouve' }).waitFor();
    expect(await main().innerText()).toContain('comprises selon la version 1 retenue');
    expect(await faultsOf(page)).toEqual([]);
    seen.receipt = new URL(page.url()).pathname;
    seen.first = await overviewValue(page, CAPTURED, YEAR);
    // Two more: July, which nobody has sent, stays out of a file that does not speak of it.
    expect(Number.parseInt(seen.first, 10)).toBe(Number.parseInt(seen.before ?? '', 10) + 2);
  });

  it('is understood without asking the next time', async () => {
    await visit(page, '/imports');
    await drop(page, next);
    await page.getByRole('heading', { level: 1, name: /^Reçu n°\s\d+/u }).waitFor();
    await page.getByText('Colonnes comprises comme la dernière fois (version 1)').waitFor();
    await page.getByRole('button', { name: /^Écrire 1\s*ligne$/u }).click();
    await page.getByRole('heading', { name: 'Ce que ce reçu prouve' }).waitFor();
    seen.second = new URL(page.url()).pathname;
  });

  it('reads the workbook of its refused rows back, the reason left aside', async () => {
    await visit(page, '/imports');
    await page.locator('input[type=file]').setInputFiles(seen.refused ?? '');
    await page.getByRole('tab', { name: /^Illisibles/u }).waitFor();
    expect(await main().getByText('Motif du refus').first().isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Abandonner' }).click();
    await page.getByRole('heading', { level: 1, name: 'Imports', exact: true }).waitFor();
  });

  it('has sent nobody’s name', () => {
    expect(left.join(' ')).toContain('2024-02-05');
    for (const said of [owner.phone, 'uvrard', '06 12']) expect(left.join(' ')).not.toContain(said);
  });
});

describe('an import', () => {
  it('is found again by its source and its state', async () => {
    await visit(page, '/imports?source=captured-dwelling&etat=done');
    const receipts = page.getByRole('rowheader').getByRole('link');
    await receipts.first().waitFor();
    const found = await receipts.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    // Another story may have taken a file of this register in before.
    expect(found.slice(0, 2)).toEqual([seen.second, seen.receipt]);
  });

  it('names the later imports that must be undone first', async () => {
    // The second file knew the first one’s dwelling: it changed nothing of it, but a corrected row rests on its import.
    await visit(page, '/registres/captured-dwelling?de=2024-02&a=2024-02');
    await page
      .getByRole('row')
      .filter({ has: page.locator(`a[href="${seen.receipt}"]`) })
      .getByRole('button', { name: /^Corriger/u })
      .first()
      .click();
    await page.getByLabel('Date de captation').fill('12/02/2024');
    await page.getByLabel('Raison de la correction').fill('Mandat signé plus tard');
    await page.getByRole('button', { name: 'Voir ce qui change' }).click();
    await page.getByRole('button', { name: 'Confirmer et enregistrer' }).click();
    await page.getByText('C’est enregistré').waitFor();
    const later = page.getByRole('link', { name: /^Reçu n° \d+/u });
    seen.correction = (await later.getAttribute('href')) ?? '';
    await visit(page, seen.receipt ?? '');
    await undo();
    const refusal = page.getByRole('dialog').getByRole('alert');
    await refusal.waitFor();
    expect(await refusal.innerText()).toContain('Du travail plus récent repose sur cet import');
    expect(await refusal.getByRole('link').first().getAttribute('href')).toBe(seen.correction);
  });

  it('gives the figure back, exactly, once the later ones are undone', async () => {
    for (const receipt of [seen.correction, seen.second, seen.receipt]) {
      await visit(page, receipt ?? '');
      await undo();
      await page
        .getByText(/^.*Annulé le/u)
        .first()
        .waitFor();
    }
    expect(await overviewValue(page, CAPTURED, YEAR)).toBe(seen.before);
  });

  it('of another structure is closed to an association, which imports for its own only', async () => {
    await visit(association, seen.receipt ?? '');
    await association.getByRole('heading', { level: 1, name: 'Vous n’avez pas accès à cette page' }).waitFor();
    await visit(association, '/imports');
    expect(await association.getByLabel('Pour la structure').count()).toBe(0);
    const lines = ['Date;Thème;Participants', '03/10/2025;Entretien du logement;4'].join('\n');
    await drop(association, { name: 'ateliers.csv', mimeType: 'text/csv', buffer: Buffer.from(lines) });
    await association.getByText(/pour Habitat et Humanisme/u).waitFor();
    await association.getByRole('button', { name: 'Abandonner' }).click();
    await association.getByRole('heading', { level: 1, name: 'Imports', exact: true }).waitFor();
  });
});

async function undo(): Promise<void> {
  await page.getByRole('button', { name: 'Annuler cet import' }).click();
  await page.getByRole('dialog').getByLabel('Raison').fill('Mauvaise année');
  await page.getByRole('dialog').getByRole('button', { name: 'Annuler l’import' }).click();
}

describe.each(Object.entries(screens))('on a %s', (_name, viewport) => {
  it('no screen of the room has a fault or is wider than the window', async () => {
    await page.setViewportSize(viewport);
    for (const path of ['/imports', seen.receipt ?? '', '/registres', '/registres/captured-dwelling']) {
      await visit(page, path);
      expect([path, await faultsOf(page), await overflowOf(page)]).toEqual([path, [], 0]);
    }
  });
});

it('the browser met no error', () => {
  // The browser notes the refused undo too: the page said it in words.
  expect(noise.flat().filter((text) => !/status of 4(00|09|12)/u.test(text))).toEqual([]);
});
