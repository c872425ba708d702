import { publicationQuery, wholeReadingEnd, wholeReadingInput } from '../../shared/schemas/publication.ts';
import { allowed, router, stepUp } from '../platform/trpc.ts';
import { publicationPage, publications } from './service.ts';
import { endWholeReading, giveWholeReading, wholeReadings } from './whole-reading.ts';

export const publicationsRouter = router({
  list: allowed('publications.read').query(({ ctx }) => publications(ctx, ctx.viewer)),
  read: allowed('publications.read')
    .input(publicationQuery)
    .query(({ ctx, input }) => publicationPage(ctx, input.number)),
  wholeReadings: allowed('publications.make').query(({ ctx }) => wholeReadings(ctx)),
  giveWholeReading: stepUp('publications.make')
    .input(wholeReadingInput)
    .mutation(({ ctx, input }) => giveWholeReading(ctx, ctx.viewer, input)),
  endWholeReading: allowed('publications.make')
    .input(wholeReadingEnd)
    .mutation(({ ctx, input }) => endWholeReading(ctx, ctx.viewer, input.id)),
});
