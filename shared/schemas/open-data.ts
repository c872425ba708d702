import * as z from 'zod/mini';

/** Whether anybody may read the publications, and why that changes. */
export const openingInput = z.object({
  open: z.boolean(),
  reason: z.string().check(z.trim(), z.minLength(3), z.maxLength(500)),
});
export type OpeningInput = z.infer<typeof openingInput>;

/** The publication whose files are described: the latest unless it is named. */
export const openDataQuery = z.optional(
  z.object({ publication: z.optional(z.number().check(z.int(), z.gte(1), z.lte(100_000))) }),
);

/** A field of a table as Table Schema (Frictionless Data, 1.0) describes it. */
export interface TableField {
  name: string;
  type: 'string' | 'number' | 'integer' | 'boolean' | 'year' | 'yearmonth';
  title: string;
  description: string;
  constraints?: { required?: boolean; unique?: boolean; enum?: string[]; minimum?: number };
}

export interface TableSchema {
  fields: TableField[];
  primaryKey: string[];
  foreignKeys?: { fields: string; reference: { resource: string; fields: string } }[];
  missingValues: string[];
}

/** What a column holds, in words. */
export const fieldTypeWords: Record<TableField['type'], string> = {
  string: 'texte',
  number: 'nombre',
  integer: 'nombre entier',
  boolean: 'vrai ou faux',
  year: 'année',
  yearmonth: 'mois (AAAA-MM)',
};
