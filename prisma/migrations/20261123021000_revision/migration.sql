-- AlterTable
ALTER TABLE "Indicator" ADD COLUMN "computed" TEXT;
UPDATE "Indicator" SET "computed" = 'targets-reached' WHERE "code" = 'IND-01';

-- CreateTable
CREATE TABLE "AmountAmendment" (
    "id" SERIAL NOT NULL,
    "conventionId" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "year" INTEGER,
    "beforeCents" INTEGER,
    "afterCents" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "actDate" CHAR(10) NOT NULL,
    "reason" TEXT NOT NULL,
    "createdById" TEXT,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AmountAmendment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AmountAmendment_conventionId_idx" ON "AmountAmendment"("conventionId");

-- CreateIndex
CREATE INDEX "ObservationRevision_changedAt_idx" ON "ObservationRevision"("changedAt");

-- AddForeignKey
ALTER TABLE "AmountAmendment" ADD CONSTRAINT "AmountAmendment_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: what the schema language cannot say.

-- How many times the figures, or what they are judged by, have changed. A ready answer made at one count is right for as
-- long as the count is the same, whichever process asks. Kept out of the public schema: it is no data of anybody's, and a
-- backup that is put back must not turn it back.
CREATE SCHEMA revision;

-- One row a connection, and each writes its own only: nobody waits for a long import that has not ended. The count is their
-- sum, which a transaction moves when it is committed, and not before.
CREATE TABLE revision.counter (
  backend integer PRIMARY KEY,
  changes bigint NOT NULL
) WITH (fillfactor = 50);

-- Once a transaction is enough: its changes become visible all at the same time.
CREATE FUNCTION revision.note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO revision.counter AS c (backend, changes) VALUES (pg_backend_pid(), 1)
  ON CONFLICT (backend) DO UPDATE SET changes = c.changes + 1 WHERE c.xmin <> pg_current_xact_id()::xid;
  RETURN NULL;
END $$;

-- By the tables themselves, so that no writer can forget.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'Convention', 'StateGrant', 'Objective', 'Axis', 'Action', 'Indicator', 'IndicatorVersion', 'ActionIndicator', 'Target',
    'PublishedFigure', 'Commune', 'Organisation', 'Assignment', 'Observation', 'ObservationRevision', 'MonthlyReturn',
    'IndicatorMonth', 'Setting'
  ] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION revision.note_change()', name || '_revision', name);
  END LOOP;
END $$;

-- The overview reads totals by month, over all indicators or of one organisation; breakdowns are many times more.
CREATE INDEX "Observation_total_month" ON "Observation" ("month", "stage") INCLUDE ("indicatorId", "organisationId", "state", "value") WHERE "breakdown" = '';
CREATE INDEX "Observation_total_organisation" ON "Observation" ("organisationId", "month") WHERE "breakdown" = '';
CREATE INDEX "Observation_returned" ON "Observation" ("organisationId", "month") WHERE "review" = 'returned';
