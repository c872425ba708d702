import * as z from 'zod/mini';
import { isDate } from '../domain/month.ts';
import { judgements } from '../domain/report/report-judgement.ts';
import type { ReportText } from '../domain/report/report-text.ts';
import { wholeNumber as revision, rowNumber } from './whole-number.ts';

/** What the report's workspace takes. A text is plain data; what it may hold beyond its shape is the domain's to say. */

const year = z.number().check(z.int(), z.gte(2000), z.lte(2100));
const place = z
  .string()
  .check(z.regex(/^(global|deliberation|decisions|committee|objective:[^\s:]{1,20}|action:[^\s:]{1,20})$/));

const style = { bold: z.optional(z.boolean()), italic: z.optional(z.boolean()) };
const inline = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text: z.string().check(z.maxLength(1_000_000)),
    ...style,
    href: z.optional(z.string().check(z.maxLength(2000))),
  }),
  z.object({ kind: z.literal('figure'), token: z.string().check(z.minLength(1), z.maxLength(60)), ...style }),
]);
const inlines = z.array(inline).check(z.maxLength(60_000));

/** A text of the report, as the editor sends it and as the database keeps it. */
export const reportText = z.object({
  blocks: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('heading'), level: z.union([z.literal(3), z.literal(4)]), content: inlines }),
        z.object({ kind: z.literal('para'), content: inlines }),
        z.object({ kind: z.literal('list'), ordered: z.boolean(), items: z.array(inlines).check(z.maxLength(5_000)) }),
      ]),
    )
    .check(z.maxLength(20_000)),
}) satisfies z.ZodMiniType<ReportText>;

export const workspaceQuery = z.object({ year });
export const textQuery = z.object({ year, place });
export type TextQuery = z.infer<typeof textQuery>;

/** `base`: the revision that the author was writing on, 0 where nothing was written yet. */
export const textInput = z.object({ year, place, text: reportText, base: revision });
export type TextInput = z.infer<typeof textInput>;

export const readyInput = z.object({ year, place, ready: z.boolean(), base: revision });
export type ReadyInput = z.infer<typeof readyInput>;

export const versionQuery = z.object({ id: rowNumber });
export const restoreInput = z.object({ id: rowNumber, base: revision });
export type RestoreInput = z.infer<typeof restoreInput>;

/** A judgement has its reason; taking one back has none. */
export const judgementInput = z.object({
  year,
  actionKey: z.string().check(z.minLength(1), z.maxLength(20)),
  judgement: z.nullable(z.enum(judgements)),
  reason: z.string().check(z.trim(), z.maxLength(2000)),
  /** Absent: as they were. */
  difficulties: z.optional(z.string().check(z.trim(), z.maxLength(1000))),
  nextSteps: z.optional(z.string().check(z.trim(), z.maxLength(1000))),
  base: revision,
});
export type JudgementInput = z.infer<typeof judgementInput>;

/** `organisationId` absent: one's own organisation. */
export const ownLinesQuery = z.object({ year, organisationId: z.optional(rowNumber) });
export type OwnLinesQuery = z.infer<typeof ownLinesQuery>;

/** What a structure says of a line that it holds; `base`: the revision that its author read, 0 where nothing was written yet. */
export const lineAnswerInput = z.object({
  year,
  organisationId: rowNumber,
  actionKey: z.string().check(z.minLength(1), z.maxLength(20)),
  difficulties: z.string().check(z.trim(), z.maxLength(1000)),
  nextSteps: z.string().check(z.trim(), z.maxLength(1000)),
  base: revision,
});
export type LineAnswerInput = z.infer<typeof lineAnswerInput>;

const nationalLine = z.object({
  label: z.string().check(z.trim(), z.minLength(3), z.maxLength(200)),
  value: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  source: z.string().check(z.trim(), z.minLength(3), z.maxLength(300)),
});
export const nationalLines = z.array(nationalLine).check(z.maxLength(12));
/** `base`: the revision that its author read, 0 where nothing was written yet. */
export const nationalInput = z.object({ year, lines: nationalLines, base: revision });
export type NationalInput = z.infer<typeof nationalInput>;

export const commentInput = z.object({
  year,
  place,
  text: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)),
});
export type CommentInput = z.infer<typeof commentInput>;

export const commentResolution = z.object({ id: rowNumber, resolved: z.boolean() });
export type CommentResolution = z.infer<typeof commentResolution>;

/** The steps of a year's report, in the order in which they are made. */
export const reportSteps = ['figures', 'coverage', 'texts', 'finance', 'council'] as const;
export type ReportStepName = (typeof reportSteps)[number];

/** What a person says of a step: who answers for it, and the day of the vote. Absent: as it was. */
export const stepInput = z.object({
  year,
  step: z.enum(reportSteps),
  ownerId: z.optional(z.nullable(z.string().check(z.maxLength(100)))),
  date: z.optional(z.nullable(z.string().check(z.refine(isDate)))),
  done: z.optional(z.boolean()),
});
export type StepInput = z.infer<typeof stepInput>;
