-- What is asked of an organisation may stop and begin again: the months of an assignment are its spans.
CREATE TABLE "AssignmentSpan" (
    "organisationId" INTEGER NOT NULL,
    "indicatorId" INTEGER NOT NULL,
    "fromMonth" CHAR(7) NOT NULL,
    "toMonth" CHAR(7),
    CONSTRAINT "AssignmentSpan_pkey" PRIMARY KEY ("organisationId","indicatorId","fromMonth"),
    CONSTRAINT "AssignmentSpan_span_check" CHECK ("toMonth" IS NULL OR "toMonth" >= "fromMonth")
);
ALTER TABLE "AssignmentSpan" ADD CONSTRAINT "AssignmentSpan_organisationId_indicatorId_fkey" FOREIGN KEY ("organisationId", "indicatorId") REFERENCES "Assignment"("organisationId", "indicatorId") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO "AssignmentSpan" ("organisationId", "indicatorId", "fromMonth", "toMonth")
  SELECT "organisationId", "indicatorId", "fromMonth", CASE WHEN "toMonth" < "fromMonth" THEN "fromMonth" ELSE "toMonth" END FROM "Assignment";
ALTER TABLE "Assignment" DROP COLUMN "fromMonth", DROP COLUMN "toMonth";

CREATE TRIGGER "AssignmentSpan_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "AssignmentSpan"
  FOR EACH STATEMENT EXECUTE FUNCTION revision.note_change();
