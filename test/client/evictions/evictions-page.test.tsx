// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/charts/interactive-month-figure.tsx';
import '../../../client/evictions/evictions-page.tsx';
import { type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import { reader } from '../harness/people.ts';
import { choose, field, page, rowsOf, target, textsOf, tick, title, titles, words } from '../harness/reading.ts';
import { funnel } from './eviction-answers.ts';

type Funnel = Outputs['evictions']['funnel'];
const open = (at = '/expulsions', more: Partial<Funnel> = {}) =>
  openPage(at, { answers: { evictions: { funnel: { ...funnel, ...more } } } });

describe('evictions', () => {
  it('begin with the figures of the annex', async () => {
    await open();
    expect(title()).toMatch(/^Expulsions, 2025 : \d+ commandements de payer/u);
    expect(titles()).toContain('Les indicateurs de l’annexe en 2025');
    expect(textsOf(page().querySelectorAll('.key-figure'))[0]).toMatch(/^Commandements de payer938/);
  });

  it('follow the same procedures through the stages, or count what happened', async () => {
    const { address } = await open();
    const [first] = rowsOf(/, en nombres$/);
    expect(first?.[1]).toBe('938');
    expect(field('cohorte : suivre les mêmes procédures').checked).toBe(true);
    await tick('flux : ce qui s’est passé');
    expect(address()).toBe('/expulsions?lecture=flux');
    expect(words()).toContain('n’est pas un taux de passage');
  });

  it('are told by stock, by communes and with their delays', async () => {
    await open();
    expect(rowsOf(/^Étapes franchies en 2025, par parc/)).toHaveLength(2);
    expect(rowsOf(/^Étapes franchies en 2025, par groupe de communes/)).toHaveLength(2);
    expect(rowsOf(/^Jours entre deux étapes/)).toHaveLength(funnel.view.delays?.length ?? 0);
  });

  it('are whole years for whoever reads a publication, whatever the address says', async () => {
    const answers = { evictions: { funnel: { ...funnel, visibility: 'validated' as const } } };
    const { server } = await openPage('/expulsions?periode=toutes&parc=Privé&annee=2024', { as: reader, answers });
    expect(server.sent('evictions.funnel')).toEqual([{ year: 2024 }]);
    expect(words()).toContain('Publication 2 du 7 novembre 2025');
    expect(textsOf(page().querySelectorAll('.filter-bar'))).toEqual([]);
    expect(textsOf(field('Période').querySelectorAll('option'))).not.toContain('Toutes les années');
  });

  it('are narrowed by period, stock and communes, in the address', async () => {
    const { server, address } = await open();
    await choose('Période', 'Toutes les années');
    expect(address()).toBe('/expulsions?periode=toutes');
    expect(server.sent('evictions.funnel').at(-1)).toMatchObject({ year: null });
    await choose('Parc', 'Parc privé');
    expect(server.sent('evictions.funnel').at(-1)).toMatchObject({ stock: 'Privé' });
  });

  it('give readers whole years only, and say what is masked', async () => {
    await open('/expulsions', { visibility: 'validated' });
    expect(words()).toContain('De 1 à 10 procédures, les nombres sont masqués');
    expect(() => field('Parc')).toThrow();
  });

  it('say which file they are made of when none is known', async () => {
    await open('/expulsions', { hasRows: false });
    expect(titles()).toContain('Aucune procédure n’est encore connue ligne à ligne');
    expect(target('Importer un fichier Exploc')).toBe('/imports');
  });

  it('say what failed', async () => {
    await openPage('/expulsions', { answers: { evictions: { funnel: refused('FORBIDDEN') } } });
    expect(title()).toBe('Vous n’avez pas accès à cette page');
  });
});
