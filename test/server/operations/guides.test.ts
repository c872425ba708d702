import { describe, expect, it } from 'vitest';
import { guidePdf } from '../../../server/help/service.ts';
import { checkDocument } from '../../../shared/domain/report/report-document.ts';
import { contributorGuide, coordinatorGuide, type GuideFacts } from '../../../shared/help/guides.ts';
import { yearCalendar } from '../../../shared/help/year-calendar.ts';
import { probePdf } from '../reports/pdf-probe.ts';
import { bare } from '../reports/pdf-text.ts';

/** The guides to print, made of the words of the help. */
const facts: GuideFacts = {
  address: 'https://observatoire.example',
  coordinators: ['Hélène Exemple'],
  organisation: 'Association d’essai',
  days: { reportDue: '06-30', paymentDue: '11-15' },
  indicators: ['Personnes ayant suivi un atelier', 'Ateliers tenus', 'Ménages relogés depuis la rue'],
};

describe('the guides', () => {
  it('keep the rules of an accessible document', () => {
    for (const guide of [contributorGuide(facts), coordinatorGuide(facts.days)])
      expect(checkDocument(guide)).toEqual([]);
  });

  it('tells an association where, by when, what is its own, and whom to ask', () => {
    const said = JSON.stringify(contributorGuide(facts));
    for (const words of [facts.address, 'le 10 du mois suivant', 'Hélène Exemple', ...facts.indicators])
      expect(said).toContain(words);
    const forAny = JSON.stringify(contributorGuide({ ...facts, organisation: null, indicators: [] }));
    expect(forAny).not.toContain('Pour Association');
  });

  it('gives a coordination its year month by month, by the days of its convention', () => {
    const said = JSON.stringify(coordinatorGuide(facts.days));
    for (const words of ['Au plus tard le 30 juin', 'Au plus tard le 15 novembre', 'Jusqu’au 10']) {
      expect(bare(said)).toContain(bare(words));
    }
    expect(said).not.toMatch(/septembre[^"]*envoyer/);
    const calendar = yearCalendar(facts.days);
    const of = (month: string) => calendar.find(([when]) => when === month)?.[1] ?? '';
    expect(calendar).toHaveLength(12);
    expect(of('Juin')).toContain('envoyer au Préfet');
    expect(of('Mars')).toContain('figer une édition');
    // What is told of a year is not asked before it is over.
    expect(of('Janvier')).toContain('demander à chaque structure');
    expect(yearCalendar({ reportDue: '02-28', paymentDue: '12-01' })[0]?.[1]).toContain('figer une édition');
    expect(of('Août')).toBe('Le travail de chaque mois.');
  });

  it.each([
    ['contributeur', 1, 1],
    ['coordination', 4, 8],
  ] as const)('%s holds in %i to %i pages, tagged for assistive technology', async (name, least, most) => {
    const bytes = await guidePdf(name, facts);
    const { pages, lang, uaPart } = probePdf(bytes);
    expect(pages).toBeGreaterThanOrEqual(least);
    expect(pages).toBeLessThanOrEqual(most);
    expect([uaPart, lang]).toEqual(['1', expect.stringMatching(/^fr/)]);
    expect(await guidePdf(name, facts)).toBe(bytes);
  });
});
