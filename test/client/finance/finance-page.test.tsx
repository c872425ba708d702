// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/finance/finance-page.tsx';
import '../../../client/finance/finance-import.tsx';
import { nothing, type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import { contributor, reader } from '../harness/people.ts';
import {
  alert,
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
  page,
  press,
  rowsOf,
  tableOf,
  target,
  textsOf,
  tick,
  title,
  words,
} from '../harness/reading.ts';
import { finance, ownFinance } from './finance-answers.ts';

type Year = Outputs['finance']['year'];
const payment: Year['payments'][number] = {
  id: 3,
  version: 1,
  amountCents: 20_000_000,
  paidOn: '2025-06-30',
  reference: 'OP-2025-12',
  fictitious: false,
};
const catalogue = { conventions: [], organisations: [], communes: [] };

const open = (more: Partial<Year> = {}, opening: Parameters<typeof openPage>[1] = {}) =>
  openPage('/finances?annee=2025', {
    ...opening,
    answers: {
      finance: { year: { ...finance, ...more }, possiblePartners: [{ id: 8, code: 'CCAS', name: 'CCAS' }] },
      catalogue: { read: catalogue },
    },
  });
const LINES = 'Demandé, accordé, engagé, versé et cofinancé en 2025';
const [first] = finance.lines;
const COORDINATOR = first?.title ?? '';

describe('the money of the convention', () => {
  it('begins with four amounts; what is not known is said, and is no zero', async () => {
    await open();
    expect(title()).toContain('Finances');
    const figures = textsOf(page().querySelectorAll('.key-figure'));
    expect(figures[0]).toBe('Accordé par l’État en 2025à fixer par avenant');
    expect(figures[1]).toContain('rien d’enregistré');
    expect(figures[2]).toContain('369 541 €');
    expect(figures[2]).toContain('4 lignes non connues');
    expect(figures[3]).toContain('non calculable');
  });

  it('tells what is to be followed, the late first', async () => {
    await open();
    expect(textsOf(page().querySelectorAll('.finance-states .finance-list li'))).toEqual(
      finance.alerts.map(({ text }) => text.replace(/\s/g, ' ')),
    );
  });

  it('lists each line of the annex with its funders below, a dash where nothing is known', async () => {
    await open();
    const [line, funder] = rowsOf(LINES);
    expect(line?.[0]).toContain(`1. ${COORDINATOR}`);
    expect(line?.slice(1, 6)).toEqual(['–', '–', '22 260 €', '13 780 €', '26 500 €']);
    expect(funder?.[0]).toContain('Dijon métropole');
    expect(textsOf(tableOf(LINES).querySelectorAll('tfoot td')).slice(0, 4)).toEqual(['Total', '–', '–', '369 541 €']);
    expect(words()).toContain('Totaux des seuls montants connus');
  });

  it('gives the three totals, and why they differ', async () => {
    await open();
    const rows = rowsOf('Demandé, éligible, maximal et accordé');
    expect(rows.map((row) => row[1])).toEqual(['700 761 €', '571 000 €', '494 000 €', 'à fixer par avenant']);
  });

  it('shows what the Préfet may take back with its evidence, and predicts nothing', async () => {
    await open();
    expect(words()).toContain('elle ne prédit rien');
    expect(headersOf('Cibles de 2025 qui ne sont pas encore atteintes')).toHaveLength(6);
    expect(words()).toContain('2 cibles chiffrées atteintes sur 7 dont la valeur est connue.');
  });

  it('is read by others without any act', async () => {
    await open({}, { as: reader });
    expect(buttons().filter((name) => /Ajouter|Modifier|Retirer|Arrêter|Enregistrer/.test(name))).toEqual([]);
    expect(headersOf(LINES)).toHaveLength(6);
  });

  it('of another year is asked by its address', async () => {
    const { server } = await open();
    expect(server.sent('finance.year')).toEqual([{ year: 2025 }]);
    expect(target('CSV')).toBe('/documents/finances/2025.csv');
  });
});

describe('the money that a funder puts in a line', () => {
  it('is typed as people write it, in euros with a comma', async () => {
    const { server } = await open();
    await press(`Ajouter un financeur : ${COORDINATOR}`);
    await fill('Financeur', 'Région');
    const amounts = [...dialog().querySelectorAll('.finance-amounts label')].map((one) => one.textContent ?? '');
    await fill(amounts[2] ?? '', '1 234,50');
    await fill(amounts[0] ?? '', 'douze');
    expect(besideField(amounts[0] ?? '').join()).toContain('Écrivez par exemple 27 430 ou 27 430,50.');
    expect(button('Enregistrer', dialog()).disabled).toBe(true);
    await fill(amounts[0] ?? '', '');
    server.answer({ finance: { saveLine: nothing } });
    await press('Enregistrer', dialog());
    expect(server.sent('finance.saveLine')).toMatchObject([
      { year: 2025, action: 'A01a', funder: 'Région', committedCents: 123_450, askedCents: null, version: null },
    ]);
    expect(isDialogOpen()).toBe(false);
  });

  it('is corrected from what is there, and a correction made meanwhile by another is told', async () => {
    const { server } = await open();
    await press(`Modifier : Dijon métropole, ${COORDINATOR}`);
    expect(field('Financeur').disabled).toBe(true);
    server.answer({ finance: { saveLine: refused('CONFLICT') } });
    await press('Enregistrer', dialog());
    expect(server.sent('finance.saveLine')).toMatchObject([{ committedCents: 2_226_000, version: 1 }]);
    expect(alert()).toContain('Quelqu’un d’autre a changé ceci pendant votre saisie.');
  });

  it('says which field the server refused', async () => {
    const { server } = await open();
    await press(`Modifier : Dijon métropole, ${COORDINATOR}`);
    server.answer({ finance: { saveLine: refused('INVALID', { fields: ['document'] }) } });
    await press('Enregistrer', dialog());
    expect(alert()).toContain('Écrivez la référence de cet acte');
  });

  it('is taken away for a reason', async () => {
    const { server } = await open();
    await press(`Retirer : Dijon métropole, ${COORDINATOR}`);
    expect(button('Retirer', dialog()).disabled).toBe(true);
    await fill('Raison', ' Doublon ');
    server.answer({ finance: { removeLine: nothing } });
    await press('Retirer', dialog());
    expect(server.sent('finance.removeLine')).toEqual([{ id: 29, version: 1, reason: 'Doublon' }]);
  });
});

describe('a payment of the State', () => {
  it('needs an amount, a day and a reference', async () => {
    const { server } = await open();
    expect(rowsOf('Versements de l’État au titre de 2025')).toEqual([['Aucun versement de l’État n’est enregistré.']]);
    await press('Enregistrer un versement');
    await fill('Montant', '200 000');
    await fill('Versé le', '2025-06-30');
    expect(button('Enregistrer', dialog()).disabled).toBe(true);
    await fill('Référence', 'OP-2025-12');
    server.answer({ finance: { savePayment: nothing } });
    await press('Enregistrer', dialog());
    expect(server.sent('finance.savePayment')).toEqual([
      { id: null, version: null, year: 2025, amountCents: 20_000_000, paidOn: '2025-06-30', reference: 'OP-2025-12' },
    ]);
  });

  it('is listed, corrected and taken away', async () => {
    const { server } = await open({ payments: [payment] });
    expect(rowsOf('Versements de l’État au titre de 2025')[0]?.slice(0, 3)).toEqual([
      'OP-2025-12',
      '30/06/2025',
      '200 000 €',
    ]);
    await press('Retirer : OP-2025-12');
    await fill('Raison', 'Saisi deux fois');
    server.answer({ finance: { removePayment: nothing } });
    await press('Retirer', dialog());
    expect(server.sent('finance.removePayment')).toEqual([{ id: 3, version: 1, reason: 'Saisi deux fois' }]);
  });
});

describe('a convention with a partner', () => {
  it('shows what is paid, what is left, and the documents that are awaited', async () => {
    await open();
    expect(words()).toContain('ADEFO');
    expect(rowsOf('Versements à ADEFO')).toHaveLength(2);
    expect(rowsOf('Pièces de ADEFO')).toHaveLength(2);
  });

  it('is added with its amount, its act and its lines', async () => {
    const { server } = await open();
    await press('Ajouter une convention');
    await choose('Partenaire', 'CCAS');
    await fill('Objet', 'Accompagnement');
    await fill('Montant de l’année', '12 000');
    await fill('Acte', 'Délibération du 3 mars');
    await tick(`1. ${COORDINATOR}`);
    server.answer({ finance: { savePartner: nothing } });
    await press('Enregistrer', dialog());
    expect(server.sent('finance.savePartner')).toMatchObject([
      {
        id: null,
        organisationId: 8,
        amountCents: 1_200_000,
        actions: ['A01a'],
        startDate: null,
        instalments: [],
        documents: [],
      },
    ]);
  });

  it('is corrected with its instalments and documents as they are', async () => {
    const { server } = await open();
    await press('Modifier la convention avec ADEFO');
    server.answer({ finance: { savePartner: nothing } });
    await press('Enregistrer', dialog());
    const [sent] = server.sent('finance.savePartner');
    expect(sent?.instalments).toHaveLength(2);
    expect(sent?.documents).toHaveLength(2);
    expect(sent?.instalments[0]).toMatchObject({ amountCents: 1_150_000, paidCents: 1_150_000, paidOn: '2025-05-06' });
  });

  it('is all that a partner sees of the money', async () => {
    const { server } = await openPage('/finances', {
      as: contributor,
      answers: { finance: { own: ownFinance }, catalogue: { read: catalogue } },
    });
    expect(title()).toBe('Nos conventions');
    expect(rowsOf('Versements à Habitat et Humanisme')).toHaveLength(2);
    expect(server.sent('finance.year')).toEqual([]);
    expect(Object.keys(factsOf())).toContain('Montant');
  });
});

describe('the accounts of a year', () => {
  it('are closed after a question, and nothing is written any more', async () => {
    const { server } = await open();
    await press('Arrêter les comptes');
    expect(server.sent('finance.close')).toEqual([]);
    server.answer({
      finance: { close: nothing, year: { ...finance, closed: { at: '2025-11-12T09:00:00.000Z', by: 'Claire Morel' } } },
    });
    await press('Arrêter les comptes', dialog());
    expect(server.sent('finance.close')).toEqual([{ year: 2025 }]);
    expect(words()).toContain('Comptes de 2025 arrêtés le 12 novembre 2025 par Claire Morel');
    expect(buttons()).not.toContain('Ajouter une convention');
  });

  it('are opened again for a reason', async () => {
    const { server } = await open({ closed: { at: '2025-11-12T09:00:00.000Z', by: 'Claire Morel' } });
    await press('Rouvrir les comptes');
    await fill('Raison', 'Un mandat oublié');
    server.answer({ finance: { reopen: nothing } });
    await press('Rouvrir les comptes', dialog());
    expect(server.sent('finance.reopen')).toEqual([{ year: 2025, reason: 'Un mandat oublié' }]);
  });
});

describe('a letter of the Préfet', () => {
  it('is noted with what it asks and the answer', async () => {
    const { server } = await open();
    await press('Noter un courrier du Préfet');
    await fill('Date du courrier', '2025-11-03');
    await fill('Référence du courrier', 'PREF-12');
    await fill('Montant demandé', '98 800');
    server.answer({ finance: { saveNotice: nothing } });
    await press('Enregistrer', dialog());
    expect(server.sent('finance.saveNotice')).toMatchObject([
      { year: 2025, noticeDate: '2025-11-03', claimedCents: 9_880_000, answeredOn: null, waived: false },
    ]);
  });
});
