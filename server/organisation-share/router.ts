import { organisationShareInput } from '../../shared/schemas/organisation-share.ts';
import { allowed, router } from '../platform/trpc.ts';
import { organisationShare } from './service.ts';

export const organisationShareRouter = router({
  forYear: allowed('organisation-share.read')
    .input(organisationShareInput)
    .query(({ ctx, input }) => organisationShare(ctx, ctx.viewer, input)),
});
