/**
 * Migrations that were edited after a version of the product had applied them, before it became a rule that none is: what the
 * first text left otherwise is put right, and the history then says the text that stands. Nothing is ever added here but that.
 */
export interface MigrationRepair {
  name: string;
  /** The SHA-256 of the text that was applied. */
  from: string;
  /** What puts it right, from the text that stands. */
  sql: (text: string) => string;
}

/** The functions of a migration, made again over those that are there. */
const functionsAgain = (text: string, ...names: string[]): string =>
  names
    .map((name) => new RegExp(`CREATE (FUNCTION ${name}\\([\\s\\S]*?\\$\\$[\\s\\S]*?\\$\\$);`, 'u').exec(text)?.[1])
    .map((declared) => `CREATE OR REPLACE ${declared};`)
    .join('\n');

/** The tables of a migration, made again as it makes them: what they held is counted again by whoever looks first. */
const tablesAgain = (text: string, ...names: string[]): string =>
  names
    .map(
      (name) =>
        `DROP TABLE "${name}"; ${new RegExp(`CREATE TABLE "${name}" \\([\\s\\S]*?\\n\\);`, 'u').exec(text)?.[0]}`,
    )
    .join('\n');

const revisionTrigger = (table: string, events = 'INSERT OR UPDATE OR DELETE OR TRUNCATE') =>
  `CREATE OR REPLACE TRIGGER "${table}_revision" AFTER ${events} ON "${table}"
     FOR EACH STATEMENT EXECUTE FUNCTION revision.note_change();`;

const rowsSetApart = `
  ALTER TABLE "Import" ADD COLUMN "superseded" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "suspicious" JSONB NOT NULL DEFAULT '[]';
  ALTER TABLE "Import" ALTER COLUMN "superseded" DROP DEFAULT, ALTER COLUMN "suspicious" DROP DEFAULT;`;

export const migrationRepairs: readonly MigrationRepair[] = [
  {
    name: '20261122000000_init',
    from: '4979c573755ebd64e887b72754a91d0350efa4f5d00d45279008768d8f378216',
    sql: () => `
      ALTER TABLE "Target" ADD COLUMN "endMonth" CHAR(7);
      UPDATE "Target" SET "endMonth" = year || '-12';
      ALTER TABLE "Target" ALTER COLUMN "endMonth" SET NOT NULL;
      ${rowsSetApart}`,
  },
  {
    name: '20261122000000_init',
    from: 'b99ddebf59784662b801443ee3cfb128dc696400512ff1027bd6cd6370a03b31',
    sql: () => rowsSetApart,
  },
  {
    name: '20261123000000_imports',
    from: 'f19796a9a22b7510aad2498dbb2b8ebe6704555e5d60446e592170cb63573747',
    sql: () =>
      'DROP INDEX IF EXISTS "RegisterRow_source_organisationId_idx"; DROP INDEX IF EXISTS "RegisterRow_importId_idx"',
  },
  {
    name: '20261123030000_homelessness',
    from: '402f5a74fbd0f4c49791bbd091b2d85f9880ed83e0a09d7d81e2d5e752136da9',
    sql: (text) => `${tablesAgain(text, 'LedgerMonth', 'LedgerChange')} DELETE FROM "LedgerState"`,
  },
  {
    name: '20261124010000_editions',
    from: '0dea1587274df0aa16e4d30738212fcdb92f241ac0301d986b11f91e9284ef44',
    sql: (text) => functionsAgain(text, 'refuse_changing_an_edition'),
  },
  {
    name: '20261124060000_collection_2',
    from: '48b159995637dc8600ed2ec83dea27b335b22b212d7109a06ca9785cc7bc40cd',
    sql: () => `
      ALTER TABLE "Organisation" ALTER CONSTRAINT "Organisation_ownerId_fkey" DEFERRABLE INITIALLY IMMEDIATE;
      ALTER TABLE "Organisation" ALTER CONSTRAINT "Organisation_deputyId_fkey" DEFERRABLE INITIALLY IMMEDIATE`,
  },
  {
    name: '20261124130000_audit_chain',
    from: '0564c57f52c4a4bd2c13a53673f55bcf268c2e287ee760cb4454cd31e40461f6',
    sql: (text) => `
      CREATE TABLE "JournalAnchor" ("id" INTEGER NOT NULL, "position" INTEGER NOT NULL, "hash" CHAR(64),
        CONSTRAINT "JournalAnchor_pkey" PRIMARY KEY ("id"));
      INSERT INTO "JournalAnchor" (id, position, hash)
        SELECT 1, coalesce(max(position), 0), (SELECT hash FROM "AuditEvent" WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1)
        FROM "AuditEvent";
      ${functionsAgain(text, 'chain_audit_line', 'keep_audit_line')}
      CREATE TRIGGER "AuditEvent_no_truncate" BEFORE TRUNCATE ON "AuditEvent" FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_line()`,
  },
  {
    name: '20261129100000_figures_law',
    from: 'b9f5fbf2404a82399205ff95546afb4c6b6af21f7649d1c88ced0611c7171a48',
    sql: () => revisionTrigger('YearTotal'),
  },
  {
    name: '20261129200000_receipt_tells_all',
    from: '20ce9ea637def27a2cd79445fea0e1a310c2e83fb51d9c9c210f5b0529c41dbb',
    sql: () => `
      UPDATE "Import" SET rejected = '[]', suspicious = '[]';
      ALTER TABLE "Import" DROP CONSTRAINT "Import_absentChoice_check";
      ALTER TABLE "ImportHabit" DROP CONSTRAINT "ImportHabit_absentChoice_check";
      CREATE TYPE "AbsentChoice" AS ENUM ('keep', 'close', 'remove');
      ALTER TABLE "Import" ALTER COLUMN "absentChoice" TYPE "AbsentChoice" USING "absentChoice"::"AbsentChoice";
      ALTER TABLE "ImportHabit" ALTER COLUMN "absentChoice" TYPE "AbsentChoice" USING "absentChoice"::"AbsentChoice"`,
  },
  {
    name: '20261130000000_agreements',
    from: 'd8d769df18a4980f2ac07ce562e095793abc52b72c9d5b54c893bc40cbb83c3a',
    // Months of a demonstration that are no count of rows were typed; the register takes over again after them.
    sql: () => `
      WITH counted AS (
        SELECT "organisationId", "indicatorId", min("fromMonth") AS start, max(register) AS register
        FROM "Agreement" WHERE register IS NOT NULL GROUP BY 1, 2),
      typed AS (
        SELECT c.*, o.month,
          (left(o.month, 4)::int * 12 + right(o.month, 2)::int) - row_number() OVER (PARTITION BY o."organisationId", o."indicatorId" ORDER BY o.month) AS run
        FROM counted c JOIN "Observation" o USING ("organisationId", "indicatorId")
        WHERE o.breakdown = '' AND o.origin = 'demo' AND o.state <> 'missing' AND o.month >= c.start AND NOT EXISTS (
          SELECT FROM "RegisterRow" r WHERE r."organisationId" = o."organisationId" AND r.source = c.register)),
      runs AS (
        SELECT "organisationId", "indicatorId", register, min(month) AS first,
          to_char(to_date(max(month), 'YYYY-MM') + interval '1 month', 'YYYY-MM') AS next
        FROM typed GROUP BY "organisationId", "indicatorId", register, run),
      changes AS (
        SELECT "organisationId", "indicatorId", first AS "fromMonth", NULL::text AS register FROM runs
        UNION ALL SELECT "organisationId", "indicatorId", next, register FROM runs)
      INSERT INTO "Agreement" ("organisationId", "indicatorId", "fromMonth", register)
      SELECT "organisationId", "indicatorId", "fromMonth", register FROM changes
      ON CONFLICT ("organisationId", "indicatorId", "fromMonth") DO UPDATE SET register = EXCLUDED.register`,
  },
  {
    name: '20261201100000_ledger_validated',
    from: '44183cd11838e75ae84427c019dd948b7a2afd05736282a61952b94c605001c2',
    sql: () =>
      `${revisionTrigger('RegisterAssignment')} ${revisionTrigger('HeadCount')}
       ${revisionTrigger('Import', 'INSERT OR DELETE OR UPDATE OF status')}`,
  },
  {
    name: '20261206000000_territory_as_data',
    from: '1f477f0f32ee8d72862783370b94a756c4a8647665b9f2ce3f43d4b05568a768',
    sql: () =>
      'ALTER TABLE "Indicator" ADD COLUMN "untilMonth" CHAR(7); ALTER TABLE "Action" ADD COLUMN "untilMonth" CHAR(7)',
  },
];
