import * as z from 'zod/mini';
import {
  amountAmendment,
  newDefinition,
  targetAmendment,
  targetDraft,
  timeRuleChange,
  timeRuleDraft,
} from '../../shared/schemas/catalogue/catalogue.ts';
import { conventionRenewal, linesConfirmation } from '../../shared/schemas/catalogue/renewal.ts';
import { settingChange } from '../../shared/schemas/settings.ts';
import { readSettings } from '../platform/settings.ts';
import { allowed, router } from '../platform/trpc.ts';
import { amendAmount, amendTarget, previewAmendment, targetHistory } from './amendments.ts';
import { defineIndicator, readDefinitions } from './definitions.ts';
import { exportCatalogue } from './file.ts';
import { confirmLines, renewConvention } from './renewal.ts';
import { changeSetting, readCatalogue, targetsInForce } from './service.ts';
import { changeTimeRule, timeRuleEffect } from './time-rule.ts';

export const catalogueRouter = router({
  read: allowed('catalogue.read').query(({ ctx }) => readCatalogue(ctx)),
  targetsInForce: allowed('catalogue.read').query(({ ctx }) => targetsInForce(ctx)),
  targets: allowed('catalogue.read')
    .input(z.object({ code: z.string() }))
    .query(({ ctx, input }) => targetHistory(ctx, ctx.viewer, input.code)),
  settings: allowed('catalogue.read').query(({ ctx }) => readSettings(ctx.db)),
  changeSetting: allowed('settings.change')
    .input(settingChange)
    .mutation(({ ctx, input }) => changeSetting(ctx, ctx.viewer, input)),
  exportFile: allowed('catalogue.read').query(({ ctx }) => exportCatalogue(ctx)),
  amendTarget: allowed('catalogue.amend')
    .input(targetAmendment)
    .mutation(({ ctx, input }) => amendTarget(ctx, ctx.viewer, input)),
  previewAmendment: allowed('catalogue.amend')
    .input(targetDraft)
    .query(({ ctx, input }) => previewAmendment(ctx, ctx.viewer, input)),
  amendAmount: allowed('catalogue.amend')
    .input(amountAmendment)
    .mutation(({ ctx, input }) => amendAmount(ctx, ctx.viewer, input)),
  renewConvention: allowed('catalogue.amend')
    .input(conventionRenewal)
    .mutation(({ ctx, input }) => renewConvention(ctx, ctx.viewer, input)),
  confirmLines: allowed('catalogue.amend')
    .input(linesConfirmation)
    .mutation(({ ctx, input }) => confirmLines(ctx, ctx.viewer, input)),
  definitions: allowed('catalogue.read').query(({ ctx }) => readDefinitions(ctx)),
  define: allowed('catalogue.amend')
    .input(newDefinition)
    .mutation(({ ctx, input }) => defineIndicator(ctx, ctx.viewer, input)),
  timeRuleEffect: allowed('catalogue.amend')
    .input(timeRuleDraft)
    .query(({ ctx, input }) => timeRuleEffect(ctx, ctx.viewer, input)),
  changeTimeRule: allowed('catalogue.amend')
    .input(timeRuleChange)
    .mutation(({ ctx, input }) => changeTimeRule(ctx, ctx.viewer, input)),
});
