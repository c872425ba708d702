import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadFigures } from '../../../server/indicators/service.ts';
import type { Measures, Ratio } from '../../../shared/registers/register.ts';
import { fileOf, type GivenFile } from '../../fixtures/given-file.ts';
import { dump, type ImportWorld, importWorld, readBytes } from './import-world.ts';

const stocks = ['IND-03', 'ACO-01'];

/** The value of a year from the months that a file gives: their sum, the last one of a stock, the ratio of the sums. */
function yearOfMonths(code: string, months: Measures[string], year: number): number {
  const known = Object.entries(months)
    .filter(([month]) => month.startsWith(`${year}-`))
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([, figure]) => figure);
  if (stocks.includes(code)) return Number(known.at(-1));
  if (typeof known[0] === 'number') return known.reduce<number>((sum, figure) => sum + Number(figure), 0);
  const ratios = known as Ratio[];
  const [part, whole] = [
    ratios.reduce((sum, one) => sum + one.numerator, 0),
    ratios.reduce((sum, one) => sum + one.denominator, 0),
  ];
  return (100 * part) / whole;
}

/** What must be true of a set of whole files, one of each partner: the project's own, and the samples where they are. */
export function partnerFilesGoIn(name: string, files: readonly GivenFile[]): void {
  describe(name, () => {
    let world: ImportWorld;
    beforeEach(async () => {
      world = await importWorld({ demonstration: false });
    });
    afterEach(() => world.close());

    it.each(files)('$fileName goes in with the receipt that is expected', async (given) => {
      const receipt = await world.takeGiven(given);
      const { source, rows, accepted, duplicates, outOfTerritory, indicators } = given;
      expect(receipt).toMatchObject({ source, rows, accepted, duplicates, outOfTerritory, changed: 0, identical: 0 });
      // A row that raises a question which nobody answers stays out too.
      expect(receipt.rejected.length + receipt.keptOut.length).toBe(given.rejected);
      expect(receipt.indicators).toEqual(indicators);
      const written = await world.db.registerRow.count({ where: { importId: receipt.id ?? -1 } });
      expect(written).toBe(accepted + outOfTerritory);
    });

    it('make the figures of 2022, 2023 and 2024', async () => {
      const measures: Measures = {};
      for (const given of files) Object.assign(measures, (await world.takeGiven(given)).indicators);
      for (const year of [2022, 2023, 2024]) {
        const figures = new Map((await loadFigures(world.platform, 'working', { year })).map((one) => [one.code, one]));
        const codes = Object.keys(measures).filter((code) =>
          Object.keys(measures[code] ?? {}).some((month) => month.startsWith(`${year}-`)),
        );
        expect(codes.length).toBeGreaterThan(1);
        for (const code of codes)
          expect(figures.get(code)?.value, `${code} ${year}`).toBeCloseTo(
            yearOfMonths(code, measures[code] ?? {}, year),
            6,
          );
      }
    });

    it('change nothing when they come a second time', async () => {
      for (const given of files) await world.takeGiven(given);
      const before = await dump(world.pool);
      for (const given of files) {
        const again = await world.takeGiven(given);
        expect(again).toMatchObject({ accepted: 0, changed: 0, identical: given.accepted });
        expect(again.changes).toEqual([]);
      }
      const after = await dump(world.pool);
      // Each import is remembered and journalled; nothing else may have moved.
      for (const table of ['Import', 'AuditEvent'])
        expect(after[table]?.length).toBe((before[table]?.length ?? 0) + files.length);
      for (const table of ['Import', 'AuditEvent', 'JournalAnchor', 'LedgerChange']) {
        delete before[table];
        delete after[table];
      }
      expect(after).toEqual(before);
    });

    it('leave no file number anywhere', async () => {
      const numbered = ['siao-request', 'cca-request', 'captured-dwelling', 'eviction-procedure'] as const;
      const keys: string[] = [];
      let day = '';
      for (const given of numbered.map((source) => fileOf(files, source))) {
        await world.takeGiven(given);
        const { accepted, outOfTerritory } = readBytes(given.bytes(), given.fileName);
        expect([accepted.length, outOfTerritory.length]).toEqual([given.accepted, given.outOfTerritory]);
        keys.push(...[...accepted, ...outOfTerritory].map((row) => row.key));
        day ||= String(accepted[0]?.content.requestDate);
      }
      expect(keys.length).toBeGreaterThan(250);
      const text = Object.values(await dump(world.pool))
        .flat()
        .join('\n');
      expect(text).toContain(day);
      // One walk through the text for all the numbers.
      const words = new Set(text.split(/[^\p{L}\p{N}-]+/u));
      expect(keys.filter((key) => words.has(key))).toEqual([]);
    });
  });
}
