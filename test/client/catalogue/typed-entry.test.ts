import { describe, expect, it } from 'vitest';
import { entryOfTyped } from '../../../client/catalogue/acts/typed-entry.ts';
import { assemble } from '../../../shared/schemas/catalogue/catalogue-entries.ts';
import { catalogueShape } from '../../../shared/schemas/catalogue/catalogue-file.ts';
import { catalogueSheets, entryKinds, type SheetColumn } from '../../../shared/schemas/catalogue/catalogue-sheets.ts';

/** The example of a sheet as somebody types it who fills what is required, and nothing else. */
const typedIn = ({ choices }: SheetColumn, example: string) =>
  Object.entries(choices ?? {}).find(([, words]) => words === example)?.[0] ?? example;

describe('a form of the catalogue', () => {
  it('asks for all that is required: what it leaves free may stay empty', () => {
    const entries = entryKinds
      .filter((kind) => kind !== 'setting' && kind !== 'succession')
      .map((kind) => {
        const { columns, example } = catalogueSheets[kind] as {
          columns: readonly SheetColumn[];
          example: readonly unknown[];
        };
        const typed = columns.flatMap((column, rank) =>
          // The act itself gives its group to a commune without one.
          column.required || column.field === 'group' ? [[column.field, typedIn(column, String(example[rank]))]] : [],
        );
        return entryOfTyped(kind, Object.fromEntries(typed), null);
      });
    const { content, orphans } = assemble(entries);
    expect(orphans).toEqual([]);
    expect(catalogueShape.safeParse(content).error?.issues ?? []).toEqual([]);
  });
});
