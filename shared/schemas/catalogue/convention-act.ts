import * as z from 'zod/mini';
import { isDate, isMonth } from '../../domain/month.ts';
import { entryKinds } from './sheet-columns.ts';

/** An act on the convention, as a screen or a file brings it: what it changes, from which day, why, signed by what. */

const month = z.string().check(z.refine(isMonth));
const date = z.string().check(z.refine(isDate));
const code = z.string().check(z.trim(), z.minLength(1), z.maxLength(40));
const words = (least: number, most: number) => z.string().check(z.trim(), z.minLength(least), z.maxLength(most));

/** A row of a sheet; what each column may be is checked with the whole catalogue. */
const entry = z.object({ kind: z.enum(entryKinds), value: z.record(z.string(), z.unknown()) });

const newPartner = z.object({
  code,
  name: words(2, 200),
  kind: words(2, 100),
  role: z.nullable(z.string().check(z.maxLength(1000))),
});

/** One or several structures whose part another takes from a month on: a merger, or one that takes over. */
const takeOver = z.object({
  edit: z.literal('take-over'),
  from: z.array(code).check(z.minLength(1), z.maxLength(20)),
  into: newPartner,
  fromMonth: month,
});
export type TakeOver = z.infer<typeof takeOver>;

/** A structure whose part several take from a month on, each its own indicators. */
const split = z.object({
  edit: z.literal('split'),
  from: code,
  into: z.array(z.object({ partner: newPartner, indicators: z.array(code) })).check(z.minLength(2), z.maxLength(20)),
  fromMonth: month,
});
export type Split = z.infer<typeof split>;

export const conventionEdit = z.discriminatedUnion('edit', [
  z.object({ edit: z.literal('entries'), entries: z.array(entry).check(z.minLength(1), z.maxLength(2000)) }),
  z.object({ edit: z.literal('end-partner'), code, untilMonth: month }),
  takeOver,
  split,
]);
export type ConventionEdit = z.infer<typeof conventionEdit>;

export const signature = z.object({
  effectiveDate: date,
  reason: words(3, 1000),
  act: z.nullable(words(3, 200)),
  actDate: z.nullable(date),
});
export type Signature = z.infer<typeof signature>;

/** What a file holds: text for JSON, the bytes of a workbook in base 64. */
const broughtFile = z.object({
  name: z.string().check(z.maxLength(200)),
  content: z.string().check(z.maxLength(30_000_000)),
  isWorkbook: z.boolean(),
});
export type BroughtFile = z.infer<typeof broughtFile>;

export const actPreview = z.object({ edit: conventionEdit, signed: z.boolean() });
/** `print`: of the difference that was on the screen; what has changed since is shown again. */
export const actSigned = z.object({ edit: conventionEdit, signature, print: z.string() });
export const filePreview = z.object({ file: broughtFile, signed: z.boolean() });
export const fileSigned = z.object({ file: broughtFile, signature, print: z.string() });
export const asOfInput = z.object({ date });
