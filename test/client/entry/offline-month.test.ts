// @vitest-environment happy-dom
import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it } from 'vitest';
import { takeFirstAnswers } from '../../../client/lib/answers/first-answers.ts';
import { keyOf } from '../../../client/lib/answers/question-key.ts';
import { forgetOfflineCopy, readOfflineCopy, writeOfflineCopy } from '../../../client/lib/offline/offline-copy.ts';
import { type Answers, trpcClient } from '../../../client/lib/trpc.ts';
import { contentOf } from '../../../client/monthly-entry/grid/cell-text.ts';
import { EntryStore } from '../../../client/monthly-entry/saving/entry-store.ts';
import { copyOf } from '../../../client/monthly-entry/saving/offline-month.ts';
import { memoryEdits } from '../../../client/monthly-entry/saving/pending-edits.ts';
import { grid } from './entry-answers.ts';

const NOW = Date.parse('2025-11-14T09:00:00Z');
const HOUR = 3_600_000;

const session = {
  viewer: {
    ...{ id: 'karim', name: 'Karim Haddad', email: 'karim@exemple.fr', role: 'contributor' },
    ...{ organisationId: 5, organisationCode: 'HH', organisationName: 'Habitat et Humanisme', places: [] },
  },
  ...{ demonstration: false, referenceDate: '2025-11-14', territory: null, firstYear: 2023, communeGroups: [] },
  ...{ begun: true, demonstrationAccounts: [] },
} as unknown as Answers['session']['me'];
const mine = { organisations: [], organisation: grid.organisation, months: [] } as Answers['monthlyEntry']['myMonths'];

const question = {
  ...{ kind: 'question', text: 'Et Mme Durand ?', authorName: 'Hélène' },
  ...{ indicatorId: 20, at: '' },
};
const talked = { ...grid, submittedBy: 'Karim Haddad', messages: [question] } as unknown as typeof grid;

function storeWith(value: number): EntryStore {
  const store = new EntryStore({
    organisationId: 5,
    person: { id: 'karim', name: 'Karim' },
    pending: memoryEdits(),
    explain: () => ({ kind: 'offline' }),
    isReady: () => true,
    send: async ({ indicatorId, month, revision, content }) => ({
      ...contentOf(content),
      ...{ indicatorId, month, stage: 'draft', review: 'none', revision: revision + 1, origin: 'entry' },
      ...{ updatedBy: 'Karim Haddad', updatedAt: '2025-11-14T09:00:00Z' },
    }),
  });
  store.load(grid.cells);
  const { content } = store.cell(20, '2025-10');
  store.edit([{ indicatorId: 20, month: '2025-10', content: { ...content, state: 'value', value } }]);
  return store;
}

const input = (month: string) => ({ organisationId: 5, month, span: 13 });
const copied = (store: EntryStore, month = '2025-10', at = NOW) =>
  copyOf({ session, mine, grid: talked, input: input(month), store, at }, readOfflineCopy(NOW));

afterEach(() => localStorage.clear());

describe('what a browser keeps of a month, to open it without a line', () => {
  it('is the organisation’s own figures as they were last saved, without a name, a question or the territory’s total', async () => {
    const store = storeWith(41);
    await store.settled();
    const said = JSON.stringify(copied(store));
    for (const word of ['Karim Haddad', 'exemple.fr', 'Hélène', 'Durand', '"territory":205'])
      expect(said, word).not.toContain(word);
    const kept = copied(store).answers.find(({ procedure }) => procedure === 'monthlyEntry.grid')
      ?.answer as typeof grid;
    expect(kept.cells.find((one) => one.indicatorId === 20 && one.month === '2025-10')?.value).toBe(41);
  });

  it('holds the three months looked at last, and answers the page’s own questions', () => {
    const store = storeWith(1);
    for (const month of ['2025-07', '2025-08', '2025-09', '2025-10']) writeOfflineCopy(copied(store, month));
    const months = readOfflineCopy(NOW)?.answers.flatMap(({ input: asked }) =>
      asked && 'month' in asked ? asked.month : [],
    );
    expect(months).toEqual(['2025-10', '2025-09', '2025-08']);
    const client = new QueryClient();
    writeOfflineCopy(copied(store, '2025-10', Date.now()));
    // The page that the worker kept bears no answer.
    takeFirstAnswers(client, trpcClient);
    const asked = keyOf({ procedure: 'monthlyEntry.grid', input: input('2025-10') });
    expect(client.getQueryData(asked)).toMatchObject({ organisation: { id: 5 } });
    // Older than anything: asked for again as soon as there is a line.
    expect(client.getQueryState(asked)?.dataUpdatedAt).toBe(0);
  });

  it('lasts a working day, and goes with its account', () => {
    writeOfflineCopy(copied(storeWith(1)));
    expect(readOfflineCopy(NOW + 11 * HOUR)?.account).toBe('karim');
    expect(readOfflineCopy(NOW + 13 * HOUR)).toBeNull();
    forgetOfflineCopy('karim');
    expect(readOfflineCopy(NOW)).not.toBeNull();
    forgetOfflineCopy('lea');
    expect(readOfflineCopy(NOW)).toBeNull();
    writeOfflineCopy(copied(storeWith(1)));
    forgetOfflineCopy();
    expect(readOfflineCopy(NOW)).toBeNull();
  });
});
