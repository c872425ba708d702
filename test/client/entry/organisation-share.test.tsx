// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/organisation-share/organisation-share-page.tsx';
import { type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import { contributor } from '../harness/people.ts';
import { alert, choose, field, fill, page, press, rowsOf, target, title, titles, words } from '../harness/reading.ts';

type Share = Outputs['organisationShare']['forYear'];
type Row = Share['rows'][number];

const row = (id: number, label: string, more: Partial<Row> = {}): Row => ({
  id,
  code: `IND-${id}`,
  label,
  unit: 'persons',
  timeRule: 'flow',
  value: 283,
  counted: 205,
  through: '2025-10',
  share: { kind: 'share', total: 820, ratio: 0.25 },
  trend: [
    { month: '2025-09', quantity: { value: 14 }, reported: 1, unavailable: 0, expected: 1 },
    { month: '2025-10', quantity: { value: 20 }, reported: 1, unavailable: 0, expected: 1 },
  ] as Row['trend'],
  lines: [{ key: 'A13', annexNumber: 13, title: 'Ateliers premier logement' }],
  ...more,
});
const share = (rows: Row[]): Share => ({ organisation: { id: 7, name: 'ADEFO' }, year: 2025, current: 2025, rows });
const ownLines: Outputs['reportTexts']['ownLines'] = {
  ...{ year: 2024, organisationId: 7 },
  lines: [
    {
      ...{ key: 'A13', annexNumber: 13, title: 'Ateliers premier logement' },
      ...{ difficulties: '', nextSteps: '', revision: 0, updatedByName: null, updatedAt: null },
    },
  ],
};
const open = (rows: Row[]) =>
  openPage('/ce-que-deviennent-nos-chiffres', {
    as: contributor,
    answers: { organisationShare: { forYear: share(rows) }, reportTexts: { ownLines } },
  });
const FIGURES = 'Vos chiffres en 2025';

describe('what becomes of our figures', () => {
  it('says of each figure what was given, what counts already, its part and where it is read', async () => {
    await open([row(1, 'Ateliers')]);
    expect(title()).toBe('Vos chiffres de 2025 comptent dans 1 ligne du rapport');
    const [line] = rowsOf(FIGURES);
    expect(line?.slice(0, 3)).toEqual([
      'Ateliers',
      '283 personnes, dont validé : 205 personnes',
      'Tout le territoire, validé : 820 personnes. Votre part : 25 %.',
    ]);
    expect(page().querySelector('tbody svg')).not.toBeNull();
    expect(target('13. Ateliers premier logement')).toBe('/rapport?annee=2025');
    expect(target('Ateliers')).toBe('/indicateurs/IND-1?annee=2025');
  });

  it.each([
    ['total-hidden', 'secret statistique'],
    ['one-other', 'une seule autre structure contribue'],
    ['nothing-counted', 'Rien de vous n’est encore validé'],
  ] as const)('never tells the figures of others, and says why (%s)', async (reason, sentence) => {
    await open([row(1, 'Ateliers', { share: { kind: 'none', reason } })]);
    expect(rowsOf(FIGURES)[0]?.[2]).toContain(sentence);
  });

  it('does not take what was not given for a zero', async () => {
    await open([row(1, 'Ateliers', { value: null, counted: null, trend: [], lines: [] })]);
    expect(rowsOf(FIGURES)[0]?.slice(1)).toEqual([
      'non reçu',
      'Tout le territoire, validé : 820 personnes. Votre part : 25 %.',
      'aucun mois reçu',
      'Suivi de l’observatoire, hors annexe',
    ]);
  });

  it('goes to another year by its address', async () => {
    const { server, address } = await open([row(1, 'Ateliers')]);
    await choose('Période', 'Année 2024');
    expect(address()).toBe('/ce-que-deviennent-nos-chiffres?annee=2024');
    expect(server.sent('organisationShare.forYear').at(-1)?.year).toBe(2024);
  });

  it('asks for the words of a line that the structure holds, and shows what a colleague wrote meanwhile', async () => {
    const { server } = await open([row(1, 'Ateliers')]);
    expect(titles()).toEqual(['Le rapport 2024 attend vos textes : 1 sur 1']);
    await fill('Difficultés rencontrées en 2024', 'Peu de familles.');
    const [line] = ownLines.lines;
    const theirs = { ...line!, difficulties: 'Salle fermée.', revision: 1, updatedByName: 'Nadia' };
    server.answer({
      reportTexts: { answerLine: refused('CONFLICT'), ownLines: { ...ownLines, lines: [theirs] } },
    });
    await press('Enregistrer');
    const sent = { year: 2024, organisationId: 7, actionKey: 'A13', difficulties: 'Peu de familles.', nextSteps: '' };
    expect(server.sent('reportTexts.answerLine')).toEqual([{ ...sent, base: 0 }]);
    expect(alert()).toContain('Nadia a écrit : « Salle fermée. »');
    expect(field<HTMLTextAreaElement>('Difficultés rencontrées en 2024').value).toBe('Peu de familles.');
    server.answer({ reportTexts: { answerLine: { revision: 2 } } });
    await press('Enregistrer');
    expect(server.sent('reportTexts.answerLine').at(-1)).toEqual({ ...sent, base: 1 });
  });

  it('says when nothing was asked that year, and when no organisation is chosen', async () => {
    await open([]);
    expect(titles()).toContain('Rien ne vous était demandé cette année-là');
  });

  it('asks the coordinator for an organisation', async () => {
    await openPage('/ce-que-deviennent-nos-chiffres', {
      answers: { organisationShare: { forYear: refused('NOT_FOUND') } },
    });
    expect(title()).toBe('Choisissez une organisation');
    expect(words()).toContain('la collecte');
  });
});
