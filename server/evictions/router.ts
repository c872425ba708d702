import { evictionFilters } from '../../shared/schemas/evictions.ts';
import { router, watched } from '../platform/trpc.ts';
import { evictionsFor } from './service.ts';

export const evictionsRouter = router({
  funnel: watched('figures.read', 'evictions')
    .input(evictionFilters)
    .query(({ ctx, input }) => evictionsFor(ctx, ctx.viewer, input)),
});
