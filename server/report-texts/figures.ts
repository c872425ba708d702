import { figureToPublish } from '../../shared/domain/figures/figure-publication.ts';
import type { TokenFigure } from '../../shared/domain/report/report-text-tokens.ts';
import { loadFigures } from '../indicators/service.ts';
import type { Platform } from '../platform/context.ts';

/** What a token may say, and nothing more of a figure: the editor asks for all of them. */
function slim(figure: TokenFigure): TokenFigure {
  const { code, label, year, through, from, since, unit, timeRule, direction, quantity, value, hidden, origin } =
    figure;
  const { months, coverage, partial, carried, silent, target, due } = figure;
  const { verdict, why, pace, progress, gap, notCounted, waiting } = figure;
  return {
    code,
    label,
    year,
    through,
    from,
    since,
    unit,
    timeRule,
    direction,
    quantity,
    value,
    hidden,
    origin,
    months,
    coverage,
    partial,
    carried,
    silent,
    target,
    due,
    verdict,
    why,
    pace,
    progress,
    gap,
    notCounted,
    waiting,
  };
}

/** The figures that the texts of a year may name, as the coordinator's report says them: small numbers hidden. */
export async function tokenFigures(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  year: number,
): Promise<TokenFigure[]> {
  const figures = await loadFigures(platform, 'working', { year });
  return figures.map((figure) => slim(figureToPublish(figure)));
}
