-- A phrase is found by the keys of its words and of the boundaries between them instead of by trigrams, block by block from the newest
-- run on. Rows of before have no keys until the job index-search has made them (it goes from the newest to the oldest).
ALTER TABLE "run_search" ADD COLUMN "seq" INTEGER;
ALTER TABLE "run_search" ADD COLUMN "keys" INTEGER[];
-- Hashes do not compress.
ALTER TABLE "run_search" ALTER COLUMN "keys" SET STORAGE EXTERNAL;
DROP INDEX run_search_input;
DROP INDEX run_search_output;
DROP INDEX run_search_context;
-- Without a list of pending entries: each of the many short look-ups of a search would have to read it whole.
CREATE INDEX run_search_keys ON run_search USING gin (keys) WITH (fastupdate = off);
CREATE INDEX "run_search_project_id_seq_run_id_idx" ON "run_search" ("project_id", "seq" DESC, "run_id");
CREATE INDEX run_search_waiting ON run_search (project_id) WHERE keys IS NULL;

-- Which words occur in which block of runs: what a part of a word is looked up in.
CREATE TABLE "search_word" (
    "project_id" UUID NOT NULL,
    "word" TEXT NOT NULL,
    "block" INTEGER NOT NULL,
    CONSTRAINT "search_word_pkey" PRIMARY KEY ("project_id", "word", "block")
);
CREATE INDEX search_word_part ON search_word USING gin (word gin_trgm_ops);
ALTER TABLE "search_word" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "search_word" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "search_word" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, DELETE ON "search_word" TO countersign_app;

-- The usual filters of the list of runs, newest first, and what is measured, by size.
CREATE INDEX "run_project_id_session_id_started_at_run_id_idx" ON "run" ("project_id", "session_id", "started_at" DESC, "run_id");
CREATE INDEX "run_project_id_user_id_started_at_run_id_idx" ON "run" ("project_id", "user_id", "started_at" DESC, "run_id");
CREATE INDEX "run_project_id_name_started_at_run_id_idx" ON "run" ("project_id", "name", "started_at" DESC, "run_id");
CREATE INDEX "run_project_id_environment_started_at_run_id_idx" ON "run" ("project_id", "environment", "started_at" DESC, "run_id");
CREATE INDEX "run_project_id_prompt_version_started_at_run_id_idx" ON "run" ("project_id", "prompt_version", "started_at" DESC, "run_id");
CREATE INDEX "run_project_id_model_name_started_at_run_id_idx" ON "run" ("project_id", "model_name", "started_at" DESC, "run_id");
CREATE INDEX "run_project_id_cost_usd_idx" ON "run" ("project_id", "cost_usd");
CREATE INDEX "run_project_id_latency_ms_idx" ON "run" ("project_id", "latency_ms");
CREATE INDEX run_tokens ON run (project_id, (coalesce(input_tokens, 0) + coalesce(output_tokens, 0)));
CREATE INDEX run_by_outcome ON run (project_id, review_outcome, started_at DESC, run_id) WHERE review_outcome IS NOT NULL;
CREATE INDEX item_by_reviewer ON item (project_id, decided_by, run_id) WHERE decided_by IS NOT NULL;
DROP INDEX "run_project_id_session_id_idx";
