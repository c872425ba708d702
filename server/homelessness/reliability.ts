import { expectedCells } from '../../shared/domain/expectation.ts';
import { structureCoverage } from '../../shared/domain/figures/coverage.ts';
import { homelessnessMeasures } from '../../shared/domain/indicator.ts';
import { type LedgerLine, providerCoverage, qualityOf } from '../../shared/domain/ledger/balance.ts';
import type { LedgerFilters } from '../../shared/domain/ledger/ledger-filters.ts';
import { datedCorrections, inflowOf, noFlows, outflowOf } from '../../shared/domain/ledger/ledger-view.ts';
import { addMonths, type Month, monthOf, monthsBetween } from '../../shared/domain/month.ts';
import { isSmall, type PublishedCount } from '../../shared/domain/secrecy/suppression.ts';
import type { HeadCountInput, HomelessnessSettingsInput } from '../../shared/schemas/homelessness.ts';
import { withinAct } from '../conventions/acts.ts';
import { countIn } from '../ledger/chain.ts';
import { findReportedChanges } from '../ledger/reading.ts';
import { applyContactRules } from '../ledger/refresh.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { readSettings, writeSetting } from '../platform/settings.ts';
import { type LedgerView, loadLedgerView } from './ledger-view.ts';
import { createHeadCount, findAskedFor, findSentStates } from './repository.ts';
import { sourceOf } from './service.ts';

const MONTHS_SHOWN = 12;

/** The tests of the last months. The gap is of a few people: for anyone, only whether it holds. */
function testsOf({ lines, masked }: LedgerView) {
  return lines.slice(-MONTHS_SHOWN).map(({ month, flows, test }) => ({
    month,
    inflow: masked || !flows ? null : inflowOf(flows ?? noFlows),
    outflow: masked || !flows ? null : outflowOf(flows ?? noFlows),
    test: masked ? null : test,
    reliable: test?.reliable ?? null,
  }));
}

/** Nights that were counted, beside the active of the ledger at the end of the month before. */
function nightsOf({ counts, lines, visibility, masked }: LedgerView, { unit, perimeter }: LedgerFilters) {
  const shown = (count: number | null): PublishedCount =>
    count !== null && masked && isSmall(count) ? 'hidden' : count;
  return counts
    .filter((one) => one.kind === 'night' && one.unit === unit && one.perimeter === perimeter)
    .map(({ id, date, count, method, createdByName }) => {
      const active = lines.find(({ month }) => month === addMonths(monthOf(date), -1))?.active ?? null;
      return {
        id,
        date,
        method,
        enteredBy: visibility === 'validated' ? null : createdByName,
        count: shown(count),
        active: shown(active),
      };
    });
}

/** Structures asked for figures about people without a home, month by month, and those that sent all of theirs. */
async function providersOf({ db }: Pick<Platform, 'db'>, from: Month, to: Month) {
  const [assignments, sent] = await Promise.all([
    findAskedFor(db, homelessnessMeasures),
    findSentStates(db, homelessnessMeasures, from, to),
  ]);
  const keyOf = ({ organisationId, indicatorId }: (typeof sent)[number] | (typeof assignments)[number], month: Month) =>
    `${organisationId}/${indicatorId}/${month}`;
  const states = new Map(sent.map((one) => [keyOf(one, one.month), one.state]));
  const structures = new Set(assignments.map(({ organisationId }) => organisationId));
  return monthsBetween(from, to).map((month) => {
    const cellsOf = (id: number) =>
      assignments
        .filter(({ organisationId }) => organisationId === id)
        .flatMap((one) => expectedCells(one, one.indicator.frequency, [month], () => states.get(keyOf(one, month))))
        .map(({ state }) => state);
    return { month, ...structureCoverage([...structures].map(cellsOf)) };
  });
}

/** Can the ledger be trusted: the test, the coverage, the corrections, the counts made apart from it. */
export async function reliabilityFor(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  viewer: Viewer,
  filters: LedgerFilters,
) {
  const view = await loadLedgerView(platform, viewer, filters);
  const { lines, settings, visibility, owner } = view;
  const tested = lines.map((line): LedgerLine => ({ ...line, activeStart: line.start, activeEnd: line.active }));
  const [first, last] = [lines.slice(-MONTHS_SHOWN)[0]?.month, lines.at(-1)?.month];
  const { 'homelessness.coveragePercent': goal } = await readSettings(platform.db);
  const providers = first && last ? await providersOf(platform, first, last) : [];
  const changes = visibility === 'validated' ? [] : await findReportedChanges(platform.db, owner);
  const corrections = datedCorrections(
    changes.map((one) => ({ ...one, count: countIn(one, filters.unit, filters.perimeter) })),
  ).map(({ month, reported, importId, flow, count }) => ({ month, reported, importId, flow, count }));
  return {
    ...filters,
    source: sourceOf(view),
    threshold: settings.reliabilityPercent,
    tests: testsOf(view),
    quality: qualityOf(tested),
    coverageGoal: goal,
    coverage: providers.map((one) => ({ ...one, ...(providerCoverage(one, goal) ?? { percent: null, met: null }) })),
    corrections: corrections.reverse().slice(0, 40),
    nights: nightsOf(view, filters),
    counts: visibility === 'validated' ? [] : view.counts.filter(({ kind }) => kind === 'active').reverse(),
  };
}

/** Keeps a count made independently of the flows. A second count of the same date stands beside the first, which stays. */
export async function addHeadCount(platform: Platform, viewer: Viewer, input: HeadCountInput): Promise<void> {
  const now = platform.clock.now();
  if (input.date > now.toISOString().slice(0, 10)) throw new AppError('FUTURE_MONTH');
  await platform.db.$transaction(async (tx) => {
    const { id } = await createHeadCount(tx, {
      ...input,
      createdById: viewer.id,
      createdByName: viewer.name,
      createdAt: now,
    });
    await recordAudit(tx, viewer, { action: 'head-count.add', entity: 'head-count', entityId: id, after: input });
  });
}

/** Changes the rules of contact or the threshold; other rules make the whole ledger again. */
export async function changeSettings(
  platform: Pick<Platform, 'db' | 'clock' | 'referenceDate'>,
  viewer: Viewer,
  input: HomelessnessSettingsInput,
): Promise<void> {
  const { reason, inactivityDays, contactByExport, reliabilityPercent } = input;
  await withinAct(platform, viewer, { effectiveDate: platform.referenceDate(), reason }, async (_, tx) => {
    await writeSetting(tx, viewer, { name: 'homelessness.inactivityDays', value: inactivityDays, reason });
    await writeSetting(tx, viewer, { name: 'homelessness.contactByExport', value: contactByExport, reason });
    await writeSetting(tx, viewer, { name: 'homelessness.reliabilityPercent', value: reliabilityPercent, reason });
    await applyContactRules(tx);
  });
}
