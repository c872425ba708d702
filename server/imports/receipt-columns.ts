import * as z from 'zod';
import type { Month } from '../../shared/domain/month.ts';
import { type Measures, type Ratio, sourceNames } from '../../shared/registers/register.ts';
import { type PlacedRemark, type StoredRemark, type ToldByFile, toldByFile } from '../../shared/schemas/import.ts';

/** What the columns of JSON of an import hold, as every version that landed wrote them. */

/** What an import does to the cells that its register fills. */
export interface CellChange {
  code: string;
  label: string;
  month: Month;
  before: number | Ratio | null;
  after: number | Ratio | null;
  /** The month was validated: the new figure is a correction that waits. */
  waits: boolean;
  /** By agreement the month's figure is not given this way: what is said here is not written, and stands beside as a check. */
  typed?: boolean | undefined;
}

const figure = z.union([z.number(), z.object({ numerator: z.number(), denominator: z.number() })]);

/** A remark as it waits with its row. */
export const sentRemark: z.ZodType<StoredRemark> = z.object({
  field: z.string().nullable(),
  code: z.string(),
  stands: z.boolean().nullish(),
  aside: z.boolean().optional(),
  month: z.string().nullish(),
});

/** A remark in its place: no word of the file. */
export const placedRemark: z.ZodType<PlacedRemark> = z.object({
  row: z.number(),
  sheet: z.number().nullish(),
  field: z.string().nullable(),
  code: z.string(),
  stands: z.boolean().nullish(),
  month: z.string().nullish(),
});
const remarksColumn = z.array(placedRemark);

/** A receipt of before, or of a row typed by hand, tells nothing more. */
const told: z.ZodType<ToldByFile> = z
  .unknown()
  .transform((value) => toldByFile.safeParse(value).data ?? { skipped: [], unread: [], questions: [], period: null });

const changes: z.ZodType<CellChange[]> = z.array(
  z.object({
    code: z.string(),
    // The first versions did not keep it.
    label: z.string().default(''),
    month: z.string(),
    before: figure.nullable(),
    after: figure.nullable(),
    waits: z.boolean(),
    typed: z.boolean().optional(),
  }),
);

const measures: z.ZodType<Measures> = z.record(z.string(), z.record(z.string(), figure));

/** A receipt as the rooms read it. */
export const receiptColumns = z.object({
  source: z.enum(sourceNames),
  rejected: remarksColumn,
  suspicious: remarksColumn,
  remarks: remarksColumn,
  told,
  indicators: measures,
  changes,
});
