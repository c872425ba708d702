import type { FigureTarget } from '../../shared/domain/figures/figure.ts';
import { percentWords, statusSentence, targetWords, valueWords } from '../../shared/domain/figures/figure-words.ts';
import { dueMonthOf } from '../../shared/domain/figures/target-path.ts';
import { monthsBetween } from '../../shared/domain/month.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import type { AmountAmendment, TargetAmendment, TargetDraft } from '../../shared/schemas/catalogue/catalogue.ts';
import type { CatalogueFile } from '../../shared/schemas/catalogue/catalogue-file.ts';
import { withinAct } from '../conventions/acts.ts';
import { toFigureTarget } from '../indicators/assembling.ts';
import { indicatorFor } from '../indicators/service.ts';
import type { Viewer } from '../platform/access.ts';
import { type Actor, recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { awaitsTarget, findIndicatorId, findRequest, setRequest } from './renewal-repository.ts';
import {
  createAmountAmendment,
  createGrant,
  createTarget,
  findTargetHistory,
  findTargetInForce,
  type HeldConvention,
  holdConvention,
  holdIndicator,
  setConventionAmount,
  setGrant,
  supersedeTarget,
} from './repository.ts';

type Tx = Parameters<typeof holdConvention>[0];
type CatalogueTarget = CatalogueFile['indicators'][number]['targets'][number];

/** What a target makes of the figure of its year, in words. */
export interface Judged {
  target: string;
  progress: string;
  pace: string;
}

/** A path that the profile can walk: twelve weights for a season, as many shares as months for steps. */
function checkPath({ profile, weights, startMonth, ...target }: FigureTarget): void {
  const months = monthsBetween(startMonth, dueMonthOf(target)).length;
  const wrong =
    (profile === 'seasonal' && (weights.length !== 12 || weights.every((one) => one === 0))) ||
    (profile === 'steps' &&
      (weights.length !== months || weights.some((one, index) => one > 1 || one < (weights[index - 1] ?? 0))));
  if (wrong) throw new AppError('INVALID', { fields: ['weights'] });
}

/** The target of a year that has none yet: the whole year, in equal steps, as the act that sets it says. */
export function firstTarget(year: number, { act, reason }: { act: string; reason: string }): FigureTarget {
  return {
    year,
    value: 0,
    start: null,
    startMonth: `${year}-01`,
    endMonth: `${year}-12`,
    dueMonth: null,
    window: 'path',
    unit: null,
    unitReading: null,
    profile: 'linear',
    weights: [],
    reading: 'stated',
    quote: reason,
    document: act,
    note: null,
  };
}

function drafted<Row extends FigureTarget>(
  current: Row,
  { value, start, profile, weights, unitReading }: TargetDraft,
): Row {
  const draft = {
    ...current,
    value,
    start: start === undefined ? current.start : start,
    profile: profile ?? current.profile,
    weights: weights ?? current.weights,
    unitReading: unitReading ?? current.unitReading,
  };
  checkPath(draft);
  return draft;
}

/** The figure of the target's year as it would be judged against it. */
async function judged(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  viewer: Viewer,
  code: string,
  target: FigureTarget,
): Promise<Judged> {
  const figure = await indicatorFor(platform, viewer, code, { year: target.year, target });
  return {
    target: targetWords(figure),
    progress: figure.progress === null ? stateWords.notApplicable : percentWords(figure.progress),
    pace: statusSentence(figure),
  };
}

/** What a year without a target says, where a target would be judged. */
const noTarget: Judged = {
  target: stateWords.noTarget,
  progress: stateWords.notApplicable,
  pace: stateWords.notApplicable,
};

/** What an amendment would change, before it is signed: the rate and the pace of the year under both targets. */
export async function previewAmendment(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  viewer: Viewer,
  draft: TargetDraft,
) {
  const figure = await indicatorFor(platform, viewer, draft.code, { year: draft.year });
  if (!figure.target && !(await awaitsTarget(platform.db, draft.code, draft.year)))
    throw new AppError('NOT_FOUND', { entity: 'target', code: draft.code, year: draft.year });
  const base = figure.target ?? firstTarget(draft.year, { act: '', reason: '' });
  const before = figure.target ? await judged(platform, viewer, draft.code, figure.target) : noTarget;
  const after = await judged(platform, viewer, draft.code, drafted(base, draft));
  return { value: valueWords(figure), through: figure.through, before, after };
}

/** Every target that an indicator has had, the one in force first in its year, with what each makes of the year's figure. */
export async function targetHistory(platform: Pick<Platform, 'db' | 'referenceDate'>, viewer: Viewer, code: string) {
  const rows = await findTargetHistory(platform.db, code);
  return Promise.all(
    rows.map(async (row) => ({ ...row, judged: await judged(platform, viewer, code, toFigureTarget(row)) })),
  );
}

/** The target that an amendment starts from: the one in force, else a first one where a renewed convention covers the year. */
async function targetToAmend(tx: Tx, { code, year, ...act }: TargetAmendment) {
  const current = await findTargetInForce(tx, code, year);
  if (current) return { current, kept: keptOf(current), from: toFigureTarget(current) };
  const indicator = await findIndicatorId(tx, code);
  if (!indicator || !(await awaitsTarget(tx, code, year)))
    throw new AppError('NOT_FOUND', { entity: 'target', code, year });
  const from = firstTarget(year, act);
  return { current: null, kept: { ...from, indicatorId: indicator.id }, from };
}

const keptOf = (target: NonNullable<Awaited<ReturnType<typeof findTargetInForce>>>) => {
  const { id: _id, createdAt: _created, supersededAt: _superseded, ...kept } = target;
  return kept;
};

/**
 * Sets another target for a year, or its first one in a renewed convention. The former row is superseded, never erased; the
 * act and its reason are kept.
 */
export async function amendTarget(
  platform: Pick<Platform, 'db' | 'clock' | 'referenceDate'>,
  viewer: Viewer,
  amendment: TargetAmendment,
): Promise<void> {
  const { code, year, act, actDate, reason } = amendment;
  await withinAct(platform, viewer, { effectiveDate: actDate, reason, act, actDate }, async ({ clock }, tx) => {
    await holdIndicator(tx, code);
    const { current, kept, from } = await targetToAmend(tx, amendment);
    const { start, value, profile, weights, unitReading } = drafted(from, amendment);
    if (current) await supersedeTarget(tx, current.id, clock.now());
    await createTarget(tx, {
      ...kept,
      ...{ value, start, profile, weights, unitReading, act, actDate, reason },
      reading: 'stated',
      createdById: viewer.id,
      createdAt: clock.now(),
    });
    await recordAudit(tx, viewer, {
      action: 'target.amend',
      entity: 'indicator',
      entityId: code,
      ...(current && { before: { year, value: current.value, start: current.start, profile: current.profile } }),
      after: { year, value, start, profile, unitReading, act, actDate },
      reason,
    });
  });
}

/** Puts a target in the place of the one in force in its year, as an act on the convention says. */
export async function replaceTarget(
  platform: Pick<Platform, 'db' | 'clock'>,
  actor: Actor,
  code: string,
  target: CatalogueTarget,
): Promise<void> {
  await platform.db.$transaction(async (tx) => {
    await holdIndicator(tx, code);
    checkPath(target);
    const [current, indicator] = [await findTargetInForce(tx, code, target.year), await findIndicatorId(tx, code)];
    if (!indicator) throw new AppError('NOT_FOUND', { entity: 'indicator', code });
    if (current) await supersedeTarget(tx, current.id, platform.clock.now());
    const author = { createdById: actor.id, createdAt: platform.clock.now() };
    await createTarget(tx, { ...target, indicatorId: indicator.id, supersededAt: null, ...author });
  });
}

/** What a line of the annex asks, which an act may set; refused when the convention has no such line. */
async function requestOf(tx: Tx, { convention, field, action }: AmountAmendment) {
  if (field !== 'requested') return null;
  const line = action === undefined ? undefined : await findRequest(tx, convention, action);
  if (!line) throw new AppError('NOT_FOUND', { entity: 'action' });
  return line;
}

function amountNow(convention: HeldConvention, { field, year }: AmountAmendment): number | null {
  if (field === 'maximum') return convention.maximumAnnualCents;
  if (field === 'eligible-cost') return convention.eligibleCostCents;
  return convention.grants.find((grant) => grant.year === year)?.amountCents ?? null;
}

async function writeAmount(
  tx: Tx,
  convention: HeldConvention,
  { field, year, cents, act, reason }: AmountAmendment,
): Promise<void> {
  if (field === 'maximum') return setConventionAmount(tx, convention.id, { maximumAnnualCents: cents });
  if (field === 'eligible-cost') return setConventionAmount(tx, convention.id, { eligibleCostCents: cents });
  if (year === null || year < convention.startYear || year > convention.endYear)
    throw new AppError('INVALID', { fields: ['year'] });
  const grant = convention.grants.find((one) => one.year === year);
  if (grant) return setGrant(tx, grant.id, cents);
  await createGrant(tx, { conventionId: convention.id, year, amountCents: cents, quote: reason, document: act });
}

/** Changes an amount of a convention by a signed act; what it was stays readable beside what it became. */
export async function amendAmount(
  platform: Pick<Platform, 'db' | 'clock'>,
  actor: Actor,
  amendment: AmountAmendment,
): Promise<void> {
  const { convention: code, field, cents, act, actDate, reason } = amendment;
  await withinAct(platform, actor, { effectiveDate: actDate, reason, act, actDate }, async ({ clock }, tx) => {
    const convention = await holdConvention(tx, code);
    if (!convention) throw new AppError('NOT_FOUND', { entity: 'convention', code });
    const line = await requestOf(tx, amendment);
    const beforeCents = line ? line.requestedCents : amountNow(convention, amendment);
    if (line) await setRequest(tx, line.id, cents);
    else await writeAmount(tx, convention, amendment);
    const year = field === 'grant' ? amendment.year : null;
    const actionKey = line ? amendment.action : null;
    await createAmountAmendment(tx, {
      ...{ conventionId: convention.id, field, year, actionKey, beforeCents, afterCents: cents, act, actDate, reason },
      ...{ createdById: actor.id, createdByName: actor.name, createdAt: clock.now() },
    });
    await recordAudit(tx, actor, {
      action: 'amount.amend',
      entity: 'convention',
      entityId: code,
      before: { field, year, line: actionKey, cents: beforeCents },
      after: { field, year, line: actionKey, cents, act, actDate },
      reason,
    });
  });
}
