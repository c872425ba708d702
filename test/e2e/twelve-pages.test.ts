import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { walkOf } from './accessible-page.ts';
import { screens, signedIn } from './journey.ts';

/** Twelve pages of the main jobs, of each kind that the house has; the long tier walks through all of them. */

const { address } = inject('product');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const tables = ['/', '/indicateurs/IND-23?annee=2025', '/collecte', '/imports', '/catalogue', '/finances'];

describe('twelve pages', () => {
  describe('of the coordination', () => {
    const paths = [...tables, '/rapport', '/sans-domicile', '/?pourquoi=IND-02:2025'];
    walkOf(paths, String, () => signedIn(browser, address, 'coordination'));
  });
  describe('of an association, on its phone', () => {
    walkOf(['/mon-mois', '/mon-mois/2025-10'], String, () => signedIn(browser, address, 'association', screens.phone));
  });
  describe('of the State', () => {
    walkOf(['/expulsions?annee=2023'], String, () => signedIn(browser, address, 'etat'));
  });
});
