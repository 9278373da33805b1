-- Scores and feedback of other tools: kept by their own ids, bound to runs when they are read.
CREATE TABLE "score" (
    "project_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "score_id" TEXT NOT NULL,
    "run_id" TEXT,
    "step_id" TEXT,
    "session_id" TEXT,
    "document_position" INTEGER,
    "name" TEXT NOT NULL,
    "number" DOUBLE PRECISION,
    "label" TEXT,
    "correction" JSONB,
    "comment" TEXT,
    "who" TEXT,
    "annotator" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(6) NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "score_pkey" PRIMARY KEY ("project_id", "source", "score_id")
);
CREATE INDEX "score_project_id_run_id_idx" ON "score"("project_id", "run_id");
CREATE INDEX "score_project_id_step_id_idx" ON "score"("project_id", "step_id");
CREATE INDEX "score_project_id_session_id_idx" ON "score"("project_id", "session_id");
ALTER TABLE "score" ADD CONSTRAINT score_who CHECK (who IN ('human', 'model', 'api'));

ALTER TABLE "score" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "score" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "score" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "score" TO countersign_app;
