import type { Figure } from './figure.ts';
import type { Verdict } from './judgement.ts';

/** Where a line of the annex stands as a whole, the worst first. */
export const standings = ['not-held', 'to-watch', 'held', 'to-come', 'not-assessable', 'no-target'] as const;
export type Standing = (typeof standings)[number];

/** The order in which a committee looks at them: what is not held, what cannot be said yet, and what holds last. */
export const standingsToDiscuss: readonly Standing[] = [
  'not-held',
  'to-watch',
  'not-assessable',
  'to-come',
  'no-target',
  'held',
];

const standingOf: Record<Verdict, Standing> = {
  reached: 'held',
  'not-reached': 'not-held',
  'on-pace': 'held',
  'to-watch': 'to-watch',
  behind: 'not-held',
  'going-backwards': 'not-held',
  broken: 'not-held',
  'on-its-way': 'to-come',
  'within-tolerance': 'held',
  'out-of-tolerance': 'not-held',
  'not-assessable': 'not-assessable',
  none: 'not-assessable',
};

type Judged = Pick<Figure, 'verdict' | 'target'>;

/** Where one figure stands; without a target it is held against nothing. Example: `behind` is `not-held`. */
export const standingOfFigure = ({ verdict, target }: Judged): Standing =>
  target === null ? 'no-target' : standingOf[verdict];

/**
 * A line stands where the worst of its figures does. A figure that cannot be judged, or is due later, says nothing of a line of
 * which another is judged. Example: one figure on its pace and one behind make a line that is `not-held`; none makes `no-target`.
 */
export function lineStanding(figures: readonly Judged[]): Standing {
  const found = new Set(figures.map(standingOfFigure));
  return standings.find((standing) => found.has(standing)) ?? 'no-target';
}

/** The figure that a line is told by: the first of those that stand where the line does; null for a line without figures. */
export function tellingFigure<F extends Judged>(figures: readonly F[]): F | null {
  const standing = lineStanding(figures);
  return figures.find((figure) => standingOfFigure(figure) === standing) ?? null;
}

/** The lines of an annex, in its order, with where each stands and the figure that says so. */
export function standingLines<L extends { codes: readonly string[] }, F extends Judged & { code: string }>({
  lines,
  figures,
}: {
  lines: readonly L[];
  figures: readonly F[];
}) {
  return lines.map((line) => {
    const own = line.codes.flatMap((code) => figures.filter((figure) => figure.code === code));
    return { line, figures: own, standing: lineStanding(own), telling: tellingFigure(own) };
  });
}
