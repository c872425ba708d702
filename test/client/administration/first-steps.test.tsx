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
  it('are six, each judged by the data, each with its way', async () => {
    await open();
    expect(title()).toBe('Commencer pour de vrai');
    expect(titles()).toHaveLength(6);
    expect(words()).toContain('44 indicateurs, 8 structures qui en transmettent.');
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
    expect(words()).toContain('Elle n’est plus là. Tout ce qui s’affiche est à vous.');
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
});
