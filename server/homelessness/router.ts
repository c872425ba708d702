import { headCount, homelessnessSettings, ledgerFilters } from '../../shared/schemas/homelessness.ts';
import { allowed, router, watched } from '../platform/trpc.ts';
import { needsFor } from './needs.ts';
import { pathsFor } from './paths.ts';
import { addHeadCount, changeSettings, reliabilityFor } from './reliability.ts';
import { ledgerFor } from './service.ts';

export const homelessnessRouter = router({
  ledger: watched('figures.read', 'homelessness')
    .input(ledgerFilters)
    .query(({ ctx, input }) => ledgerFor(ctx, ctx.viewer, input)),
  paths: allowed('figures.read')
    .input(ledgerFilters)
    .query(({ ctx, input }) => pathsFor(ctx, ctx.viewer, input)),
  needs: allowed('figures.read')
    .input(ledgerFilters)
    .query(({ ctx, input }) => needsFor(ctx, ctx.viewer, input)),
  reliability: allowed('figures.read')
    .input(ledgerFilters)
    .query(({ ctx, input }) => reliabilityFor(ctx, ctx.viewer, input)),
  addCount: allowed('homelessness.count')
    .input(headCount)
    .mutation(({ ctx, input }) => addHeadCount(ctx, ctx.viewer, input)),
  changeSettings: allowed('homelessness.count')
    .input(homelessnessSettings)
    .mutation(({ ctx, input }) => changeSettings(ctx, ctx.viewer, input)),
});
