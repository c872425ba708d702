import { allowed, router } from '../platform/trpc.ts';
import { readStatus, requestBackup } from './service.ts';

export const statusRouter = router({
  read: allowed('status.read').query(({ ctx }) => readStatus(ctx)),
  backUp: allowed('status.back-up').mutation(({ ctx }) => requestBackup(ctx, ctx.viewer)),
});
