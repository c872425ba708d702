import {
  agreementChange,
  agreementDraft,
  assignmentChange,
  assignmentDraft,
  twoSourcesInput,
} from '../../shared/schemas/agreement.ts';
import { organisationScope, type Viewer } from '../platform/access.ts';
import { allowed, router } from '../platform/trpc.ts';
import { changeAssignment, previewAssignment } from './assignment.ts';
import { changeAgreement, previewAgreement, readAgreements } from './service.ts';
import { twoSources } from './two-sources.ts';

const scopeOf = (viewer: Viewer) => (organisationId: number) =>
  organisationScope(viewer, 'imports.write', organisationId);

export const agreementsRouter = router({
  read: allowed('catalogue.read').query(({ ctx }) => readAgreements(ctx)),
  preview: allowed('catalogue.amend')
    .input(agreementDraft)
    .query(({ ctx, input }) => previewAgreement(ctx, scopeOf(ctx.viewer), input)),
  change: allowed('catalogue.amend')
    .input(agreementChange)
    .mutation(({ ctx, input }) => changeAgreement(ctx, ctx.viewer, scopeOf(ctx.viewer), input)),
  previewMonths: allowed('catalogue.amend')
    .input(assignmentDraft)
    .query(({ ctx, input }) => previewAssignment(ctx, input)),
  changeMonths: allowed('catalogue.amend')
    .input(assignmentChange)
    .mutation(({ ctx, input }) => changeAssignment(ctx, ctx.viewer, input)),
  twoSources: allowed('entry.read')
    .input(twoSourcesInput)
    .query(({ ctx, input }) => twoSources(ctx, ctx.viewer, input)),
});
