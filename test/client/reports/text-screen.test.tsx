// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/reports/editor/text-screen.tsx';
import '../../../client/reports/report-page.tsx';
import { nothing, type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import { alert, button, buttons, fill, press, said, tick, title, titles, words } from '../harness/reading.ts';
import { globalText, tokenFigures } from './report-answers.ts';

type Text = Outputs['reportTexts']['text'];
const comment = {
  id: 5,
  text: 'Citer la délibération.',
  authorName: 'Jeanne Petit',
  createdAt: '2025-11-02T09:00:00.000Z',
  resolvedAt: null,
  resolvedByName: null,
} as unknown as Text['comments'][number];
const written: Text['text'] = {
  blocks: [{ kind: 'para', content: [{ kind: 'text', text: 'Une année de captation.' }] }],
};

const open = (place: string, more: Partial<Text> = {}) =>
  openPage(`/rapport?annee=2025&texte=${place}`, {
    answers: {
      reportTexts: { text: { ...globalText, place, text: written, revision: 3, ...more } as Text, tokenFigures },
    },
  });

describe('a text of the report', () => {
  it('is written with its tools, beside what its author needs', async () => {
    await open('global');
    expect(title()).toBe('Bilan global');
    expect(words()).toContain('Une année de captation.');
    expect(words()).toContain('4 mots');
    expect(buttons().length).toBeGreaterThan(5);
  });

  it('shows what the annex says, and asks what its action is worth', async () => {
    const { server } = await open('action:A02', {
      kind: 'action',
      title: 'Poste de captation',
      annexNumber: 2,
      expectedText: '40 logements captés',
    } as Partial<Text>);
    expect(title()).toBe('2. Poste de captation');
    expect(titles()).toContain('Ce que dit l’annexe');
    expect(button('Enregistrer l’appréciation').disabled).toBe(true);
    await tick('Objectifs atteignables');
    await fill('Pourquoi', 'Quarante logements.');
    await fill('Suite prévue', 'Prospecter au sud.');
    server.answer({ reportTexts: { judge: refused('CONFLICT') } });
    await press('Enregistrer l’appréciation');
    expect(server.sent('reportTexts.judge')).toMatchObject([
      { year: 2025, actionKey: 'A02', reason: 'Quarante logements.', nextSteps: 'Prospecter au sud.', base: 0 },
    ]);
    expect(alert()).toContain('Quelqu’un a changé cette valeur');
  });

  it('says saved of what the server keeps', async () => {
    await open('global');
    expect(words()).toContain('Tout est enregistré');
    expect(buttons()).not.toContain('Enregistrer ce modèle');
  });

  it('says of a form that is proposed that it is not saved, and saves it as it is when it is asked', async () => {
    const { server } = await open('deliberation', { kind: 'council', revision: 0 });
    expect(words()).not.toContain('Tout est enregistré');
    expect(words()).toContain('Modèle proposé, pas encore enregistré');
    expect(button('Historique').disabled).toBe(true);
    const kept = { outcome: 'saved', revision: 1, savedAt: '2025-11-14T09:00:00.000Z', removed: [], unprinted: [] };
    server.answer({ reportTexts: { saveText: kept as unknown as Outputs['reportTexts']['saveText'] } });
    await press('Enregistrer ce modèle');
    expect(server.sent('reportTexts.saveText')).toMatchObject([{ place: 'deliberation', base: 0 }]);
    expect(words()).toContain('Enregistré à 10:00');
  });

  it('says of a text that nobody began that nothing is written', async () => {
    await open('global', { text: { blocks: [] }, revision: 0 });
    expect(words()).toContain('Rien n’est encore écrit');
  });

  it('keeps the remarks of those who read it', async () => {
    await open('global', { comments: [comment] });
    expect(words()).toContain('Citer la délibération.');
    expect(words()).toContain('Jeanne Petit');
  });

  it('is said ready by its author, on the words that the server has', async () => {
    const { server } = await open('global');
    server.answer({ reportTexts: { markReady: nothing } });
    const ready = buttons().find((name) => /prêt/i.test(name)) ?? '';
    await press(ready);
    expect(server.sent('reportTexts.markReady')).toEqual([{ year: 2025, place: 'global', ready: true, base: 3 }]);
    expect(said().length).toBeGreaterThan(0);
  });

  it('says what failed', async () => {
    await openPage('/rapport?annee=2025&texte=global', {
      answers: { reportTexts: { text: refused('NOT_FOUND'), tokenFigures } },
    });
    expect(alert()).toContain('Cette partie n’a pas pu s’afficher');
  });
});
