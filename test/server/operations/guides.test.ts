import { describe, expect, it } from 'vitest';
import { guidePdf } from '../../../server/help/service.ts';
import { checkDocument } from '../../../shared/domain/report/report-document.ts';
import { guides } from '../../../shared/help/guides.ts';

/** The guides to print, made of the words of the help. */
const pagesOf = (bytes: Buffer) => bytes.toString('latin1').match(/\/Type\s*\/Page\b/gu)?.length ?? 0;

describe('the guides', () => {
  it('keep the rules of an accessible document', () => {
    for (const guide of Object.values(guides)) expect(checkDocument(guide())).toEqual([]);
  });

  it.each([
    ['contributeur', 1, 1],
    ['coordination', 4, 8],
  ] as const)('%s holds in %i to %i pages, tagged for assistive technology', async (name, least, most) => {
    const bytes = await guidePdf(name);
    const pages = pagesOf(bytes);
    expect(pages).toBeGreaterThanOrEqual(least);
    expect(pages).toBeLessThanOrEqual(most);
    const raw = bytes.toString('latin1');
    expect(raw).toContain('pdfuaid:part');
    expect(raw).toMatch(/\/Lang\s*\(fr/u);
    expect(await guidePdf(name)).toBe(bytes);
  });
});
