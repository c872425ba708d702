// @vitest-environment happy-dom
import { fireEvent } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import '../../../client/charts/interactive-plot-figure.tsx';
import '../../../client/homelessness/homelessness-page.tsx';
import '../../../client/homelessness/review/read-requests.ts';
import { communes } from '../../../prisma/seed/seed-communes.ts';
import { siaoFile } from '../../fixtures/files-of-people.ts';
import { indicators } from '../../fixtures/tables.ts';
import { nothing, type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import {
  alert,
  besideField,
  buttons,
  choose,
  dialog,
  factsOf,
  fill,
  headersOf,
  isDialogOpen,
  openTab,
  page,
  press,
  rowsOf,
  target,
  textsOf,
  tick,
  titles,
  words,
} from '../harness/reading.ts';
import { ledger, needs, paths, reliability } from './homelessness-answers.ts';

type Homelessness = Outputs['homelessness'];
type Answers = NonNullable<NonNullable<Parameters<typeof openPage>[1]>['answers']>['homelessness'];

const open = (at = '/sans-domicile', answers: Answers = {}) =>
  openPage(at, {
    answers: {
      homelessness: { ledger, paths, needs, reliability, linking: { since: null, people: null }, ...answers },
    },
  });
const seenByReaders = (source: Homelessness['ledger']['source']) => ({ ...source, visibility: 'validated' as const });

describe('who comes in, who goes out', () => {
  it('is drawn and told month by month, the latest first', async () => {
    await open();
    expect(rowsOf('Sans domicile, entrées et sorties, mois par mois')[0]?.[0]).toMatch(/\d{4}$/);
    expect(rowsOf('Sans domicile, entrées et sorties, mois par mois')).toHaveLength(ledger.months.length);
    expect(page().querySelector('figure svg')).not.toBeNull();
  });

  it('gives the year in four figures; who was lost sight of was not housed', async () => {
    await open();
    const figures = textsOf(page().querySelectorAll('.key-figure'));
    expect(figures[0]).toMatch(/^Nouveaux989/);
    expect(figures[1]).toMatch(/^Relogés148/);
    expect(figures[2]).toContain('jamais comptés comme relogés');
    expect(figures[3]).toContain('18mois');
  });

  it('says what is hidden with its word, never as a zero', async () => {
    await open('/sans-domicile', {
      ledger: {
        ...ledger,
        totals: { ...ledger.totals, housed: 'hidden' },
        rehousing: 'hidden',
      } as Homelessness['ledger'],
    });
    const figures = textsOf(page().querySelectorAll('.key-figure'));
    expect(figures[1]).toContain('masqué');
    expect(figures[3]).toContain('masqué');
  });

  it('counts people or households, in the perimeter of the address', async () => {
    const { server, address } = await open();
    expect(server.sent('homelessness.ledger')[0]).toEqual({ unit: 'persons', perimeter: 'insee' });
    await tick('ménages');
    await tick('convention (tous)');
    expect(address()).toBe('/sans-domicile?unite=menages&perimetre=convention');
    expect(server.sent('homelessness.ledger').at(-1)).toEqual({ unit: 'households', perimeter: 'convention' });
  });

  it('says to readers what they see, and leads nobody but the coordinator to a file', async () => {
    await open('/sans-domicile', { ledger: { ...ledger, source: seenByReaders(ledger.source) } });
    expect(words()).toContain('Mois validés seulement');
  });

  it('says when nothing is known yet, and where to begin', async () => {
    await open('/sans-domicile', { ledger: { ...ledger, source: { ...ledger.source, through: null } } });
    expect(titles()).toContain('Aucune demande du SIAO n’est encore connue');
    expect(target('Importer un fichier du SIAO')).toBe('/imports');
  });

  it('says what failed', async () => {
    await open('/sans-domicile', { ledger: refused('BUSY') });
    expect(alert()).toContain('L’observatoire est occupé');
  });
});

describe('the time that a home takes', () => {
  it('is told by composition, with its quartiles, then by seniority and returns', async () => {
    const { address } = await open();
    await openTab('Délais d’accès au logement');
    expect(address()).toBe('/sans-domicile?vue=parcours');
    const [row] = rowsOf('Jours de la demande au relogement, par composition');
    expect(row?.slice(0, 4)).toEqual(['Homme seul', '95', '163', '231']);
    expect(rowsOf(/ce que l’on sait de leurs retours/)).toHaveLength(paths.cohorts.length);
  });

  it('sets groups against one another, with what chance allows', async () => {
    const outcome = (value: string, middle: number) => {
      const estimate = { count: 40, value: middle, low: middle - 20, high: middle + 20 };
      return { value, waiting: estimate, delay: null, housed: null, refused: null, returned: null };
    };
    const two = [outcome('F', 210), outcome('H', 130)];
    const outcomes = {
      followed: { from: '2023-11', to: '2024-10' },
      all: outcome('', 150),
      by: { sex: two, composition: two, situation: [], group: [] },
    };
    await open('/sans-domicile?vue=parcours', { paths: { ...paths, outcomes } });
    await tick('sexe');
    expect(titles()).toContain(
      'Femmes : la moitié de ceux qui attendent ont demandé il y a plus de 210 jours ; tous ensemble, 150 jours',
    );
    const rows = rowsOf('Attente, délai, logement, refus et retours selon le sexe');
    expect(rows[0]).toEqual(['Femmes', '210 jours (190 à 230), 40 ménages', ...Array(3).fill('trop peu de ménages')]);
  });

  it('says to readers why groups are not set against one another', async () => {
    await open('/sans-domicile?vue=parcours', { paths: { ...paths, source: seenByReaders(paths.source) } });
    expect(words()).toContain('Les écarts entre groupes sont faits de petits nombres');
  });
});

describe('needs and offers', () => {
  it('sets who waits against what was captured, size by size', async () => {
    await open('/sans-domicile?vue=besoins');
    expect(titles()).toContain('132 ménages ont besoin d’un T1 ; 8 logements de cette taille captés en un an');
    const rows = rowsOf('Ménages sans domicile et logements captés, par taille');
    expect(rows).toHaveLength(5);
    expect(rows[0]).toEqual(['T1', '132', '', '8', '0', '+132']);
    expect(rows[4]?.[0]).toBe('T5 et plus');
  });

  it('says that an offer is not known where no file was given: it is not zero', async () => {
    await open('/sans-domicile?vue=besoins', { needs: { ...needs, anyDwelling: false } });
    expect(rowsOf('Ménages sans domicile et logements captés, par taille')[0]?.slice(3)).toEqual([
      'non connu',
      'non connu',
      '–',
    ]);
  });

  it('always counts households, even when people are asked for', async () => {
    const { server } = await open('/sans-domicile?vue=besoins&unite=personnes');
    expect(server.sent('homelessness.needs')[0]).toMatchObject({ unit: 'households' });
    expect(words()).toContain('Ici, on compte toujours des ménages');
  });

  it('simulates more dwellings, with how it did against a year that is known', async () => {
    await open('/sans-domicile?vue=besoins');
    const before = titles().at(-1);
    await choose('Logements captés en plus, par mois', '15');
    expect(titles().at(-1)).not.toBe(before);
    expect(words()).toContain('il s’en écarte de 0 % en moyenne, et 12 mois sur douze finissent dans sa fourchette');
    expect(rowsOf('Ménages sans domicile simulés et connus, mois par mois')).toHaveLength(12);
  });

  it('does not simulate on fewer than three years, and says so', async () => {
    const months = needs.simulation?.months.slice(-20) ?? [];
    await open('/sans-domicile?vue=besoins', { needs: { ...needs, simulation: { threshold: 15, months } } });
    expect(words()).toContain('soit 36 mois connus à la suite. Il y en a 20.');
    expect(words()).not.toContain('Ce que l’on suppose');
  });

  it('does not simulate on hidden numbers', async () => {
    await open('/sans-domicile?vue=besoins', { needs: { ...needs, simulation: null } });
    expect(words()).toContain('des mois que le secret statistique peut masquer');
  });
});

describe('requests to look at', () => {
  it('are read in the browser: nothing is asked of the server, and the list goes by reason', async () => {
    // Nothing but these answers: whatever else were asked of the server is a fault of the page.
    await openPage('/sans-domicile?vue=revoir', {
      answers: {
        homelessness: { ledger, linking: { since: null, people: null } },
        imports: { help: { today: '2026-11-23', communes, indicators } as unknown as Outputs['imports']['help'] },
      },
    });
    const input = page().querySelector('input[type=file]') as HTMLInputElement;
    const file = new File([siaoFile.bytes() as Uint8Array<ArrayBuffer>], siaoFile.fileName);
    fireEvent.change(input, { target: { files: [file] } });
    await expect.poll(() => words(), { timeout: 5000 }).toContain('demandes lues');
    const all = rowsOf('Demandes à revoir');
    expect(all.length).toBeGreaterThan(10);
    await tick('six mois et plus');
    const some = rowsOf('Demandes à revoir');
    expect(some.length).toBeLessThan(all.length);
    expect(some.every(([, , , why]) => why?.includes('plus de six mois'))).toBe(true);
  });
});

describe('reliability', () => {
  it('tells each month of the test, and what lacks for quality', async () => {
    await open('/sans-domicile?vue=fiabilite');
    expect(rowsOf('Test de fiabilité des douze derniers mois')).toHaveLength(reliability.tests.length);
    expect(headersOf('Test de fiabilité des douze derniers mois')).toHaveLength(8);
    expect(words()).toContain('Non testable');
    expect(words()).not.toContain('Qualité non atteinte');
  });

  it('hides from readers what the test is made of, and the acts', async () => {
    await open('/sans-domicile?vue=fiabilite', {
      reliability: { ...reliability, source: seenByReaders(reliability.source) },
    });
    expect(headersOf('Test de fiabilité des douze derniers mois')).toEqual(['Mois', 'Fiable']);
    expect(buttons()).not.toContain('Changer les règles');
    expect(titles()).not.toContain('Aucun mois déjà connu n’a été corrigé');
  });

  it('takes a count made apart, written as people write it', async () => {
    const { server } = await open('/sans-domicile?vue=fiabilite');
    await press('Saisir un comptage');
    await fill('Nombre', 'beaucoup');
    expect(besideField('Nombre')).toContain('Écrivez un nombre entier, par exemple 41.');
    await fill('Nombre', '1 041');
    await fill('Date', '2025-01-23');
    await fill('Méthode', 'Maraudes');
    server.answer({ homelessness: { addCount: nothing } });
    await press('Enregistrer le comptage', dialog());
    expect(server.sent('homelessness.addCount')).toEqual([
      { kind: 'night', unit: 'persons', perimeter: 'insee', date: '2025-01-23', count: 1041, method: 'Maraudes' },
    ]);
    expect(isDialogOpen()).toBe(false);
  });

  it('changes the rules within bounds, with a comma, for a reason', async () => {
    const { server } = await open('/sans-domicile?vue=fiabilite');
    await press('Changer les règles');
    await fill('Perdu de vue après', '10');
    expect(besideField('Perdu de vue après')).toContain('De 30 à 365 jours.');
    await fill('Perdu de vue après', '60');
    await fill('Fiable jusqu’à un écart de', '12,5');
    await fill('Raison', 'Décision du comité');
    server.answer({ homelessness: { changeSettings: nothing } });
    await press('Recalculer avec ces règles', dialog());
    expect(server.sent('homelessness.changeSettings')).toEqual([
      { inactivityDays: 60, contactByExport: 'counts', reliabilityPercent: 12.5, reason: 'Décision du comité' },
    ]);
    expect(Object.keys(factsOf())).toEqual([]);
  });
});
