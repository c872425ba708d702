import { clearDemonstrationInput, territoryInput } from '../../shared/schemas/first-steps.ts';
import { allowed, router, stepUp } from '../platform/trpc.ts';
import { nameTerritory, readFirstSteps, startForReal } from './service.ts';

export const firstStepsRouter = router({
  state: allowed('first-steps.take').query(({ ctx }) => readFirstSteps(ctx, ctx.viewer)),
  clearDemonstration: stepUp('first-steps.take')
    .input(clearDemonstrationInput)
    .mutation(({ ctx, input }) => startForReal(ctx, ctx.viewer, input)),
  nameTerritory: allowed('catalogue.amend')
    .input(territoryInput)
    .mutation(({ ctx, input }) => nameTerritory(ctx, ctx.viewer, input)),
});
