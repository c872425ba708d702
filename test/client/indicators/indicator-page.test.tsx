// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/charts/interactive-month-figure.tsx';
import '../../../client/charts/interactive-plot-figure.tsx';
import '../../../client/indicators/breakdown-section.tsx';
import '../../../client/indicators/indicator-charts.tsx';
import '../../../client/indicators/indicator-page.tsx';
import '../../../client/indicators/why-panel.tsx';
import { nothing, type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import { reader } from '../harness/people.ts';
import {
  besideField,
  buttons,
  choose,
  dialog,
  fill,
  isDialogOpen,
  page,
  press,
  rowsOf,
  target,
  tick,
  title,
  titles,
  words,
} from '../harness/reading.ts';
import { breakdown, indicator, why } from './indicator-answers.ts';

type Indicator = Outputs['indicators']['byCode'];
const note: Indicator['notes'][number] = {
  id: 4,
  month: '2025-03',
  text: 'Poste pourvu',
  authorName: 'Claire Morel',
  createdAt: '2025-04-02T09:00:00.000Z',
} as Indicator['notes'][number];
const message = {
  id: 1,
  authorName: 'Jeanne Petit',
  text: 'Pourquoi cette hausse ?',
  createdAt: '2025-11-02T09:00:00.000Z',
  year: 2025,
} as unknown as Outputs['indicators']['thread'][number];

const told = {
  ...{ organisationId: 3, organisation: 'ADEFO', indicatorId: 23, code: 'IND-23', month: '2025-02' },
  ...{ by: 'register' as const, register: 'cca-request' as const, typed: 28, counted: 31 },
};
const open = (
  at = '/indicateurs/IND-23',
  more: Partial<Indicator> = {},
  { explained = {}, ...opening }: Parameters<typeof openPage>[1] & { explained?: object } = {},
) =>
  openPage(at, {
    ...opening,
    answers: {
      indicators: {
        byCode: { ...indicator, notes: [note], ...more },
        breakdown,
        why: { ...why, ...explained } as Outputs['indicators']['why'],
        thread: [message],
      },
      editions: { revised: null },
      agreements: { twoSources: [told, { ...told, month: '2025-03', typed: 5, counted: 5 }] },
    },
  });

describe('the page of an indicator', () => {
  it('says what it counts, until when, and gives its files', async () => {
    await open();
    expect(title()).toContain(indicator.figure.label);
    expect(title()).toContain('IND-23');
    expect(words()).toContain(indicator.figure.definition);
    expect(target(/^CSV/)).toContain('/documents/indicateurs/IND-23.csv');
    expect(target('Télécharger la fiche')).toContain('IND-23');
  });

  it('draws its months, each drawing with its sentence and its table', async () => {
    await open();
    expect(page().querySelectorAll('svg').length).toBeGreaterThan(0);
    expect(page().querySelectorAll('figure').length).toBeGreaterThan(0);
    const figures = [...page().querySelectorAll('figure')];
    expect(figures.filter((one) => one.querySelector('table, figcaption, p') === null)).toEqual([]);
  });

  it('shows its chart or the same months as a table, as one chooses', async () => {
    const months = indicator.figure.months.map((month, rank) => ({
      ...month,
      soFar: month.quantity === null ? null : 10 * (rank + 1),
    }));
    await open('/indicateurs/IND-23', { figure: { ...indicator.figure, months } });
    const parts = () => [...(page().querySelector('.chart-figure-wide')?.children ?? [])].map((one) => one.className);
    expect(parts().slice(1)).toEqual(['', 'chart-figure-print-only']);
    await tick('Tableau');
    expect(parts().slice(1)).toEqual(['chart-figure-print-only', '']);
    expect(rowsOf(/: Cumul depuis janvier/u)[0]?.[0]).toBe('janvier 2025');
  });

  it('says on what it rests: a draft left out, a value changed after validation, an agreement changed', async () => {
    const said = { state: 'value' as const, value: 14, numerator: null, denominator: null };
    await open(
      '/indicateurs/IND-23',
      {},
      {
        explained: {
          cells: why.cells?.map((cell, rank) =>
            rank === 0 ? { ...cell, stage: 'draft' } : { ...cell, stage: 'submitted', validated: said },
          ),
          agreements: [
            {
              organisation: 'ADEFO',
              fromMonth: '2025-02',
              register: 'Demandes examinées',
              reason: 'registre tenu depuis',
              createdAt: '2025-02-20T09:00:00.000Z',
            },
          ],
        },
      },
    );
    expect(words()).toContain('1 valeur envoyée, en attente de validation ; 1 brouillon, hors du total');
    expect(words()).toContain('ADEFO, février 2025 : 15 au lieu de 14, en attente de validation.');
    expect(words()).toContain('compté dans le registre « Demandes examinées » à partir de février 2025');
  });

  it('goes to another year or another month by its address', async () => {
    const { server, address } = await open();
    await press('Période précédente : Année 2024');
    expect(address()).toBe('/indicateurs/IND-23?annee=2024');
    expect(server.sent('indicators.byCode').at(-1)).toMatchObject({ code: 'IND-23', year: 2024 });
    await choose('Période', 'Janvier à mars 2025');
    expect(address()).toBe('/indicateurs/IND-23?annee=2025&mois=3');
  });

  it('says when it shows one organisation only, with a way back to the territory', async () => {
    await open('/indicateurs/IND-23?organisation=ADEFO');
    expect(words()).toContain('Chiffres d’une seule structure : ADEFO');
    expect(target('Voir tout le territoire')).toBe('/indicateurs/IND-23?annee=2025');
    expect(words()).not.toContain('Télécharger la fiche');
  });

  it('does not draw what nobody gave', async () => {
    const months = indicator.figure.months.map((month) => ({ ...month, quantity: null }));
    await open('/indicateurs/IND-23', { figure: { ...indicator.figure, months, origin: 'none' }, history: [] });
    expect(words()).toContain('Aucun mois à dessiner');
    expect(words()).toContain('Personne n’a transmis de valeur pour cet indicateur en 2025');
  });

  it('says what failed', async () => {
    await openPage('/indicateurs/IND-99', { answers: { indicators: { byCode: refused('NOT_FOUND') } } });
    expect(title()).toBe('Cette partie n’a pas pu s’afficher');
  });
});

describe('different people over a year', () => {
  const unique = { figure: { ...indicator.figure, timeRule: 'unique' as const, value: null } };
  const typed = { code: 'IND-23', year: 2025, value: 31, method: 'liste nominative' };

  it.each([
    ['the territory', '/indicateurs/IND-23', 'pour tout le territoire.', typed],
    [
      'the one organisation that is shown',
      '/indicateurs/IND-23?organisation=ADEFO',
      'pour la seule structure ADEFO.',
      { ...typed, organisation: 'ADEFO' },
    ],
  ])('are typed by the coordinator for %s', async (_, address, said, sent) => {
    const { server } = await open(address, unique);
    server.answer({ indicators: { typeYearTotal: nothing } });
    expect(words()).toContain(said);
    await fill('Total de l’année', '31');
    await fill('Comment elles ont été comptées', 'liste nominative');
    await press('Enregistrer le total');
    expect(server.sent('indicators.typeYearTotal')).toEqual([sent]);
  });

  it('wait for their validation, and say what readers read meanwhile', async () => {
    const { server } = await open('/indicateurs/IND-23', {
      ...unique,
      waitingYearTotal: { id: 12, value: 31, read: 29 },
    });
    server.answer({ indicators: { validateYearTotal: nothing } });
    expect(words()).toContain('31 demandes, en attente de validation');
    expect(words()).toContain('Les lecteurs lisent 29 demandes en attendant.');
    await press('Valider ce total');
    expect(server.sent('indicators.validateYearTotal')).toEqual([{ code: 'IND-23', year: 2025, id: 12 }]);
  });

  it('are typed by nobody else', async () => {
    await open('/indicateurs/IND-23', unique, { as: reader });
    expect(buttons()).not.toContain('Enregistrer le total');
  });
});

describe('what explains the months', () => {
  const NOTES = 'Notes et ruptures de série';

  it('is written by the coordinator for a month, and read by all', async () => {
    const { server } = await open();
    expect(rowsOf(NOTES)[0]?.slice(0, 3)).toEqual(['mars 2025', 'Poste pourvu', 'Note de Claire Morel, le 02/04/2025']);
    await press('Ajouter une note');
    await fill('Texte', 'Loi du 27 juillet');
    server.answer({ indicators: { annotate: nothing } });
    await press('Ajouter la note', dialog());
    expect(server.sent('indicators.annotate')).toMatchObject([{ code: 'IND-23', text: 'Loi du 27 juillet' }]);
    expect(isDialogOpen()).toBe(false);
  });

  it('is taken away for a reason', async () => {
    const { server } = await open();
    await press('Retirer la note de mars 2025');
    await fill('Raison', 'Erreur de mois');
    server.answer({ indicators: { removeNote: refused('NOT_FOUND') } });
    await press('Retirer la note', dialog());
    expect(server.sent('indicators.removeNote')).toEqual([{ id: 4, reason: 'Erreur de mois' }]);
    expect(besideField('Raison')).toHaveLength(1);
    expect(isDialogOpen()).toBe(true);
  });

  it('is only read by others', async () => {
    await open('/indicateurs/IND-23', {}, { as: reader });
    expect(buttons()).not.toContain('Ajouter une note');
    expect(rowsOf(NOTES)[0]).toHaveLength(3);
  });
});

describe('questions and answers', () => {
  it('stay with the figure, and are written by anybody who reads it', async () => {
    const { server } = await open('/indicateurs/IND-23', {}, { as: reader });
    expect(words()).toContain('Pourquoi cette hausse ?');
    await fill('Votre question ou votre réponse', 'Un nouveau logiciel.');
    server.answer({ indicators: { say: nothing } });
    await press('Envoyer');
    expect(server.sent('indicators.say')).toEqual([{ code: 'IND-23', year: 2025, text: 'Un nouveau logiciel.' }]);
  });
});

describe('why this figure', () => {
  it('is answered over any page: what it is made of, and by whom', async () => {
    const { server, address } = await open('/indicateurs/IND-23?pourquoi=IND-23:2025');
    expect(server.sent('indicators.why')).toEqual([{ code: 'IND-23', year: 2025 }]);
    expect(words(dialog())).toContain('Pourquoi ce chiffre ?');
    expect(words(dialog())).toContain(why.figure.label);
    expect(titles(3, dialog()).length).toBeGreaterThan(1);
    const sentence =
      'ADEFO, février 2025. Le registre « Demandes examinées en commission d’accompagnement » compte 31, qui fait foi par accord ; saisi : 28';
    expect(words(dialog())).toContain(sentence);
    expect(words(dialog())).not.toContain('mars 2025. Le registre');
    await press('Fermer', dialog());
    expect(address()).toBe('/indicateurs/IND-23');
  });

  it('can be asked of one month of one organisation', async () => {
    const { server } = await open('/indicateurs/IND-23?pourquoi=IND-23:2025-05:ADEFO');
    expect(server.sent('indicators.why')).toContainEqual({
      code: 'IND-23',
      year: 2025,
      month: '2025-05',
      organisation: 'ADEFO',
    });
  });
});
