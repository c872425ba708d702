-- What a council needs beside a year's report: what nobody measures, what comes next, national indicators, the vote's certificate.
ALTER TABLE "Action" ADD COLUMN "unmeasuredText" TEXT;
ALTER TABLE "ReportJudgement" ADD COLUMN "difficulties" TEXT NOT NULL DEFAULT '', ADD COLUMN "nextSteps" TEXT NOT NULL DEFAULT '';

CREATE TABLE "NationalContext" (
    "year" INTEGER NOT NULL,
    "lines" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updatedById" TEXT,
    "updatedByName" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NationalContext_pkey" PRIMARY KEY ("year")
);

CREATE TABLE "EditionCertificate" (
    "editionId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "bytes" BYTEA NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EditionCertificate_pkey" PRIMARY KEY ("editionId")
);

ALTER TABLE "EditionCertificate" ADD CONSTRAINT "EditionCertificate_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand: a certificate is never changed, and goes only with its edition, as a file of it does.
CREATE TRIGGER "EditionCertificate_frozen" BEFORE UPDATE OR DELETE ON "EditionCertificate" FOR EACH ROW EXECUTE FUNCTION refuse_changing_an_edition_file();
