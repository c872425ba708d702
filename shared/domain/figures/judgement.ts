import type { Direction, TimeRule, Unit } from '../indicator.ts';
import { type Month, monthRank, monthsBetween, yearOf } from '../month.ts';
import { absolute, compare, dividedBy, type Fraction, fraction, minus, percentOf, times, ZERO } from './fraction.ts';
import type { Measured } from './measure.ts';
import { dueMonthOf, levelAt, type PaceCuts, type PathToTarget, shareAt, shareOfMonths } from './target-path.ts';

/** What a target makes of a value: one word, its reason, and the numbers that the word rests on. */

export const verdicts = [
  'reached',
  'not-reached',
  'on-pace',
  'to-watch',
  'behind',
  'going-backwards',
  'broken',
  'on-its-way',
  'within-tolerance',
  'out-of-tolerance',
  'not-assessable',
  'none',
] as const;
export type Verdict = (typeof verdicts)[number];

/** The words that speak of the way made so far. */
export type PaceWord = Extract<Verdict, 'on-pace' | 'to-watch' | 'behind' | 'going-backwards'>;

/** Why there is no verdict. */
export type Why = 'no-target' | 'context' | 'unit' | 'definition-changed' | 'partial' | 'no-value' | 'no-start';

export interface JudgedFacts {
  timeRule: TimeRule;
  direction: Direction;
  unit: Unit;
  tolerance: number | null;
  target: PathToTarget | null;
  asOf: Month;
  /** The last month of which anything is known, when that is later: a milestone done late is late, whatever year is looked at. */
  knownUpTo: Month;
  cuts: PaceCuts;
}

export interface Judgement {
  verdict: Verdict;
  why: Why | null;
  /** The pace said beside a target due in a later year, or the verdict itself when it is one. */
  pace: PaceWord | null;
  /** In the indicator's unit; null when nothing can be expected. */
  expectedToDate: Fraction | null;
  /** 100 × (now − start) ÷ (target − start). */
  progress: Fraction | null;
  metAtStart: boolean;
  /** `maintain`: what is held minus the target. */
  gap: Fraction | null;
  /** What a share of targets makes of it. */
  counted: 'reached' | 'missed' | 'no';
}

const silence: Judgement = {
  verdict: 'none',
  why: null,
  pace: null,
  expectedToDate: null,
  progress: null,
  metAtStart: false,
  gap: null,
  counted: 'no',
};

/** A target with what its judgement asks again and again. */
interface Case extends Omit<JudgedFacts, 'target'> {
  target: PathToTarget;
  measured: Measured;
  value: Fraction;
  goal: Fraction;
  start: Fraction | null;
  /** The months of the window are all past. */
  over: boolean;
  /** The target is due: it is reached or missed. */
  due: boolean;
  rising: boolean;
}

const countsFromNothing = (timeRule: TimeRule) => timeRule !== 'ratio' && timeRule !== 'average';

/** Where the path begins: 0 for a rising count that nobody says more of. */
function startOf({ direction, timeRule }: JudgedFacts, target: PathToTarget): Fraction | null {
  if (target.start !== null) return fraction(target.start);
  return direction === 'increase' && countsFromNothing(timeRule) ? ZERO : null;
}

const isOver = ({ asOf }: JudgedFacts, { window }: Measured, target: PathToTarget) =>
  asOf >= window.to || asOf >= dueMonthOf(target);

function cannot(one: { over: boolean }, why: Why): Judgement {
  return { ...silence, verdict: one.over ? 'not-assessable' : 'none', why };
}

/** A count that should not pass a ceiling over its window: held against what is left of both the old rhythm and the target's. */
const isCeiling = (one: Case) => one.timeRule === 'flow' && !one.rising;

const holds = ({ rising, goal }: Case, value: Fraction) =>
  rising ? compare(value, goal) >= 0 : compare(value, goal) <= 0;

function progressOf(one: Case): Pick<Judgement, 'progress' | 'metAtStart'> {
  if (one.start === null) return { progress: null, metAtStart: false };
  if (holds(one, one.start)) return { progress: holds(one, one.value) ? fraction(100) : ZERO, metAtStart: true };
  const progress = percentOf(minus(one.value, one.start), minus(one.goal, one.start));
  return { progress, metAtStart: false };
}

/** The months of the path whose share is expected: those before the window are past, those within it must be whole. */
function expectedMonths({ measured, target }: Case): Month[] {
  const before = monthsBetween(target.startMonth, measured.window.from).filter((month) => month < measured.window.from);
  return [...before, ...(measured.held?.months ?? [])];
}

/** When the value lacks months of its window, what is expected speaks of the others only. */
const shareOf = (one: Case) =>
  one.due && !one.measured.partial ? fraction(1) : shareOfMonths(one.target, expectedMonths(one));

function expectedOf(one: Case): Fraction | null {
  const share = shareOf(one);
  if (isCeiling(one)) return times(one.goal, share);
  return one.start && levelAt(one.target, one.start, share);
}

function wordOf(ratio: Fraction, cuts: PaceCuts): PaceWord {
  if (compare(ratio, fraction(cuts.onPace)) >= 0) return 'on-pace';
  if (compare(ratio, fraction(cuts.toWatch)) >= 0) return 'to-watch';
  return compare(ratio, ZERO) >= 0 ? 'behind' : 'going-backwards';
}

/** The share of the expected way that is made; null when nothing is expected yet. */
function paceRatio(one: Case, held: Fraction, start: Fraction): Fraction | null {
  const share = shareOf(one);
  if (isCeiling(one)) {
    const [before, allowed] = [times(start, share), times(one.goal, share)];
    return dividedBy(minus(before, held), minus(before, allowed));
  }
  return dividedBy(minus(held, start), minus(levelAt(one.target, start, share), start));
}

function paceOf(one: Case, held: Fraction, start: Fraction): PaceWord | null {
  if (holds(one, start)) return holds(one, held) ? 'on-pace' : 'going-backwards';
  const ratio = paceRatio(one, held, start);
  return ratio && wordOf(ratio, one.cuts);
}

const reached = (one: Case): Judgement => ({
  ...silence,
  verdict: 'reached',
  expectedToDate: expectedOf(one),
  ...progressOf(one),
  counted: 'reached',
});

const notReached = (one: Case): Judgement => ({
  ...silence,
  verdict: 'not-reached',
  expectedToDate: expectedOf(one),
  ...progressOf(one),
  counted: 'missed',
});

/** Within a distance of the target, or so far under or above it: the same words all year round. */
function judgeKept(one: Case): Judgement {
  const { measured, goal, timeRule } = one;
  const tolerance = fraction(one.tolerance ?? 0);
  const above = minus(one.value, goal);
  // What lacks can only add to a flow that is above already.
  const isAboveForGood = timeRule === 'flow' && measured.partial && compare(above, tolerance) > 0;
  if (isAboveForGood) return keptAt(one, above, false);
  const closed = one.over && measured.partial;
  if (closed || !measured.held) return cannot(one, 'partial');
  const asked = timeRule === 'flow' ? times(goal, shareOf(one)) : goal;
  const gap = minus(measured.held.value, asked);
  return keptAt(one, gap, compare(absolute(gap), tolerance) <= 0);
}

function keptAt(one: Case, gap: Fraction, within: boolean): Judgement {
  const counted = within ? 'reached' : 'missed';
  return {
    ...silence,
    verdict: within ? 'within-tolerance' : 'out-of-tolerance',
    gap,
    counted: one.due ? counted : 'no',
  };
}

function judgeMilestone(one: Case, isKnown: boolean): Judgement {
  if (isKnown && holds(one, one.value)) return reached(one);
  if (!one.due) return { ...silence, verdict: 'on-its-way' };
  if (!isKnown) return { ...silence, verdict: 'not-assessable', why: 'no-value' };
  return one.measured.partial ? { ...silence, verdict: 'not-assessable', why: 'partial' } : notReached(one);
}

/** The target is due, and is not reached already. */
function judgeDue(one: Case): Judgement {
  if (one.measured.partial && !(isCeiling(one) && !holds(one, one.value))) return cannot(one, 'partial');
  return holds(one, one.value) ? reached(one) : notReached(one);
}

/** The way made so far, for a target that is not due. */
function judgeRunning(one: Case): Judgement {
  const { measured, start, target, asOf } = one;
  const later = yearOf(dueMonthOf(target)) > yearOf(asOf);
  if (!measured.held) return cannot(one, 'partial');
  if (!start) return later ? { ...silence, verdict: 'on-its-way' } : cannot(one, 'no-start');
  const pace = paceOf(one, measured.held.value, start);
  const said = { ...silence, expectedToDate: expectedOf(one), ...(isCeiling(one) ? {} : progressOf(one)) };
  if (pace === null) return { ...said, verdict: 'on-its-way' };
  if (!later) return { ...said, verdict: pace, pace };
  return { ...said, verdict: 'on-its-way', pace: monthRank(asOf) < 12 ? pace : null };
}

/** A rising count that is at its target cannot be undone by what lacks; a level or a rate can. */
function isReachedAlready(one: Case): boolean {
  if (!one.rising || !holds(one, one.value)) return false;
  return one.timeRule === 'flow' || !one.measured.partial;
}

function judgeRate(one: Case): Judgement {
  const { due } = one;
  if (isReachedAlready(one)) return reached(one);
  if (isCeiling(one) && !due && !holds(one, one.value))
    return { ...silence, verdict: 'broken', expectedToDate: expectedOf(one) };
  return due ? judgeDue(one) : judgeRunning(one);
}

/** Nothing is asked yet: before the window, or before the first period ends. */
function isTooEarly({ asOf }: JudgedFacts, { window, coverage, amount }: Measured): boolean {
  return asOf < window.from || (coverage.expected === 0 && amount === null);
}

/** What is expected when nothing is: the start of a level, zero of a count. */
function expectedAtFirst(facts: JudgedFacts, target: PathToTarget): Fraction | null {
  return facts.timeRule === 'flow' ? ZERO : startOf(facts, target);
}

/** What the path asks at the end of the month, whatever is known of it. */
function expectedInPath(facts: JudgedFacts, target: PathToTarget): Fraction | null {
  const start = startOf(facts, target);
  return start && levelAt(target, start, shareAt(target, facts.asOf));
}

/** The words that come before any arithmetic; null: the value can be held against its target. */
function firstWord(facts: JudgedFacts, measured: Measured): Judgement | null {
  const { target, direction, timeRule } = facts;
  if (!target) return { ...silence, why: 'no-target' };
  if (direction === 'context') return { ...silence, why: 'context' };
  const over = isOver(facts, measured, target);
  if (target.unit !== null && target.unit !== facts.unit && target.unitReading === null)
    return { ...silence, verdict: 'not-assessable', why: 'unit' };
  if (measured.since !== null) return cannot({ over }, 'definition-changed');
  if (!over && isTooEarly(facts, measured))
    return { ...silence, verdict: 'on-its-way', expectedToDate: expectedAtFirst(facts, target) };
  if (measured.amount !== null || timeRule === 'milestone') return null;
  if (timeRule === 'unique' && !over)
    return { ...silence, verdict: 'on-its-way', expectedToDate: expectedInPath(facts, target) };
  return { ...silence, verdict: 'not-assessable', why: 'no-value' };
}

/**
 * The verdict of a value at the end of a month. Before a target is due there is a pace, of the months for which everyone
 * expected answered; once it is, it is reached, not reached or not assessable, and only then does it count as missed.
 * Source: the formula (VA − VI) ÷ (VC − VI) of the State's PILOTE, and the cuts of Open SDG.
 * Examples: 34 of 40 in June of a year, 20 expected: on pace; in December: not reached, 85 %.
 */
export function judge(facts: JudgedFacts, measured: Measured): Judgement {
  const first = firstWord(facts, measured);
  const { target, timeRule, direction } = facts;
  if (first || !target) return first ?? silence;
  const lastKnown = timeRule === 'milestone' && facts.knownUpTo > facts.asOf ? facts.knownUpTo : facts.asOf;
  const one: Case = {
    ...facts,
    target,
    measured,
    value: measured.amount?.value ?? ZERO,
    goal: fraction(target.value),
    start: startOf(facts, target),
    over: isOver(facts, measured, target),
    due: lastKnown >= dueMonthOf(target),
    rising: direction === 'increase',
  };
  if (timeRule === 'milestone') return judgeMilestone(one, measured.amount !== null);
  return direction === 'maintain' ? judgeKept(one) : judgeRate(one);
}
