-- What a target is held against: the months of its window, its due month, its own unit and how that unit is read.

ALTER TABLE "Target"
  ADD COLUMN "dueMonth" CHAR(7),
  ADD COLUMN "window" TEXT NOT NULL DEFAULT 'path',
  ADD COLUMN "unit" TEXT,
  ADD COLUMN "unitReading" TEXT;
ALTER TABLE "Target" ADD CONSTRAINT "Target_window_check" CHECK ("window" IN ('path', 'year'));

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
