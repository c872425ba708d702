-- A workbook that feeds several registers is prepared part by part, and written as one.
ALTER TABLE "Import" ADD COLUMN "workbookId" INTEGER;
CREATE INDEX "Import_workbookId_idx" ON "Import"("workbookId");
