import { indicatorQuery, whyQuery } from '../../shared/schemas/indicator.ts';
import { allowed, router } from '../platform/trpc.ts';
import { indicatorPage } from './page.ts';
import { organisationIdOf } from './service.ts';
import { whyThisNumber } from './why.ts';

export const indicatorsRouter = router({
  byCode: allowed('figures.read')
    .input(indicatorQuery)
    .query(({ ctx, input }) => indicatorPage(ctx, ctx.viewer, input)),
  why: allowed('figures.read')
    .input(whyQuery)
    .query(async ({ ctx, input: { organisation, ...query } }) =>
      whyThisNumber(ctx, ctx.viewer, { ...query, organisationId: await organisationIdOf(ctx, organisation) }),
    ),
});
