CREATE TABLE "LedgerMonth" (
    "organisationId" INTEGER NOT NULL,
    "dimension" TEXT NOT NULL,
    "month" CHAR(7) NOT NULL,
    "flow" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "households" INTEGER NOT NULL,
    "persons" INTEGER NOT NULL,
    "inseeHouseholds" INTEGER NOT NULL,
    "inseePersons" INTEGER NOT NULL,

    CONSTRAINT "LedgerMonth_pkey" PRIMARY KEY ("organisationId","dimension","month","flow","value")
);

CREATE TABLE "LedgerChange" (
    "importId" INTEGER NOT NULL,
    "dimensions" TEXT[],
    "months" TEXT[],
    "flows" TEXT[],
    "values" TEXT[],
    "households" INTEGER[],
    "persons" INTEGER[],
    "inseeHouseholds" INTEGER[],
    "inseePersons" INTEGER[],

    CONSTRAINT "LedgerChange_pkey" PRIMARY KEY ("importId")
);

CREATE TABLE "LedgerState" (
    "organisationId" INTEGER NOT NULL,
    "inactivityDays" INTEGER NOT NULL,

    CONSTRAINT "LedgerState_pkey" PRIMARY KEY ("organisationId")
);

CREATE TABLE "HeadCount" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "date" CHAR(10) NOT NULL,
    "perimeter" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "createdById" TEXT,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HeadCount_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "HeadCount_kind_date_idx" ON "HeadCount"("kind", "date");
ALTER TABLE "HeadCount" ADD CONSTRAINT "HeadCount_kind_check" CHECK (kind IN ('active', 'night'));
ALTER TABLE "HeadCount" ADD CONSTRAINT "HeadCount_count_check" CHECK (count >= 0);
