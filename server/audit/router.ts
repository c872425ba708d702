import { journalInput } from '../../shared/schemas/audit.ts';
import { allowed, router, watched } from '../platform/trpc.ts';
import { journalChoices, readJournal, verifyJournal } from './service.ts';

export const auditRouter = router({
  journal: watched('audit.read', 'journal')
    .input(journalInput)
    .query(({ ctx, input }) => readJournal(ctx, input)),
  choices: allowed('audit.read').query(({ ctx }) => journalChoices(ctx)),
  verify: allowed('audit.read').query(({ ctx }) => verifyJournal(ctx)),
});
