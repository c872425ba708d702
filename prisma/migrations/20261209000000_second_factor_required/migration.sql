-- Messages about the safety of an account or of the journal.
ALTER TYPE "MailKind" ADD VALUE 'security';

-- Wrong codes in a row, whatever the network that they come from, and when the last one was tried.
ALTER TABLE "SecondFactor" ADD COLUMN "failures" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "SecondFactor" ADD COLUMN "lastTryAt" TIMESTAMPTZ(3);
ALTER TABLE "SecondFactor" ADD CONSTRAINT "SecondFactor_failures_check" CHECK ("failures" BETWEEN 0 AND 100);
