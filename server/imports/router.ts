import {
  beginImport,
  decideAbsent,
  decidePeriod,
  decideRows,
  importFilters,
  oneImport,
  pageOfRows,
  sendRows,
  tellImport,
  undoImport,
} from '../../shared/schemas/import.ts';
import { allowed, router, stepUp } from '../platform/trpc.ts';
import {
  absentRows,
  begin,
  cancel,
  chooseAbsent,
  choosePeriod,
  commit,
  decide,
  discard,
  listImports,
  preview,
  progressOf,
  readImport,
  readingHelp,
  rowsOf,
  send,
  tell,
  undo,
} from './service.ts';

export const importsRouter = router({
  help: allowed('imports.write').query(({ ctx }) => readingHelp(ctx, ctx.viewer)),
  begin: allowed('imports.write')
    .input(beginImport)
    .mutation(({ ctx, input }) => begin(ctx, ctx.viewer, input)),
  send: allowed('imports.write')
    .input(sendRows)
    .mutation(({ ctx, input }) => send(ctx, ctx.viewer, input.id, input.rows)),
  tell: allowed('imports.write')
    .input(tellImport)
    .mutation(({ ctx, input }) => tell(ctx, ctx.viewer, input.id, input.told)),
  absent: allowed('imports.write')
    .input(oneImport)
    .query(({ ctx, input }) => absentRows(ctx, ctx.viewer, input.id)),
  decideAbsent: allowed('imports.write')
    .input(decideAbsent)
    .mutation(({ ctx, input }) => chooseAbsent(ctx, ctx.viewer, input.id, input.choice)),
  decidePeriod: allowed('imports.write')
    .input(decidePeriod)
    .mutation(({ ctx, input }) => choosePeriod(ctx, ctx.viewer, input)),
  preview: allowed('imports.write')
    .input(oneImport)
    .query(({ ctx, input }) => preview(ctx, ctx.viewer, input.id)),
  rows: allowed('imports.write')
    .input(pageOfRows)
    .query(({ ctx, input }) => rowsOf(ctx, ctx.viewer, input)),
  decide: allowed('imports.write')
    .input(decideRows)
    .mutation(({ ctx, input }) => decide(ctx, ctx.viewer, input)),
  commit: allowed('imports.write')
    .input(oneImport)
    .mutation(({ ctx, input }) => commit(ctx, ctx.viewer, input.id)),
  progress: allowed('imports.read')
    .input(oneImport)
    .query(({ ctx, input }) => progressOf(ctx, ctx.viewer, input.id)),
  cancel: allowed('imports.write')
    .input(oneImport)
    .mutation(({ ctx, input }) => cancel(ctx, ctx.viewer, input.id)),
  discard: allowed('imports.write')
    .input(oneImport)
    .mutation(({ ctx, input }) => discard(ctx, ctx.viewer, input.id)),
  undo: stepUp('imports.undo')
    .input(undoImport)
    .mutation(({ ctx, input }) => undo(ctx, ctx.viewer, input.id, input.reason)),
  list: allowed('imports.read')
    .input(importFilters)
    .query(({ ctx, input }) => listImports(ctx, ctx.viewer, input)),
  receipt: allowed('imports.read')
    .input(oneImport)
    .query(({ ctx, input }) => readImport(ctx, ctx.viewer, input.id)),
});
