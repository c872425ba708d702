/**
 * Migrations that were edited after a version of the product had applied them, before it became a rule that none is: what the
 * first text left otherwise is put right, and the history then says the text that stands. Nothing is ever added here but that.
 */
export interface MigrationRepair {
  name: string;
  /** The SHA-256 of the text that was applied. */
  from: string;
  sql: string;
}

export const migrationRepairs: readonly MigrationRepair[] = [
  {
    name: '20261123000000_imports',
    from: 'f19796a9a22b7510aad2498dbb2b8ebe6704555e5d60446e592170cb63573747',
    sql: 'DROP INDEX IF EXISTS "RegisterRow_source_organisationId_idx"; DROP INDEX IF EXISTS "RegisterRow_importId_idx"',
  },
];
