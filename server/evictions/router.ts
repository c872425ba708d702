import { evictionFilters } from '../../shared/schemas/evictions.ts';
import { router, watched } from '../platform/trpc.ts';
import { orPublished } from '../publications/answering.ts';
import { evictionsFor, hasOwnFunnel } from './service.ts';

export const evictionsRouter = router({
  funnel: watched('figures.read', 'evictions')
    .input(evictionFilters)
    .query(
      orPublished('evictions.funnel', ({ ctx, input }) => evictionsFor(ctx, ctx.viewer, input), {
        isOwn: ({ ctx }) => hasOwnFunnel(ctx, ctx.viewer),
      }),
    ),
});
