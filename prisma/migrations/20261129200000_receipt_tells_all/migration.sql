-- A receipt keeps where a row is and the code of a reason, never the words of a file. Those of earlier receipts go.
UPDATE "Import" SET rejected = '[]', suspicious = '[]', "fileName" = 'fichier' WHERE kind = 'file';
UPDATE "Import" SET "droppedColumns" = '{}' WHERE kind = 'file';

ALTER TABLE "Import"
  ADD COLUMN "remarks" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "told" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "absent" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "absentChoice" TEXT;
ALTER TABLE "Import" ADD CONSTRAINT "Import_absentChoice_check" CHECK ("absentChoice" IN ('keep', 'close', 'remove'));

-- What a partner's files are answered each time: the questions of their columns, and what becomes of rows that they no longer hold.
CREATE TABLE "ImportHabit" (
  "organisationId" INTEGER NOT NULL,
  "source" TEXT NOT NULL,
  "absentChoice" TEXT,
  "answers" JSONB NOT NULL DEFAULT '{}',
  CONSTRAINT "ImportHabit_pkey" PRIMARY KEY ("organisationId", "source"),
  CONSTRAINT "ImportHabit_absentChoice_check" CHECK ("absentChoice" IN ('keep', 'close', 'remove'))
);
ALTER TABLE "ImportHabit" ADD CONSTRAINT "ImportHabit_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
