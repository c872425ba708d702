import type { Month } from '../../shared/domain/month.ts';
import type { CatalogueFile } from '../../shared/schemas/catalogue/catalogue-file.ts';

/** What is asked for from an earlier month on, begun in a month instead; what has ended before it stays as it was. */
export function lateStarts({ organisations }: Pick<CatalogueFile, 'organisations'>, month: Month) {
  return organisations.flatMap(({ code, assignments }) =>
    assignments
      .filter(({ fromMonth, toMonth }) => fromMonth < month && (toMonth === null || toMonth >= month))
      .map(({ indicator, toMonth }) => ({
        kind: 'assignment' as const,
        value: { organisation: code, indicator, fromMonth: month, toMonth },
      })),
  );
}
