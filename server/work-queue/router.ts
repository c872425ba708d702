import { allowed, router } from '../platform/trpc.ts';
import { workQueue } from './service.ts';

export const workQueueRouter = router({
  list: allowed('collection.review').query(({ ctx }) => workQueue(ctx, ctx.viewer)),
});
