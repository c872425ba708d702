import { capturedFilters } from '../../shared/schemas/housing.ts';
import { allowed, router } from '../platform/trpc.ts';
import { actionLogementFor } from './action-logement.ts';
import { atlasFor } from './atlas.ts';
import { capturedFor } from './captured.ts';

export const housingRouter = router({
  captured: allowed('figures.read')
    .input(capturedFilters)
    .query(({ ctx, input }) => capturedFor(ctx, ctx.viewer, input.year)),
  atlas: allowed('figures.read').query(({ ctx }) => atlasFor(ctx, ctx.viewer)),
  actionLogement: allowed('figures.read').query(({ ctx }) => actionLogementFor(ctx, ctx.viewer)),
});
