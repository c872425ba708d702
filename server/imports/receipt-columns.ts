import * as z from 'zod';
import type { Month } from '../../shared/domain/month.ts';
import { type Measures, type Ratio, sourceNames } from '../../shared/registers/register.ts';
import type { CellRemark } from '../../shared/schemas/import.ts';

/** What the columns of JSON of an import hold, as every version that landed wrote them. */

/** What an import does to the cells that its register fills. */
export interface CellChange {
  code: string;
  label: string;
  month: Month;
  before: number | Ratio | null;
  after: number | Ratio | null;
  /** The cell is validated: the import leaves it as it is, and says so. */
  locked: boolean;
}

const figure = z.union([z.number(), z.object({ numerator: z.number(), denominator: z.number() })]);

export const remarksColumn: z.ZodType<CellRemark[]> = z.array(
  z.object({
    row: z.number(),
    sheet: z.string().optional(),
    column: z.string(),
    value: z.string(),
    reason: z.string(),
    question: z.object({ read: z.string(), stands: z.boolean() }).optional(),
  }),
);

const changes: z.ZodType<CellChange[]> = z.array(
  z.object({
    code: z.string(),
    // The first versions did not keep it.
    label: z.string().default(''),
    month: z.string(),
    before: figure.nullable(),
    after: figure.nullable(),
    locked: z.boolean(),
  }),
);

const measures: z.ZodType<Measures> = z.record(z.string(), z.record(z.string(), figure));

/** A receipt as the rooms read it. */
export const receiptColumns = z.object({
  source: z.enum(sourceNames),
  rejected: remarksColumn,
  suspicious: remarksColumn,
  indicators: measures,
  changes,
});
