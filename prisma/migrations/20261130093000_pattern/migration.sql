-- Failure patterns: what fails where, with which words and on which source. Runs of before are read by the job derive-patterns.
ALTER TABLE "run" ADD COLUMN "pattern_key" TEXT;
CREATE INDEX "run_project_id_pattern_key_started_at_run_id_idx" ON "run" ("project_id", "pattern_key", "started_at" DESC, "run_id");

CREATE TABLE "pattern" (
    "project_id" UUID NOT NULL,
    "pattern_key" TEXT NOT NULL,
    "coarse_key" TEXT NOT NULL,
    "made" JSONB NOT NULL,
    "first_seen_at" TIMESTAMPTZ(6) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL,
    "typical_run_id" TEXT NOT NULL,
    CONSTRAINT "pattern_pkey" PRIMARY KEY ("project_id", "pattern_key")
);
CREATE INDEX "pattern_project_id_coarse_key_idx" ON "pattern" ("project_id", "coarse_key");
ALTER TABLE "pattern" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "pattern" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "pattern" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "pattern" TO countersign_app;

-- A name or a mute is a new version with who, when and why, and the newest of a key holds.
CREATE TABLE "pattern_setting" (
    "project_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "pattern_key" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "is_muted" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT NOT NULL DEFAULT '',
    "created_by" TEXT NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "pattern_setting_pkey" PRIMARY KEY ("project_id", "version")
);
CREATE INDEX "pattern_setting_project_id_pattern_key_version_idx" ON "pattern_setting" ("project_id", "pattern_key", "version" DESC);
ALTER TABLE "pattern_setting" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "pattern_setting" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "pattern_setting" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT ON "pattern_setting" TO countersign_app;

CREATE TABLE "pattern_progress" (
    "project_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "after" TEXT NOT NULL DEFAULT '',
    "finished_at" TIMESTAMPTZ(6),
    CONSTRAINT "pattern_progress_pkey" PRIMARY KEY ("project_id")
);
ALTER TABLE "pattern_progress" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "pattern_progress" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "pattern_progress" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "pattern_progress" TO countersign_app;
