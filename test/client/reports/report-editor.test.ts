import { getSchema } from '@tiptap/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Answer, Autosave, type SaveState } from '../../../client/reports/editor/autosave.ts';
import { editorContent, textOfEditor } from '../../../client/reports/editor/editor-document.ts';
import { ChipBoard, editorExtensions } from '../../../client/reports/editor/editor-extensions.ts';
import type { Draft } from '../../../client/reports/editor/local-draft.ts';
import { plainWords, type ReportText } from '../../../shared/domain/report/report-text.ts';
import { cleanReportText } from '../../../shared/domain/report/report-text-cleaning.ts';
import { cleanPastedPlain } from '../../../shared/domain/report/report-text-paste.ts';

const whole: ReportText = {
  blocks: [
    { kind: 'heading', level: 3, content: [{ kind: 'text', text: 'Titre' }] },
    { kind: 'heading', level: 4, content: [{ kind: 'text', text: 'Sous-titre' }] },
    {
      kind: 'para',
      content: [
        { kind: 'text', text: 'Une ligne\nune autre ' },
        { kind: 'text', text: 'grasse', bold: true },
        { kind: 'figure', token: 'IND-23.annee', bold: true },
        { kind: 'text', text: 'un lien', italic: true, href: 'https://exemple.fr/acte' },
      ],
    },
    {
      kind: 'list',
      ordered: false,
      items: [[{ kind: 'text', text: 'un' }], [{ kind: 'figure', token: 'IND-02.cible' }]],
    },
    { kind: 'list', ordered: true, items: [[{ kind: 'text', text: 'premier' }]] },
  ],
};

describe('a text in the editor', () => {
  const schema = getSchema(editorExtensions(new ChipBoard()));

  it('comes back as it went in, and fits the schema of the editor', () => {
    const node = schema.nodeFromJSON(editorContent(whole));
    node.check();
    expect(textOfEditor(node.toJSON())).toEqual(whole);
    expect(cleanReportText(textOfEditor(node.toJSON())).text).toEqual(whole);
  });

  it('that is empty leaves a place to write, and says nothing', () => {
    const node = schema.nodeFromJSON(editorContent({ blocks: [] }));
    node.check();
    expect(node.childCount).toBe(1);
    expect(textOfEditor(node.toJSON())).toEqual({ blocks: [] });
  });

  it('has no place for what a report has none for', () => {
    expect(Object.keys(schema.nodes).sort()).toEqual([
      'bulletList',
      'doc',
      'figure',
      'hardBreak',
      'heading',
      'listItem',
      'orderedList',
      'paragraph',
      'text',
    ]);
    expect(Object.keys(schema.marks).sort()).toEqual(['bold', 'italic', 'link']);
  });
});

/** A server that answers when the test says so. */
function desk(answers: (Answer | Error)[]) {
  const [sent, states, kept]: [[string, number][], SaveState[], (Draft | null)[]] = [[], [], []];
  const autosave = new Autosave(
    {
      save: async (text, base) => {
        sent.push([plainWords(text), base]);
        const answer = answers.shift() ?? {
          outcome: 'saved',
          revision: base + 1,
          savedAt: '',
          removed: [],
          unprinted: [],
        };
        if (answer instanceof Error) throw answer;
        return answer;
      },
      keep: (draft) => kept.push(draft),
      tell: (state) => states.push(state),
      saved: () => {},
    },
    0,
  );
  const type = (words: string) => autosave.changed(() => cleanPastedPlain(words).text);
  return { autosave, type, sent, states, kept, last: () => states.at(-1)?.kind };
}

describe('the autosave', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('waits for a pause, sends the last words once, and is then clean', async () => {
    const { autosave, type, sent, last, kept } = desk([]);
    type('a');
    type('ab');
    type('abc');
    expect([sent.length, last(), autosave.isClean]).toEqual([0, 'waiting', false]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect([sent, last(), autosave.isClean, kept.at(-1)]).toEqual([[['abc', 0]], 'saved', true, null]);
  });

  it('does not wait for ever for someone who never pauses', async () => {
    const { type, sent } = desk([]);
    for (let second = 0; second < 20; second += 1) {
      type(`mot ${second}`);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(sent.length).toBeGreaterThanOrEqual(2);
    expect(sent.map(([, base]) => base)).toEqual(sent.map((_, rank) => rank));
  });

  it('keeps the words on the computer while the network is cut, and sends them when it is back', async () => {
    const cut = Object.assign(new Error('cut'), { name: 'TRPCClientError' });
    const { type, sent, last, kept } = desk([cut]);
    type('hors ligne');
    await vi.advanceTimersByTimeAsync(2_000);
    expect([last(), plainWords(kept.at(-1)?.text ?? { blocks: [] })]).toEqual(['offline', 'hors ligne']);
    await vi.advanceTimersByTimeAsync(6_000);
    expect([sent.length, last(), kept.at(-1)]).toEqual([2, 'saved', null]);
  });

  it('stops at a conflict and sends nothing over the other author until one has chosen', async () => {
    const theirs = { text: cleanPastedPlain('le leur').text, revision: 7, authorName: 'Simon', savedAt: '' };
    const { autosave, type, sent, last } = desk([{ outcome: 'conflict', theirs }]);
    type('le mien');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(last()).toBe('conflict');
    type('le mien encore');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(sent).toHaveLength(1);
    await autosave.resolve(() => cleanPastedPlain('les deux').text, theirs.revision);
    expect([sent.at(-1), last()]).toEqual([['les deux', 7], 'saved']);
  });

  it('refuses a text over 60 000 words with its sentence, and keeps it', async () => {
    const { type, sent, states, kept } = desk([]);
    type('mot '.repeat(60_001));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual([]);
    expect(states.at(-1)).toMatchObject({ kind: 'refused', why: expect.stringContaining('60\u202f000') });
    expect(kept.at(-1)?.base).toBe(0);
  });
});
