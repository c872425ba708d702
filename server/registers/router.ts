import { addRow, correctRow, registerRows, removeRow } from '../../shared/schemas/import.ts';
import { allowed, router, watched } from '../platform/trpc.ts';
import { add, browse, correct, remove } from './service.ts';

export const registersRouter = router({
  rows: watched('registers.read', 'registers')
    .input(registerRows)
    .query(({ ctx, input }) => browse(ctx, ctx.viewer, input)),
  add: allowed('registers.write')
    .input(addRow)
    .mutation(({ ctx, input }) => add(ctx, ctx.viewer, input)),
  correct: allowed('registers.write')
    .input(correctRow)
    .mutation(({ ctx, input }) => correct(ctx, ctx.viewer, input)),
  remove: allowed('registers.write')
    .input(removeRow)
    .mutation(({ ctx, input }) => remove(ctx, ctx.viewer, input)),
});
