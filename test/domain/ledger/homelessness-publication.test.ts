import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerFlows } from '../../../shared/domain/ledger/balance.ts';
import { type PublishedLedger, publishLedger } from '../../../shared/domain/ledger/ledger-publication.ts';
import { flowNames } from '../../../shared/domain/ledger/ledger-tally.ts';
import { inflowOf, noFlows, outflowOf, type ViewMonth } from '../../../shared/domain/ledger/ledger-view.ts';
import { addMonths } from '../../../shared/domain/month.ts';

function linesOf(start: number, months: LedgerFlows[]): ViewMonth[] {
  let active = start;
  return months.map((flows, index): ViewMonth => {
    const before = active;
    active += inflowOf(flows) - outflowOf(flows);
    return {
      month: addMonths('2024-01', index),
      origin: 'rows',
      start: before,
      active,
      flows,
      partial: null,
      observed: null,
      test: null,
    };
  });
}

const flowsUpTo = (most: number) => {
  const count = fc.integer({ min: 0, max: most });
  return fc.record({
    newlyIdentified: count,
    returnedFromHousing: count,
    returnedFromInactive: count,
    housed: count,
    otherExits: count,
    lostContact: count,
  });
};

/** Everything published, by name: what a reader of the screen has in hand. */
function shownNumbers({ lines, totals }: PublishedLedger): [string, unknown][] {
  return [
    ...lines.flatMap((line, index): [string, unknown][] => [
      ...flowNames.map((flow): [string, unknown] => [`${flow} ${index}`, line.flows?.[flow]]),
      [`start ${index}`, line.start],
      [`active ${index}`, line.active],
      [`in ${index}`, line.inflow],
      [`out ${index}`, line.outflow],
    ]),
    ...flowNames.map((flow): [string, unknown] => [`total ${flow}`, totals[flow]]),
  ];
}

/** The same names, computed from a ledger that a reader supposes. */
function numbersOf(lines: readonly ViewMonth[]): Map<string, number> {
  const all = new Map<string, number>();
  lines.forEach((line, index) => {
    const flows = line.flows ?? noFlows;
    for (const flow of flowNames) all.set(`${flow} ${index}`, flows[flow]);
    all.set(`start ${index}`, line.start ?? 0);
    all.set(`active ${index}`, line.active ?? 0);
    all.set(`in ${index}`, inflowOf(flows));
    all.set(`out ${index}`, outflowOf(flows));
  });
  for (const flow of flowNames) {
    all.set(
      `total ${flow}`,
      lines.reduce((sum, { flows }) => sum + (flows?.[flow] ?? 0), 0),
    );
  }
  return all;
}

/** Every ledger of one month that agrees with all that is published, its hidden numbers tried one after the other. */
function* suppositions(published: PublishedLedger, most: number): Generator<Map<string, number>> {
  const shown = shownNumbers(published);
  const asked = ['start 0', ...flowNames.map((flow) => `${flow} 0`)];
  const free = asked.filter((name) => shown.find(([one]) => one === name)?.[1] === 'hidden');
  const values = new Map(shown.flatMap(([name, value]) => (typeof value === 'number' ? [[name, value] as const] : [])));
  const total = (most + 1) ** free.length;
  for (let rank = 0; rank < total; rank += 1) {
    let rest = rank;
    for (const name of free) {
      values.set(name, rest % (most + 1));
      rest = Math.floor(rest / (most + 1));
    }
    const flows = Object.fromEntries(
      flowNames.map((flow) => [flow, values.get(`${flow} 0`) ?? 0]),
    ) as unknown as LedgerFlows;
    const guess = numbersOf(linesOf(values.get('start 0') ?? 0, [flows]));
    const agrees = shown.every(([name, value]) => {
      const number = guess.get(name) ?? 0;
      return value === 'hidden' ? number > 0 : number === value;
    });
    if (agrees) yield guess;
  }
}

describe('the ledger that anyone may read', () => {
  it('shows no number of one to ten people, and hides true zeros never', () => {
    fc.assert(
      fc.property(fc.array(flowsUpTo(60), { minLength: 1, maxLength: 5 }), (months) => {
        const lines = linesOf(400, months);
        const published = publishLedger(lines);
        if (!published) throw new Error('nothing was published');
        const real = numbersOf(lines);
        for (const [name, value] of shownNumbers(published)) {
          const number = real.get(name) ?? -1;
          if (number >= 1 && number <= 10) expect(value, name).toBe('hidden');
          else expect([number, 'hidden'], name).toContain(value);
          if (number === 0) expect(value, name).toBe(0);
        }
      }),
      { seed: 7, numRuns: 40 },
    );
  });

  it('leaves at least two values to each number that it hides', () => {
    fc.assert(
      fc.property(flowsUpTo(6), fc.integer({ min: 30, max: 36 }), (flows, start) => {
        const published = publishLedger(linesOf(start, [flows]), 2);
        if (!published) throw new Error('nothing was published');
        const hidden = shownNumbers(published).flatMap(([name, value]) => (value === 'hidden' ? [name] : []));
        const freeFlows = hidden.filter((name) => flowNames.some((flow) => name === `${flow} 0`));
        fc.pre(freeFlows.length <= 3 && !hidden.includes('start 0'));
        const guesses = [...suppositions(published, 9)];
        for (const name of hidden)
          expect(new Set(guesses.map((guess) => guess.get(name))).size, name).toBeGreaterThan(1);
      }),
      { seed: 7, numRuns: 25 },
    );
  });

  it('says nothing of a period with a month missing', () => {
    const lines = linesOf(400, [noFlows, noFlows]);
    expect(publishLedger(lines.map((line, index) => (index === 0 ? { ...line, flows: null } : line)))).toBeNull();
    expect(publishLedger([])).toBeNull();
  });
});
