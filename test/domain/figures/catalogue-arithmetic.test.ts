import { describe, expect, it } from 'vitest';
import { actions } from '../../../prisma/seed/seed-actions.ts';
import { firstCatalogue } from '../../../prisma/seed/seed-catalogue.ts';
import { communes } from '../../../prisma/seed/seed-communes.ts';
import { axes, conventions, grants, objectives } from '../../../prisma/seed/seed-convention.ts';
import { indicators } from '../../../prisma/seed/seed-indicators.ts';
import { assignments, organisations } from '../../../prisma/seed/seed-organisations.ts';
import { publishedFigures } from '../../../prisma/seed/seed-published.ts';
import { targets } from '../../../prisma/seed/seed-targets.ts';
import { clawbackExposure } from '../../../shared/domain/finance/clawback.ts';
import { directions, timeRules, units } from '../../../shared/domain/indicator.ts';
import { isMonth } from '../../../shared/domain/month.ts';

const EUROS = 100;
const amounts = actions.map(({ requestedCents }) => requestedCents);
const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
const granted2023 = grants.find(({ year }) => year === 2023)!.amountCents!;
const convention = conventions.find(({ code }) => code === 'LDA-2023-2025')!;
const published = (code: string) => publishedFigures.find((figure) => figure.code === code)!;
const codes = indicators.map(({ code }) => code);

/** Every sum that a choice of lines can make: each line doubles the choices. */
function subsetSums(numbers: number[]): number[] {
  return numbers.reduce<number[]>((sums, one) => sums.concat(sums.map((total) => total + one)), [0]);
}

describe('the annex', () => {
  it('has its seventeen lines in their order, blank numbers and the two 18 kept', () => {
    const numbers = [1, null, 2, 4, null, 5, 6, 8, 12, 13, 15, 16, 18, 18, 19, 20, 21];
    expect(actions.map(({ annexNumber }) => annexNumber)).toEqual(numbers);
    expect(new Set(actions.map(({ key }) => key)).size).toBe(17);
  });

  it('asks for 700 761 €, of which the State grants 58,0 % in 2023', () => {
    expect(sum(amounts)).toBe(700_761 * EUROS);
    expect(((100 * granted2023) / sum(amounts)).toFixed(1)).toBe('58.0');
  });

  it('adds up to no amount of the State, whatever lines one chooses', () => {
    const sums = subsetSums(amounts);
    expect(sums).toHaveLength(131_072);
    expect(sums).toContain(99_600 * EUROS);
    for (const amount of [granted2023, convention.maximumAnnualCents!, convention.eligibleCostCents!]) {
      expect(sums.includes(amount), `${amount}`).toBe(false);
    }
  });

  it('has no text at all on its last two lines, and no indicator is invented for them', () => {
    for (const key of ['A20', 'A21']) {
      expect(actions.find((action) => action.key === key)).toMatchObject({
        description: null,
        objectiveText: null,
        expectedText: null,
      });
      expect(indicators.filter((indicator) => indicator.actions.includes(key))).toEqual([]);
    }
  });
});

describe('the money of the convention', () => {
  it('exposes 81 322,80 € of the 2023 grant', () => {
    expect(granted2023).toBe(406_614 * EUROS);
    expect(clawbackExposure(granted2023, convention.clawbackPercent!)).toBe(8_132_280);
  });

  it('knows no grant for 2024 and 2025, and says why', () => {
    const later = grants.filter(({ year }) => year > 2023);
    expect(later.map(({ year, amountCents }) => [year, amountCents])).toEqual([
      [2024, null],
      [2025, null],
    ]);
    for (const { quote } of later) expect(quote).toContain('sera défini par avenant');
  });
});

describe('the published figures', () => {
  it('make the 9 363 of Action Logement only with the households housed', () => {
    const aids = ['CTX-02', 'CTX-03', 'CTX-04', 'CTX-05'].map((code) => published(code).value);
    expect(sum(aids)).toBe(8057);
    expect(sum(aids) + published('CTX-06').value).toBe(published('CTX-01').value);
  });

  it.each(publishedFigures.map((figure) => [figure.code, figure] as const))(
    '%s is written in its own sentence',
    (_code, { value, quote, document }) => {
      expect(quote.replace(/(?<=\d) (?=\d{3})/g, '')).toContain(String(value));
      expect(document).not.toBe('');
    },
  );
});

describe('the targets', () => {
  it('all have a sentence, a document and a reading, and one value a year', () => {
    for (const target of targets) {
      expect(target.quote.length, target.code).toBeGreaterThan(10);
      expect(target.document).not.toBe('');
      expect(['stated', 'assumed']).toContain(target.reading);
    }
    const keys = targets.flatMap(({ code, years }) => years.map((year) => `${code} ${year}`));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('read 40 captured dwellings as stated for 2021 and assumed for the convention', () => {
    const readings = targets.filter(({ code }) => code === 'IND-02').map(({ years, reading }) => [years, reading]);
    expect(readings).toEqual([
      [[2021], 'stated'],
      [[2023, 2024, 2025], 'assumed'],
    ]);
  });

  it('take the non-response from 75 to 0 over the whole convention', () => {
    expect(targets.find(({ code }) => code === 'IND-11')).toMatchObject({
      start: 75,
      value: 0,
      path: { startMonth: '2023-01', endMonth: '2025-12' },
    });
  });

  it('have the report of a year due by 30 September of the year after, as article 2.3 says', () => {
    const report = firstCatalogue().indicators.find(({ code }) => code === 'IND-21');
    expect(report?.targets.map(({ year, dueMonth }) => [year, dueMonth])).toEqual([
      [2023, '2024-09'],
      [2024, '2025-09'],
      [2025, '2026-09'],
    ]);
  });

  it('never set one for the 1 154 commandements, nor for a context', () => {
    const context = indicators.filter(({ direction }) => direction === 'context').map(({ code }) => code);
    expect(context).toContain('IND-09');
    expect(targets.filter(({ code }) => context.includes(code))).toEqual([]);
  });
});

describe('the names that bind the catalogue together', () => {
  it('are unique', () => {
    const lists = [codes, organisations.map(({ code }) => code), communes.map(({ inseeCode }) => inseeCode)];
    for (const list of lists) expect(new Set(list).size).toBe(list.length);
    expect([communes.length, objectives.length, axes.length]).toEqual([23, 4, 10]);
  });

  it('all lead to something that exists', () => {
    const keys: string[] = actions.map(({ key }) => key);
    const asked = assignments.flatMap((assignment) => assignment.codes);
    const named = [...targets.map(({ code }) => code), ...publishedFigures.map(({ code }) => code), ...asked];
    expect(named.filter((code) => !codes.includes(code))).toEqual([]);
    expect(indicators.flatMap((indicator) => indicator.actions).filter((key) => !keys.includes(key))).toEqual([]);
    for (const { fromMonth } of assignments) expect(isMonth(fromMonth)).toBe(true);
  });

  it('use the words of the domain', () => {
    for (const { code, unit, timeRule, direction } of indicators) {
      expect([units.includes(unit), timeRules.includes(timeRule), directions.includes(direction)], code).toEqual([
        true,
        true,
        true,
      ]);
    }
  });

  it('give six key figures, and each month only what somebody gives or the observatory reads', () => {
    const keys = indicators.filter(({ keyFigure }) => keyFigure).map(({ code }) => code);
    expect(keys.sort()).toEqual(['IND-02', 'IND-08', 'IND-10', 'IND-17', 'IND-23', 'IND-27']);
    const asked = new Set(assignments.flatMap((assignment) => assignment.codes));
    const monthly = indicators.flatMap(({ code, frequency, ...more }) =>
      frequency === 'monthly' && !('computed' in more) ? [code] : [],
    );
    expect(monthly.filter((code) => !asked.has(code))).toEqual([]);
  });

  it('leave one provider to each indicator until 2023, so that its register is the whole figure', () => {
    const early = assignments.filter(({ fromMonth }) => fromMonth < '2024').flatMap((assignment) => assignment.codes);
    expect(new Set(early).size).toBe(early.length);
  });
});
