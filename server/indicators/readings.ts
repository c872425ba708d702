import type { IndicatorQuery } from '../../shared/schemas/indicator.ts';
import type { Viewer } from '../platform/access.ts';
import type { Context } from '../platform/context.ts';
import { asksOwn, orPublished } from '../publications/answering.ts';
import { breakdownOf } from './breakdown.ts';
import { indicatorPage } from './page.ts';

interface Asked {
  ctx: Context & { viewer: Viewer };
  input: IndicatorQuery;
}

/** The page of an indicator as a person reads it, on screen and in a file: a publication's, or their own figures. */
export const pageRead = orPublished(
  'indicators.byCode',
  ({ ctx, input }: Asked) => indicatorPage(ctx, ctx.viewer, input),
  { isOwn: asksOwn },
);

/** Its parts: they are of the whole, and nobody's own. */
export const breakdownRead = orPublished('indicators.breakdown', ({ ctx, input }: Asked) =>
  breakdownOf(ctx, ctx.viewer, input),
);
