// @vitest-environment happy-dom
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import '../../../client/help/help-page.tsx';
import '../../../client/homelessness/homelessness-page.tsx';
import '../../../client/overview/meeting-page.tsx';
import '../../../client/overview/overview-page.tsx';
import { chosenPublication, keepChoice } from '../../../client/lib/publications/publication-choice.ts';
import { type Answers, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import { contributor, coordinator, published, reader } from '../harness/people.ts';
import { press, target, title, words } from '../harness/reading.ts';
import { ledger } from '../homelessness/homelessness-answers.ts';
import { overview } from '../overview/overview-answers.ts';

/** Where the browser would go: a test stays on its page. */
function watchAddress() {
  const assign = vi.spyOn(window.location, 'assign').mockImplementation(() => {});
  onTestFinished(() => assign.mockRestore());
  return assign;
}
const textOf = (selector: string) => (document.querySelector(selector)?.textContent ?? '').replace(/\u00a0/gu, ' ');
const answers: Answers = { overview: { forYear: overview }, workQueue: { list: [] } };
const own: Answers = {
  homelessness: {
    ledger: { ...ledger, source: { ...ledger.source, visibility: 'own' } },
    linking: { since: null, people: null },
  },
};

describe('what is read', () => {
  it('is chosen in the menu of the person, and begins at home', async () => {
    const assign = watchAddress();
    await openPage('/', { answers });
    await press(/Claire Morel/);
    await press('Ce que voit l’État');
    expect(chosenPublication()).toBe('latest');
    expect(assign).toHaveBeenCalledWith('/');
  });

  it('is for an organisation the publication, or its own figures again', async () => {
    keepChoice('latest');
    watchAddress();
    await openPage('/aide', { as: contributor });
    await press(/Karim Haddad/);
    await press('Vos chiffres');
    expect(chosenPublication()).toBeNull();
  });

  it('is nothing to choose for the State', async () => {
    await openPage('/aide', { as: reader });
    await press(/Jeanne Petit/);
    expect(document.body.textContent).not.toContain('Ce que voit l’État');
  });

  it('is said over every page, and of a page that no publication holds too', async () => {
    keepChoice('latest');
    await openPage('/aide', { as: coordinator });
    expect(textOf('.reading-band')).toContain('Cette page n’est pas publiée : elle montre votre travail.');
    const assign = watchAddress();
    await press('Revenir à vos chiffres');
    expect(chosenPublication()).toBeNull();
    expect(assign).toHaveBeenCalledWith('/');
  });

  it('is said of a publication that another withdrew, with why', async () => {
    const [second, first] = published.publications;
    if (!second || !first) throw new Error('two publications');
    const withdrawn = {
      ...first,
      withdrawnBy: { number: 2, why: 'Un import fait deux fois.', madeAt: '2025-11-20T09:00:00.000Z' },
    };
    keepChoice(1);
    const list = { ...published, publications: [second, withdrawn] };
    await openPage('/aide', { as: coordinator, answers: { publications: { list } } });
    expect(textOf('.reading-old')).toContain('Retirée par la publication 2 : Un import fait deux fois.');
  });

  it('is said to be whole to whoever holds that right', async () => {
    const list = { ...published, whole: true };
    await openPage('/reunion', { as: reader, answers: { ...answers, publications: { list } } });
    expect(textOf('.reading-line')).toContain('chiffres validés jusqu’à septembre 2025 · lecture intégrale');
  });

  it('is one’s own where an organisation reads its own register', async () => {
    await openPage('/sans-domicile', { as: contributor, answers: own });
    expect(textOf('.reading-line')).toBe('Vos chiffres : ceux de votre structure, validés ou non');
  });

  it('is left with the session', async () => {
    keepChoice('latest');
    const web = { 'POST /api/auth/sign-out': {}, 'GET /api/auth/ways': { body: { provider: null, mails: false } } };
    await openPage('/aide', { as: coordinator, answers, web });
    await press(/Claire Morel/);
    await press('Se déconnecter');
    // First it is looked whether a figure never left this browser.
    await vi.waitFor(() => expect(chosenPublication()).toBeNull(), 5000);
  });
});

describe('the meeting', () => {
  it('shows the coordinator what the State sees, in the meeting itself', async () => {
    const assign = watchAddress();
    await openPage('/reunion?mois=3', { answers });
    await press('Ce que voit l’État');
    expect(chosenPublication()).toBe('latest');
    expect(assign).toHaveBeenCalledWith('/reunion');
  });

  it('says that it does, and asks nothing that a publication does not answer', async () => {
    keepChoice('latest');
    const { server } = await openPage('/reunion?mois=3&organisation=ADEFO', { answers });
    expect(textOf('.reading-band')).toContain('Vous voyez ce que voit l’État : publication 2');
    expect(server.sent('overview.forYear')).toEqual([{}]);
  });
});

describe('what is not published', () => {
  it('is said before the first publication, and by one that does not answer', async () => {
    await openPage('/', { as: reader, answers: { overview: { forYear: refused('NOT_PUBLISHED', { number: null }) } } });
    expect(title()).toBe('Aucun chiffre n’est encore publié');
    expect(target('Voir les publications')).toBe('/publications');
  });

  it('leads back to what the publication holds', async () => {
    const forYear = refused('NOT_PUBLISHED', { number: 7 });
    await openPage('/?annee=2019', { as: reader, answers: { overview: { forYear } } });
    expect(title()).toBe('La publication n’en dit rien');
    expect(words()).toContain('La publication 7 ne répond pas à cette question.');
    expect(target('Revenir à la vue d’ensemble')).toBe('/?annee=');
  });
});
