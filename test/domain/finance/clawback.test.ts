import { describe, expect, it } from 'vitest';
import { clawbackExposure } from '../../../shared/domain/finance/clawback.ts';

describe('what the Préfet may take back', () => {
  it('is at most 20 % of what was paid the year before: 81 322,80 € of 406 614 €', () => {
    expect(clawbackExposure(40_661_400, 20)).toBe(8_132_280);
    expect(clawbackExposure(0, 20)).toBe(0);
  });

  it('never asks for half a cent more than the share', () => {
    expect(clawbackExposure(3, 50)).toBe(1);
  });

  it('refuses euros with decimals', () => {
    expect(() => clawbackExposure(406_614.5, 20)).toThrow(RangeError);
  });
});
