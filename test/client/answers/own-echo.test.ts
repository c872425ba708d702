import { describe, expect, it } from 'vitest';
import { type CellContent, emptyContent } from '../../../client/monthly-entry/grid/cell-text.ts';
import type { Conflict, Failure, ServerCell } from '../../../client/monthly-entry/grid/entry-cells.ts';
import { EntryStore } from '../../../client/monthly-entry/saving/entry-store.ts';
import { memoryEdits } from '../../../client/monthly-entry/saving/pending-edits.ts';
import type { PendingEdit } from '../../../client/monthly-entry/saving/write-ahead.ts';

/**
 * Karim types 4, the answer is lost on its way, he types 5: the server holds a value that is not the one he typed over.
 * Is it his own first value that comes back, or somebody's work that 5 would wipe out?
 */

const OCTOBER = '2025-10';
const people = (value: number): CellContent => ({ ...emptyContent, state: 'value', value });

const saved = ({ indicatorId, month, content, revision }: PendingEdit): ServerCell => ({
  ...content,
  indicatorId,
  month,
  stage: 'draft',
  review: 'none',
  revision: revision + 1,
  origin: 'entry',
  updatedBy: 'Karim',
  updatedAt: '2025-11-03T09:00:00.000Z',
});

/** What the server holds when 5 arrives: whose value, which one, at which revision. */
const holding = (value: number, more: Partial<Conflict> = {}): Conflict => ({
  kind: 'conflict',
  theirs: people(value),
  revision: 1,
  by: 'Karim',
  at: '2025-11-03T09:00:00.000Z',
  own: true,
  ...more,
});

/** Karim types 4 without an answer, then 5, which meets what the server holds `times` times. */
async function typedOver(held: Conflict, times = 1) {
  const sent: PendingEdit[] = [];
  const answers: (Failure | null)[] = [{ kind: 'offline' }, ...Array.from({ length: times }, () => held)];
  const store = new EntryStore({
    organisationId: 7,
    person: { id: 'karim', name: 'Karim' },
    pending: memoryEdits(),
    send: async (edit) => {
      sent.push(edit);
      const failure = answers.shift();
      if (failure) throw failure;
      return saved(edit);
    },
    explain: (error) => error as Failure,
    isReady: () => true,
  });
  for (const value of [4, 5]) {
    store.edit([{ indicatorId: 1, month: OCTOBER, content: people(value) }]);
    await store.settled();
  }
  return { sent: sent.map(({ content, revision }) => [content.value, revision]), cell: store.cell(1, OCTOBER) };
}

describe('a value that comes back from the server', () => {
  it('is one’s own when it was typed here before: nothing is asked, the last value goes over it', async () => {
    const { sent, cell } = await typedOver(holding(4));
    expect(sent).toEqual([
      [4, 0],
      [5, 0],
      [5, 1],
    ]);
    expect(cell).toMatchObject({ content: { value: 5 }, server: { revision: 2 }, save: { kind: 'saved' } });
  });

  it('is somebody else’s work when another wrote it, even the same number: it is asked', async () => {
    const { sent, cell } = await typedOver(holding(4, { own: false, by: 'Nadia' }));
    expect(sent).toHaveLength(2);
    expect(cell.save).toMatchObject({ kind: 'conflict', by: 'Nadia' });
  });

  it('is asked too when one wrote another value elsewhere, on another computer', async () => {
    const { sent, cell } = await typedOver(holding(6));
    expect(sent).toHaveLength(2);
    expect(cell.save).toMatchObject({ kind: 'conflict', theirs: { value: 6 } });
  });

  it('is not an echo when only its comment differs: words are work too', async () => {
    const { cell } = await typedOver(
      holding(4, { theirs: { ...people(4), comment: 'Deux familles comptées à part' } }),
    );
    expect(cell.save.kind).toBe('conflict');
  });

  it('is never sent over again and again: a refusal at the revision just tried is shown', async () => {
    const { sent, cell } = await typedOver(holding(4), 5);
    expect(sent).toEqual([
      [4, 0],
      [5, 0],
      [5, 1],
    ]);
    expect(cell.save.kind).toBe('conflict');
  });
});
