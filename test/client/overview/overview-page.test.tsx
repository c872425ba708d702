// @vitest-environment happy-dom
import { act, fireEvent } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import '../../../client/overview/meeting-page.tsx';
import '../../../client/overview/overview-page.tsx';
import { type Outputs, refused, waiting } from '../harness/answering-server.ts';
import { openPage, settle } from '../harness/open-page.tsx';
import { contributor } from '../harness/people.ts';
import { alert, choose, page, press, rowsOf, said, target, textsOf, title, titles, words } from '../harness/reading.ts';
import { overview } from './overview-answers.ts';

type Overview = Outputs['overview']['forYear'];
const open = (at = '/', more: Partial<Overview> = {}, as = undefined as Parameters<typeof openPage>[1]) =>
  openPage(at, {
    ...as,
    answers: { overview: { forYear: { ...overview, ...more } }, workQueue: { list: queue } },
  });

const queue: Outputs['workQueue']['list'] = [
  { kind: 'report', due: '2025-09-30', daysLeft: -45, year: 2024, edition: null },
  {
    kind: 'returns',
    due: '2025-11-10',
    daysLeft: -4,
    returns: [
      { organisationId: 4, organisation: 'CCAS', month: '2025-10' },
      { organisationId: 9, organisation: 'Mission locale', month: '2025-10' },
    ],
  },
  {
    kind: 'validation',
    due: null,
    daysLeft: null,
    returns: [{ organisationId: 2, organisation: 'ADEFO', month: '2025-08' }],
  },
];

const LINES = /^Indicateurs de l’annexe en 2025/;
const keyFigures = () => textsOf(page().querySelectorAll('.key-figure'));

describe('the overview', () => {
  it('begins with the figures of the mission, each with its target and its coverage', async () => {
    await open();
    expect(titles()).toContain('Chiffres de la mission');
    const [captured, diagnostics] = keyFigures();
    expect(captured).toMatch(/^Logements privés captés23 ?logements/);
    expect(captured).toContain('cible 40');
    expect(diagnostics).toMatch(/^Diagnostics réalisés avant le commandement de quitter les lieux.*16/);
    expect(keyFigures()).toHaveLength(3);
    expect(target('Logements privés captés', page().querySelector('.mission') ?? page())).toBe(
      '/indicateurs/IND-02?annee=2025',
    );
  });

  it('begins with what waits for the coordinator, late first, each line done in place', async () => {
    const { server } = await open();
    server.answer({ collection: { remind: { written: ['CCAS'], already: [], nobody: ['Mission locale'] } } });
    expect(titles()[0]).toBe('À faire');
    expect(words()).toContain('2 en retard et 1 à suivre, le plus ancien d’abord');
    const rows = rowsOf(/^Ce qui attend la coordination/);
    expect(rows.map((row) => row.slice(0, 2).join(' '))).toEqual([
      'En retard de 45 jours Rapport d’exécution 2024 à transmettre au Préfet dû le 30 septembre 2025, aucune édition n’est ouverte',
      'En retard de 4 jours 2 envois non reçus de 2 structures, le plus ancien : CCAS, octobre 2025',
      'À faire 1 mois à valider ADEFO, août 2025',
    ]);
    expect([target('Finir le rapport'), target('Valider')]).toEqual(['/rapport?annee=2024', '/collecte/2/2025-08']);
    await press('Relancer les 2');
    await press('Envoyer les rappels');
    expect(server.sent('collection.remind').at(-1)).toMatchObject({ organisationIds: [4, 9] });
    expect(words()).toContain('1 rappel est parti ; personne à qui écrire : Mission locale.');
  });

  it('says to others the deadlines only', async () => {
    const { server } = await open('/', {}, { as: contributor });
    expect(titles()).toContain('Échéances');
    expect(words()).toContain('Versement de l’État 2025, dans 16 jours');
    expect(server.sent('workQueue.list')).toEqual([]);
  });

  it('sends whoever has no figure yet to the first steps', async () => {
    const figures = overview.figures.map((figure) => ({
      ...figure,
      coverage: { ...figure.coverage, cells: { reported: 0, expected: 10 } },
    }));
    await open('/', { figures });
    expect(words()).toContain('Aucune valeur de 2025 n’est encore reçue. Voir les premiers pas');
  });

  it('lists the annex in its order, with its blanks', async () => {
    await open();
    const rows = rowsOf(LINES);
    expect(rows[0]?.[0]).toMatch(/^2\. Poste de captation/);
    expect(rows.at(-1)?.[0]).toContain('aucun indicateur défini dans l’annexe');
    const captured = rows.find((row) => row[0]?.startsWith('Logements privés captés'));
    expect(captured?.[1]).toContain('à surveiller');
    expect(captured?.[2]).toContain('23');
    expect(captured?.[3]).toContain('cible 40');
    expect(captured?.[4]).toContain('2024 : ');
    expect(captured?.[0]).toContain('hypothèse');
  });

  it('says what moved since last month, and by whom', async () => {
    await open();
    expect(titles()).toContain('Ce qui a changé depuis septembre');
    const [change] = textsOf(page().querySelectorAll('.change-list li'));
    expect(change).toContain('−1');
    expect(change).toContain('1 correction −1');
  });

  it('narrows its lines by axis and pace, and keeps its choices for the meeting', async () => {
    const { address, server } = await open();
    await choose('Structure', overview.organisations[0]?.name ?? '');
    expect(address()).toBe(`/?organisation=${overview.organisations[0]?.code}`);
    expect(server.sent('overview.forYear').at(-1)).toEqual({ organisation: overview.organisations[0]?.code });
    expect(target('Vue de réunion')).toBe(`/reunion?organisation=${overview.organisations[0]?.code}`);
    await press('Effacer les filtres');
    expect(address()).toBe('/');
  });

  it('lets an association that reads a publication, which names no structure, look at its own figures', async () => {
    const { address } = await open('/', { organisations: [] }, { as: contributor });
    await choose('Structure', 'ADEFO');
    expect(address()).toBe('/?organisation=ADEFO');
  });

  it('keeps only the figures of one pace when it is asked', async () => {
    await open('/?statut=behind');
    const indicators = rowsOf(LINES).filter((row) => row.length > 1);
    expect(indicators.map((row) => row[0]?.slice(0, 11))).toEqual(['Diagnostics']);
  });

  it('explains a figure over the page, at an address that can be shared', async () => {
    const { server, address } = await open();
    server.answer({ indicators: { why: waiting } });
    const lines = page().querySelector<HTMLElement>('.mission') ?? page();
    await press('Pourquoi ce chiffre ? Logements privés captés', lines);
    expect(address()).toBe('/?pourquoi=IND-02%3A2025');
  });

  it('says what failed', async () => {
    await openPage('/', { answers: { overview: { forYear: refused('BUSY') } } });
    expect(alert()).toContain('L’observatoire est occupé');
  });
});

describe('the view for a meeting', () => {
  const press1 = async (key: string) => {
    act(() => void fireEvent.keyDown(window, { key }));
    await settle();
  };

  it('opens on what there is to decide, then shows one line of the annex at a time, the worst first', async () => {
    await open('/reunion');
    expect(title()).toMatch(/^Sur 2\scibles/u);
    expect(textsOf(page().querySelectorAll('.meeting-part h2'))).toEqual(['À décider']);
    expect(textsOf(page().querySelectorAll('.meeting-summary-name'))[0]).toMatch(/^Diagnostics/);
    expect(said()).toEqual(['1 / 4']);
    await press1('PageDown');
    expect(title()).toContain('diagnostics');
    await press1('PageDown');
    expect(title()).toBe('2Poste de captation des logements privés');
    expect(textsOf(page().querySelectorAll('.meeting-value'))).toEqual(['23']);
  });

  it('goes on with the keyboard or a remote control, and stops at both ends', async () => {
    const { address } = await open('/reunion');
    await press1('PageDown');
    expect(address()).toBe('/reunion?ligne=2');
    await press1('End');
    await press1('ArrowRight');
    expect(said()).toEqual(['4 / 4']);
    expect(words()).toContain('Aucun indicateur n’est défini dans l’annexe pour cette ligne.');
    await press1('Home');
    await press('Suivant');
    expect(address()).toBe('/reunion?ligne=2');
  });

  it('goes back to the overview with its filters', async () => {
    const { address } = await open('/reunion?statut=behind');
    expect(said()).toEqual(['1 / 1']);
    await press1('Escape');
    expect(address()).toBe('/?statut=behind');
  });

  it('says when the filters leave nothing to show', async () => {
    await open('/reunion?statut=reached');
    expect(title()).toBe('Aucune ligne à montrer');
  });
});
