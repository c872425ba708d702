import { clearDemonstrationInput, territoryInput } from '../../shared/schemas/first-steps.ts';
import { allowed, router, stepUp } from '../platform/trpc.ts';
import { leaveTerritory, nameTerritory, readFirstSteps, startForReal, takeExample } from './service.ts';

export const firstStepsRouter = router({
  state: allowed('first-steps.take').query(({ ctx }) => readFirstSteps(ctx, ctx.viewer)),
  clearDemonstration: stepUp('first-steps.take')
    .input(clearDemonstrationInput)
    .mutation(({ ctx, input }) => startForReal(ctx, ctx.viewer, input)),
  nameTerritory: allowed('catalogue.amend')
    .input(territoryInput)
    .mutation(({ ctx, input }) => nameTerritory(ctx, ctx.viewer, input)),
  leaveTerritory: stepUp('first-steps.take').mutation(({ ctx }) => leaveTerritory(ctx, ctx.viewer)),
  takeExample: allowed('catalogue.amend').mutation(({ ctx }) => takeExample(ctx, ctx.viewer)),
});
