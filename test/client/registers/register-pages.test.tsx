// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/registers/register-page.tsx';
import '../../../client/registers/registers-page.tsx';
import { type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import {
  alert,
  buttons,
  choose,
  dialog,
  fill,
  headersOf,
  isDialogOpen,
  link,
  page,
  press,
  rowsOf,
  said,
  titles,
  words,
} from '../harness/reading.ts';
import { dwellings } from './register-answers.ts';

const help: Outputs['imports']['help'] = {
  today: '2025-11-12',
  communes: [{ inseeCode: '21231', name: 'Dijon', aliases: [], namesakes: [] }],
  indicators: [],
  organisations: [
    { id: 4, code: 'SOLIHA', name: 'SOLIHA', feeds: ['captured-dwelling', 'monthly-return'] },
    { id: 2, code: 'SIAO', name: 'SIAO', feeds: ['siao-request'] },
  ],
  linking: false,
  habits: [],
  printKey: 'clé',
  mappings: [],
};
const moved = {
  id: 31,
  changes: [{ code: 'IND-02', label: 'Logements captés', month: '2025-10', before: 4, after: 5, waits: false }],
};
const open = (rows: Outputs['registers']['rows'] = dwellings, search = '') =>
  openPage(`/registres/captured-dwelling${search}`, { answers: { imports: { help }, registers: { rows } } });
const ROWS = 'Lignes du registre, les dates les plus récentes en premier';

describe('the registers', () => {
  it('say each what it holds and what never enters it', async () => {
    const { address } = await openPage('/registres', { answers: { imports: { help } } });
    const cards = () => page().querySelectorAll('.card').length;
    expect(cards()).toBe(3);
    await choose('Structure', 'SIAO');
    expect(address()).toBe('/registres?organisation=2');
    // A structure sees its own registers, and no others.
    expect(cards()).toBe(1);
    const open = [...page().querySelectorAll('.card a')][0];
    expect(open?.getAttribute('href')).toContain('?organisation=2');
  });
});

describe('a register', () => {
  it('is that of whoever keeps it, the date first, codes in words', async () => {
    const { server } = await open();
    expect(server.sent('registers.rows')).toEqual([{ source: 'captured-dwelling', organisationId: 4, page: 0 }]);
    const [row] = rowsOf(ROWS);
    expect(row?.[0]).toBe('31/10/2025');
    expect(row?.join(' ')).toContain('Dijon');
    expect(row?.join(' ')).toContain('587,54 €');
    expect(headersOf(ROWS).at(-1)).toBe('Corriger');
    expect(words()).toContain('144 lignes');
  });

  it('is turned page after page, and narrowed by months as people write them', async () => {
    const { server, address } = await open();
    await press('Page suivante');
    expect(address()).toBe('/registres/captured-dwelling?page=1');
    expect(words()).toContain('Page 2 sur 3');
    await fill('Depuis le mois', '03/2023');
    expect(server.sent('registers.rows').at(-1)).toEqual({
      source: 'captured-dwelling',
      organisationId: 4,
      page: 0,
      from: '2023-03',
    });
  });

  it('says when the filters leave nothing', async () => {
    await open({ total: 0, rows: [] }, '?texte=rien');
    expect(titles()).toContain('Aucune ligne ne correspond à ces filtres');
  });

  it('sends only what was written over, for a reason, and says which figures moved', async () => {
    const { server } = await open();
    const [correct] = buttons().filter((name) => name.startsWith('Corriger : 31/10/2025'));
    await press(correct ?? '');
    await choose('Typologie', 'T2', dialog()).catch(() => fill('Typologie', 'T2', dialog()));
    await press('Voir ce qui change', dialog());
    expect(alert()).toContain('Dites pourquoi la ligne est corrigée');
    await fill('Raison de la correction', 'Erreur de saisie');
    server.answer({ registers: { correct: moved as unknown as Outputs['registers']['correct'] } });
    await press('Voir ce qui change', dialog());
    expect(words(dialog())).toContain('Rien n’est encore enregistré');
    expect(words(dialog())).toContain('4 → 5');
    await press('Confirmer et enregistrer', dialog());
    const asked = { key: dwellings.rows[0]?.key, cells: { typology: 'T2' }, reason: 'Erreur de saisie' };
    expect(server.sent('registers.correct')).toMatchObject([
      { ...asked, dryRun: true },
      { ...asked, dryRun: false },
    ]);
    expect(said().join()).toContain('Logements captés, octobre 2025 : 4 → 5');
    expect(link('Reçu n° 31, avec de quoi annuler').getAttribute('href')).toBe('/imports/31');
  });

  it('asks for what a new row lacks, then shows under each cell why the server refused it', async () => {
    const { server } = await open();
    await press('Saisir une ligne');
    await press('Voir ce qui change', dialog());
    expect(alert()).toMatch(/Il manque\s: Réf\. logement et Date de captation\./u);
    expect(words(dialog())).toContain('Cette valeur est nécessaire.');
    expect(server.sent('registers.add')).toEqual([]);
    await fill('Réf. logement', 'L-12', dialog());
    await fill('Date de captation', '31/02/2025', dialog());
    await choose('Typologie', 'T2', dialog()).catch(() => fill('Typologie', 'T2', dialog()));
    server.answer({ registers: { add: refused('INVALID', { cells: { captureDate: 'Écrivez une date.' } }) } });
    await press('Voir ce qui change', dialog());
    expect(alert()).toContain('Corrigez les cellules signalées.');
    expect(words(dialog())).toContain('Écrivez une date.');
    expect(server.sent('registers.add')).toMatchObject([{ organisationId: 4, cells: { typology: 'T2' } }]);
    expect(isDialogOpen()).toBe(true);
  });

  it('lets a row be taken out for a reason', async () => {
    const { server } = await open();
    await press(buttons().find((name) => name.startsWith('Retirer : 31/10/2025')) ?? '');
    await fill('Raison, gardée au journal', 'Doublon');
    server.answer({ registers: { remove: moved as unknown as Outputs['registers']['remove'] } });
    await press('Voir ce qui change', dialog());
    expect(words(dialog())).toContain('4 → 5');
    await press('Confirmer et retirer la ligne', dialog());
    const asked = { key: dwellings.rows[0]?.key, reason: 'Doublon' };
    expect(server.sent('registers.remove')).toMatchObject([
      { ...asked, dryRun: true },
      { ...asked, dryRun: false },
    ]);
  });

  it('of another name does not exist', async () => {
    await openPage('/registres/inconnu', { answers: { imports: { help } } });
    expect(words()).toContain('Cette page n’existe pas');
  });
});
