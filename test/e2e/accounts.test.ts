import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser } from '../../server/accounts/service.ts';
import { stepAt, totpCode } from '../../server/accounts/totp.ts';
import { buildApp } from '../../server/app.ts';
import { openInstallation } from '../../server/installation.ts';
import type { Installation } from '../../server/platform/context.ts';
import { readEnvironment } from '../../server/platform/env.ts';
import { launchBrowser } from '../setup/browser.ts';
import { faultsOf, openPage, overflowOf, screens, visit } from './journey.ts';

const password = 'lanterne-moisson-gravier-81';
const minutes = (count: number) => count * 60_000;
/** How far the product's clock runs ahead: ten minutes pass without waiting for them. */
let ahead = 0;
const clock = { now: () => new Date(Date.now() + ahead) };

let folder: string;
let installation: Installation;
let stop: () => Promise<unknown>;
/** By its name: a browser makes no passkey for an address in numbers. */
let address: string;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'observatoire-comptes-'));
  const env = readEnvironment({ DATA_DIR: folder, DEMO: '0', LOG_LEVEL: 'silent', SECOND_FACTOR: 'offered' });
  installation = await openInstallation(env, { clock });
  const person = { password, organisationId: null };
  await createUser(installation.db, {
    ...person,
    name: 'Hélène Rémond',
    email: 'helene@exemple.fr',
    role: 'coordinator',
  });
  await createUser(installation.db, { ...person, name: 'Camille Petit', email: 'camille@exemple.fr', role: 'reader' });
  const client = path.join(folder, 'client');
  cpSync(path.resolve(import.meta.dirname, '../../dist/client'), client, { recursive: true });
  const app = await buildApp(installation, client);
  address = (await app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
  stop = () => app.close();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await stop();
  await installation.close();
  rmSync(folder, { recursive: true, force: true });
});

async function visitor(viewport = screens.laptop): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'fr-FR', baseURL: address, reducedMotion: 'reduce' });
  context.setDefaultTimeout(15_000);
  return (await openPage(context)).page;
}

async function typeIn(page: Page, email: string, secret = password): Promise<void> {
  await visit(page, '/connexion');
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(secret);
  await page.keyboard.press('Enter');
}
const isIn = (page: Page) => page.getByRole('navigation', { name: 'Navigation principale' }).waitFor();

async function signOut(context: BrowserContext): Promise<void> {
  const answer = await context.request.post('/api/auth/sign-out', { data: {}, headers: { origin: address } });
  expect(answer.status()).toBe(200);
}

/** A device that makes and shows passkeys, its owner present and recognised. */
async function giveAuthenticator(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** What axe finds, and whether the page is wider than a telephone. */
async function expectClean(page: Page): Promise<void> {
  expect(await faultsOf(page)).toEqual([]);
  await page.setViewportSize(screens.phone);
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  expect(await faultsOf(page)).toEqual([]);
  await page.setViewportSize(screens.laptop);
}

describe('an invited person', () => {
  it('chooses a password that the page judges with them, and comes in', async () => {
    const page = await visitor();
    await typeIn(page, 'helene@exemple.fr');
    await isIn(page);
    await visit(page, '/personnes');
    await page.getByRole('button', { name: 'Inviter une personne' }).click();
    await page.getByLabel('Prénom et nom').fill('Nadia Bel');
    await page.getByLabel('Adresse électronique').fill('nadia@exemple.fr');
    await page.getByLabel('Rôle').selectOption('reader');
    await page
      .getByRole('button', { name: /^Inviter$|Créer l’invitation|Envoyer/u })
      .last()
      .click();
    const link = await page.locator('.account-link').innerText();

    const guest = await visitor();
    await visit(guest, new URL(link).pathname);
    const field = guest.getByRole('textbox', { name: 'Mot de passe' });
    await field.fill('Motdepasse123456!');
    await guest.getByText('Trop facile à deviner').waitFor();
    await expectClean(guest);
    await field.fill('cheval correct agrafe pile');
    await guest.getByText('Solide').waitFor();
    await guest.getByRole('button', { name: 'Créer mon accès' }).click();
    await isIn(guest);
    for (const one of [page, guest]) await one.context().close();
  });
});

describe('the second factor', () => {
  it('is put in service with a first code, asked for after the password, and replaced once by a recovery code', async () => {
    const page = await visitor();
    await typeIn(page, 'camille@exemple.fr');
    await isIn(page);
    await visit(page, '/compte');
    await page.getByRole('button', { name: 'Mettre en service' }).click();
    const secret = (await page.locator('.account-link').innerText()).replace(/\s/gu, '');
    await page.getByRole('img', { name: /QR code/u }).waitFor();
    await expectClean(page);
    await page.getByLabel('Code à usage unique').fill(totpCode(secret, stepAt(clock.now()) - 1));
    await page.keyboard.press('Enter');
    const list = page.getByRole('list', { name: 'Codes de secours' });
    await list.waitFor();
    const codes = await list.getByRole('listitem').allInnerTexts();
    expect(codes).toHaveLength(10);
    await expectClean(page);
    await page.getByRole('button', { name: 'Je les ai gardés' }).click();
    await page.getByText('Il reste 10 codes de secours.').waitFor();

    await signOut(page.context());
    await typeIn(page, 'camille@exemple.fr');
    await page.getByRole('heading', { name: 'Second facteur' }).waitFor();
    await expectClean(page);
    await page.getByLabel('Code à usage unique').fill('000000');
    await page.keyboard.press('Enter');
    await page.getByText('Ce code n’est pas le bon').waitFor();
    await page.getByLabel('Code à usage unique').fill(totpCode(secret, stepAt(clock.now())));
    await page.keyboard.press('Enter');
    await isIn(page);

    await signOut(page.context());
    for (const expected of ['in', 'refused']) {
      await typeIn(page, 'camille@exemple.fr');
      await page.getByLabel('Code à usage unique').fill(codes[0]?.toLowerCase() ?? '');
      await page.keyboard.press('Enter');
      if (expected === 'in') await isIn(page);
      else await page.getByText('Ce code n’est pas le bon').waitFor();
      await signOut(page.context());
    }
    await page.context().close();
  });
});

describe('a passkey', () => {
  it('is made, named, shown instead of the password, renamed and taken away', async () => {
    const page = await visitor();
    await giveAuthenticator(page);
    await typeIn(page, 'helene@exemple.fr');
    await isIn(page);
    await visit(page, '/compte');
    await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
    await page.getByLabel('Nom de la clé').fill('Portable du bureau');
    await page.keyboard.press('Enter');
    await page.getByRole('rowheader', { name: 'Portable du bureau' }).waitFor();
    await expectClean(page);

    await signOut(page.context());
    await visit(page, '/connexion');
    await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).click();
    await isIn(page);
    await visit(page, '/compte');
    await page.getByText('par clé d’accès').first().waitFor();

    await page.getByRole('button', { name: 'Renommer Portable du bureau' }).click();
    await page.getByLabel('Nom de la clé').fill('Téléphone');
    await page.keyboard.press('Enter');
    await page.getByRole('rowheader', { name: 'Téléphone' }).waitFor();
    await page.getByRole('button', { name: 'Retirer Téléphone' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retirer', exact: true }).click();
    await page.getByText('Aucune clé d’accès.').waitFor();
    await page.context().close();
  });

  it('is known to nobody once its owner took it away', async () => {
    const page = await visitor();
    await giveAuthenticator(page);
    await typeIn(page, 'helene@exemple.fr');
    await isIn(page);
    await visit(page, '/compte');
    await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
    await page.getByLabel('Nom de la clé').press('Enter');
    await page.getByRole('button', { name: /^Retirer /u }).waitFor();
    await installation.db.passkey.deleteMany({});
    await signOut(page.context());
    await visit(page, '/connexion');
    await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).click();
    await page.getByText('Cette clé d’accès n’est pas reconnue ici.').waitFor();
    await page.context().close();
  });
});

describe('a sensitive act', () => {
  it('asks who is there ten minutes after, and goes on by itself once it is known; by the keyboard alone', async () => {
    const page = await visitor();
    await typeIn(page, 'helene@exemple.fr');
    await isIn(page);
    await visit(page, '/personnes');
    ahead = minutes(11);
    await page.getByRole('button', { name: 'Désactiver Camille Petit' }).focus();
    await page.keyboard.press('Enter');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Désactiver/u })
      .press('Enter');
    const question = page.getByRole('dialog', { name: 'Confirmez votre identité' });
    await question.waitFor();
    await expectClean(page);
    const field = question.getByRole('textbox', { name: 'Mot de passe' });
    await field.fill('pas le bon');
    await field.press('Enter');
    await question.getByText('Ce n’est pas votre mot de passe.').waitFor();
    expect(await installation.db.user.count({ where: { disabled: true } })).toBe(0);
    await field.fill(password);
    await field.press('Enter');
    await question.waitFor({ state: 'detached' });
    await page
      .getByRole('row', { name: /Camille Petit/u })
      .getByText('Désactivé')
      .waitFor();
    await page.context().close();
  });

  it('does nothing when the person gives up', async () => {
    const page = await visitor();
    await typeIn(page, 'helene@exemple.fr');
    await isIn(page);
    await visit(page, '/personnes');
    ahead += minutes(11);
    await page.getByRole('button', { name: 'Réactiver Camille Petit' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Réactiver/u })
      .click();
    const question = page.getByRole('dialog', { name: 'Confirmez votre identité' });
    await question.waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Cet acte demande de confirmer votre identité.').waitFor();
    expect(await installation.db.user.count({ where: { disabled: true } })).toBe(1);
    await page.context().close();
  });
});

describe('a forgotten password', () => {
  it('is asked for in the same words whether or not the address has an account', async () => {
    const page = await visitor();
    const answers: string[] = [];
    for (const email of ['helene@exemple.fr', 'personne@exemple.fr']) {
      await visit(page, '/connexion');
      await page.getByRole('link', { name: 'Mot de passe oublié' }).click();
      await page.getByRole('heading', { name: 'Mot de passe oublié' }).waitFor();
      await page.getByLabel('Adresse électronique').fill(email);
      await expectClean(page);
      await page.getByRole('button', { name: 'Recevoir un lien' }).click();
      answers.push(await page.getByText('Si un compte est ouvert à cette adresse').innerText());
    }
    expect(answers[0]).toBe(answers[1]);
    await expectClean(page);
    await page.context().close();
  });
});
