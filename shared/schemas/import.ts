import * as z from 'zod/mini';
import { sourceNames } from '../registers/register.ts';

const content = z.record(
  z.string().check(z.maxLength(40)),
  z.union([z.string().check(z.maxLength(500)), z.number(), z.null()]),
);

const registerRow = z.object({
  row: z.number().check(z.int(), z.gte(1)),
  key: z.string().check(z.minLength(1), z.maxLength(200)),
  content,
});

const remark = z.object({
  row: z.number().check(z.int(), z.gte(0)),
  sheet: z.optional(z.string().check(z.maxLength(100))),
  column: z.string().check(z.maxLength(200)),
  value: z.string().check(z.maxLength(200)),
  reason: z.string().check(z.maxLength(500)),
});
export type CellRemark = z.infer<typeof remark>;

/** A partner's file once it has been read: nothing nominative in it any more, so that it may leave the computer. */
export const readFile = z.object({
  organisationId: z.number().check(z.int()),
  fileName: z.string().check(z.minLength(1), z.maxLength(200)),
  /** SHA-256 of the file, in hexadecimal. */
  fileHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  source: z.enum(sourceNames),
  rows: z.number().check(z.int(), z.gte(0)),
  accepted: z.array(registerRow).check(z.maxLength(200_000)),
  outOfTerritory: z.array(registerRow).check(z.maxLength(200_000)),
  duplicates: z.number().check(z.int(), z.gte(0)),
  superseded: z.number().check(z.int(), z.gte(0)),
  rejected: z.array(remark).check(z.maxLength(5000)),
  suspicious: z.array(remark).check(z.maxLength(5000)),
  droppedColumns: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(500)),
});
export type ReadFile = z.infer<typeof readFile>;
