-- AlterTable
ALTER TABLE "Action" ADD COLUMN     "maxStatePercent" INTEGER,
ADD COLUMN     "toConfirm" BOOLEAN NOT NULL DEFAULT false,
ALTER COLUMN "requestedCents" DROP NOT NULL;

-- AlterTable
ALTER TABLE "AmountAmendment" ADD COLUMN     "actionKey" TEXT;

-- CreateTable
CREATE TABLE "FinanceLine" (
    "id" SERIAL NOT NULL,
    "actionId" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "funder" TEXT NOT NULL,
    "askedCents" INTEGER,
    "grantedCents" INTEGER,
    "committedCents" INTEGER,
    "paidCents" INTEGER,
    "cofinancedCents" INTEGER,
    "document" TEXT,
    "note" TEXT,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedById" TEXT,
    "updatedByName" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FinanceLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PartnerConvention" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "conventionId" INTEGER NOT NULL,
    "organisationId" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "object" TEXT NOT NULL,
    "amountCents" INTEGER NOT NULL,
    "startDate" CHAR(10),
    "endDate" CHAR(10),
    "document" TEXT NOT NULL,
    "quote" TEXT,
    "note" TEXT,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedById" TEXT,
    "updatedByName" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PartnerConvention_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PartnerConventionAction" (
    "partnerConventionId" INTEGER NOT NULL,
    "actionId" INTEGER NOT NULL,

    CONSTRAINT "PartnerConventionAction_pkey" PRIMARY KEY ("partnerConventionId","actionId")
);

-- CreateTable
CREATE TABLE "Instalment" (
    "id" SERIAL NOT NULL,
    "partnerConventionId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "dueDate" CHAR(10) NOT NULL,
    "amountCents" INTEGER NOT NULL,
    "paidOn" CHAR(10),
    "paidCents" INTEGER,
    "reference" TEXT,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Instalment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupportingDocument" (
    "id" SERIAL NOT NULL,
    "partnerConventionId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "reference" TEXT,
    "expectedOn" CHAR(10),
    "receivedOn" CHAR(10),
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "SupportingDocument_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StatePayment" (
    "id" SERIAL NOT NULL,
    "conventionId" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "amountCents" INTEGER NOT NULL,
    "paidOn" CHAR(10) NOT NULL,
    "reference" TEXT NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedById" TEXT,
    "updatedByName" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StatePayment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClawbackNotice" (
    "id" SERIAL NOT NULL,
    "conventionId" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "noticeDate" CHAR(10) NOT NULL,
    "reference" TEXT NOT NULL,
    "claimedCents" INTEGER,
    "answeredOn" CHAR(10),
    "answerReference" TEXT,
    "repaidOn" CHAR(10),
    "repaidCents" INTEGER,
    "waived" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedById" TEXT,
    "updatedByName" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ClawbackNotice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FinanceClosing" (
    "id" SERIAL NOT NULL,
    "year" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT,
    "byId" TEXT,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FinanceClosing_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "FinanceLine_actionId_year_funder_key" ON "FinanceLine"("actionId", "year", "funder");

-- CreateIndex
CREATE UNIQUE INDEX "PartnerConvention_code_key" ON "PartnerConvention"("code");

-- CreateIndex
CREATE INDEX "PartnerConvention_year_idx" ON "PartnerConvention"("year");

-- CreateIndex
CREATE INDEX "PartnerConvention_organisationId_idx" ON "PartnerConvention"("organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "Instalment_partnerConventionId_position_key" ON "Instalment"("partnerConventionId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "SupportingDocument_partnerConventionId_position_key" ON "SupportingDocument"("partnerConventionId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "StatePayment_conventionId_year_reference_key" ON "StatePayment"("conventionId", "year", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "ClawbackNotice_conventionId_year_key" ON "ClawbackNotice"("conventionId", "year");

-- CreateIndex
CREATE INDEX "FinanceClosing_year_idx" ON "FinanceClosing"("year");

-- AddForeignKey
ALTER TABLE "FinanceLine" ADD CONSTRAINT "FinanceLine_actionId_fkey" FOREIGN KEY ("actionId") REFERENCES "Action"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartnerConvention" ADD CONSTRAINT "PartnerConvention_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartnerConvention" ADD CONSTRAINT "PartnerConvention_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartnerConventionAction" ADD CONSTRAINT "PartnerConventionAction_partnerConventionId_fkey" FOREIGN KEY ("partnerConventionId") REFERENCES "PartnerConvention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartnerConventionAction" ADD CONSTRAINT "PartnerConventionAction_actionId_fkey" FOREIGN KEY ("actionId") REFERENCES "Action"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Instalment" ADD CONSTRAINT "Instalment_partnerConventionId_fkey" FOREIGN KEY ("partnerConventionId") REFERENCES "PartnerConvention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupportingDocument" ADD CONSTRAINT "SupportingDocument_partnerConventionId_fkey" FOREIGN KEY ("partnerConventionId") REFERENCES "PartnerConvention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StatePayment" ADD CONSTRAINT "StatePayment_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClawbackNotice" ADD CONSTRAINT "ClawbackNotice_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- Written by hand: what the schema language cannot say.

ALTER TABLE "FinanceLine" ADD CONSTRAINT "FinanceLine_amounts_check" CHECK (
  coalesce("askedCents", 0) >= 0 AND coalesce("grantedCents", 0) >= 0 AND coalesce("committedCents", 0) >= 0
  AND coalesce("paidCents", 0) >= 0 AND coalesce("cofinancedCents", 0) >= 0);
ALTER TABLE "PartnerConvention" ADD CONSTRAINT "PartnerConvention_amount_check" CHECK ("amountCents" >= 0);
ALTER TABLE "PartnerConvention" ADD CONSTRAINT "PartnerConvention_dates_check" CHECK ("startDate" IS NULL OR "endDate" IS NULL OR "startDate" <= "endDate");
ALTER TABLE "Instalment" ADD CONSTRAINT "Instalment_amounts_check" CHECK ("amountCents" >= 0 AND coalesce("paidCents", 0) >= 0);
ALTER TABLE "StatePayment" ADD CONSTRAINT "StatePayment_amount_check" CHECK ("amountCents" > 0);
ALTER TABLE "ClawbackNotice" ADD CONSTRAINT "ClawbackNotice_amounts_check" CHECK (coalesce("claimedCents", 0) >= 0 AND coalesce("repaidCents", 0) >= 0);
ALTER TABLE "FinanceClosing" ADD CONSTRAINT "FinanceClosing_kind_check" CHECK (kind IN ('close', 'reopen'));
-- Opening the accounts of a year again needs a reason.
ALTER TABLE "FinanceClosing" ADD CONSTRAINT "FinanceClosing_reason_check" CHECK (kind = 'close' OR length(trim(coalesce(reason, ''))) >= 3);
-- « cofinancé à 50% par l'État et à 50% par le territoire » (article 2.1.1).
UPDATE "Action" SET "maxStatePercent" = 50 WHERE "key" = 'A01a' AND "conventionId" IN (SELECT id FROM "Convention" WHERE code = 'LDA-2023-2025');
CREATE TRIGGER "FinanceClosing_append_only" BEFORE UPDATE ON "FinanceClosing" FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
