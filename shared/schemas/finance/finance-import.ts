import * as z from 'zod/mini';
import { type FinanceSheetKind, financeSheetKinds, MOST_FINANCE_ROWS } from '../../domain/finance/finance-workbook.ts';

const cell = z.union([
  z.string().check(z.maxLength(5000)),
  z.number(),
  z.object({ date: z.string().check(z.maxLength(10)) }),
  z.object({ error: z.string().check(z.maxLength(40)) }),
]);

const row = z.object({
  row: z.number().check(z.int(), z.gte(1), z.lte(1_048_576)),
  cells: z.record(z.string().check(z.maxLength(40)), cell),
});

const sheet = z.object({
  kind: z.enum(financeSheetKinds as [FinanceSheetKind, ...FinanceSheetKind[]]),
  rows: z.array(row).check(z.maxLength(MOST_FINANCE_ROWS)),
});

/** The rows of a file of the money, cell by cell as they are written: the server reads and judges them. */
export const financeImportFile = z.object({ sheets: z.array(sheet).check(z.maxLength(20)) });
export type FinanceImportFile = z.infer<typeof financeImportFile>;

/** What was shown is what is written: `seal` is the print of the decisions that the person confirmed. */
export const financeImportCommit = z.object({
  ...financeImportFile.shape,
  seal: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});
