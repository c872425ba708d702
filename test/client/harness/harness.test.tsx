// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/collection/collection-page.tsx';
import '../../../client/status/status-page.tsx';
import { offLine, refused, waiting } from './answering-server.ts';
import { openPage } from './open-page.tsx';
import { pageFaults } from './page-faults.ts';
import { alert, button, field, rowsOf, said, title } from './reading.ts';

const page = (html: string): HTMLElement => {
  const root = document.createElement('div');
  root.innerHTML = html;
  return root;
};

describe('the harness of pages', () => {
  it('remembers what was asked without an answer, and the page says that it failed', async () => {
    const { server } = await openPage('/collecte');
    expect(server.unknown.splice(0)).toEqual(['collection.matrix']);
    expect(title()).toBe('Cette partie n’a pas pu s’afficher');
  });

  it('refuses in the server’s own words, with the reference of the log', async () => {
    await openPage('/collecte', { answers: { collection: { matrix: refused('TOO_MANY_REQUESTS', { seconds: 3 }) } } });
    expect(alert()).toContain('Attendez 3 secondes, puis recommencez.');
    expect(alert()).toContain('essai-1');
  });

  it('lets an answer wait, and a line be cut', async () => {
    await openPage('/collecte', { answers: { collection: { matrix: waiting } } });
    expect(said()).toEqual(['Chargement de la collecte…']);
  });

  it('tries again off line, as the product does', async () => {
    const { server } = await openPage('/etat-du-service', { answers: { status: { read: offLine } } });
    expect(server.sent('status.read').length).toBeGreaterThan(0);
    expect(said()[0]).toContain('Chargement');
  });

  it('says what there is when it does not find what is looked for', async () => {
    await openPage('/collecte', { answers: { collection: { matrix: refused('FORBIDDEN') } } });
    expect(() => button('Valider')).toThrow(/^0 buttons named Valider; there are: /);
    expect(() => rowsOf('Envois')).toThrow(/^0 tables named Envois/);
    expect(() => field('Nom')).toThrow(/^0 fields named Nom/);
  });
});

describe('the faults of a page', () => {
  it.each([
    ['<button></button>', /^nothing names <button>/],
    ['<input>', /^nothing names <input>/],
    ['<a href="/"></a>', /^nothing names <a/],
    ['<p id="a"></p><p id="a"></p>', /two elements have the id a/],
    ['<input aria-label="Nom" aria-describedby="aide">', /aide should describe, and is not there/],
    ['<h1>Page</h1><h3>Partie</h3>', /a title of level 3 without the one above/],
    ['<h1>Page</h1><h1>Autre</h1>', /2 titles of the first level/],
  ])('are seen in %s', (html, fault) => {
    expect(pageFaults(page(html)).join()).toMatch(fault);
  });

  it('are none where everything is named and in order', () => {
    const html = '<h1>Page</h1><h2>Partie</h2><label for="n">Nom</label><input id="n"><button>Envoyer</button>';
    document.body.append(page(html));
    expect(pageFaults()).toEqual([]);
    document.body.replaceChildren();
  });
});
