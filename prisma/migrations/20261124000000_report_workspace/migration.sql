-- CreateTable
CREATE TABLE "ReportText" (
    "id" SERIAL NOT NULL,
    "year" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "words" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "ready" BOOLEAN NOT NULL DEFAULT false,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "updatedById" TEXT,
    "updatedByName" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReportText_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReportTextVersion" (
    "id" SERIAL NOT NULL,
    "textId" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "words" INTEGER NOT NULL,
    "authorId" TEXT,
    "authorName" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReportTextVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReportJudgement" (
    "year" INTEGER NOT NULL,
    "actionKey" TEXT NOT NULL,
    "judgement" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "updatedById" TEXT,
    "updatedByName" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReportJudgement_pkey" PRIMARY KEY ("year","actionKey")
);

-- CreateTable
CREATE TABLE "ReportComment" (
    "id" SERIAL NOT NULL,
    "year" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "authorId" TEXT,
    "authorName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "resolvedAt" TIMESTAMPTZ(3),
    "resolvedByName" TEXT,

    CONSTRAINT "ReportComment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReportStep" (
    "year" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "ownerId" TEXT,
    "ownerName" TEXT,
    "done" BOOLEAN NOT NULL DEFAULT false,
    "date" CHAR(10),
    "updatedByName" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReportStep_pkey" PRIMARY KEY ("year","step")
);

-- CreateIndex
CREATE UNIQUE INDEX "ReportText_year_place_key" ON "ReportText"("year", "place");

-- CreateIndex
CREATE INDEX "ReportTextVersion_textId_id_idx" ON "ReportTextVersion"("textId", "id");

-- CreateIndex
CREATE INDEX "ReportComment_year_place_idx" ON "ReportComment"("year", "place");

-- AddForeignKey
ALTER TABLE "ReportTextVersion" ADD CONSTRAINT "ReportTextVersion_textId_fkey" FOREIGN KEY ("textId") REFERENCES "ReportText"("id") ON DELETE CASCADE ON UPDATE CASCADE;
