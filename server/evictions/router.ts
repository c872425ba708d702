import { evictionFilters } from '../../shared/schemas/evictions.ts';
import { allowed, router } from '../platform/trpc.ts';
import { evictionsFor } from './service.ts';

export const evictionsRouter = router({
  funnel: allowed('figures.read')
    .input(evictionFilters)
    .query(({ ctx, input }) => evictionsFor(ctx, ctx.viewer, input)),
});
