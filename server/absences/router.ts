import { absencesInput, declareAbsenceInput, endAbsenceInput, nameOwnerInput } from '../../shared/schemas/absences.ts';
import { allowed, router } from '../platform/trpc.ts';
import { absences, declareAbsence, endAbsence, nameOwner } from './service.ts';

export const absencesRouter = router({
  list: allowed('absences.read')
    .input(absencesInput)
    .query(({ ctx, input }) => absences(ctx, ctx.viewer, input)),
  declare: allowed('absences.write')
    .input(declareAbsenceInput)
    .mutation(({ ctx, input }) => declareAbsence(ctx, ctx.viewer, input)),
  nameOwner: allowed('absences.write')
    .input(nameOwnerInput)
    .mutation(({ ctx, input }) => nameOwner(ctx, ctx.viewer, input)),
  end: allowed('absences.write')
    .input(endAbsenceInput)
    .mutation(({ ctx, input }) => endAbsence(ctx, ctx.viewer, input)),
});
