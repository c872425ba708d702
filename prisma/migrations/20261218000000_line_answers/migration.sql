-- What a structure that holds a line of the annex says of its year, beside the coordination's judgement.
CREATE TABLE "ReportLineAnswer" (
    "year" INTEGER NOT NULL,
    "actionKey" TEXT NOT NULL,
    "organisationId" INTEGER NOT NULL,
    "difficulties" TEXT NOT NULL DEFAULT '',
    "nextSteps" TEXT NOT NULL DEFAULT '',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "updatedById" TEXT,
    "updatedByName" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReportLineAnswer_pkey" PRIMARY KEY ("year","actionKey","organisationId")
);

CREATE INDEX "ReportLineAnswer_organisationId_idx" ON "ReportLineAnswer"("organisationId");

ALTER TABLE "ReportLineAnswer" ADD CONSTRAINT "ReportLineAnswer_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
