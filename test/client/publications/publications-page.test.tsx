// @vitest-environment happy-dom
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import '../../../client/publications/publications-page.tsx';
import { chosenPublication } from '../../../client/lib/publications/publication-choice.ts';
import { byOrganisation, rightState } from '../../../client/publications/publication-data.ts';
import { type Answers, nothing, type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import { contributor, published, reader } from '../harness/people.ts';
import {
  alert,
  choose,
  dialog,
  fill,
  isDialogOpen,
  page,
  press,
  rowsOf,
  said,
  textsOf,
  title,
  titles,
  words,
} from '../harness/reading.ts';
import { preview, secondPage } from './publication-answers.ts';

const LIST = 'Publications, de la plus récente à la première';
const answers = (more: Answers = {}): Answers => ({
  publications: { list: published, read: secondPage, ...more.publications },
  publishing: { preview, ...more.publishing },
});
/** Where the browser would go: a test stays on its page. */
function watchAddress() {
  const assign = vi.spyOn(window.location, 'assign').mockImplementation(() => {});
  onTestFinished(() => assign.mockRestore());
  return assign;
}

describe('the publications', () => {
  it('are listed for everyone, the latest first, with their day in Paris and what was written of them', async () => {
    await openPage('/publications', { as: reader, answers: answers() });
    expect(title()).toBe('Publication 2 du 7 novembre 2025 : chiffres validés jusqu’à septembre 2025');
    const [latest, first] = rowsOf(LIST);
    expect(latest?.slice(0, 6)).toEqual([
      'Publication 2',
      '7 novembre 2025',
      'septembre 2025',
      'Septembre ajouté pour quatre structures.',
      'Claire Morel',
      'La dernière',
    ]);
    expect(latest?.[6]).toBe('3f9a 07c2 11d4');
    expect(first?.slice(1, 2)).toEqual(['2 août 2025']);
    expect(first?.[5]).toBe('Remplacée');
    expect(page().querySelector('[role=tab]')).toBeNull();
  });

  it('say which one withdrew another, and why', async () => {
    const [second, first] = published.publications;
    if (!second || !first) throw new Error('two publications');
    const withdrawn = {
      ...first,
      withdrawnBy: { number: 2, why: 'Un import fait deux fois.', madeAt: '2025-11-20T09:00:00.000Z' },
    };
    const list = { ...published, publications: [second, withdrawn] };
    await openPage('/publications', { as: contributor, answers: answers({ publications: { list } }) });
    expect(rowsOf(LIST)[1]?.[5]).toBe('Retirée par la 2Un import fait deux fois.');
  });

  it('are none before the first one', async () => {
    const list = { ...published, publications: [] };
    await openPage('/publications', { as: reader, answers: answers({ publications: { list } }) });
    expect(words()).toContain('Aucune publication.');
  });

  it('open on what they cover and what they say otherwise than the one before', async () => {
    const { address } = await openPage('/publications', { as: reader, answers: answers() });
    await press('Ouvrir la publication 2');
    expect(address()).toBe('/publications?numero=2');
    const panel = words(dialog());
    expect(panel).toContain('280 valeurs validées sur 349');
    expect(panel).toContain('3f9a07c211d4'.padEnd(64, '0'));
    expect(textsOf(dialog().querySelectorAll('.publication-changes li'))).toEqual([
      'Logements privés captés (2025)33 logements, au lieu de 30 logements (+3)',
      'Diagnostics réalisés (2025)17 diagnostics, au lieu de masqué (secret statistique)Mois corrigés : mai 2025',
      'Ménages rencontrés (2025)52 %, au lieu de non publié',
    ]);
  });

  it('are read from a new page, by the choice that the browser keeps', async () => {
    const assign = watchAddress();
    await openPage('/publications?numero=2', { as: reader, answers: answers() });
    await press('Lire cette publication', dialog());
    expect(chosenPublication()).toBe(2);
    expect(assign).toHaveBeenCalledWith('/');
  });
});

describe('the act of publishing', () => {
  const open = (more: Answers = {}) => openPage('/publications?onglet=publier', { answers: answers(more) });

  it('is shown before it is done: what changes, what waits and from whom, what is not received', async () => {
    await open();
    expect(titles()).toEqual([
      'Publication 3 : ce qui est validé jusqu’à octobre 2025',
      '3 chiffres changent depuis la publication 2',
      'Publier la publication 3',
    ]);
    expect(words()).toContain('300 valeurs validées sur 349');
    expect(textsOf(page().querySelectorAll('.publication-owed li'))).toEqual([
      'ADEFO : août 2025',
      'CCAS : septembre et octobre 2025',
    ]);
    expect(rowsOf('Ce qui change depuis la publication 2')[0]).toEqual([
      'Logements privés captés',
      '2025',
      '30 logements',
      '33 logements',
      '+3',
      'aucun',
    ]);
  });

  it('asks for the words of what changed, then sends what was seen', async () => {
    const { server } = await open({ publishing: { publish: { number: 3 } } });
    await press('Publier la publication 3');
    expect(words()).toContain('Dites en quelques mots ce qui a changé, et pourquoi.');
    expect(server.sent('publishing.publish')).toEqual([]);
    await fill('Ce qui a changé et pourquoi', 'Octobre ajouté.');
    await press('Publier la publication 3');
    expect(server.sent('publishing.publish')).toEqual([
      { through: '2025-10', seen: 'revision-41', note: 'Octobre ajouté.', withdraws: null },
    ]);
    expect(said()).toContain(
      'Réussi : La publication 3 est faiteL’État la lit dès maintenant. Elle ne change plus.La voir',
    );
  });

  it('withdraws an earlier one with its reason', async () => {
    const { server } = await open({ publishing: { publish: { number: 3 } } });
    await fill('Ce qui a changé et pourquoi', 'Octobre ajouté.');
    await choose('Retirer une publication faite avant', 'Publication 2 du 7 novembre 2025');
    await press('Publier la publication 3');
    expect(server.sent('publishing.publish')).toEqual([]);
    await fill('Pourquoi elle est retirée', 'Un import fait deux fois.');
    await press('Publier la publication 3');
    expect(server.sent('publishing.publish')[0]?.withdraws).toEqual({ number: 2, why: 'Un import fait deux fois.' });
  });

  it('is refused when figures changed meanwhile, and shown again', async () => {
    const { server } = await open({ publishing: { publish: refused('READ_AGAIN') } });
    await fill('Ce qui a changé et pourquoi', 'Octobre ajouté.');
    const before = server.sent('publishing.preview').length;
    await press('Publier la publication 3');
    expect(alert()).toContain('Des chiffres ont changé depuis que cette page est affichée');
    expect(server.sent('publishing.preview').length).toBeGreaterThan(before);
    expect(page().querySelector('textarea')?.value).toBe('Octobre ajouté.');
  });

  it('stops at the month that is chosen', async () => {
    const { server, address } = await open();
    await press('Mois précédent');
    expect(address()).toBe('/publications?onglet=publier&jusqua=2025-09');
    expect(server.sent('publishing.preview').at(-1)).toEqual({ through: '2025-09' });
  });
});

describe('the reading without masks', () => {
  const right: Outputs['publications']['wholeReadings']['rights'][number] = {
    ...{ id: 4, engagement: 'Engagement du 3 mars 2025', fromDate: '2025-03-03', toDate: '2099-12-31' },
    ...{ givenAt: '2025-03-03T08:00:00.000Z', givenByName: 'Claire Morel', endedAt: null, endedByName: null },
    user: { id: 'jeanne', name: 'Jeanne Petit' },
  };
  const wholeReadings = { rights: [right], readers: [{ id: 'jeanne', name: 'Jeanne Petit' }] };
  const open = (more: Answers['publications'] = {}) =>
    openPage('/publications?onglet=integrale', { answers: answers({ publications: { wholeReadings, ...more } }) });

  it('is given to a named reader, on an engagement and until a date', async () => {
    const { server } = await open({ giveWholeReading: nothing });
    await press('Donner la lecture intégrale');
    await press('Donner', dialog());
    expect(words(dialog())).toContain('Donnez la référence de l’engagement signé.');
    await choose('Personne', 'Jeanne Petit', dialog());
    await fill('Engagement', 'Convention de confidentialité du 2 mai', dialog());
    await fill('Premier jour', '2098-01-01', dialog());
    await fill('Dernier jour', '2098-12-31', dialog());
    await press('Donner', dialog());
    expect(server.sent('publications.giveWholeReading')).toEqual([
      {
        ...{ userId: 'jeanne', engagement: 'Convention de confidentialité du 2 mai' },
        ...{ fromDate: '2098-01-01', toDate: '2098-12-31' },
      },
    ]);
    expect(isDialogOpen()).toBe(false);
  });

  it('is taken away once that is confirmed', async () => {
    const { server } = await open({ endWholeReading: nothing });
    expect(rowsOf('Lectures intégrales données')[0]?.slice(0, 5)).toEqual([
      'Jeanne Petit',
      'Engagement du 3 mars 2025',
      '03/03/2025 au 31/12/2099',
      'Claire Morel',
      'En cours',
    ]);
    await press('Mettre fin à la lecture intégrale de Jeanne Petit');
    await press('Mettre fin', dialog());
    expect(server.sent('publications.endWholeReading')).toEqual([{ id: 4 }]);
  });

  it('has a state that follows its dates, unless it was ended', () => {
    const state = (today: string, endedAt: string | null = null) => rightState({ ...right, endedAt }, today);
    expect(['2025-03-02', '2025-03-03', '2099-12-31', '2100-01-01'].map((day) => state(day))).toEqual([
      'to-come',
      'running',
      'running',
      'over',
    ]);
    expect(state('2025-06-01', '2025-05-01T08:00:00.000Z')).toBe('ended');
  });
});

it('gathers what is owed by organisation, its months in order', () => {
  const owed = [
    { organisation: 'SOLIHA', month: '2025-10' },
    { organisation: 'ADEFO', month: '2025-09' },
    { organisation: 'ADEFO', month: '2025-08' },
  ];
  expect(byOrganisation(owed)).toEqual([
    { organisation: 'ADEFO', months: 'août et septembre 2025' },
    { organisation: 'SOLIHA', months: 'octobre 2025' },
  ]);
});
