import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../../setup/browser.ts';
import { openPage, type Person, signedIn, visit } from '../journey.ts';
import { CountedActs } from '../territory/counted-acts.ts';

/**
 * The eight tasks of three people, each from the page that its person lands on: clicks counted, seconds by the keystroke model. Three
 * clicks at most, or the reason why not. About two minutes.
 */
const MOST_CLICKS = 3;

const { address } = inject('product');
let browser: Browser;
const table: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  console.info(['task | clicks | seconds | reason', ...table].join('\n'));
});

interface Task {
  name: string;
  person: Person;
  /** Why it takes more clicks than the rule. */
  reason?: string;
  act: (page: Page, acts: CountedActs) => Promise<void>;
}

const main = (page: Page) => page.getByRole('main');
const dialog = (page: Page) => page.getByRole('dialog');

const tasks: Task[] = [
  {
    name: 'who has not sent',
    person: 'coordination',
    act: async (page, acts) => {
      await acts.click(main(page).getByRole('link', { name: /envois? non reçus?$/u }));
      await page.getByRole('heading', { level: 1, name: /non reçu/u }).waitFor();
      await main(page)
        .getByRole('button', { name: /\s: Non reçu/u })
        .first()
        .waitFor();
    },
  },
  {
    name: 'captured against 40',
    person: 'coordination',
    act: async (page) => {
      const tile = main(page).locator('.key-figure').filter({ hasText: 'Logements privés captés' });
      expect(await tile.innerText()).toMatch(/\b40\b/u);
    },
  },
  {
    name: 'why',
    person: 'coordination',
    act: async (page, acts) => {
      const tile = main(page).locator('.key-figure').filter({ hasText: 'Logements privés captés' });
      await acts.click(tile.getByRole('button', { name: /Pourquoi/u }));
      await dialog(page)
        .getByText(/Calcul/u)
        .first()
        .waitFor();
    },
  },
  {
    name: 'validate a month',
    person: 'coordination',
    act: async (page, acts) => {
      await acts.click(main(page).getByRole('link', { name: /^Valider/u }));
      const validate = main(page).getByRole('button', { name: /^Valider \d+\svaleurs?/u });
      await validate.waitFor();
      await acts.click(validate);
      await page
        .getByText(/valeurs? validées?/u)
        .first()
        .waitFor();
    },
  },
  {
    name: 'freeze',
    person: 'coordination',
    reason: 'an act for ever: what stands in its way is read first',
    act: async (page, acts) => {
      await acts.click(main(page).getByRole('link', { name: 'Finir le rapport' }));
      await acts.click(page.getByRole('button', { name: 'Préparer une édition' }));
      await acts.click(page.getByRole('button', { name: 'Figer…' }));
      await acts.click(dialog(page).getByRole('button', { name: /^Figer/u }));
      await page.getByText('figée', { exact: true }).waitFor({ timeout: 90_000 });
    },
  },
  {
    name: 'invite',
    person: 'coordination',
    act: async (page, acts) => {
      await acts.click(main(page).getByRole('link', { name: /envois? non reçus?$/u }));
      await acts.click(main(page).getByRole('link', { name: 'Inviter quelqu’un' }));
      await acts.fill(dialog(page).getByLabel('Nom'), 'Camille Roy');
      await acts.fill(dialog(page).getByLabel('Adresse électronique'), 'camille.roy@exemple.fr');
      await acts.click(dialog(page).getByRole('button', { name: 'Inviter' }));
      await page.getByRole('heading', { name: 'Invitation prête' }).waitFor();
    },
  },
  {
    name: 'amend',
    person: 'coordination',
    reason: 'a target is chosen among those in force, then the act is signed',
    act: async (page, acts) => {
      await acts.click(page.getByRole('link', { name: 'Convention et catalogue' }));
      await acts.click(page.getByRole('tab', { name: 'Cibles' }));
      await acts.click(page.getByRole('button', { name: /^Modifier la cible 2025/u }).first());
      await dialog(page).getByRole('button', { name: 'Annuler' }).waitFor();
      await acts.click(dialog(page).getByRole('button', { name: 'Annuler' }));
    },
  },
  {
    name: 'answer a returned cell',
    person: 'association',
    act: async (page, acts) => {
      await acts.click(
        main(page)
          .getByRole('link', { name: /septembre 2025/u })
          .first(),
      );
      const answer = page.getByLabel('Votre réponse').first();
      if (!(await answer.isVisible().catch(() => false)))
        await acts.click(page.getByText('question à répondre').first());
      await acts.fill(answer, 'Vérifié avec l’équipe');
      await acts.click(page.getByRole('button', { name: 'Répondre', exact: true }).first());
      await page.getByText('Vérifié avec l’équipe').first().waitFor();
    },
  },
];

describe('the eight tasks of three people', { timeout: 240_000 }, () => {
  it.each(tasks)('$name takes three clicks at most, or its reason', async ({ name, person, reason, act }) => {
    const { page, errors } = await openPage(await signedIn(browser, address, person));
    await visit(page, person === 'association' ? '/mon-mois' : '/');
    const acts = new CountedActs(page);
    await act(page, acts);
    const { clicks } = acts.count;
    table.push(`${name} | ${clicks} | ${Math.round(acts.minutes * 60)} | ${reason ?? ''}`);
    if (reason === undefined) expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);
    else expect(clicks).toBeGreaterThan(MOST_CLICKS);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
