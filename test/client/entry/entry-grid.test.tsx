// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TwoSources } from '../../../client/lib/words/two-sources-words.ts';
import { contentOf, isWhole } from '../../../client/monthly-entry/grid/cell-text.ts';
import type { CellChange, Failure, ServerCell } from '../../../client/monthly-entry/grid/entry-cells.ts';
import { EntryForm } from '../../../client/monthly-entry/grid/entry-form.tsx';
import type { EntryRow } from '../../../client/monthly-entry/grid/entry-model.ts';
import type { RejectedText } from '../../../client/monthly-entry/grid/paste.ts';
import { EntryStore } from '../../../client/monthly-entry/saving/entry-store.ts';
import { type KeptInTab, keptInTab } from '../../../client/monthly-entry/saving/kept-in-tab.ts';
import { memoryEdits, type PendingEdits } from '../../../client/monthly-entry/saving/pending-edits.ts';
import { noOtherTab, type TabChannel, type TabMessage } from '../../../client/monthly-entry/saving/tab-channel.ts';
import type { PendingEdit } from '../../../client/monthly-entry/saving/write-ahead.ts';
import { SendMonth } from '../../../client/monthly-entry/send-month.tsx';
import { monthsBetween } from '../../../shared/domain/month.ts';
import { entryRow } from '../../fixtures/entry-rows.ts';

const months = monthsBetween('2024-11', '2025-10');
const OCTOBER = '2025-10';

const row = (id: number, label: string, more: Partial<EntryRow> = {}) => entryRow(id, months, { label, ...more });

const workshop = row(1, 'Personnes ayant suivi un atelier');
const newcomers = row(2, 'Personnes nouvellement accueillies', { assigned: [OCTOBER] });
const nonResponse = row(3, 'Taux de non-réponse', { unit: 'percent', timeRule: 'ratio' });
const rows = [workshop, newcomers, nonResponse];

const empty = { value: null, numerator: null, denominator: null, reason: null, comment: null };
const cell = (indicatorId: number, month: string, value: number, more: Partial<ServerCell> = {}): ServerCell => ({
  ...empty,
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

/** A server that keeps what it is sent, or answers as a test tells it to. */
function fakeServer() {
  const sent: PendingEdit[] = [];
  let failure: Failure | null = null;
  let times = Number.POSITIVE_INFINITY;
  const waiting: Array<() => void> = [];
  const send = async (edit: PendingEdit): Promise<ServerCell> => {
    sent.push(edit);
    for (const resolve of waiting.splice(0)) resolve();
    await Promise.resolve();
    times -= 1;
    if (failure && times >= 0) throw failure;
    return cell(edit.indicatorId, edit.month, 0, { ...contentOf(edit.content), revision: edit.revision + 1 });
  };
  return {
    sent,
    send,
    /** Fails from now on, or only so many times. */
    fail(next: Failure | null, count = Number.POSITIVE_INFINITY) {
      failure = next;
      times = count;
    },
    /** Resolves once so many requests have come, before they are answered. */
    async reached(count: number) {
      while (sent.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}

function storeOf(
  server: ReturnType<typeof fakeServer>,
  pending: PendingEdits = memoryEdits(),
  tabs: TabChannel = noOtherTab,
  past?: KeptInTab<CellChange[]>,
) {
  return new EntryStore({
    tabs,
    ...(past && { past }),
    organisationId: 7,
    person: { id: 'karim', name: 'Karim' },
    pending,
    send: server.send,
    explain: (error) => error as Failure,
    isReady: (edit) => isWhole(edit.content, edit.indicatorId === nonResponse.id),
  });
}

function open(cells: ServerCell[] = [], narrow = false, twoSources: TwoSources[] = []) {
  const server = fakeServer();
  const store = storeOf(server);
  store.load(cells);
  render(
    <EntryForm
      rows={rows}
      months={months}
      month={OCTOBER}
      store={store}
      messages={[]}
      onAnswer={() => {}}
      narrow={narrow}
      twoSources={twoSources}
    />,
  );
  return { server, store };
}

const input = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
/** What a cell says: beside the month being entered it is a text until it is entered. */
const said = (cell: HTMLElement) => (cell instanceof HTMLInputElement ? cell.value : cell.textContent);
const october = () => input('Personnes ayant suivi un atelier, octobre 2025');
const september = () => input('Personnes ayant suivi un atelier, septembre 2025');
const newcomersOctober = () => input('Personnes nouvellement accueillies, octobre 2025');

function type(target: HTMLInputElement, text: string, key = 'Enter') {
  act(() => target.focus());
  fireEvent.change(target, { target: { value: text } });
  fireEvent.keyDown(target, { key });
}

const write = (store: EntryStore, value: number) =>
  store.edit([{ indicatorId: 1, month: OCTOBER, content: { ...empty, state: 'value', value } }]);

/** What a cell says besides its figure. */
const marks = (of: HTMLInputElement) => of.closest('td')?.querySelector('.entry-marks')?.textContent;

const settle = (store: EntryStore) => act(() => store.settled());
const paste = (target: HTMLInputElement, text: string) => {
  act(() => target.focus());
  fireEvent.paste(target, { clipboardData: { getData: () => text } });
};

afterEach(cleanup);

describe('the grid', () => {
  it('names each cell by its indicator and its month, and has the roles of a grid', () => {
    open();
    const grid = screen.getByRole('grid');
    expect(within(grid).getAllByRole('columnheader')).toHaveLength(13);
    expect(within(grid).getAllByRole('rowheader')).toHaveLength(3);
    expect(within(grid).getAllByRole('gridcell')).toHaveLength(36);
    expect(october().value).toBe('');
    expect(input('Taux de non-réponse, numérateur, octobre 2025')).toBeTruthy();
  });

  it('has no input where the indicator was not asked', () => {
    open();
    expect(screen.queryByRole('textbox', { name: 'Personnes nouvellement accueillies, septembre 2025' })).toBeNull();
  });

  it('moves down by Enter, up by Shift+Enter, sideways by the arrows, to the ends by Home and End', () => {
    open();
    act(() => october().focus());
    fireEvent.keyDown(october(), { key: 'Enter' });
    expect(document.activeElement).toBe(newcomersOctober());
    fireEvent.keyDown(newcomersOctober(), { key: 'Enter', shiftKey: true });
    expect(document.activeElement).toBe(october());
    fireEvent.keyDown(october(), { key: 'ArrowLeft' });
    expect(document.activeElement).toBe(september());
    fireEvent.keyDown(september(), { key: 'Home' });
    expect(document.activeElement).toBe(input('Personnes ayant suivi un atelier, novembre 2024'));
    fireEvent.keyDown(document.activeElement as Element, { key: 'End' });
    expect(document.activeElement).toBe(october());
  });

  it('steps over the cells that are not asked', () => {
    open();
    act(() => september().focus());
    fireEvent.keyDown(september(), { key: 'ArrowDown' });
    expect(document.activeElement).toBe(input('Taux de non-réponse, numérateur, septembre 2025'));
  });

  it('puts the month being entered in the order of Tab, and reaches the months beside by the arrows', () => {
    open();
    expect(october().tabIndex).toBe(0);
    expect(september().tabIndex).toBe(-1);
  });

  it('leaves the arrows to the text once F2 is pressed', () => {
    open([cell(1, OCTOBER, 12)]);
    act(() => october().focus());
    fireEvent.keyDown(october(), { key: 'F2' });
    fireEvent.keyDown(october(), { key: 'ArrowLeft' });
    expect(document.activeElement).toBe(october());
  });

  it('gives the saved text back on Escape', () => {
    const { server } = open([cell(1, OCTOBER, 12)]);
    type(october(), '99', 'Escape');
    expect(october().value).toBe('12');
    expect(server.sent).toEqual([]);
  });

  it('shows a validated cell without letting it be written', () => {
    open([cell(1, '2025-09', 8, { stage: 'validated' })]);
    fireEvent.keyDown(september(), { key: '7' });
    expect(september().getAttribute('aria-readonly')).toBe('true');
    expect(marks(september())).toBe('validé');
  });
});

describe('the other source of a month', () => {
  const known = {
    ...{ organisationId: 7, organisation: 'ADEFO', indicatorId: 1, code: 'T-1', month: OCTOBER },
    ...{ by: 'typing' as const, register: 'workshop' as const, typed: 28, counted: 31 },
  };
  const sentence = /registre «\s.*\s» compte 31\s; saisi\s: 28, qui fait foi par accord/u;

  it('stands beside the line of the month being entered, and in the panel of its cell', () => {
    open([], false, [known, { ...known, month: '2025-09', counted: 9 }]);
    expect(screen.getAllByText(/^le registre compte 31\s; saisi\s: 28$/u)).toHaveLength(1);
    act(() => october().focus());
    expect(screen.getAllByText(sentence)).toHaveLength(1);
  });

  it('stands on the card of a narrow screen', () => {
    open([], true, [{ ...known, typed: 31 }]);
    expect(screen.getAllByText(/et la saisie disent tous deux 31/u).length).toBeGreaterThan(0);
  });
});

describe('saving', () => {
  it('sends a cell when it is left, with the revision that was seen, and says it is saved', async () => {
    const { server, store } = open([cell(1, OCTOBER, 12, { revision: 4 })]);
    type(october(), '1 234');
    expect(marks(october())).toBe('enregistrement…');
    await settle(store);
    expect(server.sent).toMatchObject([
      { organisationId: 7, indicatorId: 1, month: OCTOBER, revision: 4, content: { state: 'value', value: 1234 } },
    ]);
    expect(screen.getByRole('status').textContent).toBe(
      'Personnes ayant suivi un atelier, octobre 2025\u00a0: enregistré',
    );
  });

  it('keeps a text that is not a number in its cell, marks it and explains', () => {
    const { server } = open();
    type(october(), 'douze');
    expect(october().value).toBe('douze');
    expect(october().getAttribute('aria-invalid')).toBe('true');
    const described = october().getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(described)?.textContent).toContain('n’en est pas un');
    expect(document.activeElement).toBe(october());
    expect(server.sent).toEqual([]);
  });

  it('asks why a figure is not known, and goes on to the next cell with the reason', async () => {
    const { server, store } = open();
    type(october(), 'NC');
    const reason = screen.getByRole('textbox', { name: 'Pourquoi la valeur n’est-elle pas connue\u202f?' });
    expect(document.activeElement).toBe(reason);
    fireEvent.change(reason, { target: { value: 'Logiciel en panne' } });
    fireEvent.keyDown(reason, { key: 'Enter' });
    expect(document.activeElement).toBe(newcomersOctober());
    await settle(store);
    expect(server.sent.at(-1)?.content).toMatchObject({
      state: 'unavailable',
      value: null,
      reason: 'Logiciel en panne',
    });
  });

  it('waits for the second number of a ratio before it sends', async () => {
    const { server, store } = open();
    type(input('Taux de non-réponse, numérateur, octobre 2025'), '6');
    expect(server.sent).toEqual([]);
    expect(marks(input('Taux de non-réponse, numérateur, octobre 2025'))).toBe('il manque l’autre nombre');
    type(input('Taux de non-réponse, dénominateur, octobre 2025'), '20');
    await settle(store);
    expect(server.sent).toMatchObject([{ content: { state: 'value', numerator: 6, denominator: 20, value: null } }]);
  });

  it('takes the last act back with Ctrl+Z', async () => {
    const { server, store } = open([cell(1, OCTOBER, 12)]);
    type(october(), '15');
    await settle(store);
    fireEvent.keyDown(newcomersOctober(), { key: 'z', ctrlKey: true });
    expect(october().value).toBe('12');
    await settle(store);
    expect(server.sent.at(-1)).toMatchObject({ revision: 2, content: { value: 12 } });
  });

  it('says why the server refused, and keeps the figure at hand', async () => {
    const { server, store } = open();
    server.fail({ kind: 'refused', message: 'Ce mois n’a pas encore commencé.' });
    type(october(), '12');
    await settle(store);
    expect(october().value).toBe('12');
    expect(october().closest('td')?.textContent).toContain('refusé\u00a0: Ce mois n’a pas encore commencé.');
  });

  it('takes back the last act after a reload of the tab', async () => {
    const kept = () => keptInTab<CellChange[]>('annuler', '7 karim');
    const first = storeOf(fakeServer(), memoryEdits(), noOtherTab, kept());
    first.load([cell(1, OCTOBER, 12)]);
    first.edit([{ indicatorId: 1, month: OCTOBER, content: { ...empty, state: 'value', value: 30 } }]);
    await first.settled();
    const server = fakeServer();
    const second = storeOf(server, memoryEdits(), noOtherTab, kept());
    second.load([cell(1, OCTOBER, 30, { revision: 2 })]);
    expect(second.undo()).toBe(1);
    await second.settled();
    expect(server.sent).toMatchObject([{ revision: 2, content: { value: 12 } }]);
    expect(second.undo()).toBe(0);
  });

  it('sends by Ctrl+Enter wherever the focus is on the page', async () => {
    const send = vi.fn();
    const { store } = open();
    const button = document.body.appendChild(document.createElement('button'));
    button.dataset.send = '';
    button.addEventListener('click', send);
    fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });
    expect(send).toHaveBeenCalledTimes(1);
    const dialog = document.body.appendChild(document.createElement('dialog'));
    const field = dialog.appendChild(document.createElement('input'));
    field.focus();
    fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    expect(send).toHaveBeenCalledTimes(1);
    button.remove();
    dialog.remove();
    await settle(store);
  });

  it('shows both values of a conflict, who and when, and keeps the one that is chosen', async () => {
    const { server, store } = open([cell(1, OCTOBER, 12)]);
    const theirs = { ...empty, state: 'value' as const, value: 15 };
    server.fail({ kind: 'conflict', theirs, revision: 2, by: 'Hélène', at: '2025-11-14T09:00:00.000Z' });
    type(october(), '13');
    await settle(store);
    // Above the grid, without a look at the cell.
    act(() => newcomersOctober().focus());
    expect(screen.getByText(/Hélène a écrit 15, le 14\snovembre 2025 à 10:00/)).toBeTruthy();
    server.fail(null);
    fireEvent.click(screen.getByRole('button', { name: 'Garder la mienne\u00a0: 13' }));
    await settle(store);
    expect(server.sent.at(-1)).toMatchObject({ revision: 2, content: { value: 13 } });
  });
});

describe('the rules of the server, while typing', () => {
  const usual = [10, 11, 9, 10, 12, 10].map((value, index) => cell(1, months[index + 5] ?? '', value));

  it('warns beside the cell of an unlikely figure, and saves it all the same', async () => {
    const { server, store } = open(usual);
    act(() => october().focus());
    fireEvent.change(october(), { target: { value: '110' } });
    expect(screen.getByText(/Environ dix fois l’habitude \(10 personnes\)/)).toBeTruthy();
    fireEvent.keyDown(october(), { key: 'Enter' });
    await settle(store);
    expect(server.sent).toMatchObject([{ content: { value: 110 } }]);
    expect(marks(october())).toContain('à vérifier');
  });

  it('does not ask again about a figure that was explained', () => {
    open([...usual, cell(1, OCTOBER, 110, { reason: 'Journée portes ouvertes' })]);
    expect(marks(october())).toBeUndefined();
  });

  it('asks again when the figure changes: the word was written for the other one', async () => {
    const { server, store } = open([...usual, cell(1, OCTOBER, 110, { reason: 'Journée portes ouvertes' })]);
    type(october(), '95');
    await settle(store);
    expect(server.sent.at(-1)?.content).toMatchObject({ value: 95, reason: null });
    expect(marks(october())).toContain('à vérifier');
  });

  it.each([
    ['-1', 'ne peut pas être négative'],
    ['10 %', 'pas un pourcentage'],
    ['12 m²', 'autre unité'],
    ['2,5', 'unités entières'],
  ])('refuses %s before it is sent, and says why', (text, why) => {
    const { server } = open();
    type(october(), text);
    expect(october().closest('td')?.textContent).toContain(why);
    expect(server.sent).toEqual([]);
  });
});

describe('a network cut and a reload', () => {
  it('keeps the edit, says that it waits, and sends it when the network is back', async () => {
    const { server, store } = open();
    server.fail({ kind: 'offline' });
    type(october(), '12');
    await settle(store);
    expect(marks(october())).toBe('en attente du réseau');
    server.fail(null);
    act(() => store.retryOffline());
    await settle(store);
    expect(store.hasUnsaved()).toBe(false);
    expect(marks(october())).toBe('enregistré');
  });

  it('takes up in a new page what the former one could not send, over what the server says', async () => {
    const edits = memoryEdits();
    const server = fakeServer();
    server.fail({ kind: 'offline' });
    const closed = storeOf(server, edits);
    closed.load([cell(1, OCTOBER, 12, { revision: 3 })]);
    closed.edit([{ indicatorId: 1, month: OCTOBER, content: { ...empty, state: 'value', value: 14 } }]);
    await closed.settled();
    server.fail(null);
    const opened = storeOf(server, edits);
    opened.load([cell(1, OCTOBER, 12, { revision: 3 })]);
    expect(await opened.restore()).toBe(1);
    await opened.settled();
    expect(server.sent.at(-1)).toMatchObject({ revision: 3, content: { value: 14 } });
    expect(await edits.all(7)).toEqual([]);
  });

  it('does not let an answer that was asked for before a saving undo it', async () => {
    const server = fakeServer();
    const store = storeOf(server);
    store.load([cell(1, OCTOBER, 12)]);
    store.edit([{ indicatorId: 1, month: OCTOBER, content: { ...empty, state: 'value', value: 14 } }]);
    await store.settled();
    store.load([cell(1, OCTOBER, 12)]);
    expect(store.cell(1, OCTOBER)).toMatchObject({ content: { value: 14 }, server: { revision: 2 } });
  });

  it('sends the last of two quick edits of a cell over the first, never at once', async () => {
    const server = fakeServer();
    const store = storeOf(server);
    write(store, 1);
    await server.reached(1);
    write(store, 12);
    await store.settled();
    expect(server.sent.map((edit) => [edit.revision, edit.content.value])).toEqual([
      [0, 1],
      [1, 12],
    ]);
    expect(store.hasUnsaved()).toBe(false);
  });

  it('takes an answer that was lost for its own, and goes on over it', async () => {
    const server = fakeServer();
    const store = storeOf(server);
    server.fail({ kind: 'offline' });
    write(store, 1);
    await store.settled();
    const theirs = { ...empty, state: 'value' as const, value: 1 };
    server.fail({ kind: 'conflict', theirs, revision: 1, by: 'Karim', at: null, own: true }, 1);
    write(store, 12);
    await store.settled();
    expect(server.sent.at(-1)).toMatchObject({ revision: 1, content: { value: 12 } });
    expect(store.cell(1, OCTOBER).save.kind).toBe('saved');
  });

  it('does not type over what someone else wrote while the edit waited', async () => {
    const server = fakeServer();
    const store = storeOf(server);
    server.fail({ kind: 'offline' });
    write(store, 1);
    await store.settled();
    store.load([cell(1, OCTOBER, 9, { revision: 1, updatedBy: 'Hélène' })]);
    server.fail(null);
    write(store, 12);
    await store.settled();
    expect(server.sent.at(-1)).toMatchObject({ revision: 0, content: { value: 12 } });
  });

  it('keeps what is typed when the session is over, and sends it once signed in again', async () => {
    const server = fakeServer();
    const store = storeOf(server);
    server.fail({ kind: 'signed-out' });
    write(store, 1);
    await store.settled();
    expect(store.cell(1, OCTOBER)).toMatchObject({ content: { value: 1 }, save: { kind: 'signed-out' } });
    server.fail(null);
    store.retry();
    await store.settled();
    expect(store.hasUnsaved()).toBe(false);
  });
});

describe('two tabs of a browser', () => {
  /** What two tabs share: the edits that wait, a lock for each cell, and what they tell each other. */
  function twoTabs() {
    const server = fakeServer();
    const memory = memoryEdits();
    const turns = new Map<string, Promise<void>>();
    const shared: PendingEdits = {
      ...memory,
      lasting: () => true,
      alone(key, work) {
        const turn = (turns.get(key) ?? Promise.resolve()).then(work);
        turns.set(key, turn);
        return turn;
      },
    };
    const hearers: Array<(message: TabMessage) => void> = [];
    const tab = () => {
      const own = { current: (_message: TabMessage) => {} };
      const store = storeOf(server, shared, {
        tell: (message) => {
          for (const hear of hearers) if (hear !== own.current) hear(message);
        },
        listen: (hear) => {
          own.current = hear;
          hearers.push(hear);
          return () => {};
        },
      });
      store.follow();
      store.load([]);
      return store;
    };
    return { server, tab };
  }

  it('shows in each what is typed in the other, and sends it once', async () => {
    const { server, tab } = twoTabs();
    const [first, second] = [tab(), tab()];
    server.fail({ kind: 'offline' });
    write(first, 12);
    await first.settled();
    expect(second.cell(1, OCTOBER)).toMatchObject({ content: { value: 12 }, save: { kind: 'offline' } });
    server.fail(null);
    server.sent.length = 0;
    first.retryOffline();
    second.retryOffline();
    await Promise.all([first.settled(), second.settled()]);
    expect(server.sent).toHaveLength(1);
    for (const store of [first, second]) {
      expect(store.cell(1, OCTOBER)).toMatchObject({ content: { value: 12 }, save: { kind: 'saved' } });
      expect(store.hasUnsaved()).toBe(false);
    }
  });

  it('keeps the last of two edits of a cell typed in two tabs while the network is cut', async () => {
    const { server, tab } = twoTabs();
    const [first, second] = [tab(), tab()];
    server.fail({ kind: 'offline' });
    write(first, 12);
    write(second, 15);
    await Promise.all([first.settled(), second.settled()]);
    server.fail(null);
    first.retryOffline();
    await first.settled();
    expect(server.sent.at(-1)).toMatchObject({ revision: 0, content: { value: 15 } });
    expect([first, second].map((store) => store.cell(1, OCTOBER).content.value)).toEqual([15, 15]);
    expect([first, second].map((store) => store.hasUnsaved())).toEqual([false, false]);
  });
});

describe('pasting a block', () => {
  it('lays a spreadsheet block from the cell, French numbers and states included, as one act', async () => {
    const { server, store } = open();
    paste(september(), '1 200\t13\n');
    await settle(store);
    expect([september(), october()].map(said)).toEqual(['1\u202f200', '13']);
    expect(server.sent).toHaveLength(2);
    fireEvent.keyDown(september(), { key: 'z', ctrlKey: true });
    expect([september(), october()].map(said)).toEqual(['', '']);
    await settle(store);
  });

  it('knows a line by its label, as tables are copied, wherever it is dropped', async () => {
    const { store } = open();
    paste(october(), `Indicateur\tSeptembre\tOctobre\n${workshop.label}\tenv. 7\t12 pers.\nRepas servis\t3\t4`);
    await settle(store);
    expect([september(), october()].map(said)).toEqual(['~7', '12']);
    // A line that the grid calls otherwise is asked, and goes in once somebody has said what it is.
    const asked = screen.getByRole<HTMLSelectElement>('combobox', { name: /Repas servis.*3 4/u });
    fireEvent.change(asked, { target: { value: String(newcomers.id) } });
    await settle(store);
    expect(said(newcomersOctober())).toBe('4');
    expect(screen.queryByText('1 ligne collée à reconnaître')).toBeNull();
  });

  it('lists what it could not place with the reason, and loses nothing', async () => {
    const { store } = open([cell(1, '2025-09', 8, { stage: 'validated' })]);
    paste(september(), '9\tdouze\t3\n4\t5');
    await settle(store);
    const list = screen.getByRole('region', { name: 'Textes refusés' });
    const items = within(list)
      .getAllByRole('listitem')
      .map((item) => item.textContent);
    expect(items).toHaveLength(4);
    expect(items[0]).toMatch(/^9 — .*septembre 2025.*validée/);
    expect(items[1]).toMatch(/^douze — .*octobre 2025.*n’en est pas un/);
    expect(items[2]).toMatch(/^3 — .*Hors de la grille/);
    expect(items[3]).toMatch(/^4 — .*nouvellement accueillies, septembre 2025.*pas demandé/);
    expect([september(), october(), newcomersOctober()].map(said)).toEqual(['8', '', '5']);
  });

  const part = 'Taux de non-réponse, numérateur, septembre 2025';

  it('holds every month to the same rules: no rate where two numbers are asked, no percentage in a count', async () => {
    const { store } = open();
    paste(input(part), '89 %\t89 %');
    paste(september(), '10 %\t12 m²');
    await settle(store);
    const items = within(screen.getByRole('region', { name: 'Textes refusés' })).getAllByRole('listitem');
    expect(items.map((item) => item.textContent)).toEqual([
      expect.stringContaining('deux nombres, par exemple 330/372'),
      expect.stringContaining('deux nombres, par exemple 330/372'),
      expect.stringContaining('pas un pourcentage'),
      expect.stringContaining('autre unité'),
    ]);
    expect(store.cell(3, '2025-09').content.state).toBe('missing');
    expect(store.cell(1, '2025-09').content.state).toBe('missing');
  });

  it('understands ratios written whole, one column a month', async () => {
    const { server, store } = open();
    paste(input(part), '330/372\t12 sur 20');
    await settle(store);
    expect(server.sent.map(({ month, content }) => [month, content.numerator, content.denominator])).toEqual([
      ['2025-09', 330, 372],
      [OCTOBER, 12, 20],
    ]);
  });

  it('judges a ratio once both of its numbers are there, and takes both or neither', async () => {
    const { store } = open([cell(3, '2025-09', 0, { value: null, numerator: 6, denominator: 20 })]);
    paste(input(part), '30\t40\t7\tvingt');
    await settle(store);
    expect(store.cell(3, '2025-09').content).toMatchObject({ numerator: 30, denominator: 40 });
    expect(store.cell(3, OCTOBER).content.state).toBe('missing');
    expect(screen.getByRole('region', { name: 'Textes refusés' }).textContent).toContain('vont ensemble');
  });
});

describe('a refused text', () => {
  const memory = () => {
    let kept: readonly RejectedText[] = [];
    return {
      read: () => kept,
      write(next: readonly RejectedText[]) {
        kept = next;
      },
    };
  };

  function openSending(kept = memory()) {
    const server = fakeServer();
    const store = storeOf(server);
    const sent: unknown[] = [];
    store.load([]);
    render(
      <EntryForm {...{ rows, months, month: OCTOBER, store, kept }} messages={[]} onAnswer={() => {}} narrow={false}>
        {(refused, onTakeUp) => (
          <SendMonth
            {...{ month: OCTOBER, status: 'draft', unsaved: false, sending: false, error: null, flagged: [] }}
            {...{ refused, onTakeUp }}
            missing={[{ indicatorId: 2, label: newcomers.label, obstacle: 'no-value', refusals: [] }]}
            unitOf={() => 'persons'}
            onSend={() => sent.push('sent')}
            onGoTo={() => {}}
          />
        )}
      </EntryForm>,
    );
    return { server, store, sent, kept };
  }
  const send = () => fireEvent.click(screen.getByRole('button', { name: 'Envoyer le mois' }));

  it('holds the month back and is listed first; put right, it lets it go', async () => {
    const { store, sent } = openSending();
    type(october(), '10 %');
    fireEvent.blur(october());
    send();
    expect(sent).toEqual([]);
    expect(
      screen.getByText(/^Rien n’est envoyé.*1\stexte refusé à corriger, 1\scellule attend une réponse/),
    ).toBeTruthy();
    const lines = document.querySelectorAll('.entry-missing li');
    expect(lines[0]?.textContent).toContain('10 %');
    fireEvent.click(screen.getAllByRole('button', { name: /atelier, octobre 2025$/ })[0] as HTMLElement);
    type(october(), '10');
    await settle(store);
    send();
    expect(sent).toEqual(['sent']);
  });

  it('survives a reload, and goes with Escape', () => {
    const { kept } = openSending();
    type(october(), 'douze');
    cleanup();
    const { sent } = openSending(kept);
    expect(screen.getByRole('region', { name: 'Textes refusés' }).textContent).toContain('douze');
    send();
    expect(sent).toEqual([]);
    type(october(), 'treize');
    expect(screen.getByRole('region', { name: 'Textes refusés' }).textContent).not.toContain('douze');
    fireEvent.keyDown(october(), { key: 'Escape' });
    expect(screen.queryByRole('region', { name: 'Textes refusés' })).toBeNull();
    send();
    expect(sent).toEqual(['sent']);
  });
});

describe('on a phone', () => {
  it('shows one indicator at a time with its last months, the first empty one first', () => {
    open([cell(1, OCTOBER, 12), cell(1, '2025-09', 8)], true);
    expect(screen.queryByRole('grid')).toBeNull();
    expect(screen.getByRole('heading', { name: 'Personnes nouvellement accueillies' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Précédent' }));
    expect(october().value).toBe('12');
    expect(screen.getByText('8')).toBeTruthy();
  });
});

describe('sending the month', () => {
  it('lists what is missing with a way to each cell, and lets a reason stand for a value', () => {
    const went: number[] = [];
    const sent: unknown[] = [];
    render(
      <SendMonth
        month={OCTOBER}
        status="draft"
        unsaved={false}
        sending={false}
        error={null}
        missing={[{ indicatorId: 1, label: workshop.label, obstacle: 'no-value', refusals: [] }]}
        flagged={[]}
        refused={[]}
        onTakeUp={() => {}}
        unitOf={() => 'persons'}
        onSend={(reasons) => sent.push(reasons)}
        onGoTo={(id) => went.push(id)}
      />,
    );
    fireEvent.click(screen.getByRole('button', { name: workshop.label }));
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Logiciel en panne' } });
    fireEvent.click(screen.getByRole('button', { name: 'Envoyer le mois' }));
    expect(went).toEqual([1]);
    expect(sent).toEqual([[{ indicatorId: 1, reason: 'Logiciel en panne' }]]);
  });
});
