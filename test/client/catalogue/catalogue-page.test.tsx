// @vitest-environment happy-dom
import { fireEvent } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import '../../../client/catalogue/catalogue-page.tsx';
import { nothing, type Outputs, refused } from '../harness/answering-server.ts';
import { openPage, settle } from '../harness/open-page.tsx';
import { reader } from '../harness/people.ts';
import {
  besideField,
  button,
  buttons,
  choose,
  dialog,
  factsOf,
  field,
  fill,
  headersOf,
  isDialogOpen,
  openTab,
  page,
  press,
  rowsOf,
  tableOf,
  textsOf,
  title,
  titles,
  words,
} from '../harness/reading.ts';
import { catalogue, definitions, settings, targets } from './catalogue-answers.ts';

type Catalogue = Outputs['catalogue']['read'];
const open = (tab = 'annexe', read: Catalogue = catalogue, opening: Parameters<typeof openPage>[1] = {}) =>
  openPage(`/catalogue?onglet=${tab}`, {
    ...opening,
    answers: { catalogue: { read, targetsInForce: targets, settings, definitions }, ...opening?.answers },
  });
const ANNEX = /^Lignes de l’annexe 1/;
const [convention] = catalogue.conventions;

async function writeAct() {
  const labels = textsOf(dialog().querySelectorAll('label')).map((label) => label.replace(' (obligatoire)', ''));
  await fill(labels.find((label) => label.startsWith('Acte')) ?? 'Acte', 'Avenant n° 2');
  await fill(labels.find((label) => label.startsWith('Date')) ?? 'Date', '2025-10-01');
  await fill(labels.find((label) => label.startsWith('Raison')) ?? 'Raison', 'Décision du comité');
}

describe('the annex', () => {
  it('is shown in its order and its words, with what each line asks', async () => {
    await open();
    expect(title()).toBe('Convention et catalogue');
    const [line] = rowsOf(ANNEX);
    expect(line?.slice(0, 2)).toEqual(['1', 'Poste de coordinateur-animateur']);
    expect(line?.[6]).toContain('24 000 €');
    expect(textsOf(tableOf(ANNEX).querySelectorAll('tfoot td'))).toContain('Total des 2 lignes');
  });

  it('is amended by a signed act, and read only by others', async () => {
    const { server } = await open();
    await press('Modifier par avenant le montant demandé : Poste de coordinateur-animateur');
    const [amount] = textsOf(dialog().querySelectorAll('label'));
    await fill((amount ?? '').replace(' (obligatoire)', ''), '30 000');
    await writeAct();
    server.answer({ catalogue: { amendAmount: nothing } });
    await press(buttons(dialog()).at(-1) ?? '', dialog());
    expect(server.sent('catalogue.amendAmount')).toMatchObject([
      { convention: 'LDA-2023-2025', field: 'requested', action: 'A01a', actDate: '2025-10-01' },
    ]);
    expect(JSON.stringify(server.sent('catalogue.amendAmount'))).toContain('3000000');
  });

  it('has no act for readers', async () => {
    await open('annexe', catalogue, { as: reader });
    expect(buttons().filter((name) => name.startsWith('Modifier'))).toEqual([]);
  });

  it('asks for the lines of a renewed convention to be confirmed', async () => {
    const actions = (convention?.actions ?? []).map((one) => ({ ...one, toConfirm: true }));
    const { server } = await open('annexe', {
      ...catalogue,
      conventions: convention ? [{ ...convention, actions }] : [],
    });
    await press('Confirmer des lignes');
    await writeAct();
    server.answer({ catalogue: { confirmLines: nothing } });
    await press('Confirmer 2 lignes', dialog());
    expect(server.sent('catalogue.confirmLines')).toMatchObject([
      { convention: 'LDA-2023-2025', keys: ['A01a', 'A01b'] },
    ]);
  });
});

describe('the conventions', () => {
  it('say what the State may pay, what it granted, and the sentence that says so', async () => {
    await open('convention');
    expect(factsOf()).toMatchObject({ Durée: expect.stringMatching(/^20\d\d à 20\d\d$/) });
    expect(words()).toContain('406 614 €');
    expect(words()).toContain('494 000 €');
  });

  it('are renewed by a copy that takes no target over', async () => {
    const { server } = await open('convention');
    const renewals = page().querySelectorAll('.card')[0] ?? page();
    await press('Renouveler la convention', renewals);
    expect(words(dialog())).toContain('2 lignes de l’annexe');
    expect(words(dialog())).toContain('aucune n’est reprise tant qu’un acte ne la fixe pas');
    await fill('Raison', 'Renouvellement préparé');
    server.answer({ catalogue: { renewConvention: refused('CONFLICT') } });
    await press('Créer la convention', dialog());
    expect(server.sent('catalogue.renewConvention')).toMatchObject([
      { convention: 'LDA-2023-2025', startYear: 2026, endYear: 2028, reason: 'Renouvellement préparé' },
    ]);
    expect(words(dialog())).toContain('Cette convention est déjà renouvelée.');
  });
});

describe('the targets', () => {
  const preview = {
    value: '23 logements',
    through: '2025-10',
    before: { target: '40 logements', progress: '58 %', pace: 'à surveiller' },
    after: { target: '30 logements', progress: '77 %', pace: 'dans le rythme' },
  } as Outputs['catalogue']['previewAmendment'];

  it('come with the sentence that sets each, and with the reading made of it', async () => {
    await open('cibles');
    const rows = rowsOf('Cibles par indicateur et par année');
    expect(rows[0]?.slice(0, 3)).toEqual(['Logements privés captés', '2021', '40 logements']);
    expect(rows[0]?.[3]).toBe('écrite');
    expect(rows[0]?.[4]).toContain('40 logements captés en 2021');
  });

  it('are amended after one has seen what it changes', async () => {
    const { server } = await open('cibles');
    server.answer({ catalogue: { previewAmendment: preview } });
    await press('Modifier la cible 2021');
    await fill('Nouvelle cible', 'beaucoup');
    expect(besideField('Nouvelle cible')).toContain('Écrivez un nombre positif, par exemple 40.');
    await fill('Nouvelle cible', '30');
    expect(rowsOf('Avancement avant et après l’avenant')).toEqual([
      ['Aujourd’hui, cible 40 logements', '58 %', 'à surveiller'],
      ['Après l’avenant, cible 30 logements', '77 %', 'dans le rythme'],
    ]);
    await writeAct();
    server.answer({ catalogue: { amendTarget: nothing } });
    await press('Enregistrer l’avenant', dialog());
    expect(server.sent('catalogue.amendTarget')).toMatchObject([
      { code: 'IND-02', year: 2021, value: 30, start: null },
    ]);
    expect(isDialogOpen()).toBe(false);
  });
});

describe('the definitions', () => {
  const EFFECT = 'Ce que la nouvelle règle fait de chaque année';
  const years: Outputs['catalogue']['timeRuleEffect'] = [
    { year: 2023, through: '2023-12', before: '31 logements', after: '30 logements', lost: false },
    { year: 2024, through: '2024-12', before: '36 logements', after: 'non reçu', lost: true },
    { year: 2025, through: '2025-10', before: '23 logements', after: 'non reçu', lost: true },
  ];

  it('are those in force, and a new one says from when it breaks the series', async () => {
    const { server } = await open('indicateurs');
    expect(rowsOf('Indicateurs, définitions et règles de temps')).toHaveLength(2);
    await press('Définition IND-01');
    await fill('Définition', 'Une autre lecture.');
    await fill('Raison', 'Demande de la DDETS');
    server.answer({ catalogue: { define: nothing } });
    await press(/^Changer la définition en /, dialog());
    expect(server.sent('catalogue.define')).toMatchObject([
      { code: 'IND-01', definition: 'Une autre lecture.', validFrom: '2025-11', reason: 'Demande de la DDETS' },
    ]);
  });

  it('let the rule of time be tried, and change for a reason where there are no data', async () => {
    const { server } = await open('indicateurs');
    expect(buttons()).not.toContain('Règle IND-01');
    await press('Règle IND-02');
    expect(button('Changer la règle', dialog()).disabled).toBe(true);
    expect(server.sent('catalogue.timeRuleEffect')).toEqual([]);
    server.answer({ catalogue: { timeRuleEffect: [], changeTimeRule: nothing } });
    await choose('Règle', 'Stock');
    expect(textsOf(dialog().querySelectorAll('label')).join()).not.toContain('Acte signé');
    await fill('Raison', 'C’est un stock');
    await press('Changer la règle', dialog());
    expect(server.sent('catalogue.changeTimeRule')).toEqual([
      { code: 'IND-02', timeRule: 'stock', reason: 'C’est un stock' },
    ]);
  });

  it('show what another rule makes of each year that has data, and ask for a signed act', async () => {
    const { server } = await open('indicateurs');
    await press('Règle IND-02');
    server.answer({ catalogue: { timeRuleEffect: years, changeTimeRule: nothing } });
    await choose('Règle', 'Personnes différentes');
    expect(server.sent('catalogue.timeRuleEffect')).toEqual([{ code: 'IND-02', timeRule: 'unique' }]);
    expect(headersOf(EFFECT)).toEqual(['Année', 'Aujourd’hui', 'Avec la nouvelle règle']);
    expect(rowsOf(EFFECT)).toEqual([
      ['2023', '31 logements', '30 logements'],
      ['2024', '36 logements', 'non reçu'],
      ['2025, jusqu’à octobre', '23 logements', 'non reçu'],
    ]);
    expect(dialog().textContent).toContain(
      '2024 et 2025 n’auraient plus de valeur\u00a0: aucun total de l’année n’est saisi.',
    );
    await writeAct();
    await press('Changer la règle', dialog());
    expect(server.sent('catalogue.changeTimeRule')).toEqual([
      {
        ...{ code: 'IND-02', timeRule: 'unique', reason: 'Décision du comité' },
        act: { act: 'Avenant n° 2', actDate: '2025-10-01' },
      },
    ]);
    expect(isDialogOpen()).toBe(false);
  });

  it('cannot take a rule that the data refuse', async () => {
    const { server } = await open('indicateurs');
    await press('Règle IND-02');
    server.answer({ catalogue: { timeRuleEffect: refused('INVALID') } });
    await choose('Règle', 'Rapport');
    expect(words(dialog())).toContain('Cette valeur n’est pas possible.');
    expect(button('Changer la règle', dialog()).disabled).toBe(true);
  });
});

describe('partners, communes and settings', () => {
  it('say who gives what, and since when', async () => {
    const { address } = await open();
    await openTab('Partenaires');
    expect(address()).toBe('/catalogue?onglet=partenaires');
    expect(words()).toContain('ADEFO');
    await openTab('Communes');
    expect(words()).toContain('159 941');
  });

  it('change a setting within what it permits, for a reason', async () => {
    const { server } = await open('reglages');
    const name = buttons().find((one) => one.startsWith('Modifier :')) ?? '';
    await press(name);
    await fill('Valeur', 'mille');
    expect(besideField('Valeur')).toContain('Cette valeur n’est pas permise pour ce réglage.');
    expect(server.sent('catalogue.changeSetting')).toEqual([]);
    await fill('Valeur', '0,9');
    await fill('Raison', 'Décision du comité');
    server.answer({ catalogue: { changeSetting: nothing } });
    await press('Enregistrer', dialog());
    expect(server.sent('catalogue.changeSetting')).toMatchObject([{ value: 0.9, reason: 'Décision du comité' }]);
  });

  it('are one file: what it changes is shown before it is written, and its faults line by line', async () => {
    const { server } = await open('fichier');
    server.answer({
      conventionActs: { previewImport: refused('INVALID', { faults: ['ligne 3 : il faut une année'] }) },
    });
    const bring = async () => {
      const input = page().querySelector('input[type=file]') as HTMLInputElement;
      fireEvent.change(input, {
        target: { files: [new File(['{}'], 'catalogue.json', { type: 'application/json' })] },
      });
      await settle();
      await settle();
    };
    await bring();
    await press('Voir ce que le fichier change');
    expect(words()).toContain('ligne 3 : il faut une année');
    expect(titles()).toContain('Le catalogue en un fichier');
    const change = { kind: 'axis' as const, key: '1', title: 'axe 1 (Loger)', fields: [], why: null };
    const outcome = {
      changes: [
        { ...change, nature: 'added' as const },
        { ...change, key: '2', nature: 'refused' as const, why: 'il existe déjà' },
      ],
      ...{ same: 3, unmentioned: [{ kind: 'partner' as const, words: 'Partenaires', keys: ['ADEFO'] }] },
      ...{ effects: ['ADEFO : IND-26 ne lui est plus demandé.'], print: 'empreinte', notes: ['Feuille inconnue'] },
    };
    server.answer({ conventionActs: { previewImport: outcome, importFile: outcome } });
    await press('Voir ce que le fichier change');
    expect(words()).toContain('1 ajout et 1 refus');
    expect(words()).toContain('il existe déjà');
    expect(words()).toContain('IND-26 ne lui est plus demandé');
    expect(words()).toContain('Feuille inconnue');
    expect(words()).toContain('Partenaires : ADEFO');
    expect(server.sent('conventionActs.importFile')).toEqual([]);
    await press('Écrire ce qui n’est pas refusé');
    expect(server.sent('conventionActs.importFile')).toMatchObject([{ print: 'empreinte', file: { content: '{}' } }]);
    expect(words()).toContain('C’est écrit');
  });
});

describe('an act on the convention', () => {
  const file = {
    ...{ format: 'observatoire-catalogue/1' as const, settings: {}, groups: [], communes: [], objectives: [] },
    axes: [{ number: 1, label: 'Loger' }],
    ...{ conventions: [], indicators: [] },
    organisations: ['ADEFO', 'SUITE'].map((code) => ({
      ...{ code, name: `Association ${code}`, kind: 'association', role: null, untilMonth: null },
      ...{ takenOverBy: [], assignments: [], registers: [] },
    })),
  };
  const outcome = {
    changes: [
      {
        ...{ kind: 'partner' as const, key: 'ADEFO', nature: 'ended' as const, title: 'structure ADEFO', why: null },
        fields: [{ field: 'untilMonth', label: 'Dernier mois', before: '', after: 'juin 2025' }],
      },
    ],
    ...{ same: 0, unmentioned: [], effects: ['Les rappels ne les réclament plus.'], print: 'empreinte' },
  };

  it('is typed, shown with its effects, then signed with its date and its reason', async () => {
    const { server } = await open('actes', catalogue, { answers: { conventionActs: { asOf: file, history: [] } } });
    await press('Mettre fin à une structure');
    await choose('Structure', 'Association ADEFO');
    await fill('Dernier mois', 'juin 2025');
    server.answer({ conventionActs: { preview: outcome, sign: outcome } });
    await press('Voir ce que cela change', dialog());
    expect(server.sent('conventionActs.preview')).toMatchObject([
      { edit: { edit: 'end-partner', code: 'ADEFO', untilMonth: '2025-06' }, signed: false },
    ]);
    expect(words(dialog())).toContain('Les rappels ne les réclament plus.');
    expect(server.sent('conventionActs.sign')).toEqual([]);
    await fill('Raison', 'Fin de la convention de partenariat');
    await press('Enregistrer l’acte', dialog());
    expect(server.sent('conventionActs.sign')).toMatchObject([
      { print: 'empreinte', signature: { reason: 'Fin de la convention de partenariat', act: null } },
    ]);
    expect(isDialogOpen()).toBe(false);
  });

  it('takes a commune from the official list, with its code', async () => {
    await open('actes', catalogue, { answers: { conventionActs: { asOf: file, history: [] } } });
    await press('Commune');
    await fill('Chercher dans la liste officielle des communes', 'chenov');
    await vi.waitFor(() => expect(words(dialog())).toContain('Chenôve, 21166 (Côte-d’Or)'));
    await choose('Commune', 'Chenôve, 21166 (Côte-d’Or)', dialog());
    expect(field('Code Insee').value).toBe('21166');
    expect(field('Nom').value).toBe('Chenôve');
  });
});
