// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/first-steps/first-steps-page.tsx';
import { nothing, type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import {
  alert,
  besideField,
  buttons,
  dialog,
  fill,
  press,
  target,
  tick,
  title,
  titles,
  words,
} from '../harness/reading.ts';

type State = Outputs['firstSteps']['state'];

const state: State = {
  demonstration: { people: 4, cells: 1379, rows: 2613, editions: 1, mails: 0, obstacle: null, isFictitious: true },
  convention: { name: 'Convention 2023-2025', territory: 'Métropole d’essai', startYear: 2023, endYear: 2025 },
  communes: 23,
  lines: 17,
  organisations: 9,
  firstMonth: '2023-01',
  entered: 0,
  indicators: 44,
  targets: 29,
  assigned: 8,
  partners: 0,
  invited: 1,
  months: 307,
};
const open = (more: Partial<State> = {}) =>
  openPage('/commencer', { answers: { firstSteps: { state: { ...state, ...more } } } });

describe('the first steps', () => {
  it('are eight, each judged by the data, each with its way', async () => {
    await open();
    expect(title()).toBe('Commencer pour de vrai');
    expect(titles().filter((one) => /^\d\./u.test(one))).toHaveLength(8);
    expect(words()).toContain('17 lignes de l’annexe, 44 indicateurs.');
    expect(words()).toContain('9 structures, dont 8 transmettent des indicateurs.');
    expect(words()).toContain('29 cibles en vigueur.');
    expect(words()).toContain('1 invitation attend une réponse.');
    expect(target('Inviter une personne')).toBe('/personnes');
    expect(target('Voir les cibles')).toBe('/catalogue?onglet=cibles');
  });

  it('do not take a fictitious month for a first one', async () => {
    await open();
    expect(words()).not.toContain('mois commencés ou envoyés');
    expect(words()).toContain('Le mois écoulé est déjà ouvert');
  });

  it('say exactly what goes with the demonstration, and ask who comes', async () => {
    await open();
    expect(words()).toContain('1 379 valeurs fictives, et ce qui en a été dit');
    expect(words()).toContain('1 édition fictive du rapport');
    expect(words()).not.toContain('courriels fictifs');
    await press('Retirer la démonstration');
    expect(besideField('Prénom et nom')).toContain('Indiquez le prénom et le nom.');
  });

  it('take the demonstration away once confirmed, the catalogue with it only when that is asked', async () => {
    const { server } = await open();
    await fill('Prénom et nom', 'Claire Morel');
    await fill('Adresse électronique', 'claire@metropole.fr');
    await tick('Nous sommes un autre territoire : la retirer aussi, et apporter la nôtre');
    await press('Retirer la démonstration');
    expect(words(dialog())).toContain('La convention, ses indicateurs et ses partenaires aussi.');
    expect(server.sent('firstSteps.clearDemonstration')).toEqual([]);
    server.answer({ firstSteps: { clearDemonstration: refused('BUSY') } });
    await press('Tout retirer', dialog());
    expect(server.sent('firstSteps.clearDemonstration')).toMatchObject([
      { coordinator: { name: 'Claire Morel', email: 'claire@metropole.fr' }, keepCatalogue: false },
    ]);
    expect(alert()).toContain('L’observatoire est occupé');
  });

  it('are not taken from a computer that anybody may use', async () => {
    await open({
      demonstration: { ...(state.demonstration as NonNullable<State['demonstration']>), obstacle: 'not-here' },
    });
    expect(words()).toContain('Pas depuis ce compte');
    expect(buttons()).not.toContain('Retirer la démonstration');
  });

  it('name the territory and its convention where there is none', async () => {
    const { server } = await open({ demonstration: null, convention: null, indicators: 0, targets: 0, months: 0 });
    expect(words()).toContain('Aucun chiffre fictif ici : tout ce qui s’affiche est à vous.');
    await fill('Territoire', 'Métropole d’essai');
    await fill('Nom de la convention', 'Convention');
    await fill('Première année', '2026');
    await fill('Dernière année', '2025');
    await press('Nommer le territoire');
    expect(besideField('Dernière année')).toEqual(['Indiquez une année, au plus tôt la première.']);
    await fill('Dernière année', '2028');
    server.answer({ firstSteps: { nameTerritory: nothing } });
    await press('Nommer le territoire');
    expect(server.sent('firstSteps.nameTerritory')).toEqual([
      { territory: 'Métropole d’essai', name: 'Convention', startYear: 2026, endYear: 2028 },
    ]);
  });

  it('take the territory back while nothing was entered, and no longer', async () => {
    const { server } = await open({ demonstration: null });
    await press('Un autre territoire');
    server.answer({ firstSteps: { leaveTerritory: refused('CONFLICT', { reason: 'people-of-partners' }) } });
    await press('Retirer le territoire', dialog());
    expect(alert()).toContain('Des personnes appartiennent déjà à des structures partenaires.');
  });

  it('keep a territory of which something was entered', async () => {
    await open({ demonstration: null, entered: 3 });
    expect(buttons()).not.toContain('Un autre territoire');
    expect(words()).toContain('3 saisies déjà');
  });

  it('ask for nothing before a first month, so that nobody is late on arrival', async () => {
    const asked = (fromMonth: string, toMonth: string | null) => ({
      ...{ indicator: 'B-LOG', fromMonth, toMonth, agreements: [] },
    });
    const partner = { name: 'Agence', kind: 'association', role: null, untilMonth: null };
    const organisations = [
      { ...partner, takenOverBy: [], registers: [], code: 'AGENCE', assignments: [asked('2023-01', null)] },
      { ...partner, takenOverBy: [], registers: [], code: 'PARTIE', assignments: [asked('2023-01', '2024-12')] },
    ];
    const value = { organisation: 'AGENCE', indicator: 'B-LOG', fromMonth: '2025-11', toMonth: null };
    const { server } = await open({ demonstration: null, months: 0 });
    expect(words()).toContain('seraient en retard dès l’arrivée');
    const outcome = { changes: [], same: 0, unmentioned: [], effects: [], print: 'empreinte' };
    server.answer({
      conventionActs: {
        asOf: {
          ...{ format: 'observatoire-catalogue/1', settings: {}, groups: [], communes: [], objectives: [] },
          ...{ axes: [], conventions: [], indicators: [], organisations },
        },
        ...{ preview: outcome, sign: outcome },
      },
    });
    await press('Ne rien demander avant novembre 2025');
    expect(server.sent('conventionActs.sign')).toMatchObject([
      { edit: { entries: [{ kind: 'assignment', value }] }, print: 'empreinte' },
    ]);
    expect(words()).toContain('1 demande commence maintenant en novembre 2025.');
  });
});
