import { describe, expect, it } from 'vitest';
import { flowCell } from '../../../shared/domain/ledger/flow-words.ts';

describe('a flow of a month, for a table', () => {
  const flows = {
    newlyIdentified: 1154,
    returnedFromHousing: null,
    returnedFromInactive: 'hidden',
    housed: 'hidden',
    otherExits: 'hidden',
    lostContact: 'hidden',
  } as const;
  const merged = [
    { name: 'exits', flows: ['otherExits', 'lostContact'], count: 15 },
    { name: 'returns', flows: ['returnedFromHousing', 'returnedFromInactive'], count: 'hidden' },
  ] as const;

  it.each([
    ['newlyIdentified', '1\u202f154'],
    ['returnedFromHousing', '–'],
    ['returnedFromInactive', 'masqué'],
    ['housed', 'masqué'],
    ['otherExits', '15\u00a0à deux'],
    ['lostContact', '15\u00a0à deux'],
  ] as const)('%s: %s', (flow, words) => {
    expect(flowCell({ flows, merged }, flow)).toBe(words);
  });
});
