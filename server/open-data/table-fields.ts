import { frenchSpacing } from '../../shared/domain/words/french-spacing.ts';
import type { TableField, TableSchema } from '../../shared/schemas/open-data.ts';

/** A table of the open data and its columns. */

export type CellText = string | number | boolean | null;
export interface OpenTable {
  name: string;
  title: string;
  description: string;
  schema: TableSchema;
  rows: CellText[][];
}

export const field = (
  name: string,
  type: TableField['type'],
  title: string,
  description: string,
  constraints?: TableField['constraints'],
): TableField => ({ name, type, title, description: frenchSpacing(description), ...(constraints && { constraints }) });
export const required = { required: true };

export const countField = (name: string, title: string, description: string) =>
  field(name, 'integer', title, description, { minimum: 0 });

export const fictitiousField = field(
  'fictif',
  'boolean',
  'Données fictives',
  'Vrai : données de démonstration, sans réalité.',
  required,
);
