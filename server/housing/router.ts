import { capturedFilters } from '../../shared/schemas/housing.ts';
import { allowed, router } from '../platform/trpc.ts';
import { orPublished } from '../publications/answering.ts';
import { actionLogementFor } from './action-logement.ts';
import { atlasFor, hasOwnResidences } from './atlas.ts';
import { capturedFor, hasOwnDwellings } from './captured.ts';

export const housingRouter = router({
  captured: allowed('figures.read')
    .input(capturedFilters)
    .query(
      orPublished('housing.captured', ({ ctx, input }) => capturedFor(ctx, ctx.viewer, input.year), {
        isOwn: ({ ctx }) => hasOwnDwellings(ctx, ctx.viewer),
      }),
    ),
  atlas: allowed('figures.read').query(
    orPublished('housing.atlas', ({ ctx }) => atlasFor(ctx, ctx.viewer), {
      isOwn: ({ ctx }) => hasOwnResidences(ctx, ctx.viewer),
    }),
  ),
  actionLogement: allowed('figures.read').query(
    orPublished('housing.actionLogement', ({ ctx }) => actionLogementFor(ctx, ctx.viewer)),
  ),
});
