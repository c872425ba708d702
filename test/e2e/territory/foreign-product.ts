import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { APIResponse, Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { catalogueWorkbook } from '../../../server/convention-acts/workbook-out.ts';
import { addMonths, type Month, monthsBetween } from '../../../shared/domain/month.ts';
import { CATALOGUE_FORMAT, catalogueShape } from '../../../shared/schemas/catalogue/catalogue-file.ts';
import { lagoonFiles, lagoonWorkbook } from '../../fixtures/lagoon-territory.ts';
import { command } from '../../server/operations/command.ts';
import { validateSeen } from '../../setup/validated-cells.ts';
import { openPage, putCodesInService, screens } from '../journey.ts';

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

/** Asks procedures as the person of a window. */
function asking({ context }: Window, address: string) {
  const told = async (name: string, answer: APIResponse) => {
    const { result, error } = await answer.json();
    expect([name, answer.status(), error ?? null]).toEqual([name, 200, null]);
    return result.data;
  };
  return {
    read: async (name: string, input: object) =>
      told(name, await context.request.get(`/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`)),
    act: async (name: string, data: object) =>
      told(name, await context.request.post(`/trpc/${name}`, { data, headers: { origin: address } })),
  };
}

async function choosePassword({ page }: Window) {
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(password);
  await page.getByRole('button', { name: 'Créer mon accès' }).click();
}

/** The first account, then the workbook on the page of the catalogue: shown, written. Answers what was shown. */
async function begin(own: Window, link: string, start: Month): Promise<string> {
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
  await page.locator('input[type=file]').setInputFiles({ name: 'lagon.xlsx', mimeType: '', buffer });
  await page.getByRole('button', { name: 'Voir ce que le fichier change' }).click();
  const write = page.getByRole('button', { name: 'Écrire ces changements' });
  await write.waitFor();
  const shown = await page.locator('.catalogue-difference').innerText();
  await write.click();
  await page.getByText('C’est écrit').waitFor();
  return shown;
}

/** What each sender brings of the first four months, by the command line. */
async function bringFiles(dataDir: string, start: Month): Promise<void> {
  const { evictions, requests, dwellings, rounds } = lagoonFiles(start);
  const period = `period=${start}..${addMonths(start, 3)}`;
  for (const [code, name, text] of [
    ['HUISSIER', 'expulsions.csv', evictions],
    ['CELLULE', 'demandes.csv', requests],
    ['BAUX', 'captation.csv', dwellings],
    ['RONDE', `releve-${start.slice(0, 4)}.csv`, rounds],
  ] as const) {
    const file = path.join(dataDir, name);
    writeFileSync(file, text);
    const done = await command(dataDir, ['import', file, '--organisation', code, '--answer', period]);
    expect([name, done.code, done.stderr]).toEqual([name, 0, '']);
  }
}

/** Three people of the territory, signed in, in a product that has its first four months, validated and published. */
export async function foreignProduct(browser: Browser, link: string, dataDir: string, today: string) {
  const address = new URL(link).origin;
  const start = addMonths(today.slice(0, 7), -5);
  const coordination = await windowOf(browser, address);
  const difference = await begin(coordination, link, start);
  await bringFiles(dataDir, start);
  const { read, act } = asking(coordination, address);
  const { organisations } = await read('collection.matrix', { from: start, to: addMonths(start, 3) });
  const ids: Record<string, number> = Object.fromEntries(
    organisations.map(({ id, code }: { id: number; code: string }) => [code, id]),
  );
  const returns = Object.values(ids).flatMap((organisationId) =>
    monthsBetween(start, addMonths(start, 3)).map((month) => ({ organisationId, month })),
  );
  const collection = {
    toValidate: (input: object) => read('collection.toValidate', input),
    validate: (input: object) => act('collection.validate', input),
  };
  await validateSeen(collection, returns);
  const { through, seen } = await read('publishing.preview', {});
  await act('publishing.publish', { through, seen, note: null, withdraws: null });
  const invited = async (role: 'contributor' | 'reader', organisationId: number | null): Promise<Window> => {
    const person = { email: `${role}@lagon.example`, name: `Personne ${role}`, role, organisationId };
    const { link: own } = await act('accounts.invite', { ...person, siteAddress: address });
    const window = await windowOf(browser, address);
    await window.page.goto(own);
    await choosePassword(window);
    await window.page.getByRole('heading', { level: 1, name: /^(?!Créer votre accès)/u }).waitFor();
    return window;
  };
  const association = await invited('contributor', ids.RONDE ?? -1);
  const state = await invited('reader', null);
  await act('collection.remind', { siteAddress: address, organisationIds: Object.values(ids) });
  return { people: { coordination, association, state }, difference };
}
