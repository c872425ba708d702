import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepAt, totpCode } from '../../server/accounts/totp.ts';
import { ended, environmentOf, finished } from '../server/operations/command.ts';
import { launchBrowser } from '../setup/browser.ts';
import { openPage, putCodesInService, screens, visit } from './journey.ts';

/** One story, in order: a territory starts without the demonstration, is cut off, and starts again. */

const ROOT = path.resolve(import.meta.dirname, '../..');
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'observatoire-first-'));
const person = {
  name: 'Camille Exemple',
  email: 'camille@territoire.example',
  password: 'Treize-Lampadaires-Verts-1907',
};
let secret: string;
let product: ChildProcess;
let address: string;
let said = '';
let browser: Browser;
let page: Page;
let errors: string[];

function launch(): ChildProcess {
  return spawn(process.execPath, ['server/start.mjs'], {
    cwd: ROOT,
    env: { ...environmentOf(dataDir), PUBLIC_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Starts the product and waits until it has said something. */
function started(until: RegExp): Promise<RegExpExecArray> {
  product = launch();
  said = '';
  return new Promise((resolve, reject) => {
    const listen = (bytes: Buffer) => {
      said += bytes;
      const found = until.exec(said);
      if (found) resolve(found);
    };
    product.stdout?.on('data', listen);
    product.stderr?.on('data', listen);
    product.once('exit', () => reject(new Error(`the product did not start: ${said}`)));
  });
}

async function openBrowserPage(): Promise<void> {
  const context = await browser.newContext({ viewport: screens.laptop, locale: 'fr-FR', baseURL: address });
  ({ page, errors } = await openPage(context));
}

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await ended(product, 'SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
});

describe('a first start without the demonstration', () => {
  it('prints the link of the first account, and no password', async () => {
    const [, link = ''] = await started(/Créez celui de la coordination\s: (http:\S+)/u);
    address = new URL(link).origin;
    expect(link).toMatch(/\/invitation\/\S{20,}$/u);
    expect(said).not.toContain('demo.example');
    await openBrowserPage();
    await visit(page, link);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Créer votre accès');
  });

  it('lets the coordination make its account, and come in', async () => {
    await page.getByLabel('Prénom et nom').fill(person.name);
    await page.getByLabel('Adresse électronique').fill(person.email);
    await page.getByRole('textbox', { name: 'Mot de passe' }).fill(person.password);
    await page.getByRole('button', { name: 'Créer mon accès' }).click();
    secret = await putCodesInService(page);
    await page.getByRole('heading', { level: 1, name: /cible|Vue d’ensemble/u }).waitFor();
    expect(await page.getByText('Démonstration').count()).toBe(0);
    await page.getByRole('button', { name: new RegExp(person.name, 'u') }).waitFor();
  });

  it('shows the lines of the annex with their targets, and what the deliberations publish as published', async () => {
    await page.getByRole('combobox', { name: 'Période' }).selectOption('2022');
    await page.getByText('Vue d’ensemble 2022').first().waitFor();
    const annex = page.getByRole('table', { name: /Indicateurs de l’annexe en 2022/u });
    expect(await annex.locator('th[scope=rowgroup]').count()).toBe(17);
    const published = annex.getByRole('row').filter({ has: page.getByText('publié', { exact: true }) });
    const figures = (await published.all()).map(async (row) => {
      const value = await row.getByRole('cell').first().innerText();
      return value.split('\n')[0]?.replace(/\s/gu, ' ').trim();
    });
    expect((await Promise.all(figures)).sort()).toEqual([
      '1 154 situations publié',
      // The deliberation says « 329 personnes », quoted beside; what the workshops count is participations.
      '329 participations publié',
      '87 ateliers publié',
    ]);
    await page.getByRole('combobox', { name: 'Période' }).selectOption('2024');
    await page.getByText('Vue d’ensemble 2024').first().waitFor();
    const targets = page
      .getByRole('table', { name: /annexe en 2024/u })
      .getByRole('cell')
      .and(page.locator(':nth-child(3)'));
    const written = (await targets.allInnerTexts())
      .map((text) => text.split('\n'))
      .filter(([text = '']) => text !== '–');
    for (const [target, reading] of written)
      expect(reading, target).toMatch(/^échéance \S+ \d{4}, (écrite dans la convention|lecture retenue)/u);
    expect(written.map(([text]) => text)).toEqual([
      '40\u00a0logements',
      '40\u00a0logements',
      '40\u00a0diagnostics',
      '100\u202f%',
      '0\u202f%',
      '70\u00a0personnes',
      'oui',
      '10\u00a0réunions',
      '0,5\u00a0ETP',
    ]);
  });

  it('refuses a second product on the same folder, in French', async () => {
    const second = await finished(launch());
    expect(second.code).toBe(1);
    expect(second.stderr).toContain('L’observatoire tourne déjà sur ce dossier de données');
    expect(second.stderr).toMatch(/Arrêtez-le, ou choisissez un autre dossier par DATA_DIR/u);
    expect(second.stderr).not.toMatch(/^\s+at /mu);
  });

  it('starts again within seconds after a power cut, with nothing lost and no new link', async () => {
    await ended(product, 'SIGKILL');
    const since = Date.now();
    [, address = ''] = await started(/prêt\s: (http:\S+)/u);
    expect(Date.now() - since).toBeLessThan(30_000);
    // The open line is cut with the product, and knocks until it is back.
    expect(errors.filter((one) => !/ERR_(INCOMPLETE_CHUNKED_ENCODING|CONNECTION_REFUSED)/.test(one))).toEqual([]);
    await page.context().close();
    await openBrowserPage();
    await visit(page, '/connexion');
    await page.getByLabel('Adresse électronique').fill(person.email);
    await page.getByRole('textbox', { name: 'Mot de passe' }).fill(person.password);
    await page.keyboard.press('Enter');
    await page.getByLabel('Code à usage unique').fill(totpCode(secret, stepAt(new Date())));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /cible|Vue d’ensemble/u }).waitFor();
    expect(said).not.toContain('/invitation/');
    expect(said).not.toContain(person.email);
    expect(errors).toEqual([]);
  });
});
