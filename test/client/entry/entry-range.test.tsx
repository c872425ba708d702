// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { contentOf } from '../../../client/monthly-entry/grid/cell-text.ts';
import { readBlock } from '../../../client/monthly-entry/grid/clipboard-block.ts';
import type { ServerCell } from '../../../client/monthly-entry/grid/entry-cells.ts';
import { EntryForm } from '../../../client/monthly-entry/grid/entry-form.tsx';
import type { EntryRow } from '../../../client/monthly-entry/grid/entry-model.ts';
import { extended } from '../../../client/monthly-entry/grid/grid-view.ts';
import { EntryStore } from '../../../client/monthly-entry/saving/entry-store.ts';
import { memoryEdits, type PendingEdits } from '../../../client/monthly-entry/saving/pending-edits.ts';
import type { PendingEdit } from '../../../client/monthly-entry/saving/write-ahead.ts';
import { monthsBetween } from '../../../shared/domain/month.ts';
import { entryRow } from '../../fixtures/entry-rows.ts';

const OCTOBER = '2025-10';
const months = monthsBetween('2025-08', OCTOBER);
const line = (id: number, label: string, more: Partial<EntryRow> = {}) =>
  entryRow(id, months, { label, unit: 'dwellings', ...more });
const compositions: EntryRow['compositions'] = [
  {
    rule: 'adds-up',
    parts: [
      { code: 'T-2', term: 'value' },
      { code: 'T-3', term: 'value' },
    ],
  },
];
const rows = [line(1, 'Captés', { compositions }), line(2, 'Parc privé'), line(3, 'Parc public')];
const bare = { numerator: null, denominator: null, reason: null, comment: null };
const cell = (indicatorId: number, month: string, value: number, more: Partial<ServerCell> = {}): ServerCell => ({
  ...bare,
  indicatorId,
  month,
  state: 'value',
  value,
  stage: 'draft',
  review: 'none',
  revision: 1,
  origin: 'entry',
  updatedBy: 'Karim',
  updatedAt: '2025-11-03T09:00:00.000Z',
  ...more,
});

function storeOf(
  sent: PendingEdit[],
  pending: PendingEdits = memoryEdits(),
  person = { id: 'karim', name: 'Karim' },
  send = async (edit: PendingEdit): Promise<ServerCell> => {
    sent.push(edit);
    return cell(edit.indicatorId, edit.month, 0, { ...contentOf(edit.content), revision: edit.revision + 1 });
  },
) {
  const explain = () => ({ kind: 'offline' }) as const;
  return new EntryStore({ organisationId: 7, person, pending, explain, isReady: () => true, send });
}

function open(cells: ServerCell[]) {
  const sent: PendingEdit[] = [];
  const store = storeOf(sent);
  store.load(cells);
  const form = { rows, months, month: OCTOBER, store, messages: [], narrow: false };
  render(<EntryForm {...form} onAnswer={() => {}} />);
  return { store, sent };
}

const at = (label: string, month: string) => screen.getByRole('textbox', { name: `${label}, ${month} 2025` });
const press = (key: string, more = {}) => fireEvent.keyDown(document.activeElement as Element, { key, ...more });
const selected = () => screen.queryAllByRole('gridcell', { selected: true }).length;
const announced = () => screen.getByRole('status').textContent;

function copied(): { text: string; html: string } {
  const texts = { text: '', html: '' };
  const setData = (type: string, data: string) => {
    texts[type === 'text/html' ? 'html' : 'text'] = data;
  };
  fireEvent.copy(document.activeElement as Element, { clipboardData: { setData } });
  return texts;
}

afterEach(cleanup);

describe('a selection', () => {
  it('grows by Shift and the arrows, is announced, and goes with Escape or the next move', () => {
    open([]);
    act(() => at('Captés', 'septembre').focus());
    press('ArrowDown', { shiftKey: true });
    press('ArrowRight', { shiftKey: true });
    expect(selected()).toBe(4);
    expect(announced()).toBe('Sélection\u00a0: 2\u00a0lignes, 2\u00a0mois');
    press('Escape');
    expect(selected()).toBe(0);
    press('ArrowLeft', { shiftKey: true });
    expect(selected()).toBe(2);
    press('ArrowDown');
    expect(selected()).toBe(0);
    expect(document.activeElement).toBe(at('Parc privé', 'septembre'));
  });

  it('stays inside the grid, and back on its first cell it is none', () => {
    const size = { lines: 3, columns: 3 };
    const one = extended(null, { line: 0, column: 2 }, 'right', size);
    expect(one).toBeNull();
    const two = extended(null, { line: 0, column: 2 }, 'left', size);
    expect(extended(two, { line: 0, column: 2 }, 'right', size)).toBeNull();
  });

  it('is copied as spreadsheets exchange a block, and what is copied pastes back as it was', () => {
    const { store } = open([
      cell(1, '2025-09', 1234),
      cell(1, OCTOBER, 7),
      cell(2, OCTOBER, 5, { state: 'estimated' }),
    ]);
    act(() => at('Captés', 'septembre').focus());
    press('ArrowRight', { shiftKey: true });
    press('ArrowDown', { shiftKey: true });
    const { text, html } = copied();
    expect(text).toBe('1234\t7\n\t~5');
    expect(readBlock({ text: '', html })).toEqual([
      ['1234', '7'],
      ['', '~5'],
    ]);
    fireEvent.paste(document.activeElement as Element, {
      clipboardData: { getData: (type: string) => (type === 'text/html' ? html : text) },
    });
    expect(screen.queryByRole('region', { name: 'Textes refusés' })).toBeNull();
    expect(announced()).toBe('3\u00a0cellules collées');
    expect(store.hasUnsaved()).toBe(false);
  });

  it('is emptied by Delete as one act, that Ctrl+Z takes back; what was sent is kept and counted', async () => {
    const { store } = open([cell(1, OCTOBER, 12), cell(2, OCTOBER, 8), cell(3, OCTOBER, 4, { stage: 'submitted' })]);
    act(() => at('Captés', 'octobre').focus());
    press('ArrowDown', { shiftKey: true });
    press('ArrowDown', { shiftKey: true });
    press('Delete');
    expect(announced()).toMatch(/^2\scellules vidées, Ctrl\+Z pour annuler.*1\sdéjà envoyée gardée$/);
    expect([1, 2, 3].map((id) => store.cell(id, OCTOBER).content.value)).toEqual([null, null, 4]);
    await act(() => store.settled());
    press('z', { ctrlKey: true });
    expect([1, 2, 3].map((id) => store.cell(id, OCTOBER).content.value)).toEqual([12, 8, 4]);
    await act(() => store.settled());
  });
});

describe('parts and their total, while typing', () => {
  const strip = () => document.querySelector('.entry-strip')?.textContent ?? '';
  const marks = (label: string) => at(label, 'octobre').closest('td')?.querySelector('.entry-marks')?.textContent ?? '';
  const typeInto = (label: string, text: string) => {
    act(() => at(label, 'octobre').focus());
    fireEvent.change(at(label, 'octobre'), { target: { value: text } });
  };

  it('says at once that the parts do not make the total, and marks each cell until one has a word', async () => {
    const { store } = open([cell(1, OCTOBER, 40), cell(2, OCTOBER, 28)]);
    typeInto('Parc public', '11');
    expect(strip()).toContain('(39) devrait faire le total de «\u00a0Captés\u00a0» (40)');
    press('Enter');
    await act(() => store.settled());
    expect(['Captés', 'Parc privé', 'Parc public'].map(marks).every((words) => words.includes('à vérifier'))).toBe(
      true,
    );
    const content = { ...contentOf(store.cell(3, OCTOBER).content), reason: 'un logement dans le parc communal' };
    act(() => store.edit([{ indicatorId: 3, month: OCTOBER, content }]));
    await act(() => store.settled());
    expect(['Captés', 'Parc privé', 'Parc public'].some((label) => marks(label).includes('à vérifier'))).toBe(false);
  });

  it('says nothing of a sum that may still grow, nor of one that is right', () => {
    open([cell(1, OCTOBER, 40)]);
    typeInto('Parc privé', '28');
    expect(strip()).toBe('');
    press('Enter');
    typeInto('Parc public', '12');
    expect(strip()).toBe('');
  });
});

describe('a computer that two people share', () => {
  const noNetwork = async () => {
    throw new Error('no network');
  };

  async function leftBy(person: { id: string; name: string }, edits: PendingEdits) {
    const closed = storeOf([], edits, person, noNetwork);
    closed.load([]);
    closed.edit([{ indicatorId: 1, month: OCTOBER, content: { ...bare, state: 'value', value: 14 } }]);
    await closed.settled();
  }

  it('never sends what one typed under the name of the other, unless that one says so', async () => {
    const edits = memoryEdits();
    await leftBy({ id: 'lea', name: 'Léa' }, edits);
    const sent: PendingEdit[] = [];
    const store = storeOf(sent, edits);
    store.load([]);
    expect(await store.restore()).toBe(0);
    await store.settled();
    expect(sent).toEqual([]);
    expect(store.cell(1, OCTOBER).content.state).toBe('missing');
    expect(store.othersWaiting()).toMatchObject([{ person: 'lea', personName: 'Léa', content: { value: 14 } }]);
    store.takeOver(false);
    await store.settled();
    expect(sent).toEqual([]);
    const back = storeOf(sent, edits, { id: 'lea', name: 'Léa' });
    back.load([]);
    expect(await back.restore()).toBe(1);
    await back.settled();
    expect(sent).toMatchObject([{ person: 'lea', content: { value: 14 } }]);
  });

  it('sends it under one’s own name when one takes it over, over the revision that its author saw', async () => {
    const edits = memoryEdits();
    await leftBy({ id: 'lea', name: 'Léa' }, edits);
    const sent: PendingEdit[] = [];
    const store = storeOf(sent, edits);
    store.load([cell(1, OCTOBER, 9, { revision: 3 })]);
    await store.restore();
    store.takeOver(true);
    await store.settled();
    expect(sent).toMatchObject([{ person: 'karim', revision: 0, content: { value: 14 } }]);
    await act(() => Promise.resolve());
    expect((await edits.all(7)).filter(({ person }) => person === 'lea')).toEqual([]);
  });
});
