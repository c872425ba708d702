// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/collection/collection-page.tsx';
import type { Answers } from '../../../client/lib/trpc.ts';
import { refused, waiting } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import {
  alert,
  choose,
  dialog,
  isDialogOpen,
  press,
  rowsOf,
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
    phone: '03 80 00 00 00',
    people: [
      {
        ...{ name: 'Karim Haddad', email: 'karim@adefo.example', lastSeen: '2025-11-08', part: 'owner' },
        away: { until: '2025-11-20', deputy: 'Léa Roux' },
      },
      { name: 'Léa Roux', email: 'lea@adefo.example', lastSeen: null, part: 'deputy', away: null },
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

const MATRIX = 'Envois par structure et par mois';

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
  others: [
    toSee(3, 'Logements', 5),
    { ...toSee(4, 'Repas', 6), organisationId: 8, organisation: 'CCAS', month: september },
  ],
  registers: [],
};
const validated = (more = {}) => [
  {
    ...{ organisationId: 7, month: october, status: 'submitted', validated: 3, left: 0, waiting: 0, registers: 0 },
    ...more,
  },
];

const open = (at = '/collecte') =>
  openPage(at, { answers: { collection: { matrix: matrixOf([adefo, ccas]), toValidate: seen } } });
const cells = () => textsOf(tableOf(MATRIX).querySelectorAll('tbody button'));
const panel = () => document.querySelector<HTMLElement>('.collection-panel') ?? document.body;
const WHOLE_QUEUE = 'Lire et valider les 2 envois, un à un';

describe('the follow-up of the collection', () => {
  it('names the registers whose rows wait, and leads to the month with which they are validated', async () => {
    const registers = [{ organisationId: 9, organisation: 'USH', source: 'residence' as const, month: october }];
    await openPage('/collecte', {
      answers: { collection: { matrix: matrixOf([adefo], { registers }), toValidate: seen } },
    });
    expect(words()).toContain('USH, registre « Résidences du parc social (OPS) » :');
    expect(target('les valider avec octobre 2025')).toBe('/collecte/9/2025-10');
  });

  it('says by its title what waits, and under it how full the collection is, in its two measures', async () => {
    await open();
    expect(title()).toBe('Collecte : 5 envois non reçus, 9 à valider');
    expect(words()).toContain('De septembre 2025 à novembre 2025, au 12/11/2025');
    expect(words()).toContain('80 mois envoyés sur 88 attendus · 96 % des valeurs reçues');
    expect(words()).toContain('67 à l’heure, 16 envoyés en retard');
  });

  it('gives each return one state, what is missing in it, that it came late, and how many values are flagged', async () => {
    await open();
    expect(cells()).toEqual([
      'ADEFO, septembre 2025 : Validé',
      'ADEFO, octobre 2025 : En attente de validation, 3 sur 4, envoyé en retard, 2 valeurs signalées',
      'ADEFO, novembre 2025 : Pas encore attendu',
      'CCAS, septembre 2025 : En attente de validation',
      'CCAS, octobre 2025 : Non reçu, 0 sur 4',
      'CCAS, novembre 2025 : Pas encore attendu',
    ]);
  });

  it('opens on the first month that is owed, with what can be done about it', async () => {
    await open();
    expect(titles(2, panel())).toEqual(['CCAS, octobre 2025']);
    expect(words(panel())).toContain('Personne n’a encore de compte.');
    expect(target('Inviter quelqu’un')).toBe('/personnes?inviter=8');
    expect(target('Saisir à sa place')).toBe('/mon-mois/2025-10?organisation=8');
  });

  it('leads from any month to its panel, by its address too', async () => {
    const { address } = await open('/collecte?envoi=7%2F2025-11');
    expect(titles(2, panel())).toEqual(['ADEFO, novembre 2025']);
    await press('CCAS, septembre 2025 : En attente de validation');
    expect(address()).toBe('/collecte?envoi=8%2F2025-09');
    expect(target('Ouvrir l’envoi')).toBe('/collecte/8/2025-09');
  });

  it('validates one month after its values were read, and leaves what is unticked', async () => {
    const { server } = await open('/collecte?envoi=7%2F2025-10');
    expect(words(panel())).toContain('Environ dix fois l’habitude');
    await press('Lire et valider (3)');
    expect(words(dialog())).toContain('44 personnes au lieu de 43 personnes');
    await tick('Accueils : 120 personnes', dialog());
    server.answer({ collection: { validate: validated({ validated: 2, left: 1 }) } });
    await press('Valider 2 valeurs', dialog());
    expect(server.sent('collection.validate')).toEqual([
      {
        returns: [
          {
            ...{ organisationId: 7, month: october, registers: [] },
            cells: [
              { indicatorId: 1, revision: 4 },
              { indicatorId: 3, revision: 1 },
            ],
          },
        ],
      },
    ]);
    expect(said().join()).toContain('2 valeurs validées, 1 laissée.');
    expect(isDialogOpen()).toBe(false);
  });

  it('validates all of them one by one: nothing is sent before the summary, where each can be taken back', async () => {
    const { server } = await open();
    await press(WHOLE_QUEUE);
    expect(words(dialog())).toContain('Envoi 1 sur 2.');
    await press('Retenir, suivant', dialog());
    expect(words(dialog())).toContain('Valider : ADEFO, octobre 2025');
    await press('Retenir, suivant', dialog());
    expect(words(dialog())).toContain('Rien n’est encore validé.');
    expect(server.sent('collection.validate')).toEqual([]);
    await press('Retirer CCAS, septembre 2025', dialog());
    expect(words(dialog())).toContain('CCAS, septembre 2025 : laissé à valider');
    server.answer({ collection: { validate: validated() } });
    await press('Valider 1 envoi, 3 valeurs', dialog());
    expect(server.sent('collection.validate')).toMatchObject([{ returns: [{ organisationId: 7, month: october }] }]);
  });

  it('keeps what was refused on the screen, in words', async () => {
    const { server } = await open('/collecte?envoi=7%2F2025-10');
    await press('Lire et valider (3)');
    const changed = [{ label: 'Ateliers', month: october, before: 44, after: { numerator: 3, denominator: 4 } }];
    server.answer({ collection: { validate: refused('READ_AGAIN', { changed }) } });
    await press('Valider 3 valeurs', dialog());
    expect(alert()).toContain('Ateliers, octobre 2025 : 44 devenu 3 / 4 (75 %)');
  });

  it('lists the structures with whom to ask, who is away, and their last sign of life', async () => {
    await open('/collecte?onglet=structures');
    const [first = [], second = []] = rowsOf('Structures partenaires');
    expect(first[0]).toBe('ADEFO');
    expect(first[1]).toContain('Karim Haddad');
    expect(first[1]).toContain('répond des chiffres, en congé jusqu’au 20/11/2025, relais : Léa Roux');
    expect(first[3]).toBe('connexion le 08/11/2025');
    expect(second.slice(1, 4)).toEqual(['Personne n’a encore de compte.', 'rien d’attendu', 'aucun']);
    expect(target('03 80 00 00 00')).toBe('tel:0380000000');
    expect(target('Karim Haddad')).toBe('mailto:karim@adefo.example');
  });

  it('keeps its filters in the address, and says how many structures are shown', async () => {
    const { address } = await open();
    await choose('État', 'Non reçu');
    expect(address()).toBe('/collecte?statut=non-recu');
    expect(tableOf(MATRIX).querySelectorAll('tbody tr')).toHaveLength(1);
    expect(words()).toContain('1 structure sur 2');
    await press('Effacer les filtres');
    expect(address()).toBe('/collecte');
  });

  it('shows by an address what can be validated, and says when no structure is in a state', async () => {
    await open('/collecte?statut=a-valider&organisation=8');
    expect(tableOf(MATRIX).querySelectorAll('tbody tr')).toHaveLength(1);
    await choose('État', 'Renvoyé');
    expect(words()).toContain('Aucune structure dans cet état');
  });

  it('asks for another year when it is chosen, and keeps it in the address', async () => {
    const { server, address } = await open();
    await choose('Période', 'Année 2024');
    expect(server.sent('collection.matrix')).toEqual([{}, { year: 2024 }]);
    expect(address()).toBe('/collecte?annee=2024');
  });

  it('says that a month of the address does not exist, with a way back', async () => {
    const { server } = await openPage('/collecte/3/2025-13', { answers: {} });
    expect(title()).toBe('Ce mois n’existe pas');
    expect(target('Revenir à la page')).toContain('/collecte');
    expect(server.sent('collection.cells')).toEqual([]);
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
    server.answer({ collection: { matrix: matrixOf([adefo]), toValidate: seen } });
    await press('Réessayer');
    expect(title()).toBe('Collecte : 5 envois non reçus, 9 à valider');
  });

  it('leads to the first steps while no structure is expected', async () => {
    await openPage('/collecte', { answers: { collection: { matrix: matrixOf([]) } } });
    expect(titles()).toEqual(['Aucune structure n’est encore attendue']);
    expect(target('voir les premiers pas')).toBe('/commencer');
  });
});
