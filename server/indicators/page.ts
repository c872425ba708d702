import { addMonths, yearOf } from '../../shared/domain/month.ts';
import { conventionOf } from '../catalogue/service.ts';
import type { Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { type CatalogueFigure, indicatorFor, organisationIdOf } from './service.ts';

interface PageQuery {
  code: string;
  year?: number | undefined;
  month?: number | undefined;
  organisation?: string | undefined;
}

/** One indicator: its figure of the year, the two years before it, for the same viewer and the same filters. */
export async function indicatorPage(platform: Platform, viewer: Viewer, query: PageQuery) {
  const current = yearOf(platform.referenceDate());
  const convention = await conventionOf(platform, query.year ?? current);
  const year = query.year ?? Math.min(Math.max(current, convention.startYear), convention.endYear);
  const organisationId = await organisationIdOf(platform, query.organisation);
  const through = query.month ? `${year}-${String(query.month).padStart(2, '0')}` : undefined;
  const figure = await indicatorFor(platform, viewer, query.code, { year, through, organisationId });
  const earlier = await Promise.all(
    [year - 1, year - 2].map((one) =>
      indicatorFor(platform, viewer, query.code, {
        year: one,
        through: addMonths(figure.through, 12 * (one - year)),
        organisationId,
      }),
    ),
  );
  return { figure, earlier: earlier satisfies CatalogueFigure[], referenceDate: platform.referenceDate() };
}
