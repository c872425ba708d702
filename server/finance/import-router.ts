import { financeImportCommit, financeImportFile } from '../../shared/schemas/finance/finance-import.ts';
import { allowed, router } from '../platform/trpc.ts';
import { commitImport, previewImport } from './import-service.ts';

export const financeImportRouter = router({
  preview: allowed('finance.write')
    .input(financeImportFile)
    .mutation(({ ctx, input }) => previewImport(ctx, input)),
  commit: allowed('finance.write')
    .input(financeImportCommit)
    .mutation(({ ctx, input }) => commitImport(ctx, ctx.viewer, input)),
});
