import { verdicts } from '../../shared/domain/figures/judgement.ts';
import type { Answers } from '../lib/trpc.ts';

export type Overview = Answers['overview']['forYear'];
export type OverviewFigure = Overview['figures'][number];
export type OverviewLine = Overview['lines'][number];

export interface OverviewSearch {
  annee?: number | undefined;
  mois?: number | undefined;
  organisation?: string | undefined;
  axe?: number | undefined;
  statut?: string | undefined;
}

/** True of what a publication says: it stays as it was on its day. */
export const isPublication = ({ figures }: Overview): boolean =>
  figures.some(({ visibility }) => visibility === 'validated');

/** What may be asked: a publication answers whole years of the whole territory. */
export const askedOf = (search: OverviewSearch, isPublished: boolean): OverviewSearch =>
  isPublished ? { ...search, mois: undefined, organisation: undefined } : search;

/** The address of an indicator's page, under the same filters. */
export function indicatorHref(code: string, overview: Overview, search: OverviewSearch): string {
  const query = new URLSearchParams({ annee: String(overview.year) });
  if (search.mois) query.set('mois', String(search.mois));
  if (search.organisation) query.set('organisation', search.organisation);
  return `/indicateurs/${code}?${query}`;
}

/** True of a figure that somebody of those shown gives, or has given. */
const isGiven = ({ coverage: { cells } }: OverviewFigure) => cells.expected > 0 || cells.reported > 0;

/** What the filters leave of the figures: a structure's own, of a verdict, of an axis. The tiles and the lines ask the same. */
export function shownFigures({ figures, lines }: Overview, { organisation, statut, axe }: OverviewSearch) {
  const ofAxis = new Set(lines.filter(({ axis }) => axis?.number === axe).flatMap(({ codes }) => codes));
  return figures.filter(
    (figure) =>
      (organisation === undefined || isGiven(figure)) &&
      (!statut || (figure.target !== null && figure.verdict === statut)) &&
      (axe === undefined || ofAxis.has(figure.code)),
  );
}

/** The lines of the annex that the filters leave, each with its figures, in the annex's order. */
export function shownLines(overview: Overview, search: OverviewSearch) {
  const byCode = new Map(shownFigures(overview, search).map((figure) => [figure.code, figure]));
  const narrowed = Boolean(search.statut) || search.organisation !== undefined;
  return overview.lines
    .filter((line) => search.axe === undefined || line.axis?.number === search.axe)
    .map((line) => ({ line, figures: line.codes.flatMap((code) => byCode.get(code) ?? []) }))
    .filter(({ figures }) => !narrowed || figures.length > 0);
}

/** The verdicts of the targets that are judged, in the order of the vocabulary, with how many have each. */
export function countVerdicts(overview: Overview) {
  const held = overview.figures.filter(({ target, hidden }) => target !== null && !hidden);
  return verdicts.flatMap((verdict) => {
    const own = held.filter((figure) => figure.verdict === verdict);
    const [first] = own;
    return first ? [{ verdict, direction: first.direction, count: own.length }] : [];
  });
}

/** Where the expected path stands, as a share of the way from start to target. */
export function expectedShare({ target, expected, timeRule, direction }: OverviewFigure): number | null {
  if (!target || expected === null || (timeRule === 'flow' && direction === 'decrease')) return null;
  const start = target.start ?? 0;
  return target.value === start ? null : (expected - start) / (target.value - start);
}

/** The filters of the page in an address, for another view of the same figures. */
export function withFilters(path: string, search: OverviewSearch): string {
  const query = new URLSearchParams();
  for (const name of ['annee', 'mois', 'organisation', 'axe', 'statut'] as const)
    if (search[name] !== undefined) query.set(name, String(search[name]));
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
