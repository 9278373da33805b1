-- What claims made of each passage besides standing on it: a source contradicts the claim, or two sources differ about it.
ALTER TABLE "passage" ADD COLUMN "is_contradicted" BOOLEAN NOT NULL DEFAULT false, ADD COLUMN "is_conflicting" BOOLEAN NOT NULL DEFAULT false;

-- Runs of a day that retrieved a text or a document, and what they made of it. Key: md5 of the text or of the document id. The row with
-- kind all counts every pair of a run and a passage.
CREATE TABLE "passage_day" (
    "project_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" UUID NOT NULL,
    "day" DATE NOT NULL,
    "retrieved" INTEGER NOT NULL,
    "supported" INTEGER NOT NULL,
    "contradicted" INTEGER NOT NULL,
    "conflicting" INTEGER NOT NULL,
    CONSTRAINT "passage_day_pkey" PRIMARY KEY ("project_id", "kind", "key", "day")
);
CREATE INDEX "passage_day_project_id_day_idx" ON "passage_day" ("project_id", "day");
ALTER TABLE "passage_day" ADD CONSTRAINT passage_day_kind CHECK (kind IN ('all', 'passage', 'document'));
ALTER TABLE "passage_day" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "passage_day" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "passage_day" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "passage_day" TO countersign_app;

-- The sums of the last 28 days by text and by document, so that the weakest are found by an index.
CREATE TABLE "passage_standing" (
    "project_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" UUID NOT NULL,
    "document_id" TEXT,
    "passage_id" TEXT,
    "page" INTEGER,
    "preview" TEXT NOT NULL,
    "last_run_id" TEXT NOT NULL,
    "last_ordinal" INTEGER NOT NULL,
    "first_day" DATE NOT NULL,
    "last_day" DATE NOT NULL,
    "retrieved" INTEGER NOT NULL,
    "supported" INTEGER NOT NULL,
    "contradicted" INTEGER NOT NULL,
    "conflicting" INTEGER NOT NULL,
    "missed" INTEGER NOT NULL,
    "troubled" INTEGER NOT NULL,
    CONSTRAINT "passage_standing_pkey" PRIMARY KEY ("project_id", "kind", "key")
);
CREATE INDEX "passage_standing_missed" ON "passage_standing" ("project_id", "kind", "missed" DESC, "key");
CREATE INDEX "passage_standing_troubled" ON "passage_standing" ("project_id", "kind", "troubled" DESC, "key");
CREATE INDEX "passage_standing_document" ON "passage_standing" ("project_id", "document_id");
ALTER TABLE "passage_standing" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "passage_standing" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "passage_standing" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "passage_standing" TO countersign_app;
