import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ledgerBridge, type RequestCount } from '../../../shared/domain/ledger/ledger-bridge.ts';
import { LedgerTally } from '../../../shared/domain/ledger/ledger-tally.ts';
import { activeTimes, addDays, householdMoves, type Spell } from '../../../shared/domain/ledger/spell.ts';
import type { Content } from '../../../shared/registers/register.ts';
import { siaoCase } from '../../../shared/registers/siao-spell.ts';
import { recountOpen } from './homelessness-recount.ts';
import { inseeSituations, plain } from './ledger-compare.ts';

const date = fc.integer({ min: 0, max: 900 }).map((day) => addDays('2022-01-01', day));
const maybeDate = fc.option(date, { nil: null });
const content: fc.Arbitrary<Content> = fc.record({
  requestDate: date,
  requestType: fc.constantFrom('Première demande', 'Actualisation', 'Réexamen', null),
  orientationDate: maybeDate,
  admissionDate: maybeDate,
  updateDate: maybeDate,
  closingDate: maybeDate,
  closingReason: fc.constantFrom('Relogement parc social', 'Sans nouvelles', 'Retour en famille'),
  status: fc.constantFrom('En cours', 'Orientée', 'Admise', 'Clôturée', 'Refusée', 'Annulée'),
  persons: fc.integer({ min: 1, max: 7 }),
  situation: fc.constantFrom(...inseeSituations, 'Squat - bidonville', 'Hébergé chez un tiers'),
});

const isExit = (flow: string) => ['housed', 'otherExits', 'lostContact'].includes(flow);

/** The bridge of households, each of its requests, as the server adds its counts up. */
function bridgeOf(households: readonly (readonly Content[])[], month: string, heldOn: string | null) {
  const tally = new LedgerTally();
  for (const requests of households)
    tally.addHousehold(
      requests.flatMap((one) => siaoCase(one, () => 'DIJON', heldOn) ?? []),
      1,
    );
  const counts: RequestCount[] = [];
  const active = { households: 0, inseeHouseholds: 0 };
  for (const one of tally.counts()) {
    const sign = isExit(one.flow) ? -1 : 1;
    const isIn = one.month <= month;
    if (one.dimension === 'open' || one.dimension === 'joined')
      counts.push({
        dimension: one.dimension,
        value: one.value,
        until: isIn ? sign * one.households : 0,
        ever: sign * one.households,
      });
    if (one.dimension !== 'total' || !isIn) continue;
    active.households += sign * one.households;
    active.inseeHouseholds += sign * one.inseeHouseholds;
  }
  return ledgerBridge(month, counts, active);
}

describe('the bridge from the file to the stock', () => {
  const months = ['2022-01', '2022-09', '2023-04', '2024-02', '2024-12'];

  it('adds up to the unit whatever the file, each term as a slow recount finds it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(content, { minLength: 1, maxLength: 4 }), { maxLength: 12 }),
        maybeDate,
        fc.constantFrom(...months),
        (households, heldOn, month) => {
          const bridge = bridgeOf(households, month, heldOn);
          const slow = recountOpen(
            households.flat().map((one) => plain(one, heldOn)),
            month,
          );
          expect({ open: bridge.open, silent: bridge.withoutContact }).toEqual(slow);
          expect(bridge.open - bridge.withoutContact - bridge.joinedRenewals - bridge.joinedOthers).toBe(bridge.active);
          expect(bridge.active - bridge.outsideInsee).toBe(bridge.insee);
          expect(bridge.openNow + bridge.sinceMonth).toBe(bridge.open);
          for (const term of [bridge.withoutContact, bridge.joinedRenewals, bridge.joinedOthers, bridge.outsideInsee])
            expect(term).toBeGreaterThanOrEqual(0);
          expect(bridge.renewals).toBeLessThanOrEqual(bridge.open);
        },
      ),
      { seed: 22, numRuns: 120 },
    );
  });

  it('brings nothing together where each request is alone', () => {
    fc.assert(
      fc.property(fc.array(content, { maxLength: 12 }), fc.constantFrom(...months), (contents, month) => {
        const { joinedRenewals, joinedOthers } = bridgeOf(
          contents.map((one) => [one]),
          month,
          null,
        );
        expect([joinedRenewals, joinedOthers]).toEqual([0, 0]);
      }),
      { seed: 23, numRuns: 30 },
    );
  });

  it('tells a renewal of a request still open from another request of the household', () => {
    const row = (requestDate: string, requestType: string): Content => ({
      requestDate,
      requestType,
      situation: 'Hôtel',
      persons: 2,
    });
    const household = [
      row('2023-01-10', 'Première demande'),
      row('2023-02-10', 'Actualisation'),
      row('2023-03-01', 'Première demande'),
    ];
    expect(bridgeOf([household, [row('2023-03-05', 'Réexamen')]], '2023-03', null)).toEqual({
      month: '2023-03',
      openNow: 4,
      sinceMonth: 0,
      open: 4,
      renewals: 2,
      withoutContact: 0,
      joinedRenewals: 1,
      joinedOthers: 1,
      active: 2,
      outsideInsee: 0,
      insee: 2,
    });
  });
});

describe('a request that the latest full export holds open', () => {
  const spell = fc.record({
    requested: date,
    contacts: fc.array(date, { maxLength: 3 }),
    admitted: maybeDate,
    exit: fc.constant(null),
    heldOn: date,
  });

  it('is never lost of sight before the rule has run from the day of the export', () => {
    fc.assert(
      fc.property(spell, fc.integer({ min: 30, max: 365 }), (one: Spell & { heldOn: string }, days) => {
        const lost = householdMoves([one], days).filter(({ flow }) => flow === 'lostContact');
        if (one.heldOn >= one.requested)
          for (const { date: day } of lost) expect(day >= addDays(one.heldOn, days)).toBe(true);
      }),
      { seed: 24, numRuns: 200 },
    );
  });

  it('stays active from its date, and leaves on the day that it is closed', () => {
    const one: Spell = { requested: '2023-01-10', contacts: [], admitted: null, heldOn: '2024-01-15', exit: null };
    expect(activeTimes(one)).toEqual([{ from: '2023-01-10', to: '2024-04-14', kind: 'lost', reason: 'Inactivité' }]);
    const exit = { date: '2023-11-02', kind: 'housed', reason: 'Pension de famille' } as const;
    expect(householdMoves([{ ...one, exit }]).map(({ date: day, flow }) => `${day} ${flow}`)).toEqual([
      '2023-01-10 newlyIdentified',
      '2023-11-02 housed',
    ]);
  });
});

describe('a renewal', () => {
  it('is nobody new: the file itself says that the household was known', () => {
    const spell: Spell = { requested: '2023-01-10', contacts: [], admitted: null, isRenewal: true, exit: null };
    expect(householdMoves([spell])[0]).toMatchObject({ flow: 'returnedFromInactive', date: '2023-01-10' });
    expect(householdMoves([{ ...spell, isRenewal: false }])[0]).toMatchObject({ flow: 'newlyIdentified' });
  });

  it('is read from the column of the file, with the day of the last update as a contact', () => {
    const row = { requestDate: '2023-01-10', requestType: 'Réexamen', updateDate: '2023-03-20' };
    const one = siaoCase(row, () => undefined, '2023-06-01');
    expect(one?.spell).toMatchObject({ isRenewal: true, contacts: ['2023-03-20'], heldOn: '2023-06-01' });
  });
});
