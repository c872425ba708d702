import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../server/platform/access.ts';
import { renderFicheFor, renderPartnerFor, renderSynthesisFor } from '../../../server/reports/service.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';
import { probePdf } from './pdf-probe.ts';
import { bare, pdfText } from './pdf-text.ts';

/** Sheets to hand out: an action, an indicator, for whoever may read them. */

let world: ImportWorld;
beforeAll(async () => {
  world = await importWorld({ published: true });
}, 120_000);
afterAll(() => world.close());

const reader: Viewer = { id: 'lecteur', name: 'Lecteur', email: 'l@exemple.fr', role: 'reader', organisationId: null };
const fiche = (what: Parameters<typeof renderFicheFor>[3], format: 'pdf' | 'docx' = 'pdf') =>
  renderFicheFor(world.platform, reader, 2023, what, format);

describe('a fiche', { timeout: 60_000 }, () => {
  it('of an action has its words of the annex, its figures and its charts, accessible, on two pages at most', async () => {
    const { name, bytes } = await fiche({ kind: 'action', key: 'A02' });
    expect(name).toBe('fiche-a02-2023-publication-1-fictif.pdf');
    const probe = probePdf(bytes);
    expect(probe).toMatchObject({ uaPart: '1', lang: 'fr-FR', untaggedPaint: 0 });
    expect(probe.title).toContain('Poste de captation des logements privés');
    expect(probe.pages).toBeLessThanOrEqual(2);
    expect(pdfText(bytes).join('')).toContain(bare('40 logements captés en 2021'));
  });

  it('of an indicator says each month, and masks what is small', async () => {
    const words = pdfText((await fiche({ kind: 'indicator', code: 'IND-28' })).bytes).join('');
    expect(words).toContain(bare('mars 2023'));
    expect(words).toContain(bare('masqué (secret statistique)'));
    expect(words).toContain(bare('Carte d’identité de l’indicateur'));
  });

  it('is a Word file too', async () => {
    const { name, bytes } = await fiche({ kind: 'indicator', code: 'IND-03b' }, 'docx');
    expect(name).toBe('fiche-ind-03b-2023-publication-1-fictif.docx');
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
  });

  it('of a partner says on one page what was agreed and what came of it, to who may read its money', async () => {
    const partner = await world.db.partnerConvention.findFirstOrThrow({
      where: { year: 2023 },
      select: { object: true, organisation: { select: { id: true, code: true } } },
    });
    const { id, code } = partner.organisation;
    const own: Viewer = { ...reader, role: 'contributor', organisationId: id };
    const { name, bytes } = await renderPartnerFor(world.platform, own, 2023, code, 'pdf');
    expect(name).toBe(`fiche-partenaire-${code.toLowerCase()}-2023-publication-1-fictif.pdf`);
    expect(probePdf(bytes)).toMatchObject({ pages: 1, uaPart: '1', untaggedPaint: 0 });
    expect(pdfText(bytes).join('')).toContain(bare(partner.object));
    const coordination: Viewer = { ...reader, role: 'coordinator' };
    const project = await renderPartnerFor(world.platform, coordination, 2023, code, 'docx');
    expect(project.name).toBe(`fiche-partenaire-${code.toLowerCase()}-2023-projet-fictif.docx`);
    for (const stranger of [reader, { ...own, organisationId: id + 1000 }])
      await expect(renderPartnerFor(world.platform, stranger, 2023, code, 'pdf')).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
  });

  it('of what does not exist is refused', async () => {
    await expect(fiche({ kind: 'action', key: 'A99' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(fiche({ kind: 'indicator', code: '../secret' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('and the synthesis bear the mark of a demonstration in their name', async () => {
    const { name, bytes } = await renderSynthesisFor(world.platform, reader, 2023, 'pdf');
    expect(name).toBe('synthese-2023-publication-1-fictif.pdf');
    expect(probePdf(bytes).pages).toBeLessThan(4);
  });
});
