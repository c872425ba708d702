import { figureFilters } from '../../shared/schemas/overview.ts';
import { allowed, router } from '../platform/trpc.ts';
import { overviewFor } from './service.ts';

export const overviewRouter = router({
  forYear: allowed('figures.read')
    .input(figureFilters)
    .query(({ ctx, input }) => overviewFor(ctx, ctx.viewer, input)),
});
