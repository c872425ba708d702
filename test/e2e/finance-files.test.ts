import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { faultsOf, openPage, signedIn, visit } from './journey.ts';

/** The coordination brings a workbook of the money back, then renews the convention. */

const { address } = inject('product');
let browser: Browser;
let page: Page;
let errors: string[];

beforeAll(async () => {
  browser = await launchBrowser();
  ({ page, errors } = await openPage(await signedIn(browser, address, 'coordination')));
});
afterAll(() => browser.close());

const file = (...rows: string[]) => ({
  name: 'montants.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['Action;Année;Financeur;Demandé;Versé', ...rows].join('\r\n')),
});
const drop = (...rows: string[]) => page.locator('input[type=file]').setInputFiles(file(...rows));
const decision = (label: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: label }) });

/** A year that no other journey closes. */
describe('a workbook of the money', () => {
  it('is shown row by row, then written once it is confirmed, and the same file again changes nothing', async () => {
    await visit(page, '/finances?annee=2025');
    const rows = ['A05;2025;Ville de Chenôve;1 500,50;', '18;2025;Ville de Chenôve;100;'];
    await drop(...rows);
    await page.getByText('Rien n’est encore écrit').waitFor();
    expect(await decision('A05, 2025, Ville de Chenôve').innerText()).toContain('1\u202f500,50\u00a0€');
    expect(await decision('18, 2025, Ville de Chenôve').innerText()).toContain('donnez la clé (A18a ou A18b)');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Écrire 1\u00a0ligne' }).click();
    await page.getByText('Le classeur est repris').waitFor();
    await drop(...rows);
    await page.getByText('1\u00a0ligne identique, 1\u00a0ligne refusée').waitFor();
    expect(await page.getByRole('button', { name: 'Rien à écrire' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Abandonner' }).click();
  });

  it('leaves as a workbook, and comes back identical', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Classeur', exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('finances-2025-fictif.xlsx');
    const buffer = await readFile(await download.path());
    const workbook = { name: download.suggestedFilename(), mimeType: 'application/octet-stream', buffer };
    await page.locator('input[type=file]').setInputFiles(workbook);
    const said = page.getByText('Rien n’est encore écrit');
    await said.waitFor();
    expect(await said.innerText()).toMatch(/^\d+\u00a0lignes identiques\. Feuilles laissées de côté/u);
  });
});

describe('the renewal of the convention', () => {
  it('says what is copied and what is left, then shows both conventions, each with its annex', async () => {
    await visit(page, '/catalogue');
    await page.getByRole('tab', { name: 'Conventions' }).click();
    await page.getByRole('button', { name: 'Renouveler la convention' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.innerText()).toContain('17\u00a0lignes de l’annexe');
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByLabel('Raison').fill('renouvellement préparé avec la DDETS');
    await dialog.getByRole('button', { name: 'Créer la convention' }).click();
    await page.getByRole('heading', { name: /2026-2028/u }).waitFor();
    expect(await page.getByRole('link', { name: /État–Dijon métropole 2023-2025/u }).count()).toBeGreaterThan(0);
    await page.getByRole('tab', { name: 'Annexe' }).click();
    await page.getByRole('heading', { name: /2023-2025/u }).waitFor();
    await page.getByLabel('Convention', { exact: true }).selectOption('LDA-2026-2028');
    await page.getByRole('heading', { name: /Annexe 1, dans son ordre, 2026-2028/u }).waitFor();
    expect(await page.getByText('à confirmer', { exact: true }).count()).toBe(17);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Cibles' }).click();
    await page.getByRole('heading', { name: 'Cibles à confirmer, 2026-2028' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('leaves the browser without an error', () => {
    expect(errors).toEqual([]);
  });
});
