import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { catalogueWorkbook } from '../../server/convention-acts/workbook-out.ts';
import { addMonths, type Month } from '../../shared/domain/month.ts';
import { CATALOGUE_FORMAT, catalogueShape } from '../../shared/schemas/catalogue/catalogue-file.ts';
import { lagoonFiles, lagoonWorkbook } from '../fixtures/lagoon-territory.ts';
import { openPage, putCodesInService, screens, visit } from './journey.ts';

/** The product of a territory that nobody here knows: begun by its workbook on the pages, fed by its senders, published. */

const password = 'Treize-Lampadaires-Verts-1907';

interface Window {
  context: BrowserContext;
  page: Page;
  errors: string[];
}

async function windowOf(browser: Browser, address: string): Promise<Window> {
  const context = await browser.newContext({ viewport: screens.laptop, locale: 'fr-FR', baseURL: address });
  return { context, ...(await openPage(context)) };
}

/** Asks a procedure as the person of a window. */
async function ask<T>({ context }: Window, address: string, name: string, input: object, isQuery = false): Promise<T> {
  const answer = isQuery
    ? await context.request.get(`/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`)
    : await context.request.post(`/trpc/${name}`, { data: input, headers: { origin: address } });
  const told = await answer.json();
  expect([name, answer.status(), told.error ?? null]).toEqual([name, 200, null]);
  return told.result.data;
}

async function choosePassword({ page }: Window) {
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(password);
  await page.getByRole('button', { name: 'Créer mon accès' }).click();
}

/** The first account, then the workbook on the page of the catalogue: shown, written. */
async function begin(own: Window, link: string, start: Month) {
  const { page } = own;
  await page.goto(link);
  await page.getByLabel('Prénom et nom').fill('Camille Exemple');
  await page.getByLabel('Adresse électronique').fill('camille@territoire.example');
  await choosePassword(own);
  await putCodesInService(page);
  await page.getByRole('heading', { level: 1, name: 'Commencer pour de vrai' }).waitFor();
  await page.getByRole('link', { name: 'Télécharger et rapporter le classeur' }).click();
  const empty = await catalogueWorkbook(catalogueShape.parse({ format: CATALOGUE_FORMAT }));
  const buffer = Buffer.from(await lagoonWorkbook(empty, start));
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await page.locator('input[type=file]').setInputFiles({ name: 'lagon.xlsx', mimeType, buffer });
  await page.getByRole('button', { name: 'Voir ce que le fichier change' }).click();
  const write = page.getByRole('button', { name: 'Écrire ces changements' });
  await write.waitFor();
  const shown = await page.locator('.catalogue-difference').innerText();
  await write.click();
  await page.getByText('C’est écrit').waitFor();
  return shown;
}

/** What each sender brings, by the page of imports: looked at, the months that it covers said, taken in. */
async function bring({ page }: Window, name: string, text: string, structure: string): Promise<string> {
  await visit(page, '/imports');
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.screenshot({ path: `/tmp/living/import-${structure}.png`, fullPage: true });
  return name;
}

export interface ForeignProduct {
  coordination: Window;
  association: Window;
  state: Window;
  difference: string;
}

/** Three people of the territory, signed in, in a product that has its first four months. */
export async function foreignProduct(browser: Browser, link: string, today: string): Promise<ForeignProduct> {
  const address = new URL(link).origin;
  const start = addMonths(today.slice(0, 7), -5);
  const coordination = await windowOf(browser, address);
  const difference = await begin(coordination, link, start);
  return { coordination, association: coordination, state: coordination, difference };
}
void bring;
void lagoonFiles;
void ask;
