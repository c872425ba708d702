import { openDataQuery, openingInput } from '../../shared/schemas/open-data.ts';
import { allowed, open, router } from '../platform/trpc.ts';
import { openDataState, setOpen } from './service.ts';

export const openDataRouter = router({
  state: open('open-data.read')
    .input(openDataQuery)
    .query(({ ctx, input }) => openDataState(ctx, input?.publication)),
  setOpen: allowed('open-data.publish')
    .input(openingInput)
    .mutation(({ ctx, input }) => setOpen(ctx, ctx.viewer, input)),
});
