import {
  actPreview,
  actSigned,
  asOfInput,
  filePreview,
  fileSigned,
} from '../../shared/schemas/catalogue/convention-act.ts';
import { organisationScope, type Viewer } from '../platform/access.ts';
import { allowed, router } from '../platform/trpc.ts';
import {
  type Author,
  actHistory,
  conventionAsOf,
  exportWorkbook,
  previewAct,
  previewFile,
  signAct,
  signFile,
} from './service.ts';

const authorOf = (viewer: Viewer): Author => ({
  actor: viewer,
  scopeOf: (organisationId) => organisationScope(viewer, 'imports.write', organisationId),
});

export const conventionActsRouter = router({
  history: allowed('catalogue.read').query(({ ctx }) => actHistory(ctx)),
  asOf: allowed('catalogue.read')
    .input(asOfInput)
    .query(({ ctx, input }) => conventionAsOf(ctx, input.date)),
  preview: allowed('catalogue.amend')
    .input(actPreview)
    .mutation(({ ctx, input }) => previewAct(ctx, authorOf(ctx.viewer), input)),
  sign: allowed('catalogue.amend')
    .input(actSigned)
    .mutation(({ ctx, input }) => signAct(ctx, authorOf(ctx.viewer), input)),
  exportWorkbook: allowed('catalogue.read').query(async ({ ctx }) => (await exportWorkbook(ctx)).toString('base64')),
  previewImport: allowed('catalogue.amend')
    .input(filePreview)
    .mutation(({ ctx, input }) => previewFile(ctx, authorOf(ctx.viewer), input)),
  importFile: allowed('catalogue.amend')
    .input(fileSigned)
    .mutation(({ ctx, input }) => signFile(ctx, authorOf(ctx.viewer), input)),
});
