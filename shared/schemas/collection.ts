import * as z from 'zod';
import { isMonth } from '../domain/month.ts';
import { sourceNames } from '../registers/register.ts';
import { inviteInput } from './account.ts';
import { cellKey, returnKey } from './monthly-entry.ts';
import { GREATEST } from './whole-number.ts';

const month = z.string().refine(isMonth);
const words = z.string().trim().max(2000);

/** The months shown by the matrix: both included, or a civil year; left out: the twelve that end with the month in course. */
export const matrixInput = z.object({
  from: month.optional(),
  to: month.optional(),
  year: z.int().min(2000).max(2100).optional(),
});
export type MatrixInput = z.infer<typeof matrixInput>;

/** One return in detail. */
export const cellsInput = returnKey;

/** The returns of which one asks what there is to validate. */
export const toValidateInput = z.object({ returns: z.array(returnKey).min(1).max(500) });
export type ToValidateInput = z.infer<typeof toValidateInput>;

/** A cell as it was on the screen of whoever validates it. */
const seenCell = z.object({
  indicatorId: z.int().positive().max(GREATEST),
  revision: z.int().positive().max(GREATEST),
});
export type SeenCell = z.infer<typeof seenCell>;

/** A register as it was on that screen: its last import. */
const seenRegister = z.object({ source: z.enum(sourceNames), sequence: z.number().int().positive().max(GREATEST) });
export type SeenRegister = z.infer<typeof seenRegister>;

/** What is validated together, return by return: the cells that were seen, and nothing else. */
export const validateInput = z.object({
  returns: z
    .array(
      returnKey.extend({ cells: z.array(seenCell).max(500), registers: z.array(seenRegister).max(20).default([]) }),
    )
    .min(1)
    .max(500),
});
export type ValidateInput = z.infer<typeof validateInput>;

/** A cell sent back with its question; the server refuses an empty one with NEEDS_REASON. */
export const returnCellInput = cellKey.extend({ question: words });
export type ReturnCellInput = z.infer<typeof returnCellInput>;

/** A validated return, or one cell of it, opened again; the server refuses an empty reason with NEEDS_REASON. */
export const unlockInput = returnKey.extend({
  indicatorId: z.int().positive().max(GREATEST).optional(),
  reason: words,
});
export type UnlockInput = z.infer<typeof unlockInput>;

/** Organisations to write to at once, and the address that the message leads back to. */
export const remindInput = z.object({
  organisationIds: z.array(z.int().positive().max(GREATEST)).min(1).max(500),
  siteAddress: inviteInput.shape.siteAddress,
});
