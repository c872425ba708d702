import type { Prisma } from '../../prisma/generated/client.ts';
import { isFedIn, wayGiven } from '../../shared/domain/agreement.ts';
import { type AskedSpan, firstAsked, isAssigned, isExpected, withSpan } from '../../shared/domain/expectation.ts';
import type { Frequency } from '../../shared/domain/indicator.ts';
import { addMonths, type Month, monthOf, monthsBetween } from '../../shared/domain/month.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import type { SourceName } from '../../shared/registers/register.ts';
import type { AssignmentChange, AssignmentDraft } from '../../shared/schemas/agreement.ts';
import { countedSource } from '../../shared/schemas/import.ts';
import { withinAct } from '../conventions/acts.ts';
import { type Actor, recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import {
  findGiver,
  findIndicator,
  findSentMonths,
  type Giver,
  inTransaction,
  writeAssignment,
  writeFeeding,
} from './repository.ts';

type Acting = Pick<Platform, 'db' | 'clock' | 'referenceDate'>;
type Tx = Prisma.TransactionClient;

/** An act on the months in which an organisation is asked for something: from which to which, and what moves. */
export interface AssignmentEffect {
  organisation: string;
  /** The indicator, or the register. */
  given: string;
  before: readonly AskedSpan[];
  after: readonly AskedSpan[];
  /** How many months are asked for, up to now. */
  expected: { before: number; after: number };
  /** The months that are asked for from the act on, and those that are not any more. */
  gained: Month[];
  lost: Month[];
  /** Of those, the months of which something was given: it stays, and counts. */
  kept: Month[];
}

/** What an act is about, as it is and as it would be. */
interface Planned {
  giver: Giver;
  indicatorId: number | null;
  effect: AssignmentEffect;
}

const spanOf = ({ fromMonth, toMonth }: AssignmentDraft): AskedSpan => ({ fromMonth, toMonth });

/** The months in which an indicator is to be counted from a register that the organisation does not feed then. */
function uncounted({ assignments, feeds }: Pick<Giver, 'assignments' | 'feeds'>, until: Month) {
  return assignments.flatMap(({ indicator, ...assignment }) =>
    monthsBetween(firstAsked([assignment]) ?? until, until).flatMap((month) => {
      const way = wayGiven(assignment, month);
      if (way?.by !== 'register' || isFedIn(feeds, way.source, month)) return [];
      const source = countedSource.parse(way.source);
      return [{ indicator: indicator.code, source, month }];
    }),
  );
}

/** Refuses an act that would leave an indicator counted from a register that is not fed any more. */
function refuseUncounted(giver: Giver, changed: Partial<Giver>, span: AskedSpan, current: Month): void {
  const spans = giver.assignments.flatMap((one) => one.spans);
  const named = [span, ...spans, ...giver.feeds].flatMap(({ fromMonth, toMonth }) => [fromMonth, toMonth]);
  // After the last month that is named, nothing changes any more.
  const last = [current, ...named.flatMap((month) => month ?? [])].sort().at(-1) ?? current;
  const until = addMonths(last, 1);
  const known = new Set(uncounted(giver, until).map(({ indicator, month }) => `${indicator} ${month}`));
  const found = uncounted({ ...giver, ...changed }, until);
  const [first] = found.filter(({ indicator, month }) => !known.has(`${indicator} ${month}`));
  if (first) throw new AppError('STILL_COUNTED', first);
}

interface Asked {
  given: string;
  frequency: Frequency;
  before: readonly AskedSpan[];
  after: readonly AskedSpan[];
  /** The months of which something was sent. */
  filled: Month[];
}

function effectOf(giver: Giver, { given, frequency, before, after, filled }: Asked, current: Month): AssignmentEffect {
  const first = firstAsked([{ spans: before }, { spans: after }]) ?? current;
  const months = first <= current ? monthsBetween(first, current) : [];
  const asked = (spans: readonly AskedSpan[]) => months.filter((month) => isExpected({ spans }, frequency, month));
  const [was, is] = [asked(before), asked(after)];
  const lost = was.filter((month) => !is.includes(month));
  return {
    organisation: giver.name,
    given,
    before,
    after,
    expected: { before: was.length, after: is.length },
    gained: is.filter((month) => !was.includes(month)),
    lost,
    kept: lost.filter((month) => filled.includes(month)),
  };
}

async function planIndicator(tx: Tx, giver: Giver, code: string, span: AskedSpan, current: Month): Promise<Planned> {
  const indicator = await findIndicator(tx, code);
  if (!indicator) throw new AppError('NOT_FOUND', { entity: 'indicator', code });
  const own = giver.assignments.find((one) => one.indicator.code === code);
  const before = own?.spans ?? [];
  const after = withSpan(before, span);
  const assignments = giver.assignments.map((one) => (one === own ? { ...one, spans: after } : one));
  refuseUncounted(giver, { assignments }, span, current);
  const sent = await findSentMonths(tx, giver.id, indicator.id);
  const waiting = sent.filter(({ month, stage }) => stage === 'submitted' && !isAssigned({ spans: after }, month));
  if (waiting.length > 0) throw new AppError('STILL_WAITING', { months: waiting.map(({ month }) => month) });
  const { label: given, frequency } = indicator;
  const filled = sent.map(({ month }) => month);
  const effect = effectOf(giver, { given, frequency, before, after, filled }, current);
  return { giver, indicatorId: indicator.id, effect };
}

function planRegister(giver: Giver, source: SourceName, span: AskedSpan, current: Month): Planned {
  const own = giver.feeds.filter((one) => one.source === source);
  const before = own.map(({ fromMonth, toMonth }) => ({ fromMonth, toMonth }));
  const after = withSpan(before, span);
  const feeds = [...giver.feeds.filter((one) => one.source !== source), ...after.map((one) => ({ ...one, source }))];
  refuseUncounted(giver, { feeds }, span, current);
  const given = registerOf(source).label;
  return {
    giver,
    indicatorId: null,
    effect: effectOf(giver, { given, frequency: 'monthly', before, after, filled: [] }, current),
  };
}

async function plan(tx: Tx, { referenceDate }: Acting, draft: AssignmentDraft): Promise<Planned> {
  const giver = await findGiver(tx, draft.organisation);
  if (!giver) throw new AppError('NOT_FOUND', { entity: 'organisation', code: draft.organisation });
  const current = monthOf(referenceDate());
  return 'register' in draft.of
    ? planRegister(giver, draft.of.register, spanOf(draft), current)
    : planIndicator(tx, giver, draft.of.indicator, spanOf(draft), current);
}

/** The effect of a change of the months in which something is asked: nothing is written. */
export function previewAssignment(platform: Acting, draft: AssignmentDraft): Promise<AssignmentEffect> {
  return inTransaction(platform.db, async (tx) => (await plan(tx, platform, draft)).effect);
}

/** From which month to which an organisation is asked for an indicator or feeds a register: a dated act, with its reason. */
export function changeAssignment(
  platform: Acting,
  actor: Actor,
  { reason, ...draft }: AssignmentChange,
): Promise<AssignmentEffect> {
  const effectiveDate = `${draft.toMonth === null ? draft.fromMonth : addMonths(draft.toMonth, 1)}-01`;
  return withinAct(platform, actor, { effectiveDate, reason }, async (_, tx) => {
    const { giver, indicatorId, effect } = await plan(tx, platform, draft);
    if (indicatorId !== null) await writeAssignment(tx, { organisationId: giver.id, indicatorId }, effect.after);
    if ('register' in draft.of) await writeFeeding(tx, giver.id, draft.of.register, effect.after);
    await recordAudit(tx, actor, {
      action: 'assignment.change',
      entity: 'assignment',
      entityId: `${draft.organisation}/${'register' in draft.of ? draft.of.register : draft.of.indicator}`,
      before: { spans: spanWords(effect.before), expected: effect.expected.before },
      after: { spans: spanWords(effect.after), expected: effect.expected.after },
      reason,
    });
    return effect;
  });
}

/** Example: « 2022-01 → 2023-12, 2025-01 → … ». */
export const spanWords = (spans: readonly AskedSpan[]): string =>
  spans.map(({ fromMonth, toMonth }) => `${fromMonth} → ${toMonth ?? '…'}`).join(', ');
