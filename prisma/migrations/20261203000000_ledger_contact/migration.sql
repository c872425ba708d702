-- Full exports of a register: a request that the latest one holds open is in contact at its day.
CREATE TABLE "RegisterExport" (
    "importId" INTEGER NOT NULL,
    "organisationId" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "fromMonth" CHAR(7) NOT NULL,
    "toMonth" CHAR(7) NOT NULL,
    "day" CHAR(10) NOT NULL,

    CONSTRAINT "RegisterExport_pkey" PRIMARY KEY ("importId")
);
CREATE INDEX "RegisterExport_organisationId_source_idx" ON "RegisterExport"("organisationId", "source");
ALTER TABLE "RegisterExport" ADD CONSTRAINT "RegisterExport_importId_fkey"
  FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Known rows that a full export no longer holds, and that were kept.
CREATE TABLE "RegisterAbsence" (
    "importId" INTEGER NOT NULL,
    "keyHash" BYTEA NOT NULL,

    CONSTRAINT "RegisterAbsence_pkey" PRIMARY KEY ("importId", "keyHash")
);
ALTER TABLE "RegisterAbsence" ADD CONSTRAINT "RegisterAbsence_importId_fkey"
  FOREIGN KEY ("importId") REFERENCES "RegisterExport"("importId") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "LedgerState" ADD COLUMN "contactByExport" BOOLEAN NOT NULL DEFAULT false;
-- Ledgers count by other rules: whoever looks at one first makes it again.
DELETE FROM "LedgerState";
