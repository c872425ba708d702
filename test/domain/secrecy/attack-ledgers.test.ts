import { describe, expect, it } from 'vitest';
import { auditKnowledge, decideSuppression } from '../../../server/secrecy/service.ts';
import { type DecidedLedger, ledgerAsDecided } from '../../../shared/domain/ledger/decided-ledger.ts';
import {
  LedgerStatements,
  type LedgerToDecide,
  ledgerStatement,
  ledgerTotal,
  type Period,
} from '../../../shared/domain/ledger/ledger-problem.ts';
import { flowNames } from '../../../shared/domain/ledger/ledger-tally.ts';
import { inflowOf, outflowOf } from '../../../shared/domain/ledger/ledger-view.ts';
import { addMonths } from '../../../shared/domain/month.ts';
import { figureAsDecided } from '../../../shared/domain/report/decided-figure.ts';
import { FigureStatements, monthStatement } from '../../../shared/domain/report/figure-problem.ts';
import { ProblemDraft } from '../../../shared/domain/secrecy/problem-draft.ts';
import { isSmall, type PublishedCount } from '../../../shared/domain/secrecy/suppression.ts';
import {
  type Knowledge,
  nothingKnown,
  type SuppressionDecision,
} from '../../../shared/domain/secrecy/suppression-problem.ts';
import { draws, seedOf } from '../../setup/seed.ts';
import { ledgersOf, randomPublications } from './ledger-world.ts';
import { figureOf } from './publication-world.ts';
import { ReaderAttack } from './reader-attack.ts';

type Terms = [string, number][];
interface Tally {
  main: number;
  mainSmall: number;
  mainBeyond: number;
  /** Of them, in months where those who come or those who go are few: with the stocks, one tells the other. */
  mainForced: number;
  others: number;
  othersSmall: number;
  othersBeyond: number;
}

/** Names of counts, by what they were when they were published: a corrected one is another. */
function namesOf({ unit, perimeter, lines }: LedgerToDecide) {
  return lines.map((line) => {
    const at = (name: string, value: number) => `${unit} ${perimeter} ${line.month} ${name} ${value}`;
    const { flows, active, start, month } = line;
    if (!flows || active === null || start === null) throw new Error('the world has whole months');
    const before = lines.find((one) => one.month === addMonths(month, -1));
    const startName = before ? `${unit} ${perimeter} ${before.month} active ${start}` : at('start', start);
    return { line, flows, active, start, startName, name: at, activeName: at('active', active) };
  });
}

/** What one reader writes down of one ledger. */
function readLedger(
  reader: ReaderAttack,
  ledger: LedgerToDecide,
  shown: DecidedLedger,
  period: Period,
  { hidden }: SuppressionDecision,
  targets: Terms[],
) {
  const read = (terms: Terms, seen: PublishedCount | undefined, id: string, isMerged = false) => {
    const real = terms.reduce((sum, [name, times]) => sum + times * (reader.truth.get(name) ?? 0), 0);
    if (typeof seen === 'number') return reader.sum(terms, real);
    targets.push(terms);
    if (!isMerged) reader.hiddenSum(terms, hidden.get(id));
  };
  for (const { line, flows, active, start, startName, name, activeName } of namesOf(ledger)) {
    const seen = shown.lines.find(({ month }) => month === line.month);
    if (!seen) throw new Error('a month is lacking');
    for (const flow of flowNames) reader.unknown(name(flow, flows[flow]), flows[flow]);
    reader.unknown(startName, start);
    reader.unknown(activeName, active);
    const flow = (which: (typeof flowNames)[number]): Terms => [[name(which, flows[which]), 1]];
    const came = flowNames.slice(0, 3).flatMap(flow);
    const went = flowNames.slice(3).flatMap(flow);
    reader.sum([[startName, 1], ...came, ...went.map(([one]): [string, number] => [one, -1]), [activeName, -1]], 0);
    const id = (of: Parameters<typeof ledgerStatement>[2]) => ledgerStatement(ledger, line.month, of);
    const isMerged = (which: (typeof flowNames)[number]) => seen.merged.some((one) => one.flows.includes(which));
    for (const which of flowNames) read(flow(which), seen.flows?.[which], id(which), isMerged(which));
    for (const { flows: both, count } of seen.merged) if (count !== 'hidden') read(both.flatMap(flow), count, '');
    read(came, seen.inflow, id('inflow'));
    read(went, seen.outflow, id('outflow'));
    read([[activeName, 1]], seen.active, id('active'));
    if (typeof seen.start === 'number') reader.sum([[startName, 1]], seen.start);
  }
  for (const which of flowNames) {
    const terms = namesOf(ledger).map(({ name, flows }): [string, number] => [name(which, flows[which]), 1]);
    read(
      terms,
      shown.totals[which],
      ledgerTotal(ledger, period, which),
      shown.merged.some(({ flows }) => flows.includes(which)),
    );
  }
  for (const { flows: both, count } of shown.merged)
    if (count !== 'hidden')
      read(
        both.flatMap((which) =>
          namesOf(ledger).map(({ name, flows }): [string, number] => [name(which, flows[which]), 1]),
        ),
        count,
        '',
      );
}

const amountIn = ({ truth }: ReaderAttack, terms: Terms) =>
  terms.reduce((sum, [name, times]) => sum + times * (truth.get(name) ?? 0), 0);

/** Persons are households at least, the convention's perimeter holds Insee's. */
function readInequalities(reader: ReaderAttack, ledgers: readonly LedgerToDecide[], targets: Terms[]) {
  const named = new Map(ledgers.map((one) => [`${one.unit} ${one.perimeter}`, namesOf(one)]));
  const pairs = [
    ['households insee', 'households convention'],
    ['persons insee', 'persons convention'],
    ['households insee', 'persons insee'],
    ['households convention', 'persons convention'],
  ] as const;
  for (const [less, more] of pairs)
    for (const [index, one] of (named.get(less) ?? []).entries()) {
      const other = named.get(more)?.[index];
      if (!other) continue;
      const differences: Terms[] = [
        ...flowNames.map(
          (flow): Terms => [
            [other.name(flow, other.flows[flow]), 1],
            [one.name(flow, one.flows[flow]), -1],
          ],
        ),
        [
          [other.activeName, 1],
          [one.activeName, -1],
        ],
      ];
      for (const terms of differences) reader.sum(terms, 0, 1e6);
      // What the convention's perimeter holds beyond Insee's is nobody's to find either.
      if (more.endsWith('convention') && less.endsWith('insee'))
        targets.push(...differences.filter((terms) => isSmall(amountIn(reader, terms))));
    }
}

function count(tally: Tally, ledger: LedgerToDecide, shown: DecidedLedger) {
  for (const line of shown.lines) {
    const real = ledger.lines.find(({ month }) => month === line.month);
    if (!real?.flows || real.active === null) continue;
    const main: [PublishedCount | undefined, number][] = [
      [line.active, real.active],
      [line.inflow, inflowOf(real.flows)],
      [line.outflow, outflowOf(real.flows)],
      [line.flows?.housed, real.flows.housed],
    ];
    const others = flowNames.flatMap((flow): [PublishedCount | undefined, number][] =>
      flow === 'housed' ? [] : [[line.flows?.[flow], real.flows?.[flow] ?? 0]],
    );
    tally.main += main.length;
    tally.others += others.length;
    const isForced = isSmall(inflowOf(real.flows)) || isSmall(outflowOf(real.flows));
    for (const [seen, value] of main) {
      if (seen === 'hidden') tally[isSmall(value) ? 'mainSmall' : 'mainBeyond'] += 1;
      if (seen === 'hidden' && !isSmall(value) && isForced) tally.mainForced += 1;
    }
    for (const [seen, value] of others)
      if (seen === 'hidden') tally[isSmall(value) ? 'othersSmall' : 'othersBeyond'] += 1;
  }
}

async function attackLedgers(seed: number, publications: number, tally: Tally, whole: Tally) {
  const { opening, months } = randomPublications(seed, publications);
  const reader = new ReaderAttack();
  const targets: Terms[] = [];
  let knowledge: Knowledge = nothingKnown;
  for (const [rank, world] of months.entries()) {
    const ledgers = ledgersOf(world, opening);
    const period = { from: '2024-01', to: addMonths('2024-01', world.length - 1) };
    const housed = ledgers[0]?.lines.map(({ month, flows }) => {
      return { organisationId: 1, month, value: flows?.housed ?? 0, numerator: null, denominator: null };
    });
    const figure = figureOf(housed ?? [], 'flow', period.to);
    const draft = new ProblemDraft();
    const figures = new FigureStatements(draft, [figure]);
    new LedgerStatements(draft, ledgers, {
      periods: [period],
      guardsBeyondInsee: true,
      same: ({ unit, perimeter }, month, name) =>
        unit === 'households' && perimeter === 'convention' && name === 'housed' ? figures.countOf('T', month) : null,
    });
    const decision = await decideSuppression(draft.problem(), knowledge);
    expect(decision.found, `seed ${seed}, publication ${rank}`).toEqual([]);
    knowledge = decision.knowledge;
    for (const ledger of ledgers) {
      const shown = ledgerAsDecided(ledger, period, decision);
      if (!shown) throw new Error('nothing was published');
      const hidden: Terms[] = [];
      readLedger(reader, ledger, shown, period, decision, hidden);
      // What is only hidden to protect others may be found once the others are no secret any more.
      targets.push(...hidden.filter((terms) => isSmall(amountIn(reader, terms))));
      if (rank === months.length - 1) count(ledger.perimeter === 'convention' ? tally : whole, ledger, shown);
    }
    readInequalities(reader, ledgers, targets);
    const first = namesOf(ledgers[0] as LedgerToDecide);
    for (const [index, { month, soFar, quantity, hidden }] of figureAsDecided(figure, decision).months.entries()) {
      const terms = first
        ?.slice(0, index + 1)
        .map(({ name, flows }): [string, number] => [name('housed', flows.housed), 1]);
      const last = terms.at(-1);
      if (!last || index >= first.length) continue;
      const value = reader.truth.get(last[0]) ?? 0;
      if (quantity !== null) reader.sum([last], value);
      else if (hidden) reader.hiddenSum([last], decision.hidden.get(monthStatement('T', month)));
      if (soFar !== null) reader.sum(terms, soFar);
    }
  }
  expect(reader.pinned(targets), `seed ${seed}`).toEqual([]);
  expect(await auditKnowledge(knowledge)).toEqual([]);
}

const share = (many: number, of: number) => `${many} (${((100 * many) / of).toFixed(1)} %)`;
const words = ({ main, mainSmall, mainBeyond, mainForced, others, othersSmall, othersBeyond }: Tally) =>
  `stock, inflow, outflow, housed: ${main}, small ${share(mainSmall, main)}, beyond ${share(mainBeyond, main)}, ` +
  `of them ${mainForced} where those who come or go are few; ` +
  `other flows: ${others}, small ${share(othersSmall, others)}, beyond ${share(othersBeyond, others)}`;

describe('an attack on ledgers of two units and two perimeters, publication after publication', () => {
  it('finds no count of the ledger, though one of its flows is an indicator too', async () => {
    const none = { main: 0, mainSmall: 0, mainBeyond: 0, mainForced: 0, others: 0, othersSmall: 0, othersBeyond: 0 };
    const [convention, insee] = [{ ...none }, { ...none }];
    const sets = draws(2, 100);
    const first = seedOf(20_250_000);
    for (let seed = first; seed < first + sets; seed += 1) await attackLedgers(seed, draws(3, 5), convention, insee);
    console.info(`${sets} territories from seed ${first}\nconvention: ${words(convention)}\nInsee: ${words(insee)}`);
  }, 1_800_000);
});
