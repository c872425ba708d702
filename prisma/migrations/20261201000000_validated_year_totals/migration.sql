-- What readers read of a year's total is what was validated; those that are in force were read as soon as they were typed.
ALTER TABLE "YearTotal" ADD COLUMN "validatedAt" TIMESTAMPTZ(3), ADD COLUMN "validatedById" TEXT;
UPDATE "YearTotal" SET "validatedAt" = "createdAt" WHERE "supersededAt" IS NULL;
