-- A person may act in more places than their own: for another organisation, or for a time in the place of somebody.
CREATE TABLE "Membership" (
    "id" SERIAL NOT NULL,
    "userId" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "organisationId" INTEGER,
    "fromDate" CHAR(10) NOT NULL,
    "toDate" CHAR(10),
    "deputyForId" TEXT,
    "createdByName" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Membership_organisation_check" CHECK (("role" = 'contributor') = ("organisationId" IS NOT NULL)),
    CONSTRAINT "Membership_dates_check" CHECK ("toDate" IS NULL OR "toDate" >= "fromDate"),
    -- Who stands in for somebody does so until a day.
    CONSTRAINT "Membership_deputy_check" CHECK ("deputyForId" IS NULL OR "toDate" IS NOT NULL)
);
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_deputyForId_fkey" FOREIGN KEY ("deputyForId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Where a session acts; null: in the person's own place.
ALTER TABLE "Session" ADD COLUMN "membershipId" INTEGER;
ALTER TABLE "Session" ADD CONSTRAINT "Session_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE SET NULL ON UPDATE CASCADE;
