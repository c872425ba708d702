import { mailInput, mailListInput } from '../../shared/schemas/mails.ts';
import { allowed, router } from '../platform/trpc.ts';
import { listMails, readMail, resendMail } from './service.ts';

export const mailsRouter = router({
  list: allowed('mails.read')
    .input(mailListInput)
    .query(({ ctx, input }) => listMails(ctx, input)),
  read: allowed('mails.read')
    .input(mailInput)
    .query(({ ctx, input }) => readMail(ctx, input.mailId)),
  resend: allowed('mails.send')
    .input(mailInput)
    .mutation(({ ctx, input }) => resendMail(ctx, ctx.viewer, input.mailId)),
});
