-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Convention" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "territory" TEXT NOT NULL,
    "startYear" INTEGER NOT NULL,
    "endYear" INTEGER NOT NULL,
    "maximumAnnualCents" INTEGER,
    "eligibleCostCents" INTEGER,
    "clawbackPercent" INTEGER,
    "note" TEXT,
    "predecessorId" INTEGER,

    CONSTRAINT "Convention_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StateGrant" (
    "id" SERIAL NOT NULL,
    "conventionId" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "amountCents" INTEGER,
    "quote" TEXT NOT NULL,
    "document" TEXT NOT NULL,

    CONSTRAINT "StateGrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Objective" (
    "code" TEXT NOT NULL,
    "label" TEXT NOT NULL,

    CONSTRAINT "Objective_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Axis" (
    "number" INTEGER NOT NULL,
    "label" TEXT NOT NULL,

    CONSTRAINT "Axis_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "Action" (
    "id" SERIAL NOT NULL,
    "conventionId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "annexNumber" INTEGER,
    "title" TEXT NOT NULL,
    "objectiveText" TEXT,
    "expectedText" TEXT,
    "requestedCents" INTEGER NOT NULL,
    "note" TEXT,
    "objectiveCode" TEXT,
    "axisNumber" INTEGER,

    CONSTRAINT "Action_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Indicator" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "timeRule" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "tolerance" DOUBLE PRECISION,
    "perimeter" TEXT,
    "sensitive" BOOLEAN NOT NULL DEFAULT false,
    "frequency" TEXT NOT NULL,
    "stated" BOOLEAN NOT NULL DEFAULT false,
    "keyFigure" BOOLEAN NOT NULL DEFAULT false,
    "sourceText" TEXT NOT NULL,
    "note" TEXT,

    CONSTRAINT "Indicator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IndicatorVersion" (
    "id" SERIAL NOT NULL,
    "indicatorId" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" TEXT NOT NULL,
    "formula" TEXT NOT NULL,
    "validFrom" CHAR(7) NOT NULL,
    "reason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IndicatorVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActionIndicator" (
    "actionId" INTEGER NOT NULL,
    "indicatorId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "ActionIndicator_pkey" PRIMARY KEY ("actionId","indicatorId")
);

-- CreateTable
CREATE TABLE "Target" (
    "id" SERIAL NOT NULL,
    "indicatorId" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "start" DOUBLE PRECISION,
    "startMonth" CHAR(7) NOT NULL,
    "endMonth" CHAR(7) NOT NULL,
    "profile" TEXT NOT NULL DEFAULT 'linear',
    "weights" DOUBLE PRECISION[],
    "reading" TEXT NOT NULL,
    "quote" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "note" TEXT,
    "act" TEXT,
    "actDate" CHAR(10),
    "reason" TEXT,
    "createdById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "supersededAt" TIMESTAMPTZ(3),

    CONSTRAINT "Target_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PublishedFigure" (
    "id" SERIAL NOT NULL,
    "indicatorId" INTEGER NOT NULL,
    "fromMonth" CHAR(7) NOT NULL,
    "toMonth" CHAR(7) NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "amountCents" BIGINT,
    "label" TEXT NOT NULL,
    "quote" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "note" TEXT,

    CONSTRAINT "PublishedFigure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Commune" (
    "inseeCode" CHAR(5) NOT NULL,
    "name" TEXT NOT NULL,
    "population" INTEGER NOT NULL,
    "latitude" DOUBLE PRECISION NOT NULL,
    "longitude" DOUBLE PRECISION NOT NULL,
    "groupCode" TEXT NOT NULL,

    CONSTRAINT "Commune_pkey" PRIMARY KEY ("inseeCode")
);

-- CreateTable
CREATE TABLE "Organisation" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "role" TEXT,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Assignment" (
    "organisationId" INTEGER NOT NULL,
    "indicatorId" INTEGER NOT NULL,
    "fromMonth" CHAR(7) NOT NULL,
    "toMonth" CHAR(7),
    "register" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Assignment_pkey" PRIMARY KEY ("organisationId","indicatorId")
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'reader',
    "organisationId" INTEGER,
    "disabled" BOOLEAN NOT NULL DEFAULT false,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "refreshTokenExpiresAt" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "lastRequest" BIGINT NOT NULL,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "organisationId" INTEGER,
    "tokenHash" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Observation" (
    "id" SERIAL NOT NULL,
    "organisationId" INTEGER NOT NULL,
    "indicatorId" INTEGER NOT NULL,
    "month" CHAR(7) NOT NULL,
    "breakdown" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL,
    "value" DOUBLE PRECISION,
    "numerator" DOUBLE PRECISION,
    "denominator" DOUBLE PRECISION,
    "reason" TEXT,
    "comment" TEXT,
    "origin" TEXT NOT NULL,
    "stage" TEXT NOT NULL DEFAULT 'draft',
    "review" TEXT NOT NULL DEFAULT 'none',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "importId" INTEGER,
    "updatedById" TEXT,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Observation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ObservationRevision" (
    "id" SERIAL NOT NULL,
    "observationId" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "value" DOUBLE PRECISION,
    "numerator" DOUBLE PRECISION,
    "denominator" DOUBLE PRECISION,
    "reason" TEXT,
    "comment" TEXT,
    "origin" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "why" TEXT,
    "importId" INTEGER,
    "changedById" TEXT,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ObservationRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CellMessage" (
    "id" SERIAL NOT NULL,
    "observationId" INTEGER NOT NULL,
    "authorId" TEXT NOT NULL,
    "authorName" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CellMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MonthlyReturn" (
    "organisationId" INTEGER NOT NULL,
    "month" CHAR(7) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "firstSubmittedAt" TIMESTAMPTZ(3),
    "submittedAt" TIMESTAMPTZ(3),
    "submittedById" TEXT,
    "validatedAt" TIMESTAMPTZ(3),
    "validatedById" TEXT,
    "reason" TEXT,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MonthlyReturn_pkey" PRIMARY KEY ("organisationId","month")
);

-- CreateTable
CREATE TABLE "IndicatorMonth" (
    "indicatorId" INTEGER NOT NULL,
    "month" CHAR(7) NOT NULL,
    "audience" TEXT NOT NULL,
    "value" DOUBLE PRECISION,
    "numerator" DOUBLE PRECISION,
    "denominator" DOUBLE PRECISION,
    "reported" INTEGER NOT NULL,
    "unavailable" INTEGER NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IndicatorMonth_pkey" PRIMARY KEY ("indicatorId","month","audience")
);

-- CreateTable
CREATE TABLE "Import" (
    "id" SERIAL NOT NULL,
    "organisationId" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "fileHash" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "accepted" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "identical" INTEGER NOT NULL,
    "duplicates" INTEGER NOT NULL,
    "superseded" INTEGER NOT NULL,
    "outOfTerritory" INTEGER NOT NULL,
    "rejected" JSONB NOT NULL,
    "suspicious" JSONB NOT NULL,
    "droppedColumns" TEXT[],
    "indicators" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'done',
    "createdById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RegisterRow" (
    "id" SERIAL NOT NULL,
    "source" TEXT NOT NULL,
    "organisationId" INTEGER NOT NULL,
    "keyHash" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "outOfTerritory" BOOLEAN NOT NULL DEFAULT false,
    "importId" INTEGER NOT NULL,

    CONSTRAINT "RegisterRow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RegisterChange" (
    "id" SERIAL NOT NULL,
    "importId" INTEGER NOT NULL,
    "keyHash" TEXT NOT NULL,
    "before" JSONB,

    CONSTRAINT "RegisterChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorId" TEXT,
    "actorName" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entityId" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "Convention_code_key" ON "Convention"("code");

-- CreateIndex
CREATE UNIQUE INDEX "Convention_predecessorId_key" ON "Convention"("predecessorId");

-- CreateIndex
CREATE UNIQUE INDEX "StateGrant_conventionId_year_key" ON "StateGrant"("conventionId", "year");

-- CreateIndex
CREATE UNIQUE INDEX "Action_conventionId_key_key" ON "Action"("conventionId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Action_conventionId_position_key" ON "Action"("conventionId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Indicator_code_key" ON "Indicator"("code");

-- CreateIndex
CREATE UNIQUE INDEX "IndicatorVersion_indicatorId_version_key" ON "IndicatorVersion"("indicatorId", "version");

-- CreateIndex
CREATE INDEX "Target_indicatorId_year_idx" ON "Target"("indicatorId", "year");

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_code_key" ON "Organisation"("code");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Session_token_key" ON "Session"("token");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE INDEX "Verification_identifier_idx" ON "Verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "RateLimit_key_key" ON "RateLimit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");

-- CreateIndex
CREATE INDEX "Observation_indicatorId_month_idx" ON "Observation"("indicatorId", "month");

-- CreateIndex
CREATE INDEX "Observation_importId_idx" ON "Observation"("importId");

-- CreateIndex
CREATE UNIQUE INDEX "Observation_organisationId_indicatorId_month_breakdown_key" ON "Observation"("organisationId", "indicatorId", "month", "breakdown");

-- CreateIndex
CREATE INDEX "ObservationRevision_observationId_idx" ON "ObservationRevision"("observationId");

-- CreateIndex
CREATE INDEX "ObservationRevision_importId_idx" ON "ObservationRevision"("importId");

-- CreateIndex
CREATE INDEX "CellMessage_observationId_idx" ON "CellMessage"("observationId");

-- CreateIndex
CREATE INDEX "Import_organisationId_idx" ON "Import"("organisationId");

-- CreateIndex
CREATE INDEX "RegisterRow_importId_idx" ON "RegisterRow"("importId");

-- CreateIndex
CREATE UNIQUE INDEX "RegisterRow_source_organisationId_keyHash_key" ON "RegisterRow"("source", "organisationId", "keyHash");

-- CreateIndex
CREATE INDEX "RegisterChange_importId_idx" ON "RegisterChange"("importId");

-- CreateIndex
CREATE INDEX "AuditEvent_entity_entityId_idx" ON "AuditEvent"("entity", "entityId");

-- CreateIndex
CREATE INDEX "AuditEvent_at_idx" ON "AuditEvent"("at");

-- AddForeignKey
ALTER TABLE "Convention" ADD CONSTRAINT "Convention_predecessorId_fkey" FOREIGN KEY ("predecessorId") REFERENCES "Convention"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StateGrant" ADD CONSTRAINT "StateGrant_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Action" ADD CONSTRAINT "Action_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Action" ADD CONSTRAINT "Action_objectiveCode_fkey" FOREIGN KEY ("objectiveCode") REFERENCES "Objective"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Action" ADD CONSTRAINT "Action_axisNumber_fkey" FOREIGN KEY ("axisNumber") REFERENCES "Axis"("number") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IndicatorVersion" ADD CONSTRAINT "IndicatorVersion_indicatorId_fkey" FOREIGN KEY ("indicatorId") REFERENCES "Indicator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionIndicator" ADD CONSTRAINT "ActionIndicator_actionId_fkey" FOREIGN KEY ("actionId") REFERENCES "Action"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionIndicator" ADD CONSTRAINT "ActionIndicator_indicatorId_fkey" FOREIGN KEY ("indicatorId") REFERENCES "Indicator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Target" ADD CONSTRAINT "Target_indicatorId_fkey" FOREIGN KEY ("indicatorId") REFERENCES "Indicator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublishedFigure" ADD CONSTRAINT "PublishedFigure_indicatorId_fkey" FOREIGN KEY ("indicatorId") REFERENCES "Indicator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_indicatorId_fkey" FOREIGN KEY ("indicatorId") REFERENCES "Indicator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "User" ADD CONSTRAINT "User_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_indicatorId_fkey" FOREIGN KEY ("indicatorId") REFERENCES "Indicator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObservationRevision" ADD CONSTRAINT "ObservationRevision_observationId_fkey" FOREIGN KEY ("observationId") REFERENCES "Observation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CellMessage" ADD CONSTRAINT "CellMessage_observationId_fkey" FOREIGN KEY ("observationId") REFERENCES "Observation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MonthlyReturn" ADD CONSTRAINT "MonthlyReturn_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IndicatorMonth" ADD CONSTRAINT "IndicatorMonth_indicatorId_fkey" FOREIGN KEY ("indicatorId") REFERENCES "Indicator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Import" ADD CONSTRAINT "Import_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RegisterRow" ADD CONSTRAINT "RegisterRow_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RegisterRow" ADD CONSTRAINT "RegisterRow_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RegisterChange" ADD CONSTRAINT "RegisterChange_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- Written by hand: what the schema language cannot say.

-- One target in force for an indicator and a year.
CREATE UNIQUE INDEX "Target_in_force_key" ON "Target"("indicatorId", "year") WHERE "supersededAt" IS NULL;

-- A cell carries a figure exactly when its state says so.
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_state_check" CHECK (
  CASE WHEN "state" IN ('value', 'estimated')
    THEN "value" IS NOT NULL OR ("numerator" IS NOT NULL AND "denominator" IS NOT NULL)
    ELSE "state" IN ('missing', 'unavailable', 'not-applicable') AND "value" IS NULL AND "numerator" IS NULL AND "denominator" IS NULL
  END);
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_month_check" CHECK ("month" ~ '^\d{4}-(0[1-9]|1[0-2])$');
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_stage_check" CHECK ("stage" IN ('draft', 'submitted', 'validated'));
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_review_check" CHECK ("review" IN ('none', 'returned', 'answered'));
ALTER TABLE "MonthlyReturn" ADD CONSTRAINT "MonthlyReturn_status_check" CHECK ("status" IN ('draft', 'submitted', 'validated', 'published'));
ALTER TABLE "User" ADD CONSTRAINT "User_role_check" CHECK ("role" IN ('coordinator', 'contributor', 'reader'));
ALTER TABLE "User" ADD CONSTRAINT "User_organisation_check" CHECK ("role" <> 'contributor' OR "organisationId" IS NOT NULL);

-- The journal and the history of cells only grow.
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER "AuditEvent_append_only" BEFORE UPDATE OR DELETE ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER "ObservationRevision_append_only" BEFORE UPDATE ON "ObservationRevision" FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
