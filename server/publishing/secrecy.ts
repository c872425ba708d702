import { allLedgerFilters } from '../../shared/domain/ledger/ledger-filters.ts';
import { LedgerStatements, type Period } from '../../shared/domain/ledger/ledger-problem.ts';
import type { Month } from '../../shared/domain/month.ts';
import { FigureStatements } from '../../shared/domain/report/figure-problem.ts';
import { ProblemDraft } from '../../shared/domain/secrecy/problem-draft.ts';
import {
  canonical,
  type Found,
  joinKnowledge,
  type Knowledge,
  nothingKnown,
  type SuppressionDecision,
  type SuppressionProblem,
  totalsSaid,
} from '../../shared/domain/secrecy/suppression-problem.ts';
import { loadLedgerView, yearStart } from '../homelessness/ledger-view.ts';
import { type CatalogueFigure, loadFigures } from '../indicators/service.ts';
import { flowOfMeasure } from '../ledger/chain.ts';
import type { PublicationDecision } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { readSettings } from '../platform/settings.ts';
import { auditKnowledge, decideSuppression } from '../secrecy/service.ts';
import { monthIn, upTo, wholeReader } from './answers.ts';

export interface Decided extends SuppressionDecision, PublicationDecision {
  /** What publications before tell already (`nameOf`). */
  told: ReadonlySet<string>;
}

/** The years that pages and reports say of the ledger: the twelve months up to its last one, and up to each December before. */
function periodsSaid(years: readonly number[], last: Month): Period[] {
  const ends = years.map((year) => `${year}-12`).filter((month) => month < last);
  return [...ends, last].map((to) => ({ from: yearStart(to), to }));
}

/**
 * What of a publication may be said, decided on the whole of it (figures of every year, the ledgers of both units and both
 * perimeters) and against all that was published before. Refused (SECRET_FOUND) when something small would be found whatever
 * is hidden.
 */
export async function decideSecrecy(
  platform: Platform,
  { years, through }: { years: readonly number[]; through: Month },
  earlier: Knowledge | undefined,
): Promise<Decided> {
  const settings = await readSettings(platform.db);
  const draft = new ProblemDraft(settings['suppression.threshold']);
  const figures: CatalogueFigure[] = [];
  for (const year of years)
    figures.push(...(await loadFigures(platform, 'validated', { year, through: monthIn(year, through) })));
  const said = new FigureStatements(draft, figures);
  /** What the indicator that counts something says of a month. */
  const countOf = (counts: (one: CatalogueFigure) => boolean, month: Month) => {
    const code = figures.find(counts)?.code;
    return code === undefined ? null : said.countOf(code, month);
  };
  const reading = upTo(platform, through);
  const views = [];
  for (const filters of allLedgerFilters)
    views.push({ ...filters, ...(await loadLedgerView(reading, wholeReader, filters)) });
  const last = views[0]?.through ?? null;
  const ledgers = views.map(({ unit, perimeter, lines }) => ({
    ...{ unit, perimeter },
    lines: lines.filter(({ month }) => last !== null && month <= last),
  }));
  new LedgerStatements(draft, ledgers, {
    periods: last === null ? [] : periodsSaid(years, last),
    // A reader of both perimeters knows what is between them.
    guardsBeyondInsee: true,
    requests: (month) => countOf(({ measure }) => measure === 'requests', month),
    same: ({ unit, perimeter }, month, name) => {
      const isSame = unit === 'households' && perimeter === 'convention';
      return isSame ? countOf(({ measure }) => flowOfMeasure(measure) === name, month) : null;
    },
  });
  const problem = draft.problem();
  const decision = await decideSuppression(problem, earlier);
  const told = decision.found.length > 0 ? await publicAlready(problem, earlier) : new Set<string>();
  refuseFound(decision.found.filter((one) => !told.has(nameOf(one))));
  return { ...decision, totals: totalsSaid(problem.statements, decision), told };
}

const nameOf = ({ guard, by }: Found) => JSON.stringify([canonical(guard.form), guard.from ?? null, by]);

/**
 * What the publications before tell already, whatever this one says: it was no secret then (the threshold was lower), and
 * cannot become one.
 */
async function publicAlready(problem: SuppressionProblem, earlier: Knowledge = nothingKnown): Promise<Set<string>> {
  const { atoms, identities: facts, guards } = problem;
  const found = await auditKnowledge(joinKnowledge([earlier, { atoms, facts, guards }]));
  return new Set(found.map(nameOf));
}

function refuseFound(found: readonly Found[]): void {
  if (found.length > 0) throw new AppError('SECRET_FOUND', { counts: found.length });
}

/** The audit before release, which knows nothing of how it was decided: from all that is known, nothing small may be found. */
export async function auditRelease({ knowledge, told }: Decided): Promise<void> {
  refuseFound((await auditKnowledge(knowledge)).filter((one) => !told.has(nameOf(one))));
}
