import * as z from 'zod/mini';
import { profiles } from '../../domain/figures/target-path.ts';
import { timeRules } from '../../domain/indicator.ts';
import { isDate } from '../../domain/month.ts';

const code = z.string().check(z.minLength(1), z.maxLength(20));
const year = z.number().check(z.int(), z.gte(2000), z.lte(2100));
const words = (most: number) => z.string().check(z.trim(), z.minLength(3), z.maxLength(most));
const signed = { act: words(200), actDate: z.string().check(z.refine(isDate)) };
const act = { ...signed, reason: words(1000) };

/** How the way to a target is spread over the months; absent: as it was. */
const path = {
  start: z.optional(z.nullable(z.number().check(z.gte(-1e9), z.lte(1e9)))),
  profile: z.optional(z.enum(profiles)),
  weights: z.optional(z.array(z.number().check(z.gte(0), z.lte(1e6))).check(z.maxLength(240))),
};

/** What a target would become, before anyone signs it. */
export const targetDraft = z.object({
  code,
  year,
  value: z.number().check(z.gte(0), z.lte(1e9)),
  /** How what is measured and what the target counts are read as one; absent: as it was. */
  unitReading: z.optional(z.string().check(z.trim(), z.minLength(3), z.maxLength(300))),
  ...path,
});
export type TargetDraft = z.infer<typeof targetDraft>;

/** An amendment to the target of one indicator for one year: a dated, signed act and its reason. */
export const targetAmendment = z.object({ ...targetDraft.shape, ...act });
export type TargetAmendment = z.infer<typeof targetAmendment>;

/** An amendment to an amount of a convention, in cents. */
export const amountAmendment = z.object({
  convention: z.string().check(z.maxLength(40)),
  field: z.enum(['grant', 'maximum', 'eligible-cost', 'requested']),
  /** Year of the grant; null for the others. */
  year: z.nullable(year),
  /** Line of the annex whose request changes. */
  action: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
  cents: z.number().check(z.int(), z.gte(0), z.lte(2_000_000_000)),
  ...act,
});
export type AmountAmendment = z.infer<typeof amountAmendment>;

/** Another definition of an indicator from a month on: the series breaks there. */
export const newDefinition = z.object({
  code,
  definition: words(4000),
  formula: words(1000),
  validFrom: z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/)),
  reason: words(1000),
});
export type NewDefinition = z.infer<typeof newDefinition>;

/** Another way to make a year of the months, before anyone signs it. */
export const timeRuleDraft = z.object({ code, timeRule: z.enum(timeRules) });
export type TimeRuleDraft = z.infer<typeof timeRuleDraft>;

/** The same, decided: the signed act is asked for when the indicator has data. */
export const timeRuleChange = z.object({
  ...timeRuleDraft.shape,
  act: z.optional(z.object(signed)),
  reason: words(1000),
});
export type TimeRuleChange = z.infer<typeof timeRuleChange>;
