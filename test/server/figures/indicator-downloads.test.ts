import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indicatorFile } from '../../../server/indicators/downloads.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import { publishNow } from '../../setup/published.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await importWorld();
  await publishNow(world.platform, { through: '2025-09' });
}, 120_000);
afterAll(() => world.close());

const viewer = (role: Viewer['role']): Viewer => ({
  id: `essai-${role}`,
  name: 'Essai',
  email: 'essai@exemple.fr',
  role,
  organisationId: null,
});

async function csvOf(
  role: Viewer['role'],
  code: string,
  more: { year?: number; month?: number; organisation?: string } = {},
) {
  const { bytes } = await indicatorFile(world.platform, viewer(role), { code, year: 2024, ...more }, 'csv');
  return bytes.toString('utf8');
}

describe('the file of an indicator', () => {
  it('opens in a French spreadsheet: mark of UTF-8, semicolons, decimal commas, lines that end as theirs do', async () => {
    const text = await csvOf('coordinator', 'IND-10');
    expect(text.startsWith('\uFEFFPartie;Ligne;Valeur;Valeur affichée;Attendu;Remarque\r\n')).toBe(true);
    expect(text).toMatch(/Mois;janvier 2024;\d+,\d+;/u);
  });

  it('says that it is a demonstration, with which filters, from where and of which day', async () => {
    const text = await csvOf('coordinator', 'IND-18', { month: 6, organisation: 'HH' });
    expect(text.split('\r\n')[1]).toBe('À propos;Démonstration;;Données fictives – démonstration;;');
    expect(text).toContain('À propos;Période;;de janvier 2024 à juin 2024;;');
    expect(text).toMatch(/À propos;Périmètre;;"?Habitat et Humanisme/u);
    expect(text).toContain('À propos;Édité le;;14/11/2025;;');
    expect(text).toMatch(/Mois;juillet 2024;;à venir;/u);
  });

  it('keeps as words what a note writes like a formula', async () => {
    const note = { code: 'IND-02', month: '2024-02', text: '=2+2 logements' };
    await world.as({ role: 'coordinator' }).indicators.annotate(note);
    expect(await csvOf('coordinator', 'IND-02')).toContain("'=2+2 logements");
  });

  it('hides from a reader what the page hides', async () => {
    const page = await world.as({ role: 'reader' }).indicators.byCode({ code: 'IND-28', year: 2024 });
    const hidden = page.figure.months.filter((month) => month.hidden).length;
    const lines = (await csvOf('reader', 'IND-28')).split('\r\n').filter((line) => line.startsWith('Mois;'));
    expect(hidden).toBeGreaterThan(0);
    expect(lines.filter((line) => line.includes(';;masqué (secret statistique);'))).toHaveLength(hidden);
  });

  it('is of no organisation that one may not see: no publication has one', async () => {
    await expect(csvOf('reader', 'IND-18', { organisation: 'HH' })).rejects.toMatchObject({ code: 'NOT_PUBLISHED' });
  });

  it('is a workbook with a sheet for each table, whose first says that it is a demonstration', async () => {
    const { bytes, name } = await indicatorFile(
      world.platform,
      viewer('coordinator'),
      { code: 'IND-23', year: 2025 },
      'xlsx',
    );
    const parts = unzipSync(new Uint8Array(bytes));
    const book = strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array());
    const sheets = [...book.matchAll(/<sheet [^>]*name="([^"]+)"/gu)].map((match) => match[1]);
    expect(sheets).toEqual(expect.arrayContaining(['Lisez-moi', 'À propos', 'Mois', 'Depuis le début', 'Années']));
    expect(name).toBe('IND-23-2025-fictif.xlsx');
    const words = strFromU8(parts['xl/sharedStrings.xml'] ?? parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(words).toContain('Données fictives – démonstration');
  });
});
