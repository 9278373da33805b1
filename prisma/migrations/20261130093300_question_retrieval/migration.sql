-- What recurring questions retrieve, and when that changed most: made anew for the questions of a day whenever that day is counted.
CREATE TABLE "question_retrieval" (
    "project_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "runs" INTEGER NOT NULL,
    "change" DOUBLE PRECISION NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,
    "last_at" TIMESTAMPTZ(6) NOT NULL,
    "detail" JSONB NOT NULL,
    CONSTRAINT "question_retrieval_pkey" PRIMARY KEY ("project_id", "digest")
);
CREATE INDEX "question_retrieval_change" ON "question_retrieval" ("project_id", "change" DESC, "digest");
ALTER TABLE "question_retrieval" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "question_retrieval" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "question_retrieval" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "question_retrieval" TO countersign_app;
CREATE INDEX "run_input_digest_time" ON "run_input" ("project_id", "digest", "started_at" DESC);
