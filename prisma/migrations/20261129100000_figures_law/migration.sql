-- What a target is held against: the months of its window, its due month, its own unit and how that unit is read.

CREATE TYPE "TargetWindow" AS ENUM ('path', 'year');
-- A word added to a type serves only after its transaction: the type is made again.
ALTER TYPE "Unit" RENAME TO "Unit_before";
CREATE TYPE "Unit" AS ENUM ('persons', 'households', 'situations', 'requests', 'dwellings', 'meetings', 'workshops', 'sessions', 'diagnostics', 'procedures', 'evictions', 'aids', 'euros', 'days', 'percent', 'fte', 'boolean', 'attendances');
ALTER TABLE "Indicator" ALTER COLUMN "unit" TYPE "Unit" USING "unit"::text::"Unit";
DROP TYPE "Unit_before";

ALTER TABLE "Target"
  ADD COLUMN "dueMonth" CHAR(7),
  ADD COLUMN "window" "TargetWindow" NOT NULL DEFAULT 'path',
  ADD COLUMN "unit" "Unit",
  ADD COLUMN "unitReading" TEXT;

-- A rate on a path of several years was read year by year, and still is.
UPDATE "Target" t SET "window" = 'year' FROM "Indicator" i
WHERE i.id = t."indicatorId" AND i."timeRule" IN ('ratio', 'average', 'stock') AND left(t."startMonth", 4) <> left(t."endMonth", 4);

-- The first territory's workshops and trainings count attendances; the annex asks for people.
UPDATE "Target" t SET "unit" = 'persons' FROM "Indicator" i
WHERE i.id = t."indicatorId" AND i.code = 'IND-17' AND i.label = 'Personnes ayant suivi un atelier' AND i.unit = 'persons';
UPDATE "Indicator" SET "unit" = 'attendances'
WHERE unit = 'persons' AND (code, label) IN (('IND-16', 'Professionnels formés'), ('IND-17', 'Personnes ayant suivi un atelier'));

-- Different people over a year: typed, never added up.
CREATE TABLE "YearTotal" (
  "id" SERIAL NOT NULL,
  "indicatorId" INTEGER NOT NULL,
  "organisationId" INTEGER,
  "year" INTEGER NOT NULL,
  "value" INTEGER NOT NULL,
  "method" TEXT NOT NULL,
  "createdById" TEXT,
  "createdByName" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "supersededAt" TIMESTAMPTZ(3),
  CONSTRAINT "YearTotal_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "YearTotal_value_check" CHECK ("value" >= 0),
  CONSTRAINT "YearTotal_indicatorId_fkey" FOREIGN KEY ("indicatorId") REFERENCES "Indicator"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "YearTotal_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "YearTotal_indicatorId_year_idx" ON "YearTotal"("indicatorId", "year");
CREATE UNIQUE INDEX "YearTotal_in_force_key" ON "YearTotal"("indicatorId", "year", COALESCE("organisationId", 0)) WHERE "supersededAt" IS NULL;
