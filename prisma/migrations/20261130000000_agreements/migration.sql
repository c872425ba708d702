-- CreateEnum
CREATE TYPE "DeclaredBy" AS ENUM ('file', 'sending', 'before');

-- CreateTable
CREATE TABLE "Agreement" (
    "organisationId" INTEGER NOT NULL,
    "indicatorId" INTEGER NOT NULL,
    "fromMonth" CHAR(7) NOT NULL,
    "register" TEXT,
    "reason" TEXT,
    "createdById" TEXT,
    "createdByName" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Agreement_pkey" PRIMARY KEY ("organisationId","indicatorId","fromMonth")
);

-- CreateTable
CREATE TABLE "RegisterAssignment" (
    "organisationId" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "fromMonth" CHAR(7) NOT NULL,
    "toMonth" CHAR(7),

    CONSTRAINT "RegisterAssignment_pkey" PRIMARY KEY ("organisationId","source","fromMonth")
);

-- CreateTable
CREATE TABLE "RegisterMonth" (
    "id" SERIAL NOT NULL,
    "organisationId" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "month" CHAR(7) NOT NULL,
    "importId" INTEGER,
    "why" "DeclaredBy" NOT NULL,
    "declaredAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RegisterMonth_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RegisterMonth_organisationId_source_idx" ON "RegisterMonth"("organisationId", "source");

-- AddForeignKey
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_organisationId_indicatorId_fkey" FOREIGN KEY ("organisationId", "indicatorId") REFERENCES "Assignment"("organisationId", "indicatorId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RegisterAssignment" ADD CONSTRAINT "RegisterAssignment_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rows are counted; a monthly workbook is a way of typing.
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_register_check" CHECK ("register" IN ('siao-request', 'cca-request', 'captured-dwelling', 'workshop', 'eviction-procedure', 'residence', 'action-logement-aid'));
ALTER TABLE "RegisterAssignment" ADD CONSTRAINT "RegisterAssignment_source_check" CHECK ("source" IN ('siao-request', 'cca-request', 'captured-dwelling', 'workshop', 'eviction-procedure', 'monthly-return', 'residence', 'action-logement-aid'));
ALTER TABLE "RegisterMonth" ADD CONSTRAINT "RegisterMonth_source_check" CHECK ("source" IN ('siao-request', 'cca-request', 'captured-dwelling', 'workshop', 'eviction-procedure', 'monthly-return', 'residence', 'action-logement-aid'));
ALTER TABLE "RegisterAssignment" ADD CONSTRAINT "RegisterAssignment_span_check" CHECK ("toMonth" IS NULL OR "toMonth" >= "fromMonth");

-- What each giver was known to give from a register is so agreed from its first month on.
INSERT INTO "Agreement" ("organisationId", "indicatorId", "fromMonth", register)
SELECT "organisationId", "indicatorId", "fromMonth", register FROM "Assignment"
WHERE register IS NOT NULL AND register <> 'monthly-return';

-- But the months in which a total was typed all the same, or that are no count of rows: they were typed, and the register takes
-- over again after them.
WITH typed AS (
  SELECT a."organisationId", a."indicatorId", a."fromMonth" AS start, a.register, o.month,
    (left(o.month, 4)::int * 12 + right(o.month, 2)::int) - row_number() OVER (PARTITION BY o."organisationId", o."indicatorId" ORDER BY o.month) AS run
  FROM "Assignment" a JOIN "Observation" o USING ("organisationId", "indicatorId")
  WHERE a.register IS NOT NULL AND a.register <> 'monthly-return' AND o.breakdown = ''
    AND (o.origin = 'entry' OR o.origin = 'demo' AND NOT EXISTS (
      SELECT FROM "RegisterRow" r WHERE r."organisationId" = o."organisationId" AND r.source = a.register))
    AND o.state <> 'missing' AND o.month >= a."fromMonth"),
runs AS (
  SELECT "organisationId", "indicatorId", start, register, min(month) AS first,
    to_char(to_date(max(month), 'YYYY-MM') + interval '1 month', 'YYYY-MM') AS next
  FROM typed GROUP BY "organisationId", "indicatorId", start, register, run),
changes AS (
  SELECT "organisationId", "indicatorId", first AS "fromMonth", NULL::text AS register FROM runs
  UNION ALL SELECT "organisationId", "indicatorId", next, register FROM runs)
INSERT INTO "Agreement" ("organisationId", "indicatorId", "fromMonth", register)
SELECT "organisationId", "indicatorId", "fromMonth", register FROM changes
ON CONFLICT ("organisationId", "indicatorId", "fromMonth") DO UPDATE SET register = EXCLUDED.register;

-- Who may feed what: what each was assigned, what each has imported, and the monthly workbook of whoever types.
INSERT INTO "RegisterAssignment" ("organisationId", source, "fromMonth")
SELECT "organisationId", source, min("fromMonth") FROM (
  SELECT "organisationId", register AS source, "fromMonth" FROM "Assignment" WHERE register IS NOT NULL
  UNION ALL SELECT "organisationId", 'monthly-return', "fromMonth" FROM "Assignment"
  UNION ALL SELECT i."organisationId", i.source, coalesce((SELECT min(a."fromMonth") FROM "Assignment" a), '2022-01') FROM "Import" i WHERE i.status <> 'undone'
  UNION ALL SELECT o.id, s.source, coalesce((SELECT min(a."fromMonth") FROM "Assignment" a), '2022-01')
    FROM "Organisation" o JOIN (VALUES ('USH', 'residence'), ('AL', 'action-logement-aid')) s (code, source) USING (code)
) known GROUP BY "organisationId", source;

-- The rule of before: between its first and its last month, a register was taken for complete. Those months stay so.
INSERT INTO "RegisterMonth" ("organisationId", source, month, why)
SELECT DISTINCT o."organisationId", a.register, o.month, 'before'::"DeclaredBy"
FROM "Observation" o JOIN "Assignment" a USING ("organisationId", "indicatorId")
WHERE a.register IS NOT NULL AND a.register <> 'monthly-return' AND o.breakdown = '' AND o.value IS NOT NULL
  AND o.stage <> 'draft' AND (o.origin = 'register' OR o.origin = 'demo' AND EXISTS (
    SELECT FROM "RegisterRow" r WHERE r."organisationId" = o."organisationId" AND r.source = a.register));

-- AlterTable
ALTER TABLE "Assignment" DROP COLUMN "register";

-- What is agreed changes the figures that are shown.
CREATE TRIGGER "Agreement_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Agreement"
  FOR EACH STATEMENT EXECUTE FUNCTION revision.note_change();

ALTER TABLE "Indicator" DROP CONSTRAINT "Indicator_computed_check";
ALTER TABLE "Indicator" ADD CONSTRAINT "Indicator_computed_check" CHECK ("computed" IN ('targets-reached', 'sources-connected', 'sent-on-time'));

-- What the annex of the first territory asks and nobody could give: derived, or given once a year.
UPDATE "Indicator" SET computed = 'sources-connected' WHERE code = 'IND-20'
  AND EXISTS (SELECT FROM "Convention" WHERE code = 'LDA-2023-2025');
UPDATE "Indicator" SET computed = 'sent-on-time' WHERE code = 'IND-21'
  AND EXISTS (SELECT FROM "Convention" WHERE code = 'LDA-2023-2025');
INSERT INTO "Assignment" ("organisationId", "indicatorId", "fromMonth", position)
SELECT o.id, i.id, g.start, 100 FROM (VALUES ('SOLIHA', 'IND-03b', '2022-01'), ('ADEFO', 'IND-25b', '2025-01'), ('ADEFO', 'IND-24', '2025-01'),
  ('SOLIHA', 'IND-04b', '2025-01'), ('HH', 'IND-19', '2025-01'), ('DDETS', 'IND-07', '2025-01')) g (giver, code, start)
JOIN "Organisation" o ON o.code = g.giver JOIN "Indicator" i ON i.code = g.code
WHERE EXISTS (SELECT FROM "Convention" WHERE code = 'LDA-2023-2025')
  AND NOT EXISTS (SELECT FROM "Assignment" a WHERE a."indicatorId" = i.id);
INSERT INTO "Agreement" ("organisationId", "indicatorId", "fromMonth", register)
SELECT a."organisationId", a."indicatorId", a."fromMonth", g.register
FROM (VALUES ('SOLIHA', 'IND-03b', 'captured-dwelling'), ('ADEFO', 'IND-25b', 'cca-request')) g (giver, code, register)
JOIN "Organisation" o ON o.code = g.giver JOIN "Indicator" i ON i.code = g.code
JOIN "Assignment" a ON a."organisationId" = o.id AND a."indicatorId" = i.id
WHERE EXISTS (SELECT FROM "Convention" WHERE code = 'LDA-2023-2025')
ON CONFLICT DO NOTHING;

-- The day a report leaves is a figure too.
CREATE TRIGGER "Edition_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Edition"
  FOR EACH STATEMENT EXECUTE FUNCTION revision.note_change();
