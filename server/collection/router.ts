import {
  cellsInput,
  matrixInput,
  remindInput,
  returnCellInput,
  toValidateInput,
  unlockInput,
  validateInput,
} from '../../shared/schemas/collection.ts';
import { allowed, router, stepUp } from '../platform/trpc.ts';
import { matrix } from './matrix.ts';
import { remindNow } from './reminders.ts';
import { askAbout, cells, toValidate, unlock, validate } from './service.ts';

export const collectionRouter = router({
  matrix: allowed('collection.read')
    .input(matrixInput)
    .query(({ ctx, input }) => matrix(ctx, ctx.viewer, input)),
  cells: allowed('collection.read')
    .input(cellsInput)
    .query(({ ctx, input }) => cells(ctx, ctx.viewer, input)),
  toValidate: allowed('collection.review')
    .input(toValidateInput)
    .query(({ ctx, input }) => toValidate(ctx, ctx.viewer, input)),
  validate: allowed('collection.review')
    .input(validateInput)
    .mutation(({ ctx, input }) => validate(ctx, ctx.viewer, input)),
  remind: allowed('collection.review')
    .input(remindInput)
    .mutation(({ ctx, input: { siteAddress, organisationIds } }) =>
      remindNow({ ...ctx, siteAddress }, ctx.viewer, organisationIds),
    ),
  returnCell: allowed('collection.review')
    .input(returnCellInput)
    .mutation(({ ctx, input }) => askAbout(ctx, ctx.viewer, input)),
  unlock: stepUp('collection.review')
    .input(unlockInput)
    .mutation(({ ctx, input }) => unlock(ctx, ctx.viewer, input)),
});
