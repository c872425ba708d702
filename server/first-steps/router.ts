import { clearDemonstrationInput } from '../../shared/schemas/first-steps.ts';
import { allowed, router, stepUp } from '../platform/trpc.ts';
import { readFirstSteps, startForReal } from './service.ts';

export const firstStepsRouter = router({
  state: allowed('first-steps.take').query(({ ctx }) => readFirstSteps(ctx, ctx.viewer)),
  clearDemonstration: stepUp('first-steps.take')
    .input(clearDemonstrationInput)
    .mutation(({ ctx, input }) => startForReal(ctx, ctx.viewer, input)),
});
