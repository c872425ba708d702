-- Rows that were erased, at the end of their time or at a person's request: what is kept of them is counts.

ALTER TABLE "Import" ADD COLUMN "erasedRows" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "KeptCount" (
    "organisationId" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "reading" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "KeptCount_pkey" PRIMARY KEY ("organisationId", "source", "reading", "key")
);

CREATE TABLE "KeptLedger" (
    "importId" INTEGER NOT NULL,
    "dimension" TEXT NOT NULL,
    "month" CHAR(7) NOT NULL,
    "flow" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "households" INTEGER NOT NULL,
    "persons" INTEGER NOT NULL,
    "inseeHouseholds" INTEGER NOT NULL,
    "inseePersons" INTEGER NOT NULL,

    CONSTRAINT "KeptLedger_pkey" PRIMARY KEY ("importId", "dimension", "month", "flow", "value")
);

CREATE TABLE "RetentionMark" (
    "organisationId" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "before" CHAR(10) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RetentionMark_pkey" PRIMARY KEY ("organisationId", "source")
);

CREATE TABLE "ErasedRow" (
    "organisationId" INTEGER NOT NULL,
    "keyHash" BYTEA NOT NULL,
    "source" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ErasedRow_pkey" PRIMARY KEY ("organisationId", "keyHash")
);
