-- Publications: what readers, the public and the report read, made once by one act.
-- CreateEnum
CREATE TYPE "PublicationForm" AS ENUM ('masked', 'whole');

-- CreateTable
CREATE TABLE "Publication" (
    "id" SERIAL NOT NULL,
    "number" INTEGER NOT NULL,
    "through" CHAR(7) NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "madeById" TEXT,
    "madeByName" TEXT NOT NULL,
    "fictitious" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT,
    "withdraws" INTEGER,
    "withdrawsWhy" TEXT,
    "summary" JSONB NOT NULL,
    "fingerprint" CHAR(64) NOT NULL,

    CONSTRAINT "Publication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PublicationAnswer" (
    "publicationId" INTEGER NOT NULL,
    "form" "PublicationForm" NOT NULL,
    "procedure" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "PublicationAnswer_pkey" PRIMARY KEY ("publicationId","form","procedure","key")
);

-- CreateTable
CREATE TABLE "WholeReading" (
    "id" SERIAL NOT NULL,
    "userId" TEXT NOT NULL,
    "engagement" TEXT NOT NULL,
    "fromDate" CHAR(10) NOT NULL,
    "toDate" CHAR(10) NOT NULL,
    "givenAt" TIMESTAMPTZ(3) NOT NULL,
    "givenByName" TEXT NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "endedByName" TEXT,

    CONSTRAINT "WholeReading_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Publication_number_key" ON "Publication"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Publication_withdraws_key" ON "Publication"("withdraws");

-- CreateIndex
CREATE INDEX "WholeReading_userId_idx" ON "WholeReading"("userId");

-- AddForeignKey
ALTER TABLE "PublicationAnswer" ADD CONSTRAINT "PublicationAnswer_publicationId_fkey" FOREIGN KEY ("publicationId") REFERENCES "Publication"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WholeReading" ADD CONSTRAINT "WholeReading_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- Written by hand: what the schema language cannot say.

-- A publication stays as it was made. Those of the demonstration go with it.
CREATE FUNCTION refuse_changing_a_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD."fictitious" THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'a publication cannot be changed';
END $$;
CREATE TRIGGER "Publication_immutable" BEFORE UPDATE OR DELETE ON "Publication"
  FOR EACH ROW EXECUTE FUNCTION refuse_changing_a_publication();

CREATE FUNCTION refuse_changing_an_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Gone with its publication, whose own rule has said yes.
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM "Publication" WHERE id = OLD."publicationId") THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'an answer of a publication cannot be changed';
END $$;
CREATE TRIGGER "PublicationAnswer_immutable" BEFORE UPDATE OR DELETE ON "PublicationAnswer"
  FOR EACH ROW EXECUTE FUNCTION refuse_changing_an_answer();

-- Open pages ask again when there is a new one.
CREATE TRIGGER "Publication_revision" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Publication"
  FOR EACH STATEMENT EXECUTE FUNCTION revision.note_change();

-- Readers' answers are read by a role that sees publications and nothing else. Where the account may make no role (a server of
-- others), the product reads them by its own account, and says so when it starts.
DO $$
BEGIN
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'observatory_reader') THEN CREATE ROLE observatory_reader NOLOGIN; END IF;
    EXECUTE format('GRANT observatory_reader TO %I', current_user);
  EXCEPTION WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN NULL;
  END;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'observatory_reader') THEN
    GRANT USAGE ON SCHEMA public TO observatory_reader;
    GRANT SELECT ON "Publication", "PublicationAnswer" TO observatory_reader;
  END IF;
END $$;
