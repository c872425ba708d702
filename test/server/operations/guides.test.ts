import { describe, expect, it } from 'vitest';
import { guidePdf } from '../../../server/help/service.ts';
import { checkDocument } from '../../../shared/domain/report/report-document.ts';
import { contributorGuide, coordinatorGuide, type GuideFacts } from '../../../shared/help/guides.ts';
import { probePdf } from '../reports/pdf-probe.ts';

/** The guides to print, made of the words of the help. */
const facts: GuideFacts = {
  address: 'https://observatoire.example',
  coordinators: ['Hélène Exemple'],
  organisation: 'Association d’essai',
  indicators: ['Personnes ayant suivi un atelier', 'Ateliers tenus', 'Ménages relogés depuis la rue'],
};

describe('the guides', () => {
  it('keep the rules of an accessible document', () => {
    for (const guide of [contributorGuide(facts), coordinatorGuide()]) expect(checkDocument(guide)).toEqual([]);
  });

  it('tells an association where, by when, what is its own, and whom to ask', () => {
    const said = JSON.stringify(contributorGuide(facts));
    for (const words of [facts.address, 'le 10 du mois suivant', 'Hélène Exemple', ...facts.indicators])
      expect(said).toContain(words);
    const forAny = JSON.stringify(contributorGuide({ ...facts, organisation: null, indicators: [] }));
    expect(forAny).not.toContain('Pour Association');
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
