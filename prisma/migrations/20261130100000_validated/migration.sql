-- What readers see is what was validated, kept apart from what is contributed since.

-- CreateTable
CREATE TABLE "ValidatedCell" (
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
    "origin" "CellOrigin" NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL,
    "validatedAt" TIMESTAMPTZ(3) NOT NULL,
    "validatedById" TEXT,

    CONSTRAINT "ValidatedCell_pkey" PRIMARY KEY ("organisationId","indicatorId","month","breakdown")
);

-- CreateTable
CREATE TABLE "RegisterValidation" (
    "organisationId" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "month" CHAR(7) NOT NULL,
    "sequence" INTEGER NOT NULL,
    "validatedAt" TIMESTAMPTZ(3) NOT NULL,
    "validatedById" TEXT,

    CONSTRAINT "RegisterValidation_pkey" PRIMARY KEY ("organisationId","source","month")
);

-- AlterTable
ALTER TABLE "Import" ADD COLUMN "sequence" INTEGER;

-- What was validated is so from now on. An organisation's month says when and by whom.
INSERT INTO "ValidatedCell" ("organisationId", "indicatorId", month, breakdown, state, value, numerator, denominator, reason,
  comment, origin, "updatedAt", revision, "validatedAt", "validatedById")
SELECT o."organisationId", o."indicatorId", o.month, o.breakdown, o.state, o.value, o.numerator, o.denominator, o.reason,
  o.comment, o.origin, o."updatedAt", o.revision, coalesce(r."validatedAt", o."updatedAt"), r."validatedById"
FROM "Observation" o
LEFT JOIN "MonthlyReturn" r ON r."organisationId" = o."organisationId" AND r.month = o.month
WHERE o.stage = 'validated';

-- Imports have no date of writing: they come in the order in which they were opened.
UPDATE "Import" i SET sequence = ranked.rank FROM (
  SELECT id, (row_number() OVER (PARTITION BY "organisationId", source ORDER BY id))::int AS rank
  FROM "Import" WHERE status <> 'prepared') ranked
WHERE ranked.id = i.id;

-- Every reader saw the register as it is: its validated months are validated at its latest import.
INSERT INTO "RegisterValidation" ("organisationId", source, month, sequence, "validatedAt", "validatedById")
SELECT r."organisationId", i.source, r.month, i.sequence, coalesce(r."validatedAt", r."updatedAt"), r."validatedById"
FROM "MonthlyReturn" r
JOIN (SELECT "organisationId", source, max(sequence) AS sequence FROM "Import" WHERE status = 'done' GROUP BY 1, 2) i
  ON i."organisationId" = r."organisationId"
WHERE r.status IN ('validated', 'published');
-- A survey of residences is of no month: it is validated under that of its import.
INSERT INTO "RegisterValidation" ("organisationId", source, month, sequence, "validatedAt", "validatedById")
SELECT DISTINCT ON ("organisationId") "organisationId", source, to_char("createdAt" AT TIME ZONE 'Europe/Paris', 'YYYY-MM'),
  sequence, "createdAt", "createdById"
FROM "Import" WHERE status = 'done' AND source = 'residence' ORDER BY "organisationId", sequence DESC
ON CONFLICT DO NOTHING;

-- A receipt lists what its import changed. Figures of validated months that it had left as they were are none of that.
UPDATE "Import" SET changes = coalesce((
  SELECT jsonb_agg(e - 'locked' || '{"waits": false}') FROM jsonb_array_elements(changes) e
  WHERE NOT coalesce((e ->> 'locked')::boolean, FALSE)), '[]')
WHERE changes <> '[]';

-- CreateIndex
CREATE INDEX "ValidatedCell_indicatorId_month_idx" ON "ValidatedCell"("indicatorId", "month");
CREATE UNIQUE INDEX "Import_organisationId_source_sequence_key" ON "Import"("organisationId", "source", "sequence");

-- AddForeignKey
ALTER TABLE "ValidatedCell" ADD CONSTRAINT "ValidatedCell_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ValidatedCell" ADD CONSTRAINT "ValidatedCell_indicatorId_fkey" FOREIGN KEY ("indicatorId") REFERENCES "Indicator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "RegisterValidation" ADD CONSTRAINT "RegisterValidation_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: what the schema language cannot say.
ALTER TABLE "ValidatedCell" ADD CONSTRAINT "ValidatedCell_state_check" CHECK ("state" IN ('value', 'missing', 'unavailable', 'not-applicable', 'estimated'));
ALTER TABLE "RegisterValidation" ADD CONSTRAINT "RegisterValidation_source_check" CHECK ("source" IN ('siao-request', 'cca-request', 'captured-dwelling', 'workshop', 'eviction-procedure', 'monthly-return', 'residence', 'action-logement-aid'));
CREATE INDEX "ValidatedCell_total_month" ON "ValidatedCell" ("month") INCLUDE ("indicatorId", "organisationId", "state", "value") WHERE "breakdown" = '';

-- The overview reads it: it moves the revision of the figures, as its other tables do.
CREATE TRIGGER "ValidatedCell_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ValidatedCell"
  FOR EACH STATEMENT EXECUTE FUNCTION revision.note_change();
