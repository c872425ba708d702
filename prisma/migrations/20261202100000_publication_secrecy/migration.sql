-- What is known of all publications so far: the next one is suppressed against it. The role of readers has no right on it.
CREATE TABLE "PublicationSecrecy" (
    "publicationId" INTEGER NOT NULL,
    "knowledge" TEXT NOT NULL,
    "lost" JSONB NOT NULL,

    CONSTRAINT "PublicationSecrecy_pkey" PRIMARY KEY ("publicationId")
);

-- AddForeignKey
ALTER TABLE "PublicationSecrecy" ADD CONSTRAINT "PublicationSecrecy_publicationId_fkey" FOREIGN KEY ("publicationId") REFERENCES "Publication"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TRIGGER "PublicationSecrecy_immutable" BEFORE UPDATE OR DELETE ON "PublicationSecrecy"
  FOR EACH ROW EXECUTE FUNCTION refuse_changing_an_answer();
