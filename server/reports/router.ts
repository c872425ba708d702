import * as z from 'zod/mini';
import { workspaceQuery } from '../../shared/schemas/report-workspace.ts';
import { allowed, router } from '../platform/trpc.ts';
import { reportReadiness } from './service.ts';
import { workspaceOf } from './workspace.ts';

const writes = allowed('reports.write');

export const reportsRouter = router({
  readiness: allowed('reports.download')
    .input(z.object({ year: z.number().check(z.int(), z.gte(2000), z.lte(2100)) }))
    .query(({ ctx, input }) => reportReadiness(ctx, ctx.viewer, input.year)),
  workspace: writes.input(workspaceQuery).query(({ ctx, input }) => workspaceOf(ctx, input.year)),
});
