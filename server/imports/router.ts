import * as z from 'zod/mini';
import { readFile } from '../../shared/schemas/import.ts';
import { allowed, router } from '../platform/trpc.ts';
import { importForViewer, listImports, readImport, readingHelp } from './service.ts';

export const importsRouter = router({
  help: allowed('imports.write').query(({ ctx }) => readingHelp(ctx, ctx.viewer)),
  preview: allowed('imports.write')
    .input(readFile)
    .mutation(({ ctx, input }) => importForViewer(ctx, ctx.viewer, input, true)),
  commit: allowed('imports.write')
    .input(readFile)
    .mutation(({ ctx, input }) => importForViewer(ctx, ctx.viewer, input, false)),
  list: allowed('imports.read').query(({ ctx }) => listImports(ctx, ctx.viewer)),
  receipt: allowed('imports.read')
    .input(z.object({ id: z.number().check(z.int()) }))
    .query(({ ctx, input }) => readImport(ctx, ctx.viewer, input.id)),
});
