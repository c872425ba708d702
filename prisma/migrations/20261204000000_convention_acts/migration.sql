-- The convention lives by dated acts: what each changed is kept, so that it can be read as it was on any day.
CREATE TABLE "ConventionAct" (
    "id" SERIAL NOT NULL,
    "effectiveDate" CHAR(10) NOT NULL,
    "reason" TEXT NOT NULL,
    "act" TEXT,
    "actDate" CHAR(10),
    "authorId" TEXT,
    "authorName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "changes" JSONB NOT NULL,

    CONSTRAINT "ConventionAct_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "ConventionAct_effectiveDate_idx" ON "ConventionAct"("effectiveDate");

-- A partner may end; others then answer for what it gave.
ALTER TABLE "Organisation" ADD COLUMN "untilMonth" CHAR(7);
CREATE TABLE "OrganisationSuccession" (
    "formerId" INTEGER NOT NULL,
    "nextId" INTEGER NOT NULL,
    "fromMonth" CHAR(7) NOT NULL,

    CONSTRAINT "OrganisationSuccession_pkey" PRIMARY KEY ("formerId", "nextId"),
    CONSTRAINT "OrganisationSuccession_formerId_fkey" FOREIGN KEY ("formerId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "OrganisationSuccession_nextId_fkey" FOREIGN KEY ("nextId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "OrganisationSuccession_apart" CHECK ("formerId" <> "nextId")
);

-- Groups of communes have a name and a place; those that communes name already are groups of that name.
CREATE TABLE "CommuneGroup" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "CommuneGroup_pkey" PRIMARY KEY ("code")
);
INSERT INTO "CommuneGroup" ("code", "name", "position")
  SELECT "groupCode", "groupCode", row_number() OVER (ORDER BY max("population") DESC) FROM "Commune" GROUP BY "groupCode";

-- Written by hand: what the schema language cannot say.

-- An act stays as it was signed, but for a territory that is taken away whole (see first steps).
CREATE FUNCTION refuse_changing_an_act() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an act of the convention cannot be changed';
END $$;
CREATE TRIGGER "ConventionAct_immutable" BEFORE UPDATE ON "ConventionAct"
  FOR EACH ROW EXECUTE FUNCTION refuse_changing_an_act();

UPDATE "CommuneGroup" SET "name" = 'Dijon' WHERE "code" = 'DIJON';
UPDATE "CommuneGroup" SET "name" = 'Chenôve, Longvic, Quetigny, Talant, Chevigny-Saint-Sauveur' WHERE "code" = 'LARGE';
UPDATE "CommuneGroup" SET "name" = 'Autres communes de la métropole' WHERE "code" = 'OTHER';
