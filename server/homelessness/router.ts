import { headCount, homelessnessSettings, ledgerFilters } from '../../shared/schemas/homelessness.ts';
import { recordAssessment as recordInput, withdrawAssessment as withdrawInput } from '../../shared/schemas/import.ts';
import type { Viewer } from '../platform/access.ts';
import type { Context } from '../platform/context.ts';
import { allowed, router, stepUp, watched } from '../platform/trpc.ts';
import { orPublished } from '../publications/answering.ts';
import { linkingFor, readAssessment, recordAssessment, withdrawAssessment } from './assessment.ts';
import { hasOwnLedger } from './ledger-view.ts';
import { needsFor } from './needs.ts';
import { pathsFor } from './paths.ts';
import { addHeadCount, changeSettings, reliabilityFor } from './reliability.ts';
import { ledgerFor } from './service.ts';

/** An organisation that sends requests reads its own ledger. */
const givesRequests = ({ ctx }: { ctx: Context & { viewer: Viewer } }) => hasOwnLedger(ctx, ctx.viewer);

export const homelessnessRouter = router({
  ledger: watched('figures.read', 'homelessness')
    .input(ledgerFilters)
    .query(
      orPublished('homelessness.ledger', ({ ctx, input }) => ledgerFor(ctx, ctx.viewer, input), {
        isOwn: givesRequests,
      }),
    ),
  paths: allowed('figures.read')
    .input(ledgerFilters)
    .query(
      orPublished('homelessness.paths', ({ ctx, input }) => pathsFor(ctx, ctx.viewer, input), { isOwn: givesRequests }),
    ),
  needs: allowed('figures.read')
    .input(ledgerFilters)
    .query(
      orPublished('homelessness.needs', ({ ctx, input }) => needsFor(ctx, ctx.viewer, input), { isOwn: givesRequests }),
    ),
  reliability: allowed('figures.read')
    .input(ledgerFilters)
    .query(
      orPublished('homelessness.reliability', ({ ctx, input }) => reliabilityFor(ctx, ctx.viewer, input), {
        isOwn: givesRequests,
      }),
    ),
  addCount: allowed('homelessness.count')
    .input(headCount)
    .mutation(({ ctx, input }) => addHeadCount(ctx, ctx.viewer, input)),
  changeSettings: allowed('homelessness.count')
    .input(homelessnessSettings)
    .mutation(({ ctx, input }) => changeSettings(ctx, ctx.viewer, input)),
  assessment: allowed('imports.write').query(({ ctx }) => readAssessment(ctx)),
  linking: allowed('figures.read').query(({ ctx }) => linkingFor(ctx, ctx.viewer)),
  recordAssessment: stepUp('assessment.record')
    .input(recordInput)
    .mutation(({ ctx, input }) => recordAssessment(ctx, ctx.viewer, input)),
  withdrawAssessment: stepUp('assessment.record')
    .input(withdrawInput)
    .mutation(({ ctx, input }) => withdrawAssessment(ctx, ctx.viewer, input.reason)),
});
