import {
  annotationInput,
  annotationRemoval,
  indicatorQuery,
  messageInput,
  threadQuery,
  whyQuery,
  yearTotalInput,
  yearTotalValidation,
} from '../../shared/schemas/indicator.ts';
import { allowed, router } from '../platform/trpc.ts';
import { asksOwn, orPublished } from '../publications/answering.ts';
import { annotate, removeNote, say, thread } from './discussion.ts';
import { breakdownRead, pageRead } from './readings.ts';
import { organisationIdOf } from './service.ts';
import { monthOfWhy, whyThisNumber } from './why.ts';
import { typeYearTotal, validateYearTotal } from './year-total.ts';

export const indicatorsRouter = router({
  byCode: allowed('figures.read').input(indicatorQuery).query(pageRead),
  breakdown: allowed('figures.read').input(indicatorQuery).query(breakdownRead),
  why: allowed('figures.read')
    .input(whyQuery)
    .query(
      orPublished(
        'indicators.why',
        async ({ ctx, input: { organisation, ...query } }) =>
          whyThisNumber(ctx, ctx.viewer, { ...query, organisationId: await organisationIdOf(ctx, organisation) }),
        { isOwn: asksOwn, within: monthOfWhy },
      ),
    ),
  thread: allowed('indicators.discuss')
    .input(threadQuery)
    .query(({ ctx, input }) => thread(ctx, input.code)),
  say: allowed('indicators.discuss')
    .input(messageInput)
    .mutation(({ ctx, input }) => say(ctx, ctx.viewer, input)),
  annotate: allowed('indicators.annotate')
    .input(annotationInput)
    .mutation(({ ctx, input }) => annotate(ctx, ctx.viewer, input)),
  typeYearTotal: allowed('indicators.annotate')
    .input(yearTotalInput)
    .mutation(({ ctx, input }) => typeYearTotal(ctx, ctx.viewer, input)),
  validateYearTotal: allowed('collection.review')
    .input(yearTotalValidation)
    .mutation(({ ctx, input }) => validateYearTotal(ctx, ctx.viewer, input)),
  removeNote: allowed('indicators.annotate')
    .input(annotationRemoval)
    .mutation(({ ctx, input }) => removeNote(ctx, ctx.viewer, input)),
});
