// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/monthly-entry/entry-page.tsx';
import '../../../client/monthly-entry/my-months-page.tsx';
import '../../../client/monthly-entry/receipt-page.tsx';
import { type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import { contributor } from '../harness/people.ts';
import { choose, rowsOf, target, title, titles, words } from '../harness/reading.ts';
import { grid } from './entry-answers.ts';

type Months = Outputs['monthlyEntry']['myMonths'];
type Month = Months['months'][number];
const adefo = { id: 7, code: 'ADEFO', name: 'ADEFO' };
const month = (name: string, more: Partial<Month> = {}): Month => ({
  month: name,
  status: 'validated',
  dueDate: '2025-11-10',
  daysLeft: -2,
  filled: 4,
  expected: 4,
  returned: 0,
  minutes: null,
  firstEmpty: null,
  ...more,
});
const openMonths = (months: Month[], more: Partial<Months> = {}) =>
  openPage('/mon-mois', {
    as: contributor,
    answers: {
      monthlyEntry: { myMonths: { organisations: [adefo], organisation: adefo, months, ...more } as Months },
    },
  });

describe('my months', () => {
  it('begin with what is to be done first: a question, then the oldest month that lacks', async () => {
    await openMonths([
      month('2025-10', { status: 'due', filled: 1, minutes: 6 }),
      month('2025-09', { status: 'returned', returned: 2 }),
    ]);
    expect(words()).toContain('À faire d’abord : septembre 2025');
    expect(words()).toContain('La coordination pose 2 questions sur ce mois.');
    expect(target('Répondre aux questions')).toContain('/mon-mois/2025-09');
  });

  it('lead to the first empty cell, and say how long it takes', async () => {
    await openMonths([month('2025-10', { status: 'late', filled: 1, minutes: 6 })]);
    expect(words()).toContain('Il reste 3 cellules à remplir, environ 6 min à votre rythme habituel.');
    expect(target('Aller à la première cellule vide')).toContain('/mon-mois/2025-10');
    expect(rowsOf('Mois, du plus récent au plus ancien')[0]?.slice(0, 3)).toEqual([
      'octobre 2025',
      'En retard',
      '1 sur 4',
    ]);
  });

  it('say thanks when nothing lacks', async () => {
    await openMonths([month('2025-10')]);
    expect(words()).toContain('Rien ne manque');
    expect(rowsOf('Mois, du plus récent au plus ancien')[0]?.at(-1)).toBe('Voir octobre 2025');
  });

  it('are those of the organisation that the coordinator chooses', async () => {
    const { address } = await openMonths([], {
      organisations: [adefo, { id: 8, code: 'CCAS', name: 'CCAS' }],
      organisation: null,
    });
    expect(titles()).toEqual(['Choisissez une organisation pour voir ses mois']);
    await choose('Organisation', 'CCAS');
    expect(address()).toBe('/mon-mois?organisation=8');
  });

  it('say when nothing is asked', async () => {
    await openMonths([]);
    expect(titles()).toEqual(['Rien n’est demandé à cette organisation']);
  });
});

describe('the receipt of a month', () => {
  const cells = grid.cells.filter((cell) => cell.month === grid.month);
  const openReceipt = (given: Partial<Outputs['monthlyEntry']['grid']> = {}) =>
    openPage('/mon-mois/2025-10/recu', {
      as: contributor,
      answers: {
        monthlyEntry: {
          myMonths: { organisations: [adefo], organisation: adefo, months: [] },
          grid: {
            ...grid,
            cells,
            status: 'submitted',
            submittedAt: '2025-11-07T09:30:00.000Z',
            submittedBy: 'Karim Haddad',
            ...given,
          } as Outputs['monthlyEntry']['grid'],
        },
      },
    });

  it('says who sent what, and when, to be kept or printed', async () => {
    await openReceipt();
    expect(title()).toContain('octobre 2025');
    expect(words()).toContain('Karim Haddad');
    expect(words()).toContain(grid.rows[0]?.label ?? '');
  });
});

describe('the entry of a month', () => {
  const openEntry = (address: string, months: Month[], given: Partial<Outputs['monthlyEntry']['grid']> = {}) =>
    openPage(address, {
      as: contributor,
      answers: {
        agreements: { twoSources: [] },
        monthlyEntry: {
          myMonths: { organisations: [adefo], organisation: adefo, months } as Months,
          grid: { ...grid, ...given } as Outputs['monthlyEntry']['grid'],
        },
      },
    });

  it('is titled by what it waits for, between its neighbours', async () => {
    await openEntry('/mon-mois/2025-10', [
      month('2025-11', { status: 'not-due' }),
      month('2025-10', { status: 'late' }),
      month('2025-09'),
    ]);
    expect(title()).toMatch(/^Octobre 2025 : /u);
    expect(target('octobre 2025 En retard')).toContain('/mon-mois/2025-10');
  });

  it('is the one to do first when the address says so', async () => {
    const { address } = await openEntry('/mon-mois/a-faire', [month('2025-10', { status: 'late' }), month('2025-09')]);
    expect(address()).toBe('/mon-mois/2025-10');
  });

  it('is not open before its month has begun', async () => {
    await openEntry('/mon-mois/2031-01', [month('2025-10')]);
    expect(title()).toBe('Janvier 2031 n’est pas encore ouvert');
  });

  it('is closed to whom it is closed to', async () => {
    await openPage('/mon-mois/2025-10?organisation=9', {
      as: contributor,
      answers: { monthlyEntry: { myMonths: refused('FORBIDDEN'), grid: refused('FORBIDDEN') } },
    });
    expect(title()).toBe('Vous n’avez pas accès à cette page');
  });
});
