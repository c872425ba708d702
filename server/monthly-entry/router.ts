import {
  answerInput,
  gridInput,
  myMonthsInput,
  saveCellInput,
  submitInput,
} from '../../shared/schemas/monthly-entry.ts';
import { allowed, router } from '../platform/trpc.ts';
import { grid } from './grid.ts';
import { myMonths } from './my-months.ts';
import { answer, saveCell } from './service.ts';
import { submit } from './submission.ts';

export const monthlyEntryRouter = router({
  myMonths: allowed('entry.read')
    .input(myMonthsInput)
    .query(({ ctx, input }) => myMonths(ctx, ctx.viewer, input)),
  grid: allowed('entry.read')
    .input(gridInput)
    .query(({ ctx, input }) => grid(ctx, ctx.viewer, input)),
  saveCell: allowed('entry.write')
    .input(saveCellInput)
    .mutation(({ ctx, input }) => saveCell(ctx, ctx.viewer, input)),
  submit: allowed('entry.submit')
    .input(submitInput)
    .mutation(({ ctx, input }) => submit(ctx, ctx.viewer, input)),
  answer: allowed('entry.write')
    .input(answerInput)
    .mutation(({ ctx, input }) => answer(ctx, ctx.viewer, input)),
});
