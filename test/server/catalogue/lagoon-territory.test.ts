import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogueWorkbook } from '../../../server/convention-acts/workbook-out.ts';
import { renderReport } from '../../../server/reports/service.ts';
import { CATALOGUE_FORMAT, catalogueShape } from '../../../shared/schemas/catalogue/catalogue-file.ts';
import { lagoonFiles, lagoonWorkbook } from '../../fixtures/lagoon-territory.ts';
import { fileWords } from '../reports/file-words.ts';
import { bare } from '../reports/pdf-text.ts';
import { foreignWorld } from './foreign-world.ts';

/** A second territory, overseas, of another shape: the empty workbook filled in by hand, no group, a convention begun in July. */

const START = '2026-07';
const MONTHS = ['2026-07', '2026-08', '2026-09', '2026-10'];
let world: Awaited<ReturnType<typeof foreignWorld>>;

beforeAll(async () => {
  const empty = await catalogueWorkbook(catalogueShape.parse({ format: CATALOGUE_FORMAT }));
  world = await foreignWorld(await lagoonWorkbook(empty, START), '2026-11-18');
}, 120_000);
afterAll(() => world.base.close());

describe('a territory overseas, from the empty workbook filled in', () => {
  it('has one group for all its communes, since it has none of its own', async () => {
    expect(await world.base.db.communeGroup.findMany({ select: { code: true, name: true } })).toEqual([
      { code: 'TERRITOIRE', name: 'Ensemble du territoire' },
    ]);
    expect(await world.base.db.commune.count({ where: { groupCode: 'TERRITOIRE' } })).toBe(6);
  });

  it('feeds its own codes, whatever their form, from the files of its own senders', async () => {
    const files = lagoonFiles(START);
    const period = { from: START, to: '2026-10' };
    const receipts = [
      await world.take('HUISSIER', 'expulsions.csv', files.evictions, period),
      await world.take('CELLULE', 'demandes.csv', files.requests, period),
      await world.take('BAUX', 'captation.csv', files.dwellings, period),
      await world.take('RONDE', 'releve-2026.csv', files.rounds, period),
    ];
    expect(receipts.map((one) => [one.outOfTerritory, one.rejectedCount])).toEqual(receipts.map(() => [0, 0]));
    const { figures } = await world.as('coordinator').overview.forYear({ year: 2026 });
    const amountOf = (code: string) => figures.find((one) => one.code === code)?.value;
    expect(['1.1', '1.2', '2.1', '2.2', '3.a', '4'].map(amountOf)).toEqual([20, 4, 30, 6, 6, 40]);
    expect(figures.find(({ code }) => code === '3.a')).toMatchObject({ verdict: 'within-tolerance' });
    expect(figures.find(({ code }) => code === '1.2')?.target).toMatchObject({ value: 12, startMonth: START });
    expect(figures.find(({ code }) => code === '2.2')?.target).toMatchObject({ window: 'year', value: 30 });
  });

  it('says nothing of another territory on any page, to anybody', async () => {
    await world.publishMonths(MONTHS);
    const codes = ['1.1', '1.2', '1.3-bis', '2.2', '2.3', '3.a', '4', '5'];
    expect(await world.leaks({ year: 2026, month: '2026-10', organisation: 'RONDE', codes })).toEqual({});
    // Its own days, in its own words.
    const coordinator = world.as('coordinator');
    expect((await coordinator.editions.forYear({ year: 2026 })).deadline).toMatchObject({ date: '2027-02-28' });
    expect((await coordinator.finance.year({ year: 2026 })).payment.deadline).toBe('2026-04-15');
  }, 120_000);

  it('has a report in its own words', async () => {
    for (const { name, bytes } of await renderReport(world.contextOf(), 2026)) {
      const format = name.endsWith('.pdf') ? 'pdf' : name.endsWith('.docx') ? 'docx' : 'xlsx';
      const words = fileWords(bytes, format);
      // The deck of the committee has the lines that are to be discussed alone.
      const lines = name.endsWith('.pptx') ? [] : ['Rondes du lagon', 'Garder les baux'];
      for (const said of ['Archipel du Lagon', ...lines])
        expect([name, words.includes(bare(said))]).toEqual([name, true]);
      expect(words).not.toMatch(
        /Dijon|Côte-d’Or|Chenôve|Talant|SOLIHA|ADEFO|ACOR|métropol|IND-\d|SIAO-\d|406.?614|article2\.3|30novembre/u,
      );
    }
  }, 120_000);
});
