// @vitest-environment happy-dom
import { act, fireEvent } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import '../../../client/accessibility/declaration-page.tsx';
import '../../../client/accessibility/site-map-page.tsx';
import '../../../client/administration/administration-page.tsx';
import '../../../client/help/glossary-page.tsx';
import '../../../client/help/help-page.tsx';
import '../../../client/help/news-page.tsx';
import '../../../client/help/room-help-page.tsx';
import '../../../client/help/shortcut-dialog.tsx';
import '../../../client/visit/visit.tsx';
import { refused } from '../harness/answering-server.ts';
import { openPage, settle } from '../harness/open-page.tsx';
import { contributor, reader } from '../harness/people.ts';
import {
  button,
  dialog,
  factsOf,
  fill,
  isDialogOpen,
  page,
  press,
  said,
  tableOf,
  target,
  textsOf,
  tick,
  title,
  titles,
  words,
} from '../harness/reading.ts';

const key = async (name: string) => {
  act(() => void fireEvent.keyDown(document.body, { key: name }));
  await settle();
};

describe('help', () => {
  it('leads to the page of each room, and gives each their guide on paper', async () => {
    await openPage('/aide', { as: contributor });
    expect(title()).toBe('Aide');
    expect(target('Guide de l’association (PDF)')).toBe('/documents/guides/contributeur.pdf');
    expect(words()).not.toContain('Guide de la coordination');
    expect(page().querySelectorAll('.help-rooms a').length).toBeGreaterThan(15);
  });

  it('is open to whoever is not signed in, without what is theirs only', async () => {
    await openPage('/aide', { as: null });
    expect(titles()).not.toContain('Visite guidée');
    expect(titles()).toContain('Glossaire');
  });

  it('explains a page: how, the words, the common mistakes', async () => {
    await openPage('/aide/collecte');
    expect(title()).toContain('Aide : ');
    expect(titles()).toEqual(['Comment faire', 'Ce que veulent dire les mots et les chiffres', 'Erreurs courantes']);
    expect(target('Ouvrir la page')).toBe('/collecte');
  });

  it('says when a page has none', async () => {
    await openPage('/aide/nulle-part');
    expect(title()).toBe('Cette page n’a pas encore d’aide');
  });
});

describe('the glossary', () => {
  it('finds a word without its accents or capitals', async () => {
    await openPage('/aide/glossaire');
    await fill('Chercher un sigle ou un mot', 'EVICTION');
    expect(said()[0]).toMatch(/^0 entrée|^\d+ entrées?$|Aucune entrée/);
    await fill('Chercher un sigle ou un mot', 'siao');
    expect(Object.keys(factsOf())).toContain('SIAO');
    await fill('Chercher un sigle ou un mot', 'zzz');
    expect(said()).toEqual(['Aucune entrée ne contient ce mot. Essayez une partie du mot, ou effacez la recherche.']);
  });
});

describe('the news', () => {
  it('are told version by version, and are then read', async () => {
    await openPage('/aide/nouveautes');
    expect(titles()[0]).toMatch(/^Version /);
    expect(localStorage.getItem('newcomer.news.claire')).not.toBeNull();
  });
});

describe('the keys', () => {
  it('are shown by « ? », and lead from page to page', async () => {
    const { address } = await openPage('/aide');
    await key('?');
    expect(words(dialog())).toContain('Raccourcis clavier');
    await press('Fermer', dialog());
    await key('g');
    await key('h');
    expect(address()).toBe('/aide');
  });

  it('of one letter are switched off for who dictates', async () => {
    await openPage('/aide');
    await press('Voir les raccourcis');
    await tick('Raccourcis d’une seule touche (« ? », ou g puis une lettre)');
    await press('Fermer', dialog());
    await key('?');
    expect(isDialogOpen()).toBe(false);
  });
});

describe('the guided visit', () => {
  const stop = () => document.querySelector<HTMLElement>('.visit');

  it('goes through the real pages, step by step, in the address', async () => {
    const { address } = await openPage('/aide?visite=1', {
      as: reader,
      answers: { overview: { forYear: refused('BUSY') } },
    });
    expect(stop()?.querySelector('.visit-rank')?.textContent).toMatch(/étape 1 sur \d+/);
    expect(address()).toContain('visite=1');
    await press('Passer la visite');
    expect(stop()).toBeNull();
    expect(localStorage.getItem('newcomer.visit.jeanne')).toBe('done');
  });
});

describe('the declaration of accessibility', () => {
  it('says where the product stands, criterion by criterion, with its proof', async () => {
    await openPage('/accessibilite', { as: null });
    expect(words()).toContain('Métropole d’essai s’engage');
    expect(words()).toMatch(/\d+ % des critères applicables sont respectés \(\d+ sur \d+\)/);
    const tables = [...page().querySelectorAll('table')];
    expect(tables).toHaveLength(13);
    expect(tables.flatMap((one) => [...one.querySelectorAll('tbody tr')])).toHaveLength(106);
    expect(textsOf(tableOf(/Images/).querySelectorAll('thead th'))).toEqual(['Critère', 'État', 'Preuve']);
  });
});

describe('the plan of the site', () => {
  it('leads to what is open to each, and to nothing else', async () => {
    await openPage('/plan', { as: reader });
    expect(titles()).toContain('Moi');
    const links = textsOf(page().querySelectorAll('a'));
    expect(links).not.toContain('Personnes');
    expect(links).toContain('Finances');
  });

  it('leads whoever is not signed in to the door', async () => {
    await openPage('/plan', { as: null });
    expect(titles()).toEqual(['Entrer', 'Ouvert à tous']);
    expect(target('Connexion')).toBe('/connexion');
    expect(() => button('Voir les raccourcis')).toThrow();
  });
});

describe('the administration', () => {
  it('gathers for the coordination what keeps the observatory running, each with what one does there', async () => {
    await openPage('/administration', {});
    const places = [...page().querySelectorAll('.administration li')];
    expect(textsOf(places.flatMap((one) => [...one.querySelectorAll('a')]))).toContain('État du service');
    expect(places.every((one) => (one.querySelector('p')?.textContent ?? '') !== '')).toBe(true);
  });

  it('is closed to others', async () => {
    await openPage('/administration', { as: reader });
    expect(words()).toContain('Vous n’avez pas accès à cette page');
  });
});
