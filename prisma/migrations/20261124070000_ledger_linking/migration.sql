-- Requests of one household are brought together by its identity key, once the data-protection assessment is recorded.
ALTER TABLE "LedgerState" ADD COLUMN "requests" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "identifiedRequests" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "joinedRequests" INTEGER NOT NULL DEFAULT 0;
