import * as z from 'zod/mini';
import { allowed, router } from '../platform/trpc.ts';
import { reportReadiness } from './service.ts';

export const reportsRouter = router({
  readiness: allowed('reports.download')
    .input(z.object({ year: z.number().check(z.int(), z.gte(2000), z.lte(2100)) }))
    .query(({ ctx, input }) => reportReadiness(ctx, ctx.viewer, input.year)),
});
