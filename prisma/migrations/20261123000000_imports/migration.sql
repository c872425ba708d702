-- Rows of imports that are prepared and not yet written: a table each, dropped as soon as the import is decided.
CREATE SCHEMA IF NOT EXISTS staging;

ALTER TABLE "RegisterRow" DROP CONSTRAINT "RegisterRow_importId_fkey",
DROP CONSTRAINT "RegisterRow_organisationId_fkey";
DROP INDEX "RegisterRow_source_organisationId_keyHash_key";
DROP INDEX "RegisterChange_importId_idx";

ALTER TABLE "Import" ADD COLUMN     "cancelAsked" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "changes" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "createdByName" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'file',
ADD COLUMN     "leftOut" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "mappingVersion" INTEGER,
ADD COLUMN     "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "rejectedCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "undoReason" TEXT,
ADD COLUMN     "undoneAt" TIMESTAMPTZ(3),
ADD COLUMN     "undoneByName" TEXT;
UPDATE "Import" SET "rejectedCount" = jsonb_array_length(rejected);
ALTER TABLE "Import" ADD CONSTRAINT "Import_status_check" CHECK (status IN ('prepared', 'done', 'undone'));
ALTER TABLE "Import" ADD CONSTRAINT "Import_kind_check" CHECK (kind IN ('file', 'hand', 'demonstration'));

ALTER TABLE "ObservationRevision" ADD COLUMN     "priorAt" TIMESTAMPTZ(3),
ADD COLUMN     "priorById" TEXT,
ADD COLUMN     "priorImportId" INTEGER,
ADD COLUMN     "review" TEXT;

-- A row that an import brought needs no "before"; the others keep theirs.
DELETE FROM "RegisterChange" WHERE before IS NULL;
ALTER TABLE "RegisterChange" DROP CONSTRAINT "RegisterChange_pkey",
DROP COLUMN "id",
ADD COLUMN     "beforeImportId" INTEGER,
ADD COLUMN     "beforeOutside" BOOLEAN NOT NULL DEFAULT false,
ALTER COLUMN "keyHash" TYPE BYTEA USING decode("keyHash", 'hex'),
ALTER COLUMN "before" SET NOT NULL;
UPDATE "RegisterChange" SET "beforeImportId" = "importId";
ALTER TABLE "RegisterChange" ALTER COLUMN "beforeImportId" SET NOT NULL,
ALTER COLUMN "beforeOutside" DROP DEFAULT,
ADD CONSTRAINT "RegisterChange_pkey" PRIMARY KEY ("importId", "keyHash");

ALTER TABLE "RegisterRow" DROP CONSTRAINT "RegisterRow_pkey",
DROP COLUMN "contentHash",
DROP COLUMN "id",
ADD COLUMN     "identityHash" BYTEA,
ALTER COLUMN "keyHash" TYPE BYTEA USING decode("keyHash", 'hex'),
ADD CONSTRAINT "RegisterRow_pkey" PRIMARY KEY ("organisationId", "keyHash");
-- Registers are read whole or by key: an index by import would cost more at each row than it ever gives back.
DROP INDEX "RegisterRow_importId_idx";

CREATE TABLE "ImportMapping" (
    "id" SERIAL NOT NULL,
    "organisationId" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "columns" JSONB NOT NULL,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ImportMapping_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "ImportMapping_organisationId_source_version_key" ON "ImportMapping"("organisationId", "source", "version");
