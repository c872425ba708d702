import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ended, startProduct } from '../../server/operations/command.ts';
import { fileWords } from '../../server/reports/file-words.ts';
import { bare } from '../../server/reports/pdf-text.ts';
import { launchBrowser } from '../../setup/browser.ts';
import { demonstrationFolder } from '../../setup/first-start.ts';
import { faultsOf, openPage, screens, signedIn, unfoldLines, visit } from '../journey.ts';
import { added, byActs, byWorkbook, monthsOf, relay, union, validateWaiting } from './living-convention.ts';

/**
 * ADEFO ends in June and another association takes over in July, an amendment adds an indicator in September, two associations are
 * one in October: on the pages, by acts and then by the workbook, each in a demonstration of its own. Two minutes each.
 */

let browser: Browser;
let product: { child: ChildProcess; address: string };
let dataDir: string;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterEach(async () => {
  await ended(product.child, 'SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
});
afterAll(() => browser.close());

async function opened() {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'observatoire-convention-'));
  await demonstrationFolder(dataDir);
  product = await startProduct(dataDir, { DEMO: '1' });
  const context = await signedIn(browser, product.address, 'coordination');
  return { context, ...(await openPage(context)) };
}

/** Somebody of the association that takes over chooses a password: there is somebody to remind. */
async function inviteOf(context: BrowserContext, structure: string): Promise<void> {
  const { address } = product;
  const asked = encodeURIComponent(JSON.stringify({ from: '2025-10', to: '2025-10' }));
  const matrix = await (await context.request.get(`/trpc/collection.matrix?input=${asked}`)).json();
  const { id } = matrix.result.data.organisations.find(({ name }: { name: string }) => name === structure);
  const data = { email: 'relais@demo.example', name: 'Sam Relais', role: 'contributor', organisationId: id };
  const answer = await context.request.post('/trpc/accounts.invite', {
    data: { ...data, siteAddress: address },
    headers: { origin: address },
  });
  const guest = await browser.newContext({ viewport: screens.laptop, locale: 'fr-FR', baseURL: address });
  const page = await guest.newPage();
  await page.goto((await answer.json()).result.data.link);
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill('Treize-Lampadaires-Verts-1907');
  await page.getByRole('button', { name: 'Créer mon accès' }).click();
  await page.getByRole('link', { name: 'Saisie du mois' }).waitFor();
  await guest.close();
}

/** The reminder to some people, as the page of mails shows it once all were sent. */
async function remindersTo(page: Page, whom: string): Promise<string> {
  await visit(page, '/');
  await page.getByRole('button', { name: /^Relancer les/u }).click();
  await page.getByRole('button', { name: 'Envoyer les rappels' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await visit(page, '/courriels');
  const row = page.getByRole('row').filter({ hasText: whom }).filter({ hasText: 'Rappel' }).first();
  await row.getByRole('button', { name: /^Lire/u }).click();
  const mail = page.getByRole('dialog');
  await mail.getByText('Chargement du courriel').waitFor({ state: 'detached' });
  return mail.innerText();
}

/** Every word of a page, folded or not. */
const wordsOf = async (page: Page) => ((await page.getByRole('main').textContent()) ?? '').replaceAll(/\s+/gu, ' ');

/** What the pages and the report say once the year is lived, whichever way it was written. */
async function follows(context: BrowserContext, page: Page): Promise<void> {
  // Expectations: each is asked for its own months.
  const asked = (months: readonly string[]) => months.map((word) => word !== 'Rien d’attendu');
  const until = (last: number) => Array.from({ length: 11 }, (_, rank) => rank < last);
  const adefo = await monthsOf(page, 'ADEFO');
  expect(adefo.slice(9)).toEqual(['Rien d’attendu', 'Rien d’attendu']);
  expect(asked(await monthsOf(page, relay.name))).toEqual(until(6).map((isBefore) => !isBefore));
  expect(asked(await monthsOf(page, union.name))).toEqual(until(9).map((isBefore) => !isBefore));
  expect(await faultsOf(page)).toEqual([]);

  // History: the series say who answers for whom, and what was given stays.
  await visit(page, '/indicateurs/DIR-01?annee=2025');
  const series = await wordsOf(page);
  expect(series).toContain(`À partir de juillet 2025, ${relay.name} répond de ce que donnait ADEFO.`);
  expect(series).toContain(`À partir d’octobre 2025, ${union.name} répond de ce que donnait Habitat et Humanisme.`);
  expect(series).not.toContain('..');

  // Coverage: whoever is asked and silent is named, and nobody who left.
  await visit(page, '/');
  await unfoldLines(page);
  const row = (label: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: label }) });
  expect(await row('Logements privés captés').first().innerText()).toMatch(/non reçu\s: Union Habitat\)/u);
  expect((await row(added.label).first().innerText()).replaceAll(/\s+/gu, ' ')).toContain('cible 8 ménages');

  // Reminders: the months of whoever took over, in its own name.
  await inviteOf(context, relay.name);
  const reminder = await remindersTo(page, relay.name);
  expect(reminder).toMatch(/Juillet 2025[\s\S]*Octobre 2025/u);
  expect(reminder).not.toMatch(/Juin 2025|ADEFO/u);
  await page.keyboard.press('Escape');

  // The convention as it was, before and since.
  await visit(page, '/catalogue?onglet=actes');
  const then = page.getByRole('table', { name: /^Structures au/u });
  await page.getByLabel('Au', { exact: true }).fill('2025-06-30');
  await page.getByText('Structures au 30 juin 2025').waitFor();
  expect(await then.innerText()).not.toMatch(/Relais Logement|Union Habitat/u);
  await page.getByLabel('Au', { exact: true }).fill('2025-11-01');
  await page.getByText('Structures au 1er novembre 2025').waitFor();
  const now = await then.innerText();
  expect(now).toMatch(/Relais Logement[\s\S]*Union Habitat/u);
  expect(now).not.toMatch(/^(ADEFO|SOLIHA|Habitat et Humanisme)\b/mu);
  expect(await faultsOf(page)).toEqual([]);

  // The report says it, in the words of the series.
  const file = await context.request.get('/documents/rapport/2025.docx');
  const report = fileWords(await file.body(), 'docx');
  for (const sentence of [
    `À partir de juillet 2025, ${relay.name} répond de ce que donnait ADEFO`,
    `L’indicateur « ${added.label} » est suivi à partir de septembre 2025.`,
    `À partir d’octobre 2025, ${union.name} répond de ce que donnaient`,
  ])
    expect(report).toContain(bare(sentence));
}

describe('a year of the convention', { timeout: 600_000 }, () => {
  it.each([
    ['by acts, one by one', byActs],
    ['by the workbook alone, the difference being shown', byWorkbook],
  ])('%s', async (_, live) => {
    const { context, page, errors } = await opened();
    await validateWaiting(page, 'ADEFO');
    const shown = (await live(page)).join('\n');
    for (const words of [
      'structure ADEFO\u00a0: Dernier mois «\u00a0vide\u00a0» → «\u00a0juin 2025\u00a0»',
      `structure ${relay.code} (${relay.name})`,
      `indicateur ${added.code} (${added.label})`,
      `reprise SOLIHA, ${union.code}`,
      `${relay.name}\u00a0: IND-22, IND-23, IND-25 et DIR-01 lui sont demandés à partir de juillet 2025`,
      'la couverture ne change pas',
    ])
      expect(shown).toContain(words);
    await follows(context, page);
    expect(errors).toEqual([]);
    await context.close();
  });
});
