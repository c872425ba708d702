import { isHeld, isMissed } from '../../shared/domain/figures/overview-words.ts';
import { type Overview, type OverviewFigure, type OverviewSearch, shownLines } from './overview-data.ts';

export type MeetingLine = ReturnType<typeof shownLines>[number];

/** What a committee sees first: what is to be decided, what holds, what is not judged yet. */
export interface MeetingSummary {
  toDecide: OverviewFigure[];
  held: OverviewFigure[];
  notJudged: OverviewFigure[];
}

export type MeetingSlide = { kind: 'summary'; summary: MeetingSummary } | { kind: 'line'; shown: MeetingLine };

/** The worst first; among equals, the least progress. */
const severity: readonly OverviewFigure['verdict'][] = [
  'broken',
  'going-backwards',
  'not-reached',
  'out-of-tolerance',
  'behind',
  'to-watch',
  'not-assessable',
  'on-its-way',
  'within-tolerance',
  'on-pace',
  'reached',
  'none',
];
const rankOf = ({ verdict, progress }: OverviewFigure) =>
  severity.indexOf(verdict) * 10_000 + Math.min(9999, Math.max(0, progress ?? 0));

function summaryOf(targeted: readonly OverviewFigure[]): MeetingSummary {
  const ordered = [...targeted].sort((a, b) => rankOf(a) - rankOf(b));
  const isToDecide = (one: OverviewFigure) => isMissed(one.verdict) || one.verdict === 'to-watch';
  return {
    toDecide: ordered.filter(isToDecide),
    held: ordered.filter(({ verdict }) => isHeld(verdict)),
    notJudged: ordered.filter((one) => !isToDecide(one) && !isHeld(one.verdict)),
  };
}

/** The slides of a meeting: what there is to decide, then the lines with a target, the worst first, then those without one in the annex's order. */
export function meetingSlides(overview: Overview, search: OverviewSearch): MeetingSlide[] {
  const lines = shownLines(overview, search);
  const worst = ({ figures }: MeetingLine) =>
    Math.min(...figures.filter(({ target }) => target !== null).map(rankOf), Number.POSITIVE_INFINITY);
  const isTargeted = (line: MeetingLine) => Number.isFinite(worst(line));
  const first = lines.filter(isTargeted).sort((a, b) => worst(a) - worst(b));
  const all = [...first, ...lines.filter((line) => !isTargeted(line))].map(
    (shown): MeetingSlide => ({ kind: 'line', shown }),
  );
  const targeted = first.flatMap(({ figures }) => figures.filter(({ target }) => target !== null));
  return targeted.length < 2 ? all : [{ kind: 'summary', summary: summaryOf(targeted) }, ...all];
}
