import * as z from 'zod/mini';
import {
  commentInput,
  commentResolution,
  judgementInput,
  readyInput,
  restoreInput,
  stepInput,
  textInput,
  textQuery,
  versionQuery,
  workspaceQuery,
} from '../../shared/schemas/report-workspace.ts';
import { allowed, router } from '../platform/trpc.ts';
import { changeStep, comment, judge, settleComment } from '../report-texts/notes.ts';
import { markReady, restoreVersion, saveText, textHistory, textVersion } from '../report-texts/texts.ts';
import { reportReadiness } from './service.ts';
import { figuresOfTexts, textOf, workspaceOf } from './workspace-service.ts';

const writes = allowed('reports.write');

export const reportsRouter = router({
  readiness: allowed('reports.download')
    .input(z.object({ year: z.number().check(z.int(), z.gte(2000), z.lte(2100)) }))
    .query(({ ctx, input }) => reportReadiness(ctx, ctx.viewer, input.year)),
  workspace: writes.input(workspaceQuery).query(({ ctx, input }) => workspaceOf(ctx, input.year)),
  tokenFigures: writes.input(workspaceQuery).query(({ ctx, input }) => figuresOfTexts(ctx, input.year)),
  text: writes.input(textQuery).query(({ ctx, input }) => textOf(ctx, input)),
  saveText: writes
    .meta({ action: 'reports.write', cleans: true })
    .input(textInput)
    .mutation(({ ctx, input }) => saveText(ctx, ctx.viewer, input)),
  markReady: writes.input(readyInput).mutation(({ ctx, input }) => markReady(ctx, ctx.viewer, input)),
  textHistory: writes.input(textQuery).query(({ ctx, input }) => textHistory(ctx, input)),
  textVersion: writes.input(versionQuery).query(({ ctx, input }) => textVersion(ctx, input.id)),
  restoreVersion: writes.input(restoreInput).mutation(({ ctx, input }) => restoreVersion(ctx, ctx.viewer, input)),
  judge: writes.input(judgementInput).mutation(({ ctx, input }) => judge(ctx, ctx.viewer, input)),
  comment: writes.input(commentInput).mutation(({ ctx, input }) => comment(ctx, ctx.viewer, input)),
  settleComment: writes.input(commentResolution).mutation(({ ctx, input }) => settleComment(ctx, ctx.viewer, input)),
  changeStep: writes.input(stepInput).mutation(({ ctx, input }) => changeStep(ctx, ctx.viewer, input)),
});
