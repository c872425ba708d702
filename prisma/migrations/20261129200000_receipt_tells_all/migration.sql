-- A receipt keeps where a row is and the code of a reason, never the words of a file. Those of earlier receipts go.
UPDATE "Import" SET rejected = '[]', suspicious = '[]';
UPDATE "Import" SET "fileName" = 'fichier', "droppedColumns" = '{}' WHERE kind = 'file';

-- CreateEnum
CREATE TYPE "AbsentChoice" AS ENUM ('keep', 'close', 'remove');

-- AlterTable
ALTER TABLE "Import" ADD COLUMN     "remarks" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "told" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "absent" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "absentChoice" "AbsentChoice";

-- CreateTable
CREATE TABLE "ImportHabit" (
    "organisationId" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "absentChoice" "AbsentChoice",
    "answers" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "ImportHabit_pkey" PRIMARY KEY ("organisationId","source")
);

-- AddForeignKey
ALTER TABLE "ImportHabit" ADD CONSTRAINT "ImportHabit_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
