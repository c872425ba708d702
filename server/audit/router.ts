import * as z from 'zod/mini';
import { allowed, router } from '../platform/trpc.ts';
import { readJournal } from './service.ts';

export const auditRouter = router({
  journal: allowed('audit.read')
    .input(
      z.object({ cursor: z.nullish(z.number().check(z.int())), entity: z.optional(z.string().check(z.maxLength(40))) }),
    )
    .query(({ ctx, input }) => readJournal(ctx, { before: input.cursor ?? undefined, entity: input.entity })),
});
