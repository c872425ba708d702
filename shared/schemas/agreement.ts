import * as z from 'zod/mini';
import { isMonth } from '../domain/month.ts';
import { countedSource, sourceName } from './import.ts';
import { rowNumber } from './whole-number.ts';

const month = z.string().check(z.refine(isMonth));
const code = z.string().check(z.minLength(1), z.maxLength(40));

/** From a month on, an organisation gives an indicator otherwise: counted from the rows of a register, or typed (null). */
export const agreementDraft = z.object({
  organisation: code,
  indicator: code,
  fromMonth: month,
  register: z.nullable(countedSource),
});
export type AgreementDraft = z.infer<typeof agreementDraft>;

const reason = z.string().check(z.trim(), z.minLength(3), z.maxLength(500));
export const agreementChange = z.object({ ...agreementDraft.shape, reason });
export type AgreementChange = z.infer<typeof agreementChange>;

const assignment = z.object({
  organisation: code,
  of: z.union([z.object({ indicator: code }), z.object({ register: sourceName })]),
  fromMonth: month,
  toMonth: z.nullable(month),
});
const isOrdered = ({ fromMonth, toMonth }: { fromMonth: string; toMonth: string | null }) =>
  toMonth === null || fromMonth <= toMonth;

/** An organisation is asked for an indicator, or feeds a register, from a month to another; null: until said otherwise. */
export const assignmentDraft = assignment.check(z.refine(isOrdered));
export type AssignmentDraft = z.infer<typeof assignmentDraft>;

export const assignmentChange = z.object({ ...assignment.shape, reason }).check(z.refine(isOrdered));
export type AssignmentChange = z.infer<typeof assignmentChange>;

/** The months that two sources know: of one organisation, or of all that the person sees; of one indicator, or of all. */
export const twoSourcesInput = z.object({
  organisationId: z.optional(rowNumber),
  code: z.optional(code),
  from: month,
  to: month,
});
export type TwoSourcesInput = z.infer<typeof twoSourcesInput>;
