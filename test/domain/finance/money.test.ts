import { describe, expect, it } from 'vitest';
import { clawbackExposure } from '../../../shared/domain/finance/clawback.ts';
import { addCents, asCents, centsAsPercent } from '../../../shared/domain/finance/money.ts';

const euros = (amount: number) => amount * 100;

describe('money in cents', () => {
  it('adds the seventeen lines of the annex to 700 761 €', () => {
    const annex = [
      24_000, 3_500, 33_900, 33_200, 32_500, 15_000, 22_000, 120_000, 15_000, 27_430, 5_000, 20_000, 32_200, 117_031,
      124_000, 6_000, 70_000,
    ];
    expect(addCents(annex.map(euros))).toBe(70_076_100);
    expect(addCents([])).toBe(0);
  });

  it('refuses a fraction of a cent and what a number cannot hold', () => {
    expect(() => asCents(10.5)).toThrow(RangeError);
    expect(() => asCents(Number.NaN)).toThrow(RangeError);
    expect(() => addCents([1, 0.1])).toThrow(RangeError);
    expect(() => addCents([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
  });

  it('tells the State’s support in percent of its maximum', () => {
    expect(centsAsPercent(euros(406_614), euros(494_000))).toBeCloseTo(82.3, 1);
    expect(centsAsPercent(1, 0)).toBeNull();
  });
});

describe('what the Préfet may take back', () => {
  it('is 81 322,80 € of the 406 614 € paid for 2023', () => {
    expect(clawbackExposure(40_661_400, 20)).toBe(8_132_280);
  });

  it('is never more than the share, and nothing of nothing', () => {
    expect(clawbackExposure(9, 20)).toBe(1);
    expect(clawbackExposure(0, 20)).toBe(0);
    expect(() => clawbackExposure(406_614.5, 20)).toThrow(RangeError);
  });
});
