import { describe, expect, it } from 'vitest';
import { otherSourceOf, sourceGap } from '../../../shared/domain/figures/two-sources.ts';

describe('two counts of the same fact', () => {
  it('are apart by a part of the larger: 20 and 18 by 10 %, whichever comes first', () => {
    expect(sourceGap(20, 18, 10)).toEqual({ gap: 2, percent: 10, within: true });
    expect(sourceGap(18, 20, 10)).toEqual({ gap: -2, percent: 10, within: true });
    expect(sourceGap(20, 17, 10)).toEqual({ gap: 3, percent: 15, within: false });
  });

  it('agree on a tolerance that is just reached, whatever binary fractions make of it', () => {
    expect(sourceGap(1.1, 0.99, 10)?.within).toBe(true);
    expect(sourceGap(20, 18, 9.9)?.within).toBe(false);
  });

  it('agree when both are zero, and are wholly apart when one is', () => {
    expect(sourceGap(0, 0, 0)).toEqual({ gap: 0, percent: 0, within: true });
    expect(sourceGap(0, 4, 10)).toEqual({ gap: -4, percent: 100, within: false });
  });

  it('are found from either side: the SIAO’s rehoused households and the operators’', () => {
    expect([otherSourceOf('rehoused-by-operators'), otherSourceOf('rehoused-from-street')]).toEqual([
      'rehoused-from-street',
      'rehoused-by-operators',
    ]);
    expect(otherSourceOf(null)).toBeNull();
  });

  it('are not compared while one is not known', () => {
    expect(sourceGap(null, 4, 10)).toBeNull();
    expect(sourceGap(4, null, 10)).toBeNull();
  });
});
