import { erasePersonInput, exportPersonInput, personInput, purgeInput } from '../../shared/schemas/data-protection.ts';
import { allowed, router, stepUp } from '../platform/trpc.ts';
import { erasePerson, exportPerson, findPersonRows } from './person.ts';
import { purgeNow, readAges, readRecord } from './service.ts';

/** What asks for a person's number is a mutation: it travels in the body, and no address or log ever bears it. */
export const dataProtectionRouter = router({
  record: allowed('data-protection.read').query(({ ctx }) => readRecord(ctx)),
  ages: allowed('data-protection.act').query(({ ctx }) => readAges(ctx)),
  purge: stepUp('data-protection.act')
    .input(purgeInput)
    .mutation(({ ctx, input }) => purgeNow(ctx, ctx.viewer, input.reason)),
  findPerson: stepUp('data-protection.act')
    .input(personInput)
    .mutation(({ ctx, input }) => findPersonRows(ctx, ctx.viewer, input)),
  exportPerson: stepUp('data-protection.act')
    .input(exportPersonInput)
    .mutation(({ ctx, input }) => exportPerson(ctx, ctx.viewer, input)),
  erasePerson: stepUp('data-protection.act')
    .input(erasePersonInput)
    .mutation(({ ctx, input }) => erasePerson(ctx, ctx.viewer, input)),
});
