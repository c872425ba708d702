import { type Standing, standingOfFigure, standingsToDiscuss } from '../../shared/domain/figures/line-standing.ts';
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
const rankOf = (figure: OverviewFigure) =>
  standingsToDiscuss.indexOf(standingOfFigure(figure)) * 10_000 + Math.min(9000, Math.max(-900, figure.progress ?? 0));

function summaryOf(targeted: readonly OverviewFigure[]): MeetingSummary {
  const ordered = [...targeted].sort((a, b) => rankOf(a) - rankOf(b));
  const standing = (wanted: readonly Standing[]) =>
    ordered.filter((figure) => wanted.includes(standingOfFigure(figure)));
  return {
    toDecide: standing(['not-held', 'to-watch']),
    held: standing(['held']),
    notJudged: standing(['to-come', 'not-assessable']),
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

/** As many as a room reads from the last row. */
const LARGE = 3;

/** What is large on the slide of a line: what has a target, else its first figures; what goes with it stands in a list. */
export function figuresOfSlide({ figures }: MeetingLine): { large: OverviewFigure[]; beside: OverviewFigure[] } {
  const targeted = figures.filter(({ target }) => target !== null);
  const large = (targeted.length > 0 ? targeted : figures).slice(0, LARGE);
  return { large, beside: figures.filter((figure) => !large.includes(figure)) };
}
