import { previewQuery, publishInput } from '../../shared/schemas/publication.ts';
import { inTurn } from '../platform/long-work.ts';
import { allowed, router, stepUp } from '../platform/trpc.ts';
import { publicationPreview, publish } from './service.ts';

export const publishingRouter = router({
  preview: allowed('publications.make')
    .input(previewQuery)
    .query(({ ctx, input }) => publicationPreview(ctx, ctx.viewer, input.through)),
  publish: stepUp('publications.make')
    .input(publishInput)
    .mutation(({ ctx, input }) => inTurn(ctx.viewer.id, () => publish(ctx, ctx.viewer, input))),
});
