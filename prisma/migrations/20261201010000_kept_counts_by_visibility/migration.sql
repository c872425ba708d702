-- Rows about people go two years after the last contact, validated or not: what they count for is kept for whom it counted.
CREATE TYPE "KeptFor" AS ENUM ('both', 'working', 'validated');
ALTER TABLE "KeptCount" ADD COLUMN "keptFor" "KeptFor" NOT NULL DEFAULT 'both';
ALTER TABLE "KeptCount" DROP CONSTRAINT "KeptCount_pkey";
ALTER TABLE "KeptCount" ADD CONSTRAINT "KeptCount_pkey" PRIMARY KEY ("organisationId", source, reading, key, "keptFor");
