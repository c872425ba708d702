// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/open-data/open-data-page.tsx';
import '../../../client/open-data/tokens-page.tsx';
import { nothing, type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import { contributor, reader } from '../harness/people.ts';
import {
  alert,
  besideField,
  button,
  buttons,
  choose,
  dialog,
  field,
  fill,
  isDialogOpen,
  press,
  rowsOf,
  target,
  tick,
  title,
  titles,
  words,
} from '../harness/reading.ts';

type State = Outputs['openData']['state'];
const file: State['files'][number] = {
  path: 'indicateurs.csv',
  excelPath: 'indicateurs-excel.csv',
  title: 'Les indicateurs',
  description: 'Un indicateur par ligne.',
  rows: 1044,
  bytes: 7665,
  excelBytes: 8190,
  fields: [{ name: 'code', title: 'Code', type: 'string', description: 'Identifiant stable.' }],
};
type Publication = State['publications'][number];
const publication = (number: number, more: Partial<Publication> = {}): Publication => ({
  ...{ number, day: `2025-${String(number + 3).padStart(2, '0')}-07`, through: '2025-09' },
  ...{ note: null, fictitious: false, withdrawnBy: null, ...more },
});
const seventh = publication(7);
const open: State = { open: true, publication: seventh, publications: [seventh], files: [file] };
const closed: State = { open: false, publication: null, publications: [], files: [] };
const openData = (state: State, as: Parameters<typeof openPage>[1] = {}, search = '') =>
  openPage(`/donnees-ouvertes${search}`, { ...as, answers: { openData: { state } } });

describe('open data', () => {
  it('are there for anybody, without an account, for Excel and standard, each column described', async () => {
    await openData(open, { as: null });
    expect(title()).toBe('Données ouvertes');
    expect(words()).toContain('Publication 7 du 7 octobre 2025, chiffres validés jusqu’à septembre 2025');
    const standard = target('indicateurs.csv (CSV standard, 1 044 lignes, 7 Ko)');
    expect(standard).toBe('/donnees-ouvertes/indicateurs.csv');
    expect(target('indicateurs-excel.csv (pour Excel, 8 Ko)')).toBe('/donnees-ouvertes/indicateurs-excel.csv');
    expect(rowsOf('Colonnes de indicateurs.csv')).toEqual([['code', 'texte', 'Code. Identifiant stable.']]);
    expect(buttons()).not.toContain('Fermer les données…');
  });

  it('lead to the feed, to what portals harvest, and to each earlier publication', async () => {
    const withdrawnBy = { number: 7, why: 'deux mois comptés deux fois' };
    const publications = [seventh, publication(6, { withdrawnBy }), publication(5, { note: 'Mars corrigé' })];
    await openData({ ...open, publications }, { as: null });
    expect(target('Fil des publications (Atom)')).toBe('/donnees-ouvertes/publications.atom');
    const portals = target('Description pour les portails de données (DCAT-AP)');
    expect(portals).toBe('/donnees-ouvertes/catalogue.jsonld');
    expect(target('Publication 6')).toBe('/donnees-ouvertes?publication=6');
    expect(rowsOf('Toutes les publications').map((row) => row.slice(3))).toEqual([
      ['La dernière', 'Rien de signalé'],
      ['Retirée par la publication 7 : deux mois comptés deux fois', 'Rien de signalé'],
      ['Remplacée par une plus récente', 'Mars corrigé'],
    ]);
  });

  it('of an earlier publication have its own addresses, and say when it is withdrawn', async () => {
    const sixth = publication(6, { withdrawnBy: { number: 7, why: 'deux mois comptés deux fois' } });
    await openData({ ...open, publication: sixth, publications: [seventh, sixth] }, { as: null }, '?publication=6');
    expect(words()).toContain('La publication 6 est retirée');
    const address = target('indicateurs-excel.csv (pour Excel, 8 Ko)');
    expect(address).toBe('/donnees-ouvertes/publications/6/indicateurs-excel.csv');
  });

  it('say that they are fictitious when they are', async () => {
    await openData({ ...open, publication: publication(7, { fictitious: true }) }, { as: null });
    expect(words()).toContain('Données fictives');
  });

  it('wait for the first publication, and tell the coordination to make it', async () => {
    await openData({ ...closed, open: true });
    expect(titles()).toEqual(['Aucune publication à ce jour']);
    expect(words()).toContain('Publiez les chiffres validés');
  });

  it('are not there until the coordination opens them', async () => {
    await openData(closed, { as: reader });
    expect(titles()).toEqual(['Les données ne sont pas ouvertes']);
  });

  it('are opened by the coordination for a reason, and the page then says so', async () => {
    const { server } = await openData(closed);
    await press('Ouvrir les données…');
    server.answer({ openData: { setOpen: nothing, state: open } });
    await fill('Raison, gardée au journal', 'Décision du comité');
    await press('Ouvrir les données', dialog());
    expect(server.sent('openData.setOpen')).toEqual([{ open: true, reason: 'Décision du comité' }]);
    expect(words()).toContain('Tout le monde peut lire cette page');
  });
});

type Token = Outputs['apiTokens']['list']['tokens'][number];
const token = (id: number, more: Partial<Token> = {}): Token => ({
  id,
  name: 'Logiciel métier',
  scopes: ['entry:read', 'entry:write'],
  state: 'active',
  createdAt: '2025-01-10T09:00:00.000Z',
  expiresAt: '2026-01-10T09:00:00.000Z',
  lastUsedAt: null,
  createdBy: 'Karim Haddad',
  ...more,
});
const openTokens = (tokens: Token[]) =>
  openPage('/jetons-api', {
    as: contributor,
    answers: { apiTokens: { list: { organisation: 'ADEFO', tokens } } },
  });

describe('tokens of the API', () => {
  it('say what they permit, until when, and who made them', async () => {
    await openTokens([
      token(1),
      token(2, { name: 'Ancien', state: 'revoked', createdBy: null, lastUsedAt: '2025-06-01T09:00:00.000Z' }),
    ]);
    const permits = 'Lire les mois de la structure, Écrire et envoyer les mois de la structure';
    expect(rowsOf('Jetons d’API : ADEFO')).toEqual([
      ['Logiciel métier', 'Actif', permits, 'Karim Haddad', '10 janvier 2026', 'jamais', 'Révoquer Logiciel métier'],
      ['Ancien', 'Révoqué', permits, 'une personne partie', '10 janvier 2026', '1er juin 2025', ''],
    ]);
  });

  it('are made for a named software, and shown once', async () => {
    const { server } = await openTokens([]);
    expect(titles()).toEqual(['Aucun jeton']);
    await press('Créer un jeton');
    expect(button('Créer le jeton').disabled).toBe(true);
    expect(besideField('Nom du logiciel')[0]).toContain('Il apparaît au journal');
    await fill('Nom du logiciel', 'Logiciel métier');
    await tick('Lire le catalogue et les chiffres publiés');
    await choose('Valable', 'trois mois');
    server.answer({ apiTokens: { create: { token: 'obs_secret' } } });
    await press('Créer le jeton');
    expect(server.sent('apiTokens.create')).toEqual([
      { organisationId: 7, name: 'Logiciel métier', scopes: ['entry:read', 'entry:write', 'figures:read'], days: 90 },
    ]);
    expect(field('Jeton').value).toBe('obs_secret');
    await press('J’ai copié le jeton');
    expect(isDialogOpen()).toBe(false);
  });

  it('are revoked at once', async () => {
    const { server } = await openTokens([token(1)]);
    server.answer({ apiTokens: { revoke: nothing } });
    await press('Révoquer Logiciel métier');
    expect(server.sent('apiTokens.revoke')).toEqual([{ organisationId: 7, id: 1 }]);
  });

  it('say why one could not be made', async () => {
    const { server } = await openTokens([token(1)]);
    await press('Créer un jeton');
    await fill('Nom du logiciel', 'Autre logiciel');
    server.answer({ apiTokens: { create: refused('BUSY') } });
    await press('Créer le jeton');
    expect(alert()).toContain('L’observatoire est occupé');
  });

  it('are no matter for readers', async () => {
    await openPage('/jetons-api', { as: reader });
    expect(title()).toBe('Vous n’avez pas accès à cette page');
  });
});
