-- Runs by what they were asked: a digest for the same input, and bands of a MinHash signature for near-same ones. A variant is a
-- prompt version, model and route, so that each has its newest runs at hand however often a question is asked. Runs of before are
-- read by the job index-inputs.
CREATE TABLE "run_input" (
    "project_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "bands" INTEGER[],
    "variant" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "run_input_pkey" PRIMARY KEY ("project_id", "run_id")
);
CREATE INDEX "run_input_project_id_digest_variant_started_at_idx" ON "run_input" ("project_id", "digest", "variant", "started_at" DESC);
CREATE INDEX run_input_band_1 ON run_input (project_id, (bands[1]), variant, started_at DESC);
CREATE INDEX run_input_band_2 ON run_input (project_id, (bands[2]), variant, started_at DESC);
CREATE INDEX run_input_band_3 ON run_input (project_id, (bands[3]), variant, started_at DESC);
CREATE INDEX run_input_band_4 ON run_input (project_id, (bands[4]), variant, started_at DESC);
CREATE INDEX run_input_band_5 ON run_input (project_id, (bands[5]), variant, started_at DESC);
CREATE INDEX run_input_band_6 ON run_input (project_id, (bands[6]), variant, started_at DESC);
CREATE INDEX run_input_band_7 ON run_input (project_id, (bands[7]), variant, started_at DESC);
CREATE INDEX run_input_band_8 ON run_input (project_id, (bands[8]), variant, started_at DESC);
CREATE INDEX run_input_band_9 ON run_input (project_id, (bands[9]), variant, started_at DESC);
CREATE INDEX run_input_band_10 ON run_input (project_id, (bands[10]), variant, started_at DESC);
CREATE INDEX run_input_band_11 ON run_input (project_id, (bands[11]), variant, started_at DESC);
CREATE INDEX run_input_band_12 ON run_input (project_id, (bands[12]), variant, started_at DESC);
CREATE INDEX run_input_band_13 ON run_input (project_id, (bands[13]), variant, started_at DESC);
CREATE INDEX run_input_band_14 ON run_input (project_id, (bands[14]), variant, started_at DESC);
CREATE INDEX run_input_band_15 ON run_input (project_id, (bands[15]), variant, started_at DESC);
CREATE INDEX run_input_band_16 ON run_input (project_id, (bands[16]), variant, started_at DESC);
ALTER TABLE "run_input" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "run_input" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "run_input" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "run_input" TO countersign_app;

CREATE TABLE "run_input_progress" (
    "project_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "after" TEXT NOT NULL DEFAULT '',
    "finished_at" TIMESTAMPTZ(6),
    CONSTRAINT "run_input_progress_pkey" PRIMARY KEY ("project_id")
);
ALTER TABLE "run_input_progress" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "run_input_progress" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "run_input_progress" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "run_input_progress" TO countersign_app;
