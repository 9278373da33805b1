-- What of a quota was spent, beside what processes have taken of it in advance.
ALTER TABLE "ingest_use" ADD COLUMN "spent" BIGINT NOT NULL DEFAULT 0;
UPDATE "ingest_use" SET "spent" = "used";
