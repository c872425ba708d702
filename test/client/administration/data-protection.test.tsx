// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/data-protection/data-protection-page.tsx';
import { type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import { contributor } from '../harness/people.ts';
import {
  besideField,
  button,
  buttons,
  dialog,
  factsOf,
  field,
  fill,
  isDialogOpen,
  press,
  rowsOf,
  said,
  tick,
  titles,
  words,
} from '../harness/reading.ts';

type Ages = Outputs['dataProtection']['ages'];
type Found = Outputs['dataProtection']['findPerson'];

const record: Outputs['dataProtection']['record'] = {
  retentionMonths: 24,
  processings: [
    {
      key: 'siao-request',
      title: 'Demandes d’insertion',
      purpose: 'Compter les ménages.',
      basis: 'Mission d’intérêt public.',
      people: 'Ménages.',
      data: ['Date de la demande', 'Commune'],
      dropped: [],
      recipients: 'La structure.',
      duration: 'Deux ans.',
      measures: ['Noms écartés.', 'Numéros brouillés.'],
    },
  ],
  aboutNobody: [{ label: 'Ateliers', dropped: 'Le nom de l’animateur.' }],
  shortLived: [{ what: 'Fichier lu mais pas encore validé', duration: '7 jours' }],
  assessment: null,
  keys: { fingerprint: '9c88', since: '2025-11-01', days: 11 },
};
const ages: Ages = {
  today: '2025-11-12',
  limit: '2023-11-12',
  registers: [
    {
      organisationId: 2,
      organisation: 'SIAO',
      source: 'siao-request',
      fictitious: 0,
      lasting: 120,
      underAYear: 1030,
      underTwoYears: 7,
      over: 3,
      oldest: '2020-01-01',
    },
  ],
  byTheClock: true,
  due: 3,
  next: '2025-12-01',
  last: { before: '2023-10-01', at: '2025-10-01T02:00:00.000Z' } as unknown as Ages['last'],
  erased: 0,
  organisations: [
    { id: 2, code: 'SIAO', name: 'SIAO', feeds: ['siao-request'] },
    { id: 7, code: 'ADEFO', name: 'ADEFO', feeds: [] },
  ],
};
const cells = [{ field: 'town', label: 'Commune', value: 'Talant' }];
const found = {
  rows: [
    {
      organisation: 'SIAO',
      register: 'Demandes',
      importId: 12,
      importedAt: '2025-03-01',
      outOfTerritory: true,
      linked: true,
      cells,
    },
  ],
  former: [[{ ...cells[0], value: null }]],
} as Found;

const open = (more: Partial<Ages> = {}) =>
  openPage('/protection-des-donnees', { answers: { dataProtection: { record, ages: { ...ages, ...more } } } });

async function search(number = '2025-0042') {
  await fill('Numéro de dossier', number);
  await press('Chercher');
}

describe('the protection of data', () => {
  it('says of each processing what is kept, what is not, why and how long', async () => {
    await open();
    expect(factsOf()).toMatchObject({
      Finalité: 'Compter les ménages.',
      'Ce qui est gardé (2 données)': 'Date de la demande, Commune.',
      'Ce qui est écarté avant d’être écrit': 'Rien.',
      Mesures: 'Noms écartés. Numéros brouillés.',
    });
    expect(factsOf()['Empreinte de la clé']).toContain('9c88, en service depuis 11 jours.');
    expect(factsOf()['Analyse d’impact (AIPD)']).toContain('Non enregistrée');
    expect(rowsOf('Ce qui est gardé peu de temps')).toEqual([['Fichier lu mais pas encore validé', '7 jours']]);
  });

  it('shows the rows’ age to the coordination, and what the clock will erase', async () => {
    await open();
    expect(rowsOf(/temps écoulé/)[0]?.slice(1)).toEqual(['120', '1 030', '7', '3', '0']);
    expect(words()).toContain(
      '3 lignes à effacer. Sans nouvel import, les suivantes le seront à partir du 1er décembre 2025.',
    );
    expect(words()).toContain('L’effacement se fait de lui-même, chaque jour.');
  });

  it('erases the rows that are due for a reason', async () => {
    const { server } = await open();
    await press('Effacer 3 lignes…');
    await press('Effacer', dialog());
    expect(besideField('Raison, gardée au journal')).toEqual(['Dites pourquoi, en quelques mots.']);
    await fill('Raison, gardée au journal', 'Durée dépassée');
    server.answer({ dataProtection: { purge: { rows: 3 } as Outputs['dataProtection']['purge'] } });
    await press('Effacer', dialog());
    expect(server.sent('dataProtection.purge')).toEqual([{ reason: 'Durée dépassée' }]);
    expect(said().join()).toContain('3 lignes effacées. Les chiffres sont restés les mêmes.');
  });

  it('offers nothing to erase when nothing is due', async () => {
    await open({ due: 0, next: null, last: null, byTheClock: false });
    expect(buttons().filter((name) => name.startsWith('Effacer'))).toEqual([]);
    expect(words()).toContain('Rien à effacer aujourd’hui.');
  });

  it('gives others the record only', async () => {
    const { server } = await openPage('/protection-des-donnees', {
      as: contributor,
      answers: { dataProtection: { record } },
    });
    expect(titles()).not.toContain('Droit d’accès et d’effacement d’une personne');
    expect(server.sent('dataProtection.ages')).toEqual([]);
  });
});

describe('the right of a person', () => {
  it('finds their rows by the number of their file, in the register of whoever keeps it', async () => {
    const { server } = await open();
    server.answer({ dataProtection: { findPerson: found } });
    await search();
    expect(server.sent('dataProtection.findPerson')).toEqual([
      { organisationId: 2, source: 'siao-request', number: '2025-0042' },
    ]);
    expect(said()).toContain('1 ligne trouvée.');
    expect(titles(3)).toContain('Demandes, SIAO');
    expect(words()).toContain('rapprochée par l’identité');
    expect(words()).toContain('Import n° 12 du 01/03/2025');
    expect(titles(3)).toContain('Ancienne version 1');
  });

  it('says when there is no such number, and never searches for nothing', async () => {
    const { server } = await open();
    await press('Chercher');
    expect(server.sent('dataProtection.findPerson')).toEqual([]);
    server.answer({ dataProtection: { findPerson: { rows: [], former: [] } as unknown as Found } });
    await search();
    expect(said().join()).toContain('Aucune ligne ne porte ce numéro');
    server.answer({ dataProtection: { findPerson: refused('BUSY') } });
    await search('2025-0043');
    expect(words()).toContain('L’observatoire est occupé');
  });

  it('erases them for a reason, with the rows of other registers only when that is asked', async () => {
    const { server } = await open();
    server.answer({ dataProtection: { findPerson: found } });
    await search();
    await press('Effacer ces données…');
    expect(button('Effacer', dialog()).disabled).toBe(true);
    await tick('Effacer aussi les lignes rapprochées, dans les autres registres');
    await fill('Raison, gardée au journal', 'Demande de la personne');
    server.answer({ dataProtection: { erasePerson: { rows: 2 } as Outputs['dataProtection']['erasePerson'] } });
    await press('Effacer', dialog());
    expect(server.sent('dataProtection.erasePerson')).toMatchObject([
      { number: '2025-0042', linked: true, reason: 'Demande de la personne' },
    ]);
    expect(isDialogOpen()).toBe(false);
    expect(said().join()).toContain('2 lignes effacées.');
    expect(field('Numéro de dossier').value).toBe('');
  });
});
