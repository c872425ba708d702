import * as z from 'zod';
import { isMonth } from '../domain/month.ts';
import { cellKey, returnKey } from './monthly-entry.ts';

const month = z.string().refine(isMonth);
const words = z.string().trim().max(2000);

/** The months shown by the matrix, both included; left out: the twelve that end with the month in course. */
export const matrixInput = z.object({ from: month.optional(), to: month.optional() });
export type MatrixInput = z.infer<typeof matrixInput>;

/** One return in detail. */
export const cellsInput = returnKey;

/** The returns to validate together. */
export const validateInput = z.object({ returns: z.array(returnKey).min(1).max(500) });

/** A cell sent back with its question; the server refuses an empty one with NEEDS_REASON. */
export const returnCellInput = cellKey.extend({ question: words });
export type ReturnCellInput = z.infer<typeof returnCellInput>;

/** A validated return, or one cell of it, opened again; the server refuses an empty reason with NEEDS_REASON. */
export const unlockInput = returnKey.extend({ indicatorId: z.int().positive().optional(), reason: words });
export type UnlockInput = z.infer<typeof unlockInput>;
