import { publicationInput } from '../../shared/schemas/open-data.ts';
import { allowed, open, router } from '../platform/trpc.ts';
import { openDataState, setPublished } from './service.ts';

export const openDataRouter = router({
  state: open('open-data.read').query(({ ctx }) => openDataState(ctx)),
  publish: allowed('open-data.publish')
    .input(publicationInput)
    .mutation(({ ctx, input }) => setPublished(ctx, ctx.viewer, input)),
});
