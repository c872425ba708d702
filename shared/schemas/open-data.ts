import * as z from 'zod/mini';

/** Whether anybody may read the published figures, and why that changes. */
export const publicationInput = z.object({
  published: z.boolean(),
  reason: z.string().check(z.trim(), z.minLength(3), z.maxLength(500)),
});
export type PublicationInput = z.infer<typeof publicationInput>;

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

/** What is written where a number exists and is kept secret. */
export const MASKED = 'masqué';
