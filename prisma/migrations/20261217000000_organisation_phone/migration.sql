-- The professional number of an organisation: whom to call when a month is missing.
ALTER TABLE "Organisation" ADD COLUMN "phone" TEXT;
