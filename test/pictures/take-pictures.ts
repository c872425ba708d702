import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { demonstrationAccounts } from '../../prisma/seed/seed-accounts.ts';
import { ended, startProduct } from '../server/operations/command.ts';
import { launchBrowser } from '../setup/browser.ts';

/** `npm run pictures`: the pictures of README, taken of the demonstration, always the same day of it. */

const MOST_BYTES = 200 * 1024;
const LAPTOP = { width: 1280, height: 720 };
const PHONE = { width: 390, height: 720 };

const pictures = [
  { name: 'overview', person: 'coordination', address: '/?annee=2025', size: LAPTOP },
  { name: 'indicator', person: 'coordination', address: '/indicateurs/IND-23?annee=2025', size: LAPTOP },
  { name: 'monthly-entry', person: 'association', address: '/mon-mois/2025-10', size: LAPTOP },
  { name: 'collection', person: 'coordination', address: '/collecte?annee=2025', size: LAPTOP },
  { name: 'homelessness', person: 'etat', address: '/sans-domicile', size: LAPTOP },
  { name: 'visit', person: 'association', address: '/mon-mois?visite=1', size: PHONE },
] as const;

async function take(browser: Browser, baseURL: string, { name, person, address, size }: (typeof pictures)[number]) {
  const context = await browser.newContext({ viewport: size, locale: 'fr-FR', baseURL, reducedMotion: 'reduce' });
  const account = demonstrationAccounts.find(({ email }) => email.startsWith(`${person}@`));
  const data = { email: account?.email, password: account?.password };
  await context.request.post('/api/auth/sign-in/email', { data, headers: { origin: baseURL } });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(500);
  const file = path.join(import.meta.dirname, `${name}.png`);
  writeFileSync(file, lighter(await page.screenshot()));
  await context.close();
  const bytes = statSync(file).size;
  if (bytes > MOST_BYTES) throw new Error(`${file} weighs ${bytes} bytes`);
  console.log(`${file} ${Math.round(bytes / 1024)} KB`);
}

/** The same picture without its transparency, packed as tightly as PNG can. */
function lighter(bytes: Buffer): Buffer {
  const picture = PNG.sync.read(bytes);
  const packed = PNG.sync.write(picture, { colorType: 2, deflateLevel: 9, filterType: 4 });
  return packed.length < bytes.length ? packed : bytes;
}

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'observatoire-pictures-'));
const { child, address } = await startProduct(dataDir, { DEMO: '1' });
const browser = await launchBrowser();
try {
  for (const picture of pictures) await take(browser, address, picture);
} finally {
  await browser.close();
  await ended(child, 'SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
}
