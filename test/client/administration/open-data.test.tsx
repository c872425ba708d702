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
  title: 'Les indicateurs',
  description: 'Un indicateur par ligne.',
  rows: 1044,
  bytes: 7665,
  fields: [{ name: 'code', title: 'Code', type: 'string', description: 'Identifiant stable.' }],
};
const open: State = { published: true, fictitious: false, files: [file] };
const openData = (
  state: { published?: boolean; fictitious?: boolean; files?: State['files'] },
  as: Parameters<typeof openPage>[1] = {},
) =>
  openPage('/donnees-ouvertes', {
    ...as,
    answers: { openData: { state: { ...open, ...state } as State } },
  });

describe('open data', () => {
  it('are there for anybody, without an account, each column described', async () => {
    await openData({}, { as: null });
    expect(title()).toBe('Données ouvertes');
    expect(target('indicateurs.csv (1 044 lignes, 7 Ko)')).toBe('/donnees-ouvertes/indicateurs.csv');
    expect(rowsOf('Colonnes de indicateurs.csv')).toEqual([['code', 'texte', 'Code. Identifiant stable.']]);
    expect(buttons()).not.toContain('Fermer les données…');
  });

  it('say that they are fictitious when they are', async () => {
    await openData({ fictitious: true }, { as: null });
    expect(words()).toContain('Données fictives');
  });

  it('are not there until the coordination opens them', async () => {
    await openData({ published: false, files: [] }, { as: reader });
    expect(titles()).toEqual(['Les données ne sont pas ouvertes']);
  });

  it('are opened by the coordination for a reason, and the page then says so', async () => {
    const { server } = await openData({ published: false, files: [] });
    await press('Ouvrir les données…');
    server.answer({ openData: { publish: nothing, state: { published: true, fictitious: false, files: [file] } } });
    await fill('Raison, gardée au journal', 'Décision du comité');
    await press('Ouvrir les données', dialog());
    expect(server.sent('openData.publish')).toEqual([{ published: true, reason: 'Décision du comité' }]);
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
