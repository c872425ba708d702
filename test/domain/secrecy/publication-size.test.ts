import { expect, it } from 'vitest';
import { auditKnowledge, decideSuppression } from '../../../server/secrecy/service.ts';
import { LedgerStatements } from '../../../shared/domain/ledger/ledger-problem.ts';
import { addMonths, monthsBetween } from '../../../shared/domain/month.ts';
import { FigureStatements } from '../../../shared/domain/report/figure-problem.ts';
import type { GivenCell } from '../../../shared/domain/secrecy/dominance-rule.ts';
import { ProblemDraft } from '../../../shared/domain/secrecy/problem-draft.ts';
import { nothingKnown } from '../../../shared/domain/secrecy/suppression-problem.ts';
import { ledgersOf, randomMonth } from './ledger-world.ts';
import { figureOf, randomOf } from './publication-world.ts';

const FIRST = '2022-01';

/** An indicator of some organisations: of a few people a month, of some dozens, or of hundreds. */
function cellsOf(random: (below: number) => number, through: string, ratio: boolean): GivenCell[] {
  const organisations = 1 + random(3);
  const size = [12, 45, 90, 300][random(4)] ?? 12;
  return monthsBetween(FIRST, through).flatMap((month) =>
    Array.from({ length: organisations }, (_, index): GivenCell => {
      const count = Math.round((size / organisations) * (0.6 + random(800) / 1000));
      const own = { organisationId: index + 1, month };
      if (!ratio) return { ...own, value: count, numerator: null, denominator: null };
      return { ...own, value: null, numerator: Math.round(count * (0.3 + random(400) / 1000)), denominator: count };
    }),
  );
}

/** 26 indicators of people over four years, and the ledger of 46 months in two units and two perimeters. */
function demonstration(months: number) {
  const through = addMonths(FIRST, months - 1);
  const random = randomOf(20_231_221);
  const kinds = Array.from({ length: 26 }, (_, rank) => (rank % 7 === 3 ? 'ratio' : rank % 7 === 5 ? 'stock' : 'flow'));
  const years = [2022, 2023, 2024, 2025].filter((year) => `${year}-01` <= through);
  const figures = kinds.flatMap((kind, rank) => {
    const cells = cellsOf(randomOf(100 + rank), through, kind === 'ratio');
    return years.map((year) => {
      const last = `${year}-12` < through ? `${year}-12` : through;
      return figureOf(
        cells.filter(({ month }) => month <= last),
        kind,
        last,
        `T${rank}`,
      );
    });
  });
  const world = Array.from({ length: 46 }, () => randomMonth(random, 1)).slice(0, months);
  const ledgers = ledgersOf(world, 400).map((one) => ({
    ...one,
    lines: one.lines.map((line, rank) => ({ ...line, month: addMonths(FIRST, rank) })),
  }));
  const draft = new ProblemDraft();
  new FigureStatements(draft, figures);
  new LedgerStatements(draft, ledgers, { periods: [{ from: addMonths(through, -11), to: through }] });
  return draft.problem();
}

it('decides a publication of the demonstration’s size, and the next one, and finds nothing in either', async () => {
  let knowledge = nothingKnown;
  for (const months of [45, 46]) {
    const problem = demonstration(months);
    const [begun, memory] = [process.cpuUsage(), process.memoryUsage().rss];
    const decision = await decideSuppression(problem, knowledge);
    const used = process.cpuUsage(begun);
    const grown = (process.memoryUsage().rss - memory) / 1e6;
    expect(decision.found).toEqual([]);
    expect(await auditKnowledge(decision.knowledge)).toEqual([]);
    knowledge = decision.knowledge;
    const { lost, work } = decision;
    const seconds = (used.user + used.system) / 1e6;
    console.info(
      `${months} months: ${lost.candidates} numbers, ${lost.primary} small, ${lost.beyond} beyond ` +
        `(${(100 * lost.share).toFixed(1)} %); ${seconds.toFixed(2)} s of processor, ${grown.toFixed(0)} MB, ` +
        `${work.linearPrograms} linear and ${work.integerPrograms} integer programs, ${work.rounds} rounds, ${work.method}`,
    );
    // Some 3 s of a quiet core are meant; a machine that does much else needs several times as long.
    expect(seconds).toBeLessThan(30);
    expect(grown).toBeLessThan(150);
  }
});
