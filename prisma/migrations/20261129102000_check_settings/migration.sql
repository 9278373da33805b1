-- What a project makes of each code that a check can say: on or off, and how grave. A change is a new version with who, when and why.
CREATE TABLE "check_setting" (
    "project_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "is_enabled" BOOLEAN NOT NULL,
    "severity" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "created_by" TEXT NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "check_setting_pkey" PRIMARY KEY ("project_id", "version")
);
CREATE INDEX "check_setting_project_id_code_version_idx" ON "check_setting" ("project_id", "code", "version" DESC);
ALTER TABLE "check_setting" ADD CONSTRAINT check_setting_severity CHECK (severity IS NULL OR severity IN ('info', 'low', 'medium', 'high'));
ALTER TABLE "check_setting" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "check_setting" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "check_setting" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT ON "check_setting" TO countersign_app;

-- Which version of these settings a checking went by, where 0 is the defaults.
ALTER TABLE "risk" ADD COLUMN "checks_version" INTEGER NOT NULL DEFAULT 0;

-- Verdicts of a window, for how often reviewers agreed with a check.
CREATE INDEX "review_event_project_id_at_idx" ON "review_event" ("project_id", "at");
