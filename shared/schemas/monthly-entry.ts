import * as z from 'zod';
import { cellStates } from '../domain/indicator.ts';
import { isMonth } from '../domain/month.ts';
import { GREATEST } from './whole-number.ts';

const id = z.int().positive().max(GREATEST);
const month = z.string().refine(isMonth);
const text = z.string().trim().max(2000);
/** A reason or a comment: an empty one is no reason. */
const note = z
  .string()
  .trim()
  .max(500)
  .nullable()
  .transform((words) => words || null);
const figure = z.number().finite().nullable();

/** One cell of the grid. */
export const cellKey = z.object({ organisationId: id, indicatorId: id, month });

/** One organisation's month. */
export const returnKey = z.object({ organisationId: id, month });

/** The months of one organisation; without one, the viewer's own. */
export const myMonthsInput = z.object({ organisationId: id.optional() });

/** The grid of an organisation: the `span` months that end with `month`. */
export const gridInput = returnKey.extend({ span: z.int().min(1).max(36).default(12) });

/** What a person writes in a cell, and the revision that they saw (0: there was nothing). */
export const saveCellInput = cellKey.extend({
  revision: z.int().min(0).max(GREATEST),
  /** Who typed it: refused as signed out when the session is now somebody else's. */
  writer: z.string().max(64).optional(),
  state: z.enum(cellStates),
  value: figure.default(null),
  numerator: figure.default(null),
  denominator: figure.default(null),
  reason: note.default(null),
  comment: note.default(null),
});
export type SaveCellInput = z.infer<typeof saveCellInput>;

/** Sends the month. A cell left empty may be answered here by the reason of its absence. */
export const submitInput = returnKey.extend({
  reasons: z.array(z.object({ indicatorId: id, reason: text.min(1).max(500) })).default([]),
});
export type SubmitInput = z.infer<typeof submitInput>;

/** Answers the question asked on a cell. */
export const answerInput = cellKey.extend({ text: text.min(1) });
export type AnswerInput = z.infer<typeof answerInput>;
