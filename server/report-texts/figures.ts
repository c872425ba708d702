import { figureToPublish } from '../../shared/domain/figures/figure-publication.ts';
import type { TokenFigure } from '../../shared/domain/report/report-text-tokens.ts';
import { loadFigures } from '../indicators/service.ts';
import type { Platform } from '../platform/context.ts';

const said = [
  ...(['code', 'label', 'year', 'through', 'unit', 'timeRule', 'value'] as const),
  ...(['hidden', 'months', 'target', 'progress', 'pace', 'coverage', 'origin'] as const),
] satisfies (keyof TokenFigure)[];

/** What a token may say, and nothing more of a figure: the editor asks for all of them. */
const slim = (figure: TokenFigure) =>
  Object.fromEntries(said.map((key) => [key, figure[key]])) as unknown as TokenFigure;

/** The figures that the texts of a year may name, as the coordinator's report says them: small numbers hidden. */
export async function tokenFigures(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  year: number,
): Promise<TokenFigure[]> {
  const figures = await loadFigures(platform, 'working', { year });
  return figures.map((figure) => slim(figureToPublish(figure)));
}
