import { quantityValue } from '../../shared/domain/figures/figure.ts';
import { legalBreaksOf } from '../../shared/domain/figures/legal-break.ts';
import { evictionMeasures } from '../../shared/domain/indicator.ts';
import {
  type AnswerCell,
  cohortOf,
  type FlowCell,
  type FunnelStage,
  flowsOf,
  funnelStages,
  stocks,
} from '../../shared/domain/ledger/funnel.ts';
import { type Month, monthsOfYear, yearOf } from '../../shared/domain/month.ts';
import type { EvictionFilters } from '../../shared/schemas/evictions.ts';
import { figuresFor } from '../indicators/service.ts';
import type { RowVisibility, Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { unchangedFor } from '../platform/unchanged-for.ts';
import { type Cells, type FunnelView, type PartLine, publicFunnel, type RateLine } from './public-funnel.ts';
import {
  findAnswerCells,
  findCohortCells,
  findFlowCells,
  findGroups,
  findStageDelays,
  findTerritory,
  findValidatedMonths,
  hasProcedures,
  keepErasedProcedures,
  type Owner,
  type StageDelay,
} from './repository.ts';

type Reading = Pick<Platform, 'db' | 'referenceDate' | 'unchanged'>;

/** True of somebody whose organisation sends procedures: it reads its own. */
export const hasOwnFunnel = async ({ db }: Pick<Platform, 'db'>, { role, organisationId }: Viewer) =>
  role === 'contributor' && organisationId !== null && hasProcedures(db, organisationId);

async function rowVisibilityOf({ db }: Reading, viewer: Viewer): Promise<{ visibility: RowVisibility; owner: Owner }> {
  if (viewer.role === 'coordinator') return { visibility: 'working', owner: null };
  if (await hasOwnFunnel({ db }, viewer)) return { visibility: 'own', owner: viewer.organisationId };
  return { visibility: 'validated', owner: viewer.draft ? null : 'validated' };
}

function fullView(
  cells: Cells,
  year: number | null,
  { stock, group }: EvictionFilters,
  delays: StageDelay[],
): FunnelView {
  const inYear = ({ month }: { month: string }) => year === null || yearOf(month) === year;
  const kept = <Cell extends { stock: string; group: string; month: string }>(all: Cell[]) =>
    all.filter((cell) => inYear(cell) && (!stock || cell.stock === stock) && (!group || cell.group === group));
  const [flows, cohorts, answers] = [kept(cells.flows), kept(cells.cohorts), kept(cells.answers)];
  const whole = cohortOf(cohorts);
  const line = (key: string, field: 'stock' | 'group'): PartLine => ({
    key,
    flows: flowsOf(flows.filter((cell) => cell[field] === key)),
    cohort: cohortOf(cohorts.filter((cell) => cell[field] === key)).reached,
  });
  const isUsed = ({ flows: counts }: PartLine) => counts.some((count) => count !== 0);
  const silentOf = (key: string | null): RateLine => {
    const own = answers.filter((cell) => key === null || cell.stock === key);
    const sum = (of: (cell: AnswerCell) => number) => own.reduce((total, cell) => total + of(cell), 0);
    return { key: key ?? 'all', numerator: sum((cell) => cell.silent), denominator: sum((cell) => cell.asked) };
  };
  const metOf = (key: string | null): RateLine => {
    const { met, surveyed } = cohortOf(cohorts.filter((cell) => key === null || cell.stock === key));
    return { key: key ?? 'all', numerator: met, denominator: surveyed };
  };
  return {
    flows: flowsOf(flows),
    ...whole,
    byStock: [...stocks, ''].map((key) => line(key, 'stock')).filter(isUsed),
    byGroup: cells.groups.map((key) => line(key, 'group')).filter(isUsed),
    met: [metOf(null), ...stocks.map(metOf)],
    silent: [silentOf(null), ...stocks.map(silentOf)],
    diagnostics: { all: whole.diagnostics, counted: whole.privateDiagnostics },
    delays,
  };
}

/** Years that have a row. For anyone, those that are over: a year that runs would be found month by month. */
function yearsOf({ flows }: Cells, masked: boolean, today: string): number[] {
  const years = [...new Set(flows.map(({ month }) => yearOf(month)))].sort((a, b) => b - a);
  return masked ? years.filter((year) => year < yearOf(today)) : years;
}

/** Months of the year by stage for the drawing: from the rows to who sees them, from the published indicators to the others. */
function monthsOf(masked: boolean, cells: Cells, through: Month, filters: EvictionFilters) {
  const year = yearOf(through);
  if (masked) return null;
  const kept = cells.flows.filter(
    (cell) =>
      yearOf(cell.month) === year &&
      (!filters.stock || cell.stock === filters.stock) &&
      (!filters.group || cell.group === filters.group),
  );
  // A month that is not over has no zero to show.
  return monthsOfYear(year)
    .filter((month) => month <= through)
    .map((month) => ({ month, counts: flowsOf(kept.filter((cell) => cell.month === month)) }));
}

async function readCells({ db }: Reading, owner: Owner): Promise<Cells> {
  const [flows, cohorts, answers] = await Promise.all([
    findFlowCells(db, owner),
    findCohortCells(db, owner),
    findAnswerCells(db, owner),
  ]);
  const groups = (await findGroups(db)).map(({ code }) => code);
  return { flows, cohorts, answers, groups: [...groups, ''] };
}

function delaysIn(platform: Reading, owner: Owner, year: number | null, { stock, group }: EvictionFilters) {
  const [from, to] = year === null ? ['0000-01', '9999-12'] : [`${year}-01`, `${year}-12`];
  return findStageDelays(platform.db, owner, { from, to, stock: stock ?? null, group: group ?? null });
}

/** The stages of validated months that rows correct since: how many passed each, before and now. */
async function waitingStages(
  platform: Reading,
  cells: Cells,
  year: number | null,
  { stock, group }: EvictionFilters,
): Promise<{ stage: FunnelStage; before: number; now: number }[]> {
  const [validated, months] = await Promise.all([
    findFlowCells(platform.db, 'validated'),
    findValidatedMonths(platform.db),
  ]);
  const counted = new Set(months.filter((month) => year === null || yearOf(month) === year));
  const flows = (all: readonly FlowCell[]) =>
    flowsOf(
      all.filter(
        (cell) => counted.has(cell.month) && (!stock || cell.stock === stock) && (!group || cell.group === group),
      ),
    );
  const [before, now] = [flows(validated), flows(cells.flows)];
  return funnelStages.flatMap((stage, index) => {
    const [was, is] = [before[index] ?? 0, now[index] ?? 0];
    return was === is ? [] : [{ stage, before: was, now: is }];
  });
}

/**
 * The figures of the convention beside the funnel, with the months that may be drawn. Beside its own rows, an organisation
 * reads its own figures: those of all are in publications.
 */
async function indicatorsOf(platform: Reading, viewer: Viewer, owner: Owner, year: number) {
  const organisationId = typeof owner === 'number' ? owner : undefined;
  const figures = await figuresFor(platform, viewer, { year, measures: evictionMeasures, organisationId });
  return figures.map(({ breaks: _, ...figure }) => ({
    ...figure,
    number: quantityValue(figure.quantity),
    notes: legalBreaksOf(figure.measure).filter(({ month }) => yearOf(month) === year),
  }));
}

/** The eviction funnel, read as flows and as a cohort, by stock and commune group, as this person may see it. */
export const evictionsFor = (platform: Reading, viewer: Viewer, asked: EvictionFilters) =>
  unchangedFor(platform, viewer, ['funnel', asked], () => workOutFunnel(platform, viewer, asked));

async function workOutFunnel(platform: Reading, viewer: Viewer, asked: EvictionFilters) {
  const { visibility, owner } = await rowVisibilityOf(platform, viewer);
  const masked = visibility === 'validated' && !viewer.whole;
  const cells = await readCells(platform, owner);
  const years = yearsOf(cells, masked, platform.referenceDate());
  const latest = years[0] ?? yearOf(platform.referenceDate());
  const wanted = asked.year === undefined ? latest : asked.year;
  const year = masked && (wanted === null || !years.includes(wanted)) ? latest : wanted;
  const filters: EvictionFilters = masked ? {} : asked;
  const [delays, figures, territory] = await Promise.all([
    delaysIn(platform, owner, year, filters),
    indicatorsOf(platform, viewer, owner, year ?? latest),
    findTerritory(platform.db),
  ]);
  return {
    visibility,
    years,
    year,
    figuresYear: year ?? latest,
    referenceDate: platform.referenceDate(),
    filters,
    hasRows: years.length > 0,
    waiting: visibility === 'working' ? await waitingStages(platform, cells, year, filters) : [],
    view: masked ? publicFunnel(cells, years, year ?? latest, delays) : fullView(cells, year, filters, delays),
    months: monthsOf(masked, cells, figures[0]?.through ?? `${year ?? latest}-12`, filters),
    figures,
    territory: territory.map(({ inseeCode, ...one }) => ({ code: inseeCode, ...one })),
  };
}

/** To be called when procedures are about to be erased, in the transaction that erases them: the funnel stays as it is. */
export const keepFunnel = (tx: Parameters<typeof keepErasedProcedures>[0]) => keepErasedProcedures(tx);
