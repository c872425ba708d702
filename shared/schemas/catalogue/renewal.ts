import * as z from 'zod/mini';
import { isDate } from '../../domain/month.ts';

const code = z.string().check(z.minLength(1), z.maxLength(40));
const year = z.number().check(z.int(), z.gte(2000), z.lte(2100));
const words = (most: number) => z.string().check(z.trim(), z.minLength(3), z.maxLength(most));

/** The convention that follows another, for its own years: the lines and the indicators are copied, nothing that is signed is. */
export const conventionRenewal = z.object({
  convention: code,
  name: words(200),
  startYear: year,
  endYear: year,
  reason: words(1000),
});
export type ConventionRenewal = z.infer<typeof conventionRenewal>;

/** Lines of a renewed annex that an act keeps as they are. */
export const linesConfirmation = z.object({
  convention: code,
  keys: z.array(code).check(z.minLength(1), z.maxLength(200)),
  act: words(200),
  actDate: z.string().check(z.refine(isDate)),
  reason: words(1000),
});
export type LinesConfirmation = z.infer<typeof linesConfirmation>;
