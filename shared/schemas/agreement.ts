import * as z from 'zod/mini';
import { isMonth } from '../domain/month.ts';
import { countedSource } from './import.ts';

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

export const agreementChange = z.object({
  ...agreementDraft.shape,
  reason: z.string().check(z.trim(), z.minLength(3), z.maxLength(500)),
});
export type AgreementChange = z.infer<typeof agreementChange>;
