import {
  commentInput,
  commentResolution,
  judgementInput,
  lineAnswerInput,
  nationalInput,
  ownLinesQuery,
  readyInput,
  restoreInput,
  stepInput,
  textInput,
  textQuery,
  versionQuery,
  workspaceQuery,
} from '../../shared/schemas/report-workspace.ts';
import { allowed, router } from '../platform/trpc.ts';
import { tokenFigures } from './figures.ts';
import { answerLine, ownLines } from './line-answers.ts';
import { textOf } from './narratives.ts';
import { nationalOf, writeNational } from './national.ts';
import { changeStep, comment, judge, settleComment } from './notes.ts';
import { markReady, restoreVersion, saveText, textHistory, textVersion } from './texts.ts';

const writes = allowed('reports.write');
const holds = allowed('report-lines.write');

export const reportTextsRouter = router({
  tokenFigures: writes.input(workspaceQuery).query(({ ctx, input }) => tokenFigures(ctx, input.year)),
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
  national: writes.input(workspaceQuery).query(({ ctx, input }) => nationalOf(ctx, input.year)),
  saveNational: writes.input(nationalInput).mutation(({ ctx, input }) => writeNational(ctx, ctx.viewer, input)),
  ownLines: holds.input(ownLinesQuery).query(({ ctx, input }) => ownLines(ctx, ctx.viewer, input)),
  answerLine: holds
    .meta({ action: 'report-lines.write', cleans: true })
    .input(lineAnswerInput)
    .mutation(({ ctx, input }) => answerLine(ctx, ctx.viewer, input)),
  changeStep: writes.input(stepInput).mutation(({ ctx, input }) => changeStep(ctx, ctx.viewer, input)),
});
