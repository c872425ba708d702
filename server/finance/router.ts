import {
  financeYearInput,
  lineInput,
  noticeInput,
  ownFinanceInput,
  partnerInput,
  paymentInput,
  removalInput,
  reopeningInput,
} from '../../shared/schemas/finance/finance.ts';
import { allowed, router, stepUp } from '../platform/trpc.ts';
import { closeAccounts, reopenAccounts } from './closing.ts';
import { financeRead, ownFinance, possiblePartners } from './service.ts';
import { removeLine, removePartner, removePayment, saveLine, saveNotice, savePartner, savePayment } from './writing.ts';

export const financeRouter = router({
  year: allowed('finance.read').input(financeYearInput).query(financeRead),
  own: allowed('finance.read-own')
    .input(ownFinanceInput)
    .query(({ ctx, input }) => ownFinance(ctx, ctx.viewer, input)),
  possiblePartners: allowed('finance.write').query(({ ctx }) => possiblePartners(ctx)),
  saveLine: allowed('finance.write')
    .input(lineInput)
    .mutation(({ ctx, input }) => saveLine(ctx, ctx.viewer, input)),
  removeLine: allowed('finance.write')
    .input(removalInput)
    .mutation(({ ctx, input }) => removeLine(ctx, ctx.viewer, input)),
  savePartner: allowed('finance.write')
    .input(partnerInput)
    .mutation(({ ctx, input }) => savePartner(ctx, ctx.viewer, input)),
  removePartner: allowed('finance.write')
    .input(removalInput)
    .mutation(({ ctx, input }) => removePartner(ctx, ctx.viewer, input)),
  savePayment: allowed('finance.write')
    .input(paymentInput)
    .mutation(({ ctx, input }) => savePayment(ctx, ctx.viewer, input)),
  removePayment: allowed('finance.write')
    .input(removalInput)
    .mutation(({ ctx, input }) => removePayment(ctx, ctx.viewer, input)),
  saveNotice: allowed('finance.write')
    .input(noticeInput)
    .mutation(({ ctx, input }) => saveNotice(ctx, ctx.viewer, input)),
  close: allowed('finance.write')
    .input(financeYearInput)
    .mutation(({ ctx, input }) => closeAccounts(ctx, ctx.viewer, input.year)),
  reopen: stepUp('finance.write')
    .input(reopeningInput)
    .mutation(({ ctx, input }) => reopenAccounts(ctx, ctx.viewer, input)),
});
