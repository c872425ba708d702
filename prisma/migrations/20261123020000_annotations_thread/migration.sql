-- CreateTable
CREATE TABLE "IndicatorAnnotation" (
    "id" SERIAL NOT NULL,
    "indicatorId" INTEGER NOT NULL,
    "month" CHAR(7) NOT NULL,
    "text" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "authorName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "IndicatorAnnotation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IndicatorMessage" (
    "id" SERIAL NOT NULL,
    "indicatorId" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "authorId" TEXT NOT NULL,
    "authorName" TEXT NOT NULL,
    "authorPlace" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IndicatorMessage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "IndicatorAnnotation_indicatorId_idx" ON "IndicatorAnnotation"("indicatorId");

-- CreateIndex
CREATE INDEX "IndicatorMessage_indicatorId_idx" ON "IndicatorMessage"("indicatorId");

-- AddForeignKey
ALTER TABLE "IndicatorAnnotation" ADD CONSTRAINT "IndicatorAnnotation_indicatorId_fkey" FOREIGN KEY ("indicatorId") REFERENCES "Indicator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IndicatorMessage" ADD CONSTRAINT "IndicatorMessage_indicatorId_fkey" FOREIGN KEY ("indicatorId") REFERENCES "Indicator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: what the schema language cannot say.
ALTER TABLE "IndicatorAnnotation" ADD CONSTRAINT "IndicatorAnnotation_month_check" CHECK ("month" ~ '^[0-9]{4}-(0[1-9]|1[0-2])$');

-- What was asked and answered stays as it was said.
CREATE TRIGGER "IndicatorMessage_append_only" BEFORE UPDATE ON "IndicatorMessage" FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
