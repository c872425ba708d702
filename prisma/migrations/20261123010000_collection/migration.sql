-- The work that the product does by itself, the mails that it writes, who is away.
CREATE TABLE "Job" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "runAt" TIMESTAMPTZ(3) NOT NULL,
    "payload" JSONB NOT NULL DEFAULT '{}',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lockedUntil" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),
    "error" TEXT,
    CONSTRAINT "Job_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "Mail" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT,
    "organisationId" INTEGER,
    "fictitious" BOOLEAN NOT NULL DEFAULT false,
    "messageId" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "error" TEXT,
    CONSTRAINT "Mail_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "Absence" (
    "id" SERIAL NOT NULL,
    "userId" TEXT NOT NULL,
    "fromDate" CHAR(10) NOT NULL,
    "toDate" CHAR(10),
    "deputyId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Absence_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Job_key_key" ON "Job"("key");
CREATE INDEX "Job_runAt_idx" ON "Job"("runAt");
CREATE UNIQUE INDEX "Mail_key_key" ON "Mail"("key");
CREATE INDEX "Mail_createdAt_idx" ON "Mail"("createdAt");
CREATE INDEX "Absence_userId_idx" ON "Absence"("userId");
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_deputyId_fkey" FOREIGN KEY ("deputyId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Mail" ADD CONSTRAINT "Mail_status_known" CHECK (status IN ('queued', 'sent', 'kept', 'failed'));
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_in_order" CHECK ("toDate" IS NULL OR "toDate" >= "fromDate");
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_another_deputy" CHECK ("deputyId" <> "userId");
