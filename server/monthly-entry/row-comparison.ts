import type { FigureTarget } from '../../shared/domain/figures/figure.ts';
import { type Month, yearOf } from '../../shared/domain/month.ts';
import { type CatalogueFigure, figuresFor } from '../indicators/service.ts';
import type { Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';

/** What stands beside a line: the year of the organisation, the territory's against its target, both as the overview counts them. */
export interface RowComparison {
  /** What the organisation gave since January, drafts left out; in the indicator's unit. */
  own: number | null;
  territory: number | null;
  /** What the target expects of the territory over the months for which everyone answered. */
  expected: number | null;
  /** In a unit of its own when what is counted is not what is aimed at: participations for seventy people. */
  target: Pick<FigureTarget, 'value' | 'unit'> | null;
  verdict: CatalogueFigure['verdict'];
}

/** The figures of the month's year, by code, as the person may see them. */
export async function comparisonsOf(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  viewer: Viewer,
  { organisationId, month, codes }: { organisationId: number; month: Month; codes: string[] },
): Promise<Map<string, RowComparison>> {
  const query = { year: yearOf(month), through: month, codes };
  const [territory, own] = await Promise.all([
    figuresFor(platform, viewer, query),
    figuresFor(platform, viewer, { ...query, organisationId }),
  ]);
  const owned = new Map<string, CatalogueFigure>(own.map((figure) => [figure.code, figure]));
  return new Map(
    territory.map(({ code, value, target, expected, verdict }) => [
      code,
      {
        own: owned.get(code)?.value ?? null,
        territory: value,
        expected,
        target: target && { value: target.value, unit: target.unit },
        verdict,
      },
    ]),
  );
}
