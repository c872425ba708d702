// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/collection/collection-page.tsx';
import type { Answers } from '../../../client/lib/trpc.ts';
import { refused, waiting } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import {
  alert,
  button,
  choose,
  dialog,
  factsOf,
  field,
  isDialogOpen,
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
import { matrixCell, matrixOf, matrixRow, months } from './collection-data.ts';

const [september = '', october = '', november = ''] = months;

const adefo = matrixRow(
  7,
  'ADEFO',
  [
    matrixCell(september),
    matrixCell(october, { status: 'submitted', answered: 3, ready: 3, onTime: false }),
    matrixCell(november, { status: 'not-due', answered: 0, onTime: null }),
  ],
  {
    people: [
      { name: 'Karim Haddad', part: 'owner', away: { until: '2025-11-20', deputy: 'Léa Roux' } },
      { name: 'Léa Roux', part: 'deputy', away: null },
    ],
  },
);
const ccas = matrixRow(
  8,
  'CCAS',
  [
    matrixCell(september, { status: 'submitted', ready: 4 }),
    matrixCell(october, { status: 'missing', answered: 0, onTime: null }),
    matrixCell(november, { status: 'not-due', answered: 0, onTime: null }),
  ],
  { completeness: null, returns: { sent: 0, expected: 0 } },
);

const open = (at = '/collecte') => openPage(at, { answers: { collection: { matrix: matrixOf([adefo, ccas]) } } });
const MATRIX = 'Envois par organisation et par mois';
const organisations = () =>
  textsOf(tableOf(MATRIX).querySelectorAll('tbody th')).map((text) => text.split('Choisir')[0]);

type ToValidate = Answers['collection']['toValidate'];
const toSee = (
  indicatorId: number,
  label: string,
  value: number,
  more: Partial<ToValidate['flagged'][number]> = {},
) => ({
  ...{ organisationId: 7, organisation: 'ADEFO', month: october, indicatorId, code: `T-${indicatorId}`, label },
  ...({ unit: 'persons', revision: 1, state: 'value', value, numerator: null, denominator: null } as const),
  ...{ reason: null, comment: null, before: null, flags: [] },
  ...more,
});
/** What deserves a look, and the rest. */
const seen: ToValidate = {
  flagged: [
    toSee(1, 'Ateliers', 44, {
      revision: 4,
      before: { indicatorId: 1, state: 'value', value: 43, numerator: null, denominator: null },
    }),
    toSee(2, 'Accueils', 120, { flags: [{ code: 'ten-times', value: 120, median: 12 }] }),
  ],
  others: [toSee(3, 'Logements', 5)],
  registers: [],
};

describe('the follow-up of the collection', () => {
  it('names the registers whose rows wait, and leads to the month with which they are validated', async () => {
    const registers = [{ organisationId: 9, organisation: 'USH', source: 'residence' as const, month: october }];
    await openPage('/collecte', { answers: { collection: { matrix: matrixOf([adefo], { registers }) } } });
    expect(words()).toContain('USH, registre « Résidences du parc social (OPS) » :');
    expect(target('les valider avec octobre 2025')).toBe('/collecte/9/2025-10');
  });

  it('says how full the collection is, in its two measures', async () => {
    await open();
    expect(title()).toBe('Collecte');
    expect(words()).toContain('De septembre 2025 à novembre 2025.');
    expect(factsOf()).toEqual({
      'À l’heure': '67',
      'Envoyés en retard': '16',
      'Envois non reçus': '5',
      'Mois à valider': '9',
      'Cellules répondues': '96 %',
      'Mois envoyés': '80 sur 88',
    });
  });

  it('gives each month of each organisation its state in a word, what is missing in it, and a way to its review', async () => {
    await open();
    const [row] = tableOf(MATRIX).querySelectorAll('tbody tr');
    const links = [...(row?.querySelectorAll('a') ?? [])];
    expect(textsOf(links)).toEqual([
      'Validé, ADEFO, septembre 2025, à l’heure',
      'En attente de validation3 sur 4, tardif, ADEFO, octobre 2025',
      'Pas encore attendu0 sur 4, ADEFO, novembre 2025',
    ]);
    expect(links[1]?.getAttribute('href')).toBe('/collecte/7/2025-10');
  });

  it('names who answers for the figures, who stands in, and who is away', async () => {
    await open();
    const [header] = tableOf(MATRIX).querySelectorAll('tbody th');
    expect(textsOf(header?.querySelectorAll('.collection-facts') ?? [])).toEqual([
      '90 % des cellules, 10 mois sur 11',
      'répond : Karim Haddad, relais : Léa Roux',
      'Karim Haddad en congé jusqu’au 20/11/2025, relais : Léa Roux',
    ]);
  });

  it('says when nobody of an organisation has an account', async () => {
    await open();
    const headers = tableOf(MATRIX).querySelectorAll('tbody th');
    expect(headers[1]?.textContent).toContain('personne n’a de compte');
  });

  it('validates the months that are ticked, and only those', async () => {
    const { server } = await open();
    expect(button('Valider la sélection').disabled).toBe(true);
    await tick('Choisir l’envoi de ADEFO, octobre 2025');
    await tick('Choisir l’envoi de CCAS, septembre 2025');
    await tick('Choisir l’envoi de CCAS, septembre 2025');
    server.answer({
      collection: {
        toValidate: seen,
        validate: [
          { organisationId: 7, month: october, status: 'submitted', validated: 1, left: 1, waiting: 0, registers: 0 },
        ],
      },
    });
    await press('Valider 1 envoi');
    expect(words(dialog())).toContain('44 personnes au lieu de 43 personnes');
    expect(words(dialog())).toContain('Environ dix fois l’habitude');
    await tick('ADEFO, octobre 2025, Accueils : 120 personnes', dialog());
    await press('Valider 2 valeurs', dialog());
    const cells = [
      { indicatorId: 1, revision: 4 },
      { indicatorId: 3, revision: 1 },
    ];
    expect(server.sent('collection.validate')).toEqual([
      { returns: [{ organisationId: 7, month: october, cells, registers: [] }] },
    ]);
    expect(said().join()).toContain('1 valeur validée, 1 laissée.');
    expect(isDialogOpen()).toBe(false);
    expect(button('Valider la sélection').disabled).toBe(true);
  });

  it('ticks a whole month or a whole organisation at once, half ticked until then', async () => {
    await open();
    await tick('Choisir tous les envois à valider de ADEFO');
    expect(field('Choisir tous les envois à valider, octobre 2025').checked).toBe(true);
    expect(field('Choisir tous les envois à valider, septembre 2025').checked).toBe(false);
    await tick('Choisir tous les envois à valider, septembre 2025');
    expect(button('Valider 2 envois')).toBeTruthy();
  });

  it('says how many returns wait for an answer, and keeps what was refused on screen', async () => {
    const { server } = await open();
    await tick('Choisir l’envoi de ADEFO, octobre 2025');
    server.answer({
      collection: {
        toValidate: seen,
        validate: [
          { organisationId: 7, month: october, status: 'submitted', validated: 2, left: 1, waiting: 1, registers: 0 },
        ],
      },
    });
    await press('Valider 1 envoi');
    await press('Valider 3 valeurs', dialog());
    expect(said().join()).toContain('2 valeurs validées, 1 laissée dont 1 attend une réponse.');
    await tick('Choisir l’envoi de ADEFO, octobre 2025');
    const changed = [{ label: 'Ateliers', month: october, before: 44, after: { numerator: 3, denominator: 4 } }];
    server.answer({ collection: { toValidate: seen, validate: refused('READ_AGAIN', { changed }) } });
    await press('Valider 1 envoi');
    await press('Valider 3 valeurs', dialog());
    expect(alert()).toContain('Ateliers, octobre 2025 : 44 devenu 3 / 4 (75 %)');
  });

  it('keeps its filters in the address, and says how many organisations are shown', async () => {
    const { address } = await open();
    expect(organisations()).toHaveLength(2);
    await choose('État', 'Non reçu');
    expect(address()).toBe('/collecte?statut=non-recu');
    expect(tableOf(MATRIX).querySelectorAll('tbody tr')).toHaveLength(1);
    expect(words()).toContain('1 organisation sur 2');
    await press('Effacer les filtres');
    expect(address()).toBe('/collecte');
  });

  it('shows by an address what can be validated, and says when no organisation is in a state', async () => {
    await open('/collecte?statut=a-valider&organisation=8');
    expect(tableOf(MATRIX).querySelectorAll('tbody tr')).toHaveLength(1);
    await choose('État', 'Renvoyé');
    expect(titles()).toEqual(['Aucune organisation dans cet état']);
  });

  it('asks for another year when it is chosen', async () => {
    const { server } = await open();
    await choose('Période', '2024');
    expect(server.sent('collection.matrix')).toEqual([{}, { year: 2024 }]);
  });
});

describe('the follow-up of the collection, without an answer', () => {
  it('waits, and says for what', async () => {
    await openPage('/collecte', { answers: { collection: { matrix: waiting } } });
    expect(said()).toEqual(['Chargement de la collecte…']);
  });

  it('is closed to whom it is closed to', async () => {
    await openPage('/collecte', { answers: { collection: { matrix: refused('FORBIDDEN') } } });
    expect(title()).toBe('Vous n’avez pas accès à cette page');
  });

  it('says what failed with its reference, and asks again', async () => {
    const { server } = await openPage('/collecte', { answers: { collection: { matrix: refused('BUSY') } } });
    expect(alert()).toContain('L’observatoire est occupé par un autre travail.');
    expect(alert()).toContain('essai-1');
    server.answer({ collection: { matrix: matrixOf([adefo]) } });
    await press('Réessayer');
    expect(title()).toBe('Collecte');
  });

  it('leads to the first steps while no organisation is expected', async () => {
    await openPage('/collecte', { answers: { collection: { matrix: matrixOf([]) } } });
    expect(titles()).toEqual(['Aucune organisation n’est encore attendue']);
    expect(target('voir les premiers pas')).toBe('/commencer');
  });
});
