import * as z from 'zod/mini';
import { targetAmendment } from '../../shared/schemas/catalogue.ts';
import { allowed, router } from '../platform/trpc.ts';
import { amendTarget, readCatalogue, targetHistory, targetsInForce } from './service.ts';

export const catalogueRouter = router({
  read: allowed('catalogue.read').query(({ ctx }) => readCatalogue(ctx)),
  targetsInForce: allowed('catalogue.read').query(({ ctx }) => targetsInForce(ctx)),
  targets: allowed('catalogue.read')
    .input(z.object({ code: z.string() }))
    .query(({ ctx, input }) => targetHistory(ctx, input.code)),
  amendTarget: allowed('catalogue.amend')
    .input(targetAmendment)
    .mutation(({ ctx, input }) => amendTarget(ctx, ctx.viewer, input)),
});
