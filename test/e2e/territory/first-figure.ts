import type { Browser, Page } from 'playwright-core';
import { addMonths, monthOf } from '../../../shared/domain/month.ts';
import { frenchMonth } from '../../../shared/domain/words/french-format.ts';
import { codeNow, openPage, screens, shownSecret, unfoldLines } from '../journey.ts';
import { CountedActs } from './counted-acts.ts';

/** A territory that nobody knows, from an empty folder to its first validated figure, by its pages alone: no file, no JSON. */

const label = 'Ménages relogés';
const password = 'Treize-Lampadaires-Verts-1907';
const signIn = async (acts: CountedActs, page: Page) => {
  await acts.fill(page.getByRole('textbox', { name: 'Mot de passe' }), password);
  await acts.click(page.getByRole('button', { name: 'Créer mon accès' }));
};

interface Choice {
  chosen: string;
}
const chosen = (words: string): Choice => ({ chosen: words });
/** The one that there is. */
const only: Choice = { chosen: '' };

type Fields = Record<string, string | Choice>;

/** One act of the screen: its fields by their labels, its reason, what it changes, and its recording. */
async function actOf(acts: CountedActs, page: Page, button: string, fields: Fields): Promise<void> {
  await acts.click(page.getByRole('button', { name: button, exact: true }));
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await acts.look();
  const all: Fields = { ...fields, Raison: 'Convention signée' };
  for (const [name, value] of Object.entries(all)) {
    const field = dialog.getByLabel(new RegExp(`^${name}(?: \\(obligatoire\\))?$`, 'u')).first();
    if (typeof value === 'string') await acts.fill(field, value);
    else if (value.chosen !== only.chosen) await acts.choose(field, { label: value.chosen });
    else await acts.choose(field, { value: (await field.locator('option').last().getAttribute('value')) ?? '' });
  }
  await acts.click(dialog.getByRole('button', { name: 'Voir ce que cela change' }));
  const record = dialog.getByRole('button', { name: 'Enregistrer l’acte' });
  await record.waitFor();
  await acts.look();
  await acts.click(record);
  await dialog.waitFor({ state: 'detached' });
}

/** Every act of the coordination: account, territory, convention, partner, invitation. Returns the link to pass on. */
async function open(acts: CountedActs, page: Page, link: string, month: string): Promise<string> {
  const [year, rank] = month.split('-');
  const typed = `${rank}/${year}`;
  await page.goto(link);
  await acts.look();
  await acts.fill(page.getByLabel('Prénom et nom'), 'Camille Exemple');
  await acts.fill(page.getByLabel('Adresse électronique'), 'camille@territoire.example');
  await signIn(acts, page);
  // A coordination has a second factor from its first sign-in on.
  await acts.click(page.getByRole('button', { name: 'Utiliser une application de codes' }));
  await acts.look();
  await acts.fill(page.getByLabel('Code à usage unique'), codeNow(await shownSecret(page)));
  await acts.press('Enter');
  await page.getByRole('list', { name: 'Codes de secours' }).waitFor();
  await acts.look();
  await acts.click(page.getByRole('button', { name: 'Je les ai gardés' }));
  await page.getByRole('heading', { level: 1, name: 'Commencer pour de vrai' }).waitFor();
  await acts.look();
  await acts.fill(page.getByLabel(/^Territoire/u), 'Pays de Brume');
  await acts.fill(page.getByLabel(/^Nom de la convention/u), 'Convention Logement d’abord');
  await acts.fill(page.getByLabel(/^Première année/u), year ?? '');
  await acts.fill(page.getByLabel(/^Dernière année/u), String(Number(year) + 2));
  await acts.click(page.getByRole('button', { name: 'Nommer le territoire' }));
  await page.getByText('Pays de Brume', { exact: true }).first().waitFor();
  await acts.click(page.getByRole('link', { name: 'Ajouter un à un' }));
  await page.getByRole('heading', { name: 'Nouvel acte' }).waitFor();
  await acts.look();
  await actOf(acts, page, 'Groupe de communes', { Code: 'BRUME', Nom: 'Communes de Brume' });
  await actOf(acts, page, 'Commune', {
    ...{ 'Code Insee': '48156', Nom: 'Saint-Étienne-du-Valdonnez', Population: '700', Latitude: '44,44' },
    ...{ Longitude: '3,57', 'Groupe \\(code\\)': chosen('BRUME, Communes de Brume') },
  });
  await actOf(acts, page, 'Ligne de l’annexe', {
    ...{ 'Convention \\(code\\)': only, Clé: 'A01', Intitulé: 'Reloger sans étape' },
  });
  await actOf(acts, page, 'Indicateur', {
    ...{
      Code: 'B-01',
      Intitulé: label,
      Unité: chosen('ménages'),
      Règle: chosen('flux (les mois s’ajoutent)'),
      'Sens voulu': chosen('augmenter'),
    },
    ...{ Rythme: chosen('chaque mois'), Source: 'Relais Brume', Définition: 'Ménages entrés dans un logement.' },
    ...{ Formule: 'nombre de ménages', 'À partir de': typed, 'Ligne de l’annexe qui le nomme': only },
  });
  await actOf(acts, page, 'Structure', { Code: 'RELAIS', Nom: 'Relais Brume', Nature: 'association' });
  await actOf(acts, page, 'Indicateur confié', {
    ...{ 'Structure \\(code\\)': chosen('RELAIS, Relais Brume'), 'Indicateur \\(code\\)': chosen(`B-01, ${label}`) },
    'À partir de': typed,
  });
  await acts.click(page.getByRole('link', { name: 'Administration', exact: true }));
  await acts.click(page.getByRole('main').getByRole('link', { name: 'Personnes', exact: true }));
  await acts.look();
  await acts.click(page.getByRole('button', { name: 'Inviter une personne' }));
  await acts.look();
  const dialog = page.getByRole('dialog');
  await acts.fill(dialog.getByLabel(/^Prénom et nom/u), 'Sam Relais');
  await acts.fill(dialog.getByLabel(/^Adresse électronique/u), 'sam@relais.example');
  await acts.choose(dialog.getByLabel(/^Structure/u), { label: 'Relais Brume' });
  await acts.click(dialog.getByRole('button', { name: 'Inviter', exact: true }));
  return dialog.locator('code').innerText();
}

export interface FirstFigure {
  acts: CountedActs;
  /** What the overview says of the indicator once it is validated. */
  shown: string;
  errors: string[];
}

/** `look`: what is done with each page on the way. */
export async function toFirstFigure(
  browser: Browser,
  link: string,
  today: string,
  look: (page: Page, name: string) => Promise<void> = async () => {},
): Promise<FirstFigure> {
  const month = addMonths(monthOf(today), -1);
  const window = async () => {
    const context = await browser.newContext({
      viewport: screens.laptop,
      locale: 'fr-FR',
      baseURL: new URL(link).origin,
    });
    const opened = await openPage(context);
    return { page: opened.page, errors: opened.errors };
  };
  const coordination = await window();
  const acts = new CountedActs(coordination.page);
  const invitation = await open(acts, coordination.page, link, month);
  await look(coordination.page, 'invitation');

  const relais = await window();
  acts.at(relais.page);
  await relais.page.goto(invitation);
  await acts.look();
  await signIn(acts, relais.page);
  await relais.page.getByRole('link', { name: 'Saisie du mois' }).waitFor();
  await look(relais.page, 'relais-home');
  await acts.click(relais.page.getByRole('link', { name: 'Saisie du mois' }));
  const fillIn = relais.page.getByRole('link', { name: `Remplir ${frenchMonth(month)}` }).first();
  await fillIn.waitFor();
  await acts.look();
  await look(relais.page, 'relais-months');
  await acts.click(fillIn);
  const cell = relais.page.getByRole('textbox', { name: `${label}, ${frenchMonth(month)}` });
  await cell.waitFor();
  await acts.look();
  await acts.fill(cell, '12');
  await acts.press('Enter');
  await relais.page.getByRole('gridcell').filter({ hasText: 'enregistré' }).first().waitFor();
  await look(relais.page, 'relais-grid');
  await acts.click(relais.page.getByRole('button', { name: 'Envoyer le mois' }));
  await relais.page.getByText('Ce mois est envoyé').waitFor();
  await acts.look();

  const { page } = coordination;
  acts.at(page);
  await acts.click(page.getByRole('dialog').getByRole('button', { name: 'Terminer' }));
  await acts.click(page.getByRole('link', { name: 'Suivi de la collecte' }));
  await page.getByRole('heading', { level: 1, name: /collecte/iu }).waitFor();
  await acts.look();
  await look(page, 'collection');
  await acts.click(
    page.getByRole('button', { name: new RegExp(`${frenchMonth(month)}\\s: En attente de validation`, 'u') }),
  );
  await acts.click(page.getByRole('button', { name: /^Lire et valider \(/u }));
  const validate = page.getByRole('button', { name: /^Valider 1\svaleur/u });
  await validate.waitFor();
  await acts.look();
  await look(page, 'validation');
  await acts.click(validate);
  await page
    .getByText(/validée?/iu)
    .first()
    .waitFor();
  await acts.click(page.getByRole('link', { name: 'Vue d’ensemble' }));
  await page.getByRole('heading', { level: 1, name: /^Vue d’ensemble/u }).waitFor();
  await unfoldLines(page);
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: label }) });
  await row.first().waitFor();
  await look(page, 'overview');
  return { acts, shown: await row.first().innerText(), errors: [...coordination.errors, ...relais.errors] };
}
