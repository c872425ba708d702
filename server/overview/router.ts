import { figureFilters } from '../../shared/schemas/overview.ts';
import { allowed, router } from '../platform/trpc.ts';
import { asksOwn, orPublished } from '../publications/answering.ts';
import { overviewFor } from './service.ts';

export const overviewRouter = router({
  forYear: allowed('figures.read')
    .input(figureFilters)
    .query(
      orPublished('overview.forYear', ({ ctx, input }) => overviewFor(ctx, ctx.viewer, input), { isOwn: asksOwn }),
    ),
});
