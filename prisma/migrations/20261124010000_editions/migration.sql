-- CreateTable
CREATE TABLE "Edition" (
    "id" SERIAL NOT NULL,
    "year" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "aboutId" INTEGER,
    "fictitious" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdByName" TEXT NOT NULL,
    "sealed" TEXT,
    "sha256" CHAR(64),
    "versions" JSONB,
    "warnings" JSONB,
    "frozenAt" TIMESTAMPTZ(3),
    "frozenById" TEXT,
    "frozenByName" TEXT,
    "deliberation" TEXT,
    "votedOn" CHAR(10),
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "Edition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EditionFile" (
    "editionId" INTEGER NOT NULL,
    "format" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "EditionFile_pkey" PRIMARY KEY ("editionId","format")
);

-- CreateTable
CREATE TABLE "EditionSending" (
    "id" SERIAL NOT NULL,
    "editionId" INTEGER NOT NULL,
    "recipient" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "formats" TEXT[],
    "mailKey" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "sentById" TEXT,
    "sentByName" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "stateAt" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "EditionSending_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "Mail" ADD COLUMN "attachments" JSONB;

-- CreateIndex
CREATE UNIQUE INDEX "Edition_year_kind_number_key" ON "Edition"("year", "kind", "number");

-- CreateIndex
CREATE UNIQUE INDEX "EditionSending_mailKey_key" ON "EditionSending"("mailKey");

-- CreateIndex
CREATE INDEX "EditionSending_editionId_idx" ON "EditionSending"("editionId");

-- AddForeignKey
ALTER TABLE "Edition" ADD CONSTRAINT "Edition_aboutId_fkey" FOREIGN KEY ("aboutId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EditionFile" ADD CONSTRAINT "EditionFile_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EditionSending" ADD CONSTRAINT "EditionSending_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand: what the schema language cannot say.

-- One edition in preparation of each kind for a year.
CREATE UNIQUE INDEX "Edition_in_preparation_key" ON "Edition"("year", "kind") WHERE "status" = 'draft';

ALTER TABLE "Edition" ADD CONSTRAINT "Edition_kind_check" CHECK ("kind" IN ('report', 'addendum') AND ("kind" = 'addendum') = ("aboutId" IS NOT NULL));
ALTER TABLE "Edition" ADD CONSTRAINT "Edition_status_check" CHECK ("status" IN ('draft', 'frozen', 'voted', 'sent'));
ALTER TABLE "Edition" ADD CONSTRAINT "Edition_sealed_check" CHECK (("status" = 'draft') = ("sealed" IS NULL) AND ("sealed" IS NULL) = ("sha256" IS NULL) AND ("sealed" IS NULL) = ("frozenAt" IS NULL));
ALTER TABLE "Edition" ADD CONSTRAINT "Edition_vote_check" CHECK (("deliberation" IS NULL) = ("votedOn" IS NULL) AND ("status" <> 'voted' OR "votedOn" IS NOT NULL));

-- What was frozen stays as it was: only the vote and the sending are written on it, once each, never backwards. The
-- editions of the demonstration may go away with it.
CREATE FUNCTION refuse_changing_an_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."status" = 'draft' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF OLD."fictitious" THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'a frozen edition is kept';
  END IF;
  IF (to_jsonb(OLD) - '{status,deliberation,votedOn,sentAt}'::text[]) IS DISTINCT FROM (to_jsonb(NEW) - '{status,deliberation,votedOn,sentAt}'::text[])
    OR array_position('{draft,frozen,voted,sent}'::text[], NEW."status") < array_position('{draft,frozen,voted,sent}'::text[], OLD."status")
    OR (OLD."votedOn" IS NOT NULL AND (NEW."votedOn", NEW."deliberation") IS DISTINCT FROM (OLD."votedOn", OLD."deliberation"))
    OR (OLD."sentAt" IS NOT NULL AND NEW."sentAt" IS DISTINCT FROM OLD."sentAt") THEN
    RAISE EXCEPTION 'a frozen edition cannot be changed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "Edition_frozen" BEFORE UPDATE OR DELETE ON "Edition" FOR EACH ROW EXECUTE FUNCTION refuse_changing_an_edition();

CREATE FUNCTION refuse_changing_an_edition_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Gone with its edition, whose own rule has said yes.
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM "Edition" WHERE id = OLD."editionId") THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'a file of a frozen edition cannot be changed';
END $$;
CREATE TRIGGER "EditionFile_frozen" BEFORE UPDATE OR DELETE ON "EditionFile" FOR EACH ROW EXECUTE FUNCTION refuse_changing_an_edition_file();

-- The receipt of a sending: what the queue of messages says is kept longer than the message itself.
CREATE FUNCTION note_sending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "EditionSending" SET "state" = NEW."status", "stateAt" = NEW."sentAt", "error" = NEW."error" WHERE "mailKey" = NEW."key";
  RETURN NEW;
END $$;
CREATE TRIGGER "Mail_note_sending" AFTER UPDATE OF "status", "error" ON "Mail" FOR EACH ROW WHEN (NEW."attachments" IS NOT NULL) EXECUTE FUNCTION note_sending();
