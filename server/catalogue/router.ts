import * as z from 'zod/mini';
import { catalogueSource, targetAmendment } from '../../shared/schemas/catalogue.ts';
import { settingChange } from '../../shared/schemas/settings.ts';
import { changeSetting, readSettings } from '../platform/settings.ts';
import { allowed, router } from '../platform/trpc.ts';
import { exportCatalogue, importCatalogue } from './file.ts';
import { amendTarget, readCatalogue, targetHistory, targetsInForce } from './service.ts';

export const catalogueRouter = router({
  read: allowed('catalogue.read').query(({ ctx }) => readCatalogue(ctx)),
  targetsInForce: allowed('catalogue.read').query(({ ctx }) => targetsInForce(ctx)),
  targets: allowed('catalogue.read')
    .input(z.object({ code: z.string() }))
    .query(({ ctx, input }) => targetHistory(ctx, input.code)),
  settings: allowed('catalogue.read').query(({ ctx }) => readSettings(ctx.db)),
  changeSetting: allowed('settings.change')
    .input(settingChange)
    .mutation(({ ctx, input }) => changeSetting(ctx.db, ctx.viewer, input)),
  exportFile: allowed('catalogue.read').query(({ ctx }) => exportCatalogue(ctx)),
  importFile: allowed('catalogue.amend')
    .input(catalogueSource)
    .mutation(({ ctx, input }) => importCatalogue(ctx, ctx.viewer, input.content)),
  amendTarget: allowed('catalogue.amend')
    .input(targetAmendment)
    .mutation(({ ctx, input }) => amendTarget(ctx, ctx.viewer, input)),
});
