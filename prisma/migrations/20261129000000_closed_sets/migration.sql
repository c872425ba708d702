-- The words of the closed sets become types of the database: a wrong one is refused, and the code has it from here.

CREATE TYPE "Unit" AS ENUM ('persons', 'households', 'situations', 'requests', 'dwellings', 'meetings', 'workshops', 'sessions', 'diagnostics', 'procedures', 'evictions', 'aids', 'euros', 'days', 'percent', 'fte', 'boolean');
CREATE TYPE "TimeRule" AS ENUM ('flow', 'stock', 'average', 'ratio', 'unique', 'milestone');
CREATE TYPE "Direction" AS ENUM ('increase', 'decrease', 'maintain', 'context');
CREATE TYPE "Perimeter" AS ENUM ('insee', 'convention');
CREATE TYPE "Frequency" AS ENUM ('monthly', 'quarterly', 'yearly', 'once');
CREATE TYPE "Profile" AS ENUM ('linear', 'seasonal', 'steps', 'none');
CREATE TYPE "TargetReading" AS ENUM ('stated', 'assumed');
CREATE TYPE "Role" AS ENUM ('coordinator', 'contributor', 'reader');
CREATE TYPE "CellOrigin" AS ENUM ('entry', 'register', 'workbook', 'demo');
CREATE TYPE "CellStage" AS ENUM ('draft', 'submitted', 'validated');
CREATE TYPE "CellReview" AS ENUM ('none', 'returned', 'answered');
CREATE TYPE "MessageKind" AS ENUM ('question', 'answer');
CREATE TYPE "ReturnStatus" AS ENUM ('draft', 'submitted', 'validated', 'published');
CREATE TYPE "Visibility" AS ENUM ('working', 'validated');
CREATE TYPE "ImportKind" AS ENUM ('file', 'hand', 'demonstration');
CREATE TYPE "ImportStatus" AS ENUM ('prepared', 'done', 'undone');
CREATE TYPE "MailKind" AS ENUM ('reminder', 'escalation', 'invitation', 'password', 'edition');
CREATE TYPE "MailStatus" AS ENUM ('queued', 'sent', 'kept', 'failed');
CREATE TYPE "AuditKind" AS ENUM ('act', 'read');
CREATE TYPE "Channel" AS ENUM ('screen', 'api', 'command', 'job');
CREATE TYPE "HeadCountKind" AS ENUM ('active', 'night');
CREATE TYPE "LedgerUnit" AS ENUM ('households', 'persons');
CREATE TYPE "ClosingAct" AS ENUM ('close', 'reopen');
CREATE TYPE "EditionKind" AS ENUM ('report', 'addendum');
CREATE TYPE "EditionStatus" AS ENUM ('draft', 'frozen', 'voted', 'sent');
CREATE TYPE "EditionFormat" AS ENUM ('csv', 'docx', 'pdf', 'xlsx');
CREATE TYPE "EditionRecipient" AS ENUM ('prefecture', 'dihal', 'committee');
CREATE TYPE "ReportStepName" AS ENUM ('figures', 'coverage', 'texts', 'finance', 'council');

-- What compares their texts is taken away first, and made again at the end.
ALTER TABLE "Observation" DROP CONSTRAINT "Observation_stage_check", DROP CONSTRAINT "Observation_review_check";
ALTER TABLE "MonthlyReturn" DROP CONSTRAINT "MonthlyReturn_status_check";
ALTER TABLE "User" DROP CONSTRAINT "User_role_check", DROP CONSTRAINT "User_organisation_check";
ALTER TABLE "Import" DROP CONSTRAINT "Import_status_check", DROP CONSTRAINT "Import_kind_check";
ALTER TABLE "Mail" DROP CONSTRAINT "Mail_status_known";
ALTER TABLE "AuditEvent" DROP CONSTRAINT "AuditEvent_kind_check";
ALTER TABLE "HeadCount" DROP CONSTRAINT "HeadCount_kind_check";
ALTER TABLE "FinanceClosing" DROP CONSTRAINT "FinanceClosing_kind_check", DROP CONSTRAINT "FinanceClosing_reason_check";
ALTER TABLE "Edition" DROP CONSTRAINT "Edition_kind_check", DROP CONSTRAINT "Edition_status_check",
  DROP CONSTRAINT "Edition_sealed_check", DROP CONSTRAINT "Edition_vote_check";
DROP INDEX "Observation_returned";
DROP INDEX "Edition_in_preparation_key";
DROP TRIGGER "Mail_note_sending" ON "Mail";

ALTER TABLE "IndicatorMonth" RENAME COLUMN "audience" TO "visibility";

-- One rewriting for each table.
ALTER TABLE "Indicator"
  ALTER COLUMN "unit" TYPE "Unit" USING "unit"::"Unit",
  ALTER COLUMN "timeRule" TYPE "TimeRule" USING "timeRule"::"TimeRule",
  ALTER COLUMN "direction" TYPE "Direction" USING "direction"::"Direction",
  ALTER COLUMN "perimeter" TYPE "Perimeter" USING "perimeter"::"Perimeter",
  ALTER COLUMN "frequency" TYPE "Frequency" USING "frequency"::"Frequency";
ALTER TABLE "Target"
  ALTER COLUMN "profile" DROP DEFAULT,
  ALTER COLUMN "profile" TYPE "Profile" USING "profile"::"Profile",
  ALTER COLUMN "reading" TYPE "TargetReading" USING "reading"::"TargetReading",
  ALTER COLUMN "profile" SET DEFAULT 'linear';
ALTER TABLE "User"
  ALTER COLUMN "role" DROP DEFAULT,
  ALTER COLUMN "role" TYPE "Role" USING "role"::"Role",
  ALTER COLUMN "role" SET DEFAULT 'reader';
ALTER TABLE "Invitation"
  ALTER COLUMN "role" TYPE "Role" USING "role"::"Role";
ALTER TABLE "Observation"
  ALTER COLUMN "origin" TYPE "CellOrigin" USING "origin"::"CellOrigin",
  ALTER COLUMN "stage" DROP DEFAULT,
  ALTER COLUMN "stage" TYPE "CellStage" USING "stage"::"CellStage",
  ALTER COLUMN "review" DROP DEFAULT,
  ALTER COLUMN "review" TYPE "CellReview" USING "review"::"CellReview",
  ALTER COLUMN "stage" SET DEFAULT 'draft',
  ALTER COLUMN "review" SET DEFAULT 'none';
ALTER TABLE "ObservationRevision"
  ALTER COLUMN "origin" TYPE "CellOrigin" USING "origin"::"CellOrigin",
  ALTER COLUMN "stage" TYPE "CellStage" USING "stage"::"CellStage",
  ALTER COLUMN "review" TYPE "CellReview" USING "review"::"CellReview";
ALTER TABLE "CellMessage"
  ALTER COLUMN "kind" TYPE "MessageKind" USING "kind"::"MessageKind";
ALTER TABLE "MonthlyReturn"
  ALTER COLUMN "status" DROP DEFAULT,
  ALTER COLUMN "status" TYPE "ReturnStatus" USING "status"::"ReturnStatus",
  ALTER COLUMN "status" SET DEFAULT 'draft';
ALTER TABLE "IndicatorMonth"
  ALTER COLUMN "visibility" TYPE "Visibility" USING "visibility"::"Visibility";
ALTER TABLE "Import"
  ALTER COLUMN "kind" DROP DEFAULT,
  ALTER COLUMN "kind" TYPE "ImportKind" USING "kind"::"ImportKind",
  ALTER COLUMN "status" DROP DEFAULT,
  ALTER COLUMN "status" TYPE "ImportStatus" USING "status"::"ImportStatus",
  ALTER COLUMN "kind" SET DEFAULT 'file',
  ALTER COLUMN "status" SET DEFAULT 'done';
ALTER TABLE "Mail"
  ALTER COLUMN "kind" TYPE "MailKind" USING "kind"::"MailKind",
  ALTER COLUMN "status" DROP DEFAULT,
  ALTER COLUMN "status" TYPE "MailStatus" USING "status"::"MailStatus",
  ALTER COLUMN "status" SET DEFAULT 'queued';
ALTER TABLE "AuditEvent"
  ALTER COLUMN "kind" DROP DEFAULT,
  ALTER COLUMN "kind" TYPE "AuditKind" USING "kind"::"AuditKind",
  ALTER COLUMN "channel" TYPE "Channel" USING "channel"::"Channel",
  ALTER COLUMN "kind" SET DEFAULT 'act';
ALTER TABLE "HeadCount"
  ALTER COLUMN "kind" TYPE "HeadCountKind" USING "kind"::"HeadCountKind",
  ALTER COLUMN "perimeter" TYPE "Perimeter" USING "perimeter"::"Perimeter",
  ALTER COLUMN "unit" TYPE "LedgerUnit" USING "unit"::"LedgerUnit";
ALTER TABLE "FinanceClosing"
  ALTER COLUMN "kind" TYPE "ClosingAct" USING "kind"::"ClosingAct";
ALTER TABLE "ReportStep"
  ALTER COLUMN "step" TYPE "ReportStepName" USING "step"::"ReportStepName";
ALTER TABLE "Edition"
  ALTER COLUMN "kind" TYPE "EditionKind" USING "kind"::"EditionKind",
  ALTER COLUMN "status" DROP DEFAULT,
  ALTER COLUMN "status" TYPE "EditionStatus" USING "status"::"EditionStatus",
  ALTER COLUMN "status" SET DEFAULT 'draft';
ALTER TABLE "EditionFile"
  ALTER COLUMN "format" TYPE "EditionFormat" USING "format"::"EditionFormat";
ALTER TABLE "EditionSending"
  ALTER COLUMN "recipient" TYPE "EditionRecipient" USING "recipient"::"EditionRecipient",
  ALTER COLUMN "formats" TYPE "EditionFormat"[] USING "formats"::"EditionFormat"[],
  ALTER COLUMN "state" DROP DEFAULT,
  ALTER COLUMN "state" TYPE "MailStatus" USING "state"::"MailStatus",
  ALTER COLUMN "state" SET DEFAULT 'queued';

ALTER TABLE "User" ADD CONSTRAINT "User_organisation_check" CHECK ("role" <> 'contributor' OR "organisationId" IS NOT NULL);
ALTER TABLE "FinanceClosing" ADD CONSTRAINT "FinanceClosing_reason_check" CHECK (kind = 'close' OR length(trim(coalesce(reason, ''))) >= 3);
ALTER TABLE "Edition"
  ADD CONSTRAINT "Edition_kind_check" CHECK (("kind" = 'addendum') = ("aboutId" IS NOT NULL)),
  ADD CONSTRAINT "Edition_sealed_check" CHECK (("status" = 'draft') = ("sealed" IS NULL) AND ("sealed" IS NULL) = ("sha256" IS NULL) AND ("sealed" IS NULL) = ("frozenAt" IS NULL)),
  ADD CONSTRAINT "Edition_vote_check" CHECK (("deliberation" IS NULL) = ("votedOn" IS NULL) AND ("status" <> 'voted' OR "votedOn" IS NOT NULL));
CREATE INDEX "Observation_returned" ON "Observation" ("organisationId", "month") WHERE "review" = 'returned';
CREATE UNIQUE INDEX "Edition_in_preparation_key" ON "Edition"("year", "kind") WHERE "status" = 'draft';
CREATE TRIGGER "Mail_note_sending" AFTER UPDATE OF "status", "error" ON "Mail" FOR EACH ROW WHEN (NEW."attachments" IS NOT NULL) EXECUTE FUNCTION note_sending();

-- The order of the statuses is that of their type.
CREATE OR REPLACE FUNCTION refuse_changing_an_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."status" = 'draft' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF OLD."fictitious" THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'a frozen edition is kept';
  END IF;
  IF (to_jsonb(OLD) - '{status,deliberation,votedOn,sentAt}'::text[]) IS DISTINCT FROM (to_jsonb(NEW) - '{status,deliberation,votedOn,sentAt}'::text[])
    OR NEW."status" < OLD."status"
    OR (OLD."votedOn" IS NOT NULL AND (NEW."votedOn", NEW."deliberation") IS DISTINCT FROM (OLD."votedOn", OLD."deliberation"))
    OR (OLD."sentAt" IS NOT NULL AND NEW."sentAt" IS DISTINCT FROM OLD."sentAt") THEN
    RAISE EXCEPTION 'a frozen edition cannot be changed';
  END IF;
  RETURN NEW;
END $$;

-- Sets that have a hyphen in a word stay texts, under a check.
ALTER TABLE "ObservationRevision" ADD CONSTRAINT "ObservationRevision_state_check" CHECK ("state" IN ('value', 'missing', 'unavailable', 'not-applicable', 'estimated'));
ALTER TABLE "Indicator" ADD CONSTRAINT "Indicator_computed_check" CHECK ("computed" IN ('targets-reached'));
ALTER TABLE "AmountAmendment" ADD CONSTRAINT "AmountAmendment_field_check" CHECK ("field" IN ('grant', 'maximum', 'eligible-cost', 'requested'));
ALTER TABLE "SupportingDocument" ADD CONSTRAINT "SupportingDocument_kind_check" CHECK ("kind" IN ('signed-convention', 'activity-report', 'financial-report', 'invoice', 'other'));
ALTER TABLE "ReportTextVersion" ADD CONSTRAINT "ReportTextVersion_kind_check" CHECK ("kind" IN ('written', 'restored', 'set-aside'));
ALTER TABLE "ReportJudgement" ADD CONSTRAINT "ReportJudgement_judgement_check" CHECK ("judgement" IN ('compromised', 'support-needed', 'achievable', 'secured'));
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_scopes_check" CHECK ("scopes" <@ ARRAY['figures:read', 'entry:read', 'entry:write']);
ALTER TABLE "Import" ADD CONSTRAINT "Import_source_check" CHECK ("source" IN ('siao-request', 'cca-request', 'captured-dwelling', 'workshop', 'eviction-procedure', 'monthly-return', 'residence', 'action-logement-aid'));
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_register_check" CHECK ("register" IN ('siao-request', 'cca-request', 'captured-dwelling', 'workshop', 'eviction-procedure', 'monthly-return', 'residence', 'action-logement-aid'));
ALTER TABLE "ImportMapping" ADD CONSTRAINT "ImportMapping_source_check" CHECK ("source" IN ('siao-request', 'cca-request', 'captured-dwelling', 'workshop', 'eviction-procedure', 'monthly-return', 'residence', 'action-logement-aid'));
