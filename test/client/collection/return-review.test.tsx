// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/collection/return-review-page.tsx';
import { type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import {
  alert,
  besideField,
  button,
  dialog,
  fill,
  headersOf,
  isDialogOpen,
  press,
  rowsOf,
  said,
  tick,
  title,
  titles,
  words,
} from '../harness/reading.ts';
import { nobodyNamed, type Review, reviewCell, reviewOf, reviewRow } from './collection-data.ts';

const workshops = reviewRow(1, 'Ateliers');
const newcomers = reviewRow(2, 'Personnes accueillies');
const homes = reviewRow(3, 'Logements captés');
const rows = [workshops, newcomers, homes];
const CELLS = 'Valeurs de l’envoi, octobre 2025';

const open = (review: Review, twoSources: Outputs['agreements']['twoSources'] = []) =>
  openPage('/collecte/7/2025-10', {
    answers: { collection: { cells: review }, absences: { list: nobodyNamed }, agreements: { twoSources } },
  });

const waiting = reviewOf(
  rows,
  [
    reviewCell(1, 12),
    reviewCell(1, 10, { month: '2025-09' }),
    reviewCell(1, 0, { month: '2024-10' }),
    reviewCell(2, null, { reason: 'logiciel en panne', comment: 'au 15 novembre', review: 'returned' }),
    reviewCell(3, 4, { stage: 'validated' }),
  ],
  {
    flags: [{ indicatorId: 1, flags: [{ code: 'ten-times', value: 120, median: 12 }] }],
    messages: [
      {
        indicatorId: 2,
        kind: 'question',
        text: 'Depuis quand ?',
        authorName: 'Claire Morel',
        at: '2025-11-08T09:00:00.000Z',
      },
    ],
  },
);
describe('the review of a return', () => {
  it('sets each value beside the month before and the same month a year before, a missing one never as a zero', async () => {
    await open(waiting);
    expect(title()).toBe('ADEFO, octobre 2025');
    expect(headersOf(CELLS)).toEqual([
      'Indicateur',
      'oct. 2025',
      'sept. 2025',
      'oct. 2024',
      'État',
      'À savoir',
      'Agir',
    ]);
    const values = rowsOf(CELLS).map((row) => row.slice(0, 5));
    expect(values).toEqual([
      ['Ateliers T-1', '12 personnes', '10 personnes', '0 personne', 'En attente de validation'],
      ['Personnes accueillies T-2', 'non connu', 'non reçu', 'non reçu', 'Renvoyé'],
      ['Logements captés T-3', '4 personnes', 'non reçu', 'non reçu', 'Validé'],
    ]);
  });

  it('says what is to be known of each value: what is odd, its reason, its words, who wrote it', async () => {
    await open(waiting);
    const notes = rowsOf(CELLS).map((row) => row[5]);
    expect(notes[0]).toContain('Environ dix fois l’habitude (12 personnes)');
    expect(notes[1]).toContain('Raison : logiciel en panne');
    expect(notes[1]).toContain('Commentaire : au 15 novembre');
    expect(notes[1]).toContain('Question de Claire Morel : Depuis quand ?');
    expect(words()).toContain('1 valeur à vérifier · 1 question sans réponse · 0 valeur changée depuis la validation');
  });

  it('says first what the other source of the month counts', async () => {
    const rowsKnown = {
      ...{ organisationId: 7, organisation: 'ADEFO', indicatorId: 3, code: 'T-3', month: '2025-10' },
      ...{ by: 'typing' as const, register: 'captured-dwelling' as const, typed: 4, counted: 6 },
    };
    const { server } = await open(waiting, [rowsKnown, { ...rowsKnown, indicatorId: 1, typed: 12, counted: 12 }]);
    expect(server.sent('agreements.twoSources')).toEqual([{ organisationId: 7, from: '2025-10', to: '2025-10' }]);
    const notes = rowsOf(CELLS).map((row) => [row[0], row[5]]);
    expect(notes.find(([label]) => label === 'Logements captés T-3')?.[1]).toContain(
      'Le registre « Logements captés et gérés » compte 6 ; saisi : 4, qui fait foi par accord',
    );
    expect(words()).toContain('2 valeurs à vérifier');
  });

  it('offers what can be done with each value, and nothing more', async () => {
    await open(waiting);
    const acts = rowsOf(CELLS).map((row) => row[6]);
    expect(acts).toEqual(['Valider AteliersRenvoyer Ateliers', '', 'Déverrouiller Logements captés']);
  });

  it('validates one value, or all that wait', async () => {
    const { server } = await open(waiting);
    server.answer({
      collection: {
        validate: [
          { organisationId: 7, month: '2025-10', status: 'submitted', validated: 1, left: 1, waiting: 1, registers: 0 },
        ],
      },
    });
    await press('Valider Ateliers');
    await press('Valider 1 valeur');
    const returned = { organisationId: 7, month: '2025-10' };
    expect(server.sent('collection.validate')).toEqual([
      { returns: [{ ...returned, cells: [{ indicatorId: 1, revision: 1 }], registers: [] }] },
      { returns: [{ ...returned, cells: [{ indicatorId: 1, revision: 1 }], registers: [] }] },
    ]);
    expect(server.sent('collection.cells').length).toBeGreaterThan(1);
    expect(said().join()).toContain('1 valeur validée, 1 laissée dont 1 attend une réponse.');
  });

  it('validates the rows of a register alone when they changed no figure', async () => {
    const registers = [{ source: 'captured-dwelling' as const, sequence: 3, corrections: [] }];
    const cells = [reviewCell(3, 4, { stage: 'validated' })];
    const { server } = await open(reviewOf([homes], cells, { status: 'validated', registers }));
    const done = { organisationId: 7, month: '2025-10', status: 'validated', validated: 0, left: 0, waiting: 0 };
    server.answer({ collection: { validate: [{ ...done, registers: 1 }] } });
    await press('Valider les lignes du registre');
    expect(server.sent('collection.validate')).toEqual([
      {
        returns: [
          {
            ...{ organisationId: 7, month: '2025-10', cells: [] },
            registers: [{ source: 'captured-dwelling', sequence: 3 }],
          },
        ],
      },
    ]);
    expect(said().join()).toContain('Lignes du registre validées.');
  });

  it('says what changed since it was read, and validates nothing', async () => {
    const { server } = await open(waiting);
    const changed = [{ label: 'Ateliers', month: '2025-10', before: 12, after: 13 }];
    server.answer({ collection: { validate: refused('READ_AGAIN', { changed }) } });
    await press('Valider 1 valeur');
    expect(alert()).toContain('Ateliers, octobre 2025 : 12 devenu 13');
  });

  it('moves on to the next month that waits once nothing is left of this one', async () => {
    const { server, address } = await open({
      ...waiting,
      next: { organisationId: 8, organisation: 'CCAS', month: '2025-09' },
    });
    server.answer({
      collection: {
        validate: [
          { organisationId: 7, month: '2025-10', status: 'validated', validated: 3, left: 0, waiting: 0, registers: 0 },
        ],
      },
    });
    await press('Valider 1 valeur');
    expect(address()).toBe('/collecte/8/2025-09');
    expect(said().join()).toContain('3 valeurs validées.');
  });

  it('sends one value back with a question, which cannot be empty', async () => {
    const { server } = await open(waiting);
    await press('Renvoyer Ateliers');
    await press('Renvoyer la valeur', dialog());
    expect(besideField('Votre question')).toEqual(['Écrivez quelques mots : la structure les lira.']);
    expect(server.sent('collection.returnCell')).toEqual([]);
    server.answer({ collection: { returnCell: undefined } });
    await fill('Votre question', '  Est-ce bien 12 ?  ');
    await press('Renvoyer la valeur', dialog());
    expect(server.sent('collection.returnCell')).toEqual([
      { organisationId: 7, month: '2025-10', indicatorId: 1, question: 'Est-ce bien 12 ?' },
    ]);
    expect(isDialogOpen()).toBe(false);
  });

  it('unlocks one validated value, or the whole month, for a reason', async () => {
    const { server } = await open(waiting);
    server.answer({ collection: { unlock: undefined } });
    await press('Déverrouiller Logements captés');
    await fill('Raison', 'Erreur de frappe');
    await press('Déverrouiller', dialog());
    await press('Déverrouiller le mois');
    await fill('Raison', 'Nouveau décompte');
    await press('Déverrouiller', dialog());
    expect(server.sent('collection.unlock').map(({ indicatorId, reason }) => [indicatorId, reason])).toEqual([
      [3, 'Erreur de frappe'],
      [undefined, 'Nouveau décompte'],
    ]);
  });

  it('keeps the words that were written when the act is refused', async () => {
    const { server } = await open(waiting);
    server.answer({ collection: { returnCell: refused('CONFLICT') } });
    await press('Renvoyer Ateliers');
    await fill('Votre question', 'Est-ce bien 12 ?');
    await press('Renvoyer la valeur', dialog());
    expect(besideField('Votre question').join()).toContain('Quelqu’un a changé cette valeur');
    expect(isDialogOpen()).toBe(true);
  });
});

describe('the review of a return sent again', () => {
  const former = {
    state: 'value' as const,
    numerator: null,
    denominator: null,
    reason: null,
    comment: null,
    why: null,
  };
  const again = reviewOf(rows, [reviewCell(1, 12), reviewCell(2, 30), reviewCell(3, 4)], {
    isResubmission: true,
    seen: [
      { ...former, indicatorId: 1, value: 10, at: '2025-11-07T09:30:00.000Z', since: 'sending' },
      { ...former, indicatorId: 2, value: 30, at: '2025-11-09T09:30:00.000Z', since: 'sending' },
    ],
  });

  it('shows only what changed, with what it was, until one asks for the rest', async () => {
    await open(again);
    expect(rowsOf(CELLS).map((row) => [row[0], row[1]])).toEqual([
      ['Ateliers T-1', '12 personnesavant : 10 personnes à l’envoi'],
      ['Personnes accueillies T-2', '30 personnesavant : pas encore là au premier envoi'],
    ]);
    await tick('Seulement ce qui a changé (2 valeurs sur 3)');
    expect(rowsOf(CELLS)).toHaveLength(3);
  });

  it('writes under a published value that was corrected what was published', async () => {
    const published = { edition: 'Rapport 2024', at: '2025-03-01T10:00:00.000Z' };
    const revised = [{ ...former, indicatorId: 1, value: 9 }];
    await open(reviewOf([workshops], [reviewCell(1, 12)], { published, revised }));
    expect(rowsOf(CELLS)[0]?.[1]).toBe('12 personnespublié : 9 personnes (Rapport 2024)');
    expect(words()).toContain('Publié dans : Rapport 2024, le 1er mars 2025');
    expect(words()).toContain('1 valeur révisée depuis');
  });
});

describe('the review of a return, when there is nothing to review', () => {
  it('says that nothing is expected, and where that is agreed', async () => {
    await open(reviewOf([], []));
    expect(titles()).toEqual(['Rien n’est attendu de cette structure pour ce mois']);
    expect(button('Rien à valider').disabled).toBe(true);
  });

  it('says what failed', async () => {
    await openPage('/collecte/7/2025-10', {
      answers: { collection: { cells: refused('NOT_FOUND') }, agreements: { twoSources: [] } },
    });
    expect(alert()).toContain('Cette partie n’a pas pu s’afficher');
  });
});
