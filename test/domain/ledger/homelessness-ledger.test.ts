import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { communes } from '../../../prisma/seed/seed-communes.ts';
import { qualityOf } from '../../../shared/domain/ledger/balance.ts';
import { flowNames, LedgerTally } from '../../../shared/domain/ledger/ledger-tally.ts';
import {
  datedCorrections,
  inflowOf,
  type KnownMonth,
  ledgerView,
  noFlows,
  outflowOf,
} from '../../../shared/domain/ledger/ledger-view.ts';
import type { Month } from '../../../shared/domain/month.ts';
import { isRefusal } from '../../../shared/reading/open-partner-file.ts';
import type { Content } from '../../../shared/registers/register.ts';
import { siaoCase } from '../../../shared/registers/siao-spell.ts';
import { siaoFile } from '../../fixtures/files-of-people.ts';
import { readPartnerFile } from '../../fixtures/read-partner-file.ts';
import { indicators } from '../../fixtures/tables.ts';
import { compare, inseeSituations, knownMonths, tallyOf } from './ledger-compare.ts';

const date = fc
  .integer({ min: 0, max: 900 })
  .map((day) => new Date(Date.UTC(2022, 0, 1) + day * 86_400_000).toISOString().slice(0, 10));
const maybeDate = fc.option(date, { nil: null });
const content: fc.Arbitrary<Content> = fc.record({
  requestDate: date,
  orientationDate: maybeDate,
  admissionDate: maybeDate,
  updateDate: maybeDate,
  requestType: fc.constantFrom('Première demande', 'Actualisation', 'Réexamen', null),
  closingDate: maybeDate,
  closingReason: fc.constantFrom('Relogement parc social', 'Pension de famille', 'Sans nouvelles', 'Retour en famille'),
  status: fc.constantFrom('En cours', 'Orientée', 'Admise', 'Clôturée', 'Refusée', 'Annulée'),
  persons: fc.integer({ min: 1, max: 7 }),
  situation: fc.constantFrom(...inseeSituations, 'Squat - bidonville', 'Hébergé chez un tiers'),
});

describe('the ledger of a whole file', () => {
  const read = readPartnerFile(siaoFile.bytes(), siaoFile.fileName, { today: '2026-11-23', communes, indicators });
  const contents = isRefusal(read) ? [] : read.accepted.map((row) => row.content);

  it('equals a recount day after day, in both units and both perimeters', () => {
    expect(contents.length).toBe(siaoFile.accepted);
    compare(contents);
    compare(contents, '2024-01-15');
  });

  it('houses those that the indicators count, and loses nobody into a success', () => {
    const housed = tallyOf(contents).filter(({ dimension, flow }) => dimension === 'total' && flow === 'housed');
    const months = Object.fromEntries(housed.map(({ month, households }) => [month, households]));
    expect(months).toEqual(siaoFile.indicators['SIAO-02']);
  });
});

describe('the ledger of any rows', () => {
  it('equals a recount day after day', () => {
    fc.assert(
      fc.property(fc.array(content, { maxLength: 25 }), maybeDate, (contents, heldOn) => compare(contents, heldOn)),
      { seed: 7, numRuns: 60 },
    );
  });

  it('starts each month where the month before ended, and balances', () => {
    fc.assert(
      fc.property(fc.array(content, { minLength: 1, maxLength: 40 }), (contents) => {
        const known = knownMonths(tallyOf(contents), 'persons', 'convention');
        const [from, to] = [[...known.keys()][0] ?? '', [...known.keys()].at(-1) ?? ''];
        const lines = ledgerView(known, { from, to, opening: 12 });
        lines.forEach((line, index) => {
          expect(line.start).toBe(index === 0 ? 12 : lines[index - 1]?.active);
          expect(line.active).toBe(
            (line.start ?? 0) + inflowOf(line.flows ?? noFlows) - outflowOf(line.flows ?? noFlows),
          );
          expect(line.active).toBeGreaterThanOrEqual(12);
        });
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it('has at least as many persons as households, everywhere', () => {
    fc.assert(
      fc.property(fc.array(content, { maxLength: 40 }), (contents) => {
        for (const one of tallyOf(contents)) {
          expect(one.persons).toBeGreaterThanOrEqual(one.households);
          expect(one.inseePersons).toBeGreaterThanOrEqual(one.inseeHouseholds);
          expect(one.persons).toBeGreaterThanOrEqual(one.inseePersons);
        }
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it('a home found in another month changes exactly two months, and the stock between them', () => {
    const row = (closingDate: string) => ({
      requestDate: '2023-01-10',
      admissionDate: '2023-01-12',
      closingDate,
      closingReason: 'Pension de famille',
      persons: 2,
    });
    const flows = (one: Content) =>
      [...knownMonths(tallyOf([one, row('2023-12-01')]), 'persons', 'convention')].map(([month, { flows: all }]) => ({
        month,
        all,
      }));
    const [before, after] = [flows(row('2023-05-03')), flows(row('2023-09-28'))];
    const moved = before.filter(({ all }, index) =>
      flowNames.some((flow) => all?.[flow] !== after[index]?.all?.[flow]),
    );
    expect(moved.map(({ month }) => month)).toEqual(['2023-05', '2023-09']);
  });

  it('moves only in months in which the row that changed has an event, before or after', () => {
    const flowsOf = (contents: Content[]) => {
      const totals = tallyOf(contents).filter(({ dimension }) => dimension === 'total');
      return new Map(totals.map((one) => [`${one.month} ${one.flow}`, JSON.stringify(one)]));
    };
    const monthsOf = (one: Content) => tallyOf([one]).map(({ month }) => month);
    fc.assert(
      fc.property(fc.array(content, { maxLength: 20 }), content, content, (others, before, after) => {
        const [then, now] = [flowsOf([...others, before]), flowsOf([...others, after])];
        const moved = [...new Set([...then.keys(), ...now.keys()])].filter((key) => then.get(key) !== now.get(key));
        const events = new Set([...monthsOf(before), ...monthsOf(after)]);
        expect(moved.filter((key) => !events.has(key.split(' ')[0] ?? ''))).toEqual([]);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it('taking a row away leaves what there was before it', () => {
    fc.assert(
      fc.property(fc.array(content, { maxLength: 15 }), content, (contents, extra) => {
        const tally = new LedgerTally();
        const add = (one: Content, times: number) => {
          const known = siaoCase(one, () => 'DIJON');
          if (known) tally.add(known, times);
        };
        for (const one of contents) add(one, 1);
        const before = JSON.stringify([...tally.counts()]);
        add(extra, 1);
        add(extra, -1);
        expect(JSON.stringify([...tally.counts()])).toBe(before);
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});

describe('the requests of one household, brought together', () => {
  const known = (content: Content) => {
    const one = siaoCase(content, () => 'DIJON');
    if (!one) throw new Error('not a request');
    return one;
  };
  const row = (requestDate: string): Content => ({ requestDate, situation: 'Rue - abri de fortune', persons: 1 });
  const countsOf = (tally: LedgerTally) =>
    [...tally.counts()].map(({ month, flow, dimension, value, households }) => ({
      month,
      flow,
      dimension,
      value,
      households,
    }));
  const total = (tally: LedgerTally) =>
    countsOf(tally)
      .filter(({ dimension }) => dimension === 'total')
      .map(({ month, flow, households }) => `${month} ${flow} ${households}`)
      .sort();

  it('count it once, and tell within how many months it came back after a home', () => {
    const tally = new LedgerTally();
    tally.addHousehold(
      [
        known({ ...row('2023-01-10'), closingDate: '2023-02-10', closingReason: 'Relogement parc social' }),
        known({
          ...row('2023-09-01'),
          situation: 'Hôtel',
          closingDate: '2023-10-01',
          closingReason: 'Retour en famille',
        }),
        known(row('2023-09-15')),
      ],
      1,
    );
    expect(total(tally)).toEqual([
      '2023-01 newlyIdentified 1',
      '2023-02 housed 1',
      '2023-09 returnedFromHousing 1',
      '2023-12 lostContact 1',
    ]);
    const returns = countsOf(tally).filter(({ dimension }) => dimension === 'return');
    expect(returns).toEqual([{ month: '2023-02', flow: 'housed', dimension: 'return', value: '12', households: 1 }]);
  });

  it('enter and leave under one same description, so that no breakdown goes below zero', () => {
    fc.assert(
      fc.property(fc.array(content, { minLength: 1, maxLength: 6 }), (contents) => {
        const tally = new LedgerTally();
        tally.addHousehold(
          contents.flatMap((one) => siaoCase(one, () => 'DIJON') ?? []),
          1,
        );
        const balance = new Map<string, number>();
        const ordered = countsOf(tally).sort((a, b) => (a.month < b.month ? -1 : Number(a.month > b.month)));
        for (const month of new Set(ordered.map((one) => one.month))) {
          for (const one of ordered) {
            if (one.month !== month || one.dimension !== 'situation') continue;
            const leaves = one.flow === 'housed' || one.flow === 'otherExits' || one.flow === 'lostContact';
            balance.set(one.value, (balance.get(one.value) ?? 0) + (leaves ? -1 : 1) * one.households);
          }
          for (const active of balance.values()) expect([0, 1]).toContain(active);
          expect([...balance.values()].reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(1);
        }
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('count for no more than they would apart, and for one is the same as alone', () => {
    fc.assert(
      fc.property(fc.array(content, { minLength: 1, maxLength: 5 }), (contents) => {
        const cases = contents.flatMap((one) => siaoCase(one, () => 'DIJON') ?? []);
        const [together, apart] = [new LedgerTally(), new LedgerTally()];
        together.addHousehold(cases, 1);
        for (const one of cases) apart.add(one, 1);
        const entries = (tally: LedgerTally) =>
          countsOf(tally)
            .filter(({ dimension, flow }) => dimension === 'total' && flow === 'newlyIdentified')
            .reduce((sum, { households }) => sum + households, 0);
        expect(entries(together)).toBeLessThanOrEqual(entries(apart));
        if (cases.length === 1) expect(countsOf(together)).toEqual(countsOf(apart));
      }),
      { seed: 12, numRuns: 200 },
    );
  });
});

describe('the chain', () => {
  const month = (name: Month, newlyIdentified: number | null, observed: number | null = null): KnownMonth => ({
    month: name,
    flows: newlyIdentified === null ? null : { ...noFlows, newlyIdentified },
    partial: null,
    observed,
  });
  const chain = (months: KnownMonth[]) =>
    ledgerView(new Map(months.map((one) => [one.month, one])), {
      from: months[0]?.month ?? '',
      to: months.at(-1)?.month ?? '',
      opening: 0,
    });

  it('is broken by a month without rows until somebody counts', () => {
    const lines = chain([month('2023-01', 12), month('2023-02', null), month('2023-03', 5), month('2023-04', 1)]);
    expect(lines.map(({ active }) => active)).toEqual([12, null, null, null]);
    const counted = chain([month('2023-01', 12), month('2023-02', null, 15), month('2023-03', 5)]);
    expect(counted.map(({ start, active }) => [start, active])).toEqual([
      [0, 12],
      [12, 15],
      [15, 20],
    ]);
  });

  it('tests the flows against the count of the month from the count of the month before', () => {
    const lines = chain([month('2023-01', 12, 100), month('2023-02', 20, 120), month('2023-03', 5, 160)]);
    expect(lines.map(({ test }) => test?.gap ?? null)).toEqual([null, 0, 35]);
    expect(lines.map(({ test }) => test?.reliable ?? null)).toEqual([null, true, false]);
  });

  it('reaches quality after three reliable months in a row, and a month that cannot be tested ends the row', () => {
    const four = [
      month('2023-01', 0, 100),
      month('2023-02', 1, 101),
      month('2023-03', 1, 102),
      month('2023-04', 1, 103),
    ];
    expect(
      qualityOf(chain(four).map((line) => ({ ...line, activeStart: line.start, activeEnd: line.active }))),
    ).toEqual({
      streak: 3,
      reached: true,
    });
    const broken = [...four, month('2023-05', 1, null)];
    expect(
      qualityOf(chain(broken).map((line) => ({ ...line, activeStart: line.start, activeEnd: line.active }))),
    ).toEqual({
      streak: 0,
      reached: false,
    });
  });
});

describe('a correction', () => {
  it('is what a later file says of a month already told, with both months', () => {
    const change = (importId: number, told: Month, reported: Month, count: number) => ({
      importId,
      month: told,
      reported,
      flow: 'newlyIdentified' as const,
      count,
    });
    const changes = [
      change(1, '2025-05', '2025-06', 40),
      change(2, '2025-03', '2025-07', 3),
      change(2, '2025-06', '2025-07', 38),
    ];
    expect(datedCorrections(changes)).toEqual([change(2, '2025-03', '2025-07', 3)]);
  });
});
