import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerFlows } from '../../../shared/domain/ledger/balance.ts';
import { publishCohorts, publishStage } from '../../../shared/domain/ledger/funnel-publication.ts';
import { publishLedger } from '../../../shared/domain/ledger/ledger-publication.ts';
import { flowNames } from '../../../shared/domain/ledger/ledger-tally.ts';
import { inflowOf, outflowOf, type ViewMonth } from '../../../shared/domain/ledger/ledger-view.ts';
import { addMonths } from '../../../shared/domain/month.ts';
import { publishSeries } from '../../../shared/domain/secrecy/suppression.ts';
import { knowledge } from './attack-knowledge.ts';

const SETS = 1_000;
const count = fc.oneof(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 80 }));
const flows = fc.record(Object.fromEntries(flowNames.map((flow) => [flow, count]))) as fc.Arbitrary<LedgerFlows>;
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

function linesOf(start: number, months: LedgerFlows[]): ViewMonth[] {
  let active = start;
  return months.map((own, index): ViewMonth => {
    const before = active;
    active += inflowOf(own) - outflowOf(own);
    const none = { partial: null, observed: null, test: null };
    return { month: addMonths('2024-01', index), origin: 'rows', start: before, active, flows: own, ...none };
  });
}

/** All that a reader has of one ledger: itself, and the two indicators that say two of its flows. */
function ledgerKnown(lines: ViewMonth[]) {
  const known = knowledge();
  const elsewhere = new Map<string, number | 'hidden'>();
  for (const flow of ['newlyIdentified', 'housed'] as const) {
    const cells = lines.map((line) => line.flows?.[flow] ?? 0);
    const series = publishSeries({ cells, total: sum(cells) });
    for (const [index, shown] of series.cells.entries()) {
      if (shown !== null) elsewhere.set(`${flow} ${lines[index]?.month}`, shown);
      known.note(`${flow} ${index}`, shown, cells[index]);
    }
    known.note(`indicator ${flow}`, series.total, sum(cells));
    known.sum(
      cells.map((_, index) => `${flow} ${index}`),
      `indicator ${flow}`,
    );
  }
  const published = publishLedger(lines, 10, elsewhere);
  if (!published) throw new Error('nothing was published');
  for (const [index, line] of published.lines.entries()) {
    const real = lines[index] as ViewMonth & { flows: LedgerFlows };
    const at = (name: string) => `${name} ${index}`;
    for (const flow of flowNames) known.note(at(flow), line.flows?.[flow], real.flows[flow]);
    known.note(at('in'), line.inflow, inflowOf(real.flows));
    known.note(at('out'), line.outflow, outflowOf(real.flows));
    known.note(`active ${index - 1}`, line.start, real.start);
    known.note(at('active'), line.active, real.active);
    known.sum(flowNames.slice(0, 3).map(at), at('in'));
    known.sum(flowNames.slice(3).map(at), at('out'));
    known.sum([`active ${index - 1}`, at('in'), [at('out'), -1]], at('active'));
  }
  for (const flow of flowNames) {
    known.note(`year ${flow}`, published.totals[flow], sum(lines.map((line) => line.flows?.[flow] ?? 0)));
    known.sum(
      lines.map((_, index) => `${flow} ${index}`),
      `year ${flow}`,
    );
  }
  return known;
}

/** All that a reader has of a year before eviction: each stage by stock and by place, and its months. */
function stageKnown(byStock: number[], byPlace: number[], months: number[]) {
  const known = knowledge();
  const total = sum(byStock);
  const series = publishSeries({ cells: months, total });
  known.note('total', series.total, total);
  for (const [kind, parts] of [['stock', byStock] as const, ['place', byPlace] as const]) {
    const { totals, parts: shown } = publishStage([parts], [months]);
    known.note('total', totals[0], total);
    for (const [index, part] of parts.entries()) known.note(`${kind} ${index}`, shown[0]?.[index], part);
    known.sum(
      parts.map((_, index) => `${kind} ${index}`),
      'total',
    );
  }
  for (const [index, month] of months.entries()) known.note(`month ${index}`, series.cells[index], month);
  known.sum(
    months.map((_, index) => `month ${index}`),
    'total',
  );
  return known;
}

/** A whole shared out at random. */
const shares = (whole: number, parts: number) =>
  fc.array(fc.integer({ min: 0, max: whole }), { minLength: parts - 1, maxLength: parts - 1 }).map((cuts) => {
    const sorted = [0, ...cuts.sort((a, b) => a - b), whole];
    return sorted.slice(1).map((cut, index) => cut - (sorted[index] ?? 0));
  });

describe(`an attack on ${SETS} random data sets`, () => {
  it('finds nobody in the ledger, though two of its flows are indicators too', () => {
    const tally = { counts: 0, small: 0, secondary: 0 };
    const ledger = fc.tuple(fc.integer({ min: 300, max: 400 }), fc.array(flows, { minLength: 1, maxLength: 4 }));
    fc.assert(
      fc.property(ledger, ([start, months]) => {
        const known = ledgerKnown(linesOf(start, months));
        const { pinned, counts, small, secondary } = known.attack();
        tally.counts += counts;
        tally.small += small;
        tally.secondary += secondary;
        expect(known.told()).toEqual([]);
        expect(pinned).toEqual([]);
      }),
      { seed: 20231221, numRuns: SETS },
    );
    console.info(`${SETS} ledgers`, JSON.stringify(tally));
  }, 240_000);

  it('finds no household before eviction, by stock, place and month', () => {
    const stage = fc
      .integer({ min: 0, max: 90 })
      .chain((whole) => fc.tuple(shares(whole, 2), shares(whole, 4), shares(whole, 12)));
    const tally = { counts: 0, small: 0, secondary: 0 };
    fc.assert(
      fc.property(stage, ([byStock, byPlace, months]) => {
        const { pinned, counts, small, secondary } = stageKnown(byStock, byPlace, months).attack();
        tally.counts += counts;
        tally.small += small;
        tally.secondary += secondary;
        expect(pinned).toEqual([]);
      }),
      { seed: 20231221, numRuns: SETS },
    );
    console.info(`${SETS} stages`, JSON.stringify(tally));
  }, 240_000);

  it('finds no household by how far its procedure went', () => {
    fc.assert(
      fc.property(fc.array(count, { minLength: 6, maxLength: 6 }), (furthest) => {
        const known = knowledge();
        const [year] = publishCohorts([furthest]);
        for (const [stage, last] of furthest.entries()) {
          known.note(`last ${stage}`, year?.furthest[stage], last);
          known.note(`reached ${stage}`, year?.reached[stage], sum(furthest.slice(stage)));
        }
        for (const stage of furthest.keys())
          known.sum(
            furthest.slice(stage).map((_, index) => `last ${stage + index}`),
            `reached ${stage}`,
          );
        expect(known.attack().pinned).toEqual([]);
      }),
      { seed: 20231221, numRuns: SETS },
    );
  }, 240_000);
});
