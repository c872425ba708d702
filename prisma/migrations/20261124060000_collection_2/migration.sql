-- What makes an indicator up: checked while the month is typed, and when it is sent.
ALTER TABLE "Indicator" ADD COLUMN "compositions" JSONB NOT NULL DEFAULT '[]';

-- Who answers for an organisation's figures, and who stands in.
ALTER TABLE "Organisation" ADD COLUMN "ownerId" TEXT, ADD COLUMN "deputyId" TEXT;
ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_deputyId_fkey" FOREIGN KEY ("deputyId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

-- The edition of the report that a return was first frozen in.
ALTER TABLE "MonthlyReturn" ADD COLUMN "publishedIn" TEXT, ADD COLUMN "publishedAt" TIMESTAMPTZ(3);

-- The first territory's catalogue, where it is already in place.
UPDATE "Indicator" SET "compositions" = '[{"rule":"adds-up","parts":[{"code":"IND-10","term":"denominator"}]}]' WHERE "code" = 'IND-09';
UPDATE "Indicator" SET "compositions" = '[{"rule":"adds-up","parts":[{"code":"IND-11","term":"denominator"}]}]' WHERE "code" = 'IND-15';
UPDATE "Indicator" SET "compositions" = '[{"rule":"among","parts":[{"code":"IND-28","term":"value"}]}]' WHERE "code" = 'SIAO-02';
