import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { partnersWorkbook } from '../../fixtures/partners-workbook.ts';
import { visit } from '../journey.ts';

/** A year of the convention, as its coordinator makes it live on the pages: by acts one by one, or by the workbook alone. */

export const relay = { code: 'RELAIS', name: 'Relais Logement' };
export const union = { code: 'UNION', name: 'Union Habitat' };
export const added = { code: 'AV-01', label: 'Ménages relogés par bail glissant' };

/** A value that is chosen in a list. */
interface Chosen {
  chosen: string | RegExp;
}
type Fields = Record<string, string | Chosen>;

async function fill(place: Locator, fields: Fields): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const field = place.getByLabel(new RegExp(`^${name}(?: \\(obligatoire\\))?$`, 'u')).first();
    if (typeof value === 'string') await field.fill(value);
    else {
      const options = await field.locator('option').allInnerTexts();
      const label = options.find((one) =>
        typeof value.chosen === 'string' ? one === value.chosen : value.chosen.test(one),
      );
      expect([name, value.chosen, label]).toEqual([name, value.chosen, expect.any(String)]);
      await field.selectOption({ label: label ?? '' });
    }
  }
}

/** One act of the page: what it changes is shown, then signed; answers what was shown. */
async function sign(page: Page, button: string, fields: Fields, ticked: RegExp[] = []): Promise<string> {
  await visit(page, '/catalogue?onglet=actes');
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  for (const name of ticked) await dialog.getByRole('checkbox', { name }).check();
  await fill(dialog, { ...fields, Raison: 'Décision du comité', 'Acte signé': 'Avenant n° 3' });
  await dialog.getByLabel(/^Date de l’acte signé/u).fill('2025-06-20');
  await dialog.getByRole('button', { name: 'Voir ce que cela change' }).click();
  const shown = dialog.locator('.catalogue-difference');
  await shown.waitFor();
  const words = await shown.innerText();
  expect(words).not.toContain('refusé');
  await dialog.getByRole('button', { name: 'Enregistrer l’acte' }).click();
  await dialog.waitFor({ state: 'detached' });
  return words;
}

/** What was sent of months that are about to be somebody else's is validated first: the page says so. */
export async function validateWaiting(page: Page, structure: string): Promise<void> {
  await visit(page, '/collecte?annee=2025');
  const waiting = page.getByRole('link', { name: new RegExp(`^En attente de validation.*, ${structure},`, 'u') });
  for (let left = await waiting.count(); left > 0; left -= 1) {
    await waiting.first().click();
    await page.getByRole('button', { name: /^Valider \d+\s/u }).click();
    await page
      .getByText(/validées?/u)
      .first()
      .waitFor();
    await visit(page, '/collecte?annee=2025');
  }
}

const intoOne = (into: typeof relay, month: string): Fields => ({
  ...{ 'À partir du mois': month, 'Code de la structure': into.code, 'Nom de la structure': into.name },
});

/** One is replaced in July, an amendment adds an indicator in September, two merge in October. */
export async function byActs(page: Page): Promise<string[]> {
  const replaced = await sign(page, 'Fusionner ou remplacer', intoOne(relay, '07/2025'), [/^ADEFO/u]);
  const measured = await sign(page, 'Indicateur', {
    ...{ Code: added.code, Intitulé: added.label, Unité: { chosen: 'ménages' }, Source: 'Habitat et Humanisme' },
    ...{ Règle: { chosen: /^flux/u }, 'Sens voulu': { chosen: 'augmenter' }, Rythme: { chosen: 'chaque mois' } },
    ...{ Définition: 'Ménages entrés dans le mois.', Formule: 'nombre de ménages', 'À partir de': 'septembre 2025' },
    ...{ 'Ligne de l’annexe qui le nomme': { chosen: /A02/u } },
  });
  const given = await sign(page, 'Indicateur confié', {
    ...{ 'Structure \\(code\\)': { chosen: /^HH,/u }, 'Indicateur \\(code\\)': { chosen: /^AV-01,/u } },
    'À partir de': '09/2025',
  });
  const aimed = await sign(page, 'Cible', {
    ...{ 'Indicateur \\(code\\)': { chosen: /^AV-01,/u }, Année: '2025', Cible: '8', 'Premier mois': '09/2025' },
    ...{ 'Dernier mois': '12/2025', 'Phrase qui la fixe': '8 ménages', Document: 'Avenant n° 3' },
  });
  const merged = await sign(page, 'Fusionner ou remplacer', intoOne(union, '10/2025'), [
    /^Habitat et Hum/u,
    /^SOLIHA/u,
  ]);
  return [replaced, measured, given, aimed, merged];
}

/** The same, by the workbook: taken from the page, edited, brought back; answers the difference that was shown. */
export async function byWorkbook(page: Page): Promise<string[]> {
  await visit(page, '/catalogue?onglet=fichier');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Télécharger le classeur' }).click(),
  ]);
  const buffer = Buffer.from(await partnersWorkbook(readFileSync(await download.path())));
  await page.locator('input[type=file]').setInputFiles({ name: 'convention.xlsx', mimeType: '', buffer });
  await page.getByLabel(/^Prend effet le/u).fill('2025-07-01');
  await page.getByLabel(/^Acte signé/u).fill('Avenant n° 3');
  await page.getByLabel(/^Date de l’acte signé/u).fill('2025-06-20');
  await page.getByRole('button', { name: 'Voir ce que le fichier change' }).click();
  const shown = page.locator('.catalogue-difference');
  await shown.waitFor();
  const words = await shown.innerText();
  expect(words).not.toContain('refusé');
  await page.getByRole('button', { name: 'Écrire ces changements' }).click();
  await page.getByText('C’est écrit').waitFor();
  return [words];
}

/** What the collection says of a structure, month by month of the year. */
export async function monthsOf(page: Page, structure: string): Promise<string[]> {
  await visit(page, '/collecte?annee=2025');
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: structure }) });
  const said = await row.first().locator('td').allInnerTexts();
  return said.map((words) => words.split('\n')[0]?.trim() ?? '');
}
