import * as z from 'zod';
import { isMonth } from '../domain/month.ts';
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

/** The returns to validate together; of one, perhaps some cells only. */
export const validateInput = z.object({
  returns: z
    .array(returnKey.extend({ indicatorIds: z.array(z.int().positive().max(GREATEST)).min(1).max(200).optional() }))
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
