// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/overview/meeting-page.tsx';
import '../../../client/overview/overview-page.tsx';
import '../../../client/overview/state/state-home.tsx';
import { keepChoice } from '../../../client/lib/publications/publication-choice.ts';
import { stockRows } from '../../../client/overview/state/prepare-stock.ts';
import { lateWords } from '../../../client/overview/state/state-reports.tsx';
import { changeWords, stockOf, stockTitle } from '../../../shared/domain/ledger/stock-words.ts';
import type { Answers, Outputs } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import { contributor, coordinator, published, reader } from '../harness/people.ts';
import { page, press, rowsOf, target, textsOf, title, titles, words } from '../harness/reading.ts';
import { ledger } from '../homelessness/homelessness-answers.ts';
import { secondPage } from '../publications/publication-answers.ts';
import { overview } from './overview-answers.ts';

type Overview = Outputs['overview']['forYear'];

/** What a publication says of the year: it names nobody who could be asked, and knows no work in hand. */
const said: Overview = {
  ...overview,
  changes: [],
  organisations: [],
  figures: overview.figures.map((figure) => ({ ...figure, visibility: 'validated' })),
};
const editions = ({ year }: { year: number }): Outputs['editions']['forYear'] => ({
  editions: [],
  deadline: { date: `${year + 1}-09-30`, daysLeft: year === 2024 ? -43 : 322, met: year === 2023 },
});
const answers: Answers = {
  overview: { forYear: said },
  homelessness: { ledger },
  publications: { list: published, read: secondPage },
  editions: { forYear: editions },
};
const plain = (text: string | null) => (text ?? '').replace(/[\u00a0\u202f]/gu, ' ');

describe('the State’s home', () => {
  it('answers in its title, and says of which publication it speaks', async () => {
    const { server } = await openPage('/?mois=3&organisation=ADEFO', { as: reader, answers });
    expect(title()).toBe('1 ligne de la convention n’est pas tenue, aucune ne l’est');
    expect(words()).toContain('Publication 2 du 7 novembre 2025 · chiffres validés jusqu’à septembre 2025');
    expect(target('Publication 2 du 7 novembre 2025')).toBe('/publications?mois=3');
    expect(server.sent('overview.forYear')).toEqual([{}]);
  });

  it('counts where the lines stand, and shows those that are not held with what was expected', async () => {
    await openPage('/', { as: reader, answers });
    expect(textsOf(page().querySelectorAll('.standing-count'))).toEqual([
      '1 non tenue',
      '1 à surveiller',
      '1 aucune cible',
    ]);
    const [line] = textsOf(page().querySelectorAll('.standing-line'));
    expect(line).toMatch(/^6Renforcement des diagnostics/);
    expect(line).toContain('16 diagnosticscible : 40 diagnostics ; attendu : 33,3 diagnostics');
    expect(line).toMatch(/En retard$/);
    expect(page().querySelector('.standing-line [role=img]')?.getAttribute('aria-label')).toContain('attendu à date');
    expect(words()).toContain('À surveiller : ligne 2. Aucune cible : ligne 20.');
  });

  it('says what the publication changed, what is expected, and the reports', async () => {
    await openPage('/', { as: reader, answers });
    expect(titles(2)).toContain('Depuis la publication 1');
    expect(words()).toContain('Logements privés captés : 33 logements (+3)');
    expect(words()).toContain('Diagnostics réalisés : 17 diagnostics ; corrigé : mai 2025');
    expect(words()).toContain('Rapport 2024 : 43 jours de retard');
    expect(rowsOf('Rapports d’exécution de la convention').map((row) => row.slice(0, 2))).toEqual([
      ['Exécution 2025', 'Attendu pour le 30 septembre 2026'],
      ['Exécution 2024', 'Attendu depuis le 30 septembre 2025'],
      ['Exécution 2023', 'Remis'],
    ]);
  });

  it('is narrowed by nothing that a publication does not answer, and blames nobody', async () => {
    await openPage('/', { as: reader, answers });
    await press('Voir les 3 lignes');
    expect(titles(2)).toContain('Les lignes de l’annexe');
    expect(page().querySelectorAll('select')).toHaveLength(1);
    for (const word of ['non reçu', 'À regarder', 'en retard sur', 'Structure']) expect(words()).not.toContain(word);
  });

  it('is what the coordinator sees of it, under a band that says so and leads back', async () => {
    keepChoice('latest');
    await openPage('/', { as: coordinator, answers });
    expect(title()).toBe('1 ligne de la convention n’est pas tenue, aucune ne l’est');
    const band = document.querySelector('.reading-band');
    expect(plain(band?.textContent ?? '')).toBe(
      'Vous voyez ce que voit l’État : publication 2 du 7 novembre 2025, chiffres validés jusqu’à septembre 2025Revenir à vos chiffres',
    );
    expect(page().querySelector('.reading-line')).toBeNull();
  });

  it('says of an older publication that there is a later one', async () => {
    keepChoice(1);
    await openPage('/', { as: reader, answers });
    expect(words()).toContain('Publication 1 du 2 août 2025');
    expect(words()).toContain('Ce n’est pas la dernière');
    expect(words()).toContain('Lire la publication 2');
  });
});

describe('an organisation', () => {
  it('reads the territory in the publication, without month nor the names of others', async () => {
    await openPage('/', { as: contributor, answers });
    expect(title()).toMatch(/^Sur \d+\scibles?/u);
    expect(words()).toContain('Tout le territoire : Publication 2 du 7 novembre 2025');
    expect(target('Vos chiffres')).toBe('/ce-que-deviennent-nos-chiffres');
    expect(textsOf(page().querySelectorAll('.filter-bar .field-label'))).not.toContain('Jusqu’à');
    expect(words()).toContain('valeurs publiées');
  });
});

describe('people without a home, for the State', () => {
  const months = ledger.months.map((month) => ({ ...month }));

  it('are those of the last month that is said, held against January', () => {
    const of = (...actives: (number | 'hidden' | null)[]) =>
      stockOf({
        months: actives.map((active, rank) => ({ ...months[0], month: `2025-0${rank + 1}`, active })) as typeof months,
      });
    expect(of(100, 'hidden', 120)).toEqual({ month: '2025-03', active: 120, sinceJanuary: 20 });
    expect(of(100, 110, 'hidden')).toEqual({ month: '2025-02', active: 110, sinceJanuary: 10 });
    expect(of('hidden', 90)).toEqual({ month: '2025-02', active: 90, sinceJanuary: null });
    expect(of(null, 'hidden')).toBeNull();
    expect(of(80)?.sinceJanuary).toBeNull();
  });

  it('have a title that says the change, in both directions', () => {
    const of = (sinceJanuary: number | null) =>
      plain(changeWords({ month: '2025-09', active: 100, sinceJanuary }, 'households'));
    expect([of(120), of(-1), of(0), of(null)]).toEqual([
      '120 ménages de plus que fin janvier',
      '1 ménage de moins que fin janvier',
      'autant de ménages que fin janvier',
      '',
    ]);
    expect(stockTitle({ months: [], unit: 'households' })).toBeNull();
  });

  it('have a word in each month: masked, not published, or the number', () => {
    const [first] = months;
    if (!first) throw new Error('no month');
    const one = { ...first, month: '2025-01', active: 1234, inflow: 'hidden' as const, outflow: null, flows: null };
    expect(stockRows({ months: [one] }).rows.map(({ cells }) => plain(cells[0]?.text ?? ''))).toEqual([
      '1 234',
      'masqué',
      'non publié',
      'non publié',
    ]);
  });

  it('have reports that are late only once their day is over and nothing was sent', () => {
    const of = (daysLeft: number, met = false) =>
      plain(lateWords({ year: 2024, deadline: { date: '2025-09-30', daysLeft, met } }));
    expect([of(-1), of(-38), of(0), of(-38, true)]).toEqual([
      'Rapport 2024 : 1 jour de retard',
      'Rapport 2024 : 38 jours de retard',
      '',
      '',
    ]);
  });
});
