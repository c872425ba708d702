// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/charts/interactive-plot-figure.tsx';
import '../../../client/housing/housing-page.tsx';
import { type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import { alert, choose, openTab, page, rowsOf, textsOf, tick, title, titles, words } from '../harness/reading.ts';
import { actionLogement, atlas, captured } from './housing-answers.ts';

type Housing = Outputs['housing'];
const open = (at = '/logement', more: Partial<NonNullable<Parameters<typeof openPage>[1]>['answers']> = {}) =>
  openPage(at, {
    answers: { housing: { captured, atlas, actionLogement, ...(more as { housing?: object }).housing } },
  });

describe('captured dwellings', () => {
  it('begin with the figures of the annex, the same as the overview’s', async () => {
    await open();
    expect(title()).toBe('Logement');
    const [first] = textsOf(page().querySelectorAll('.key-figure'));
    expect(first).toMatch(/^Logements privés captés23/);
    expect(first).toContain('cible : 40 logements');
  });

  it('are told by size, with their rents and delays', async () => {
    await open();
    const [row] = rowsOf(/^Logements captés par taille, fin octobre 2025/);
    expect(row?.slice(0, 5)).toEqual(['T1', '36', '12', '12', '24']);
    expect(titles()).toContain('Un logement sur deux trouve un ménage en moins de 27 jours');
    expect(rowsOf('Maintien à douze mois, par année d’entrée')).toHaveLength(captured.kept.length);
  });

  it('say where to begin when none is known one by one', async () => {
    await open('/logement', { housing: { captured: { ...captured, months: [] } } });
    expect(titles()).toContain('Aucun logement n’est encore connu un par un');
  });

  it('say what failed', async () => {
    await open('/logement', { housing: { captured: refused('BUSY') } });
    expect(alert()).toContain('L’observatoire est occupé');
  });
});

describe('the atlas of social housing', () => {
  it('lists the residences, the cheapest first, and what is within reach', async () => {
    const lines = atlas.lines.map((line, rank) => ({
      ...line,
      rentCentsPerSquareMetre: rank === 0 ? 700 : 500,
      withinReach: rank === 1,
    }));
    const { address } = await open('/logement?vue=atlas', { housing: { atlas: { ...atlas, lines } } });
    const rows = rowsOf('Résidences du parc social');
    expect(rows.map((row) => row.find((cell) => cell.endsWith('€')))).toEqual(['5 €', '7 €']);
    await tick('Accessibles aux ménages les plus modestes');
    expect(address()).toBe('/logement?vue=atlas&accessibles=1');
    expect(rowsOf('Résidences du parc social')).toHaveLength(1);
    await choose('Classer par', 'Rotation');
    expect(address()).toContain('tri=rotation');
  });

  it('says which file it is made of when there is none', async () => {
    await open('/logement?vue=atlas', { housing: { atlas: { ...atlas, lines: [] } as Housing['atlas'] } });
    expect(titles()).toContain('Aucune résidence n’est encore connue');
  });
});

describe('the aids of Action Logement', () => {
  it('are a context, with the sentence and the act they come from', async () => {
    const { address } = await open();
    await openTab('Action Logement');
    expect(address()).toBe('/logement?vue=action-logement');
    expect(words()).toContain('9 363');
    expect(words()).toContain('Délibération du 17 décembre 2020');
  });
});
