-- Counts of runs by day. A change of a run leaves a mark for its day in its own transaction, and marked days are counted anew later:
-- no row is shared by two runs that are stored at the same time, and no change is missed.
CREATE TABLE "day_mark" (
    "project_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "mark_id" UUID NOT NULL,
    CONSTRAINT "day_mark_pkey" PRIMARY KEY ("project_id", "day", "mark_id")
);
ALTER TABLE "day_mark" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "day_mark" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "day_mark" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, DELETE ON "day_mark" TO countersign_app;

-- When a day was counted last, and how long that took.
CREATE TABLE "day_counted" (
    "project_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "counted_at" TIMESTAMPTZ(6) NOT NULL,
    "took_ms" DOUBLE PRECISION NOT NULL,
    CONSTRAINT "day_counted_pkey" PRIMARY KEY ("project_id", "day")
);
ALTER TABLE "day_counted" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "day_counted" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "day_counted" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "day_counted" TO countersign_app;

-- Checked runs of a day by failure pattern, where an empty key stands for those with nothing wrong.
CREATE TABLE "pattern_day" (
    "project_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "pattern_key" TEXT NOT NULL,
    "coarse_key" TEXT NOT NULL,
    "runs" INTEGER NOT NULL,
    "wrong" INTEGER NOT NULL,
    "fine" INTEGER NOT NULL,
    CONSTRAINT "pattern_day_pkey" PRIMARY KEY ("project_id", "day", "pattern_key")
);
CREATE INDEX "pattern_day_project_id_pattern_key_day_idx" ON "pattern_day" ("project_id", "pattern_key", "day");
ALTER TABLE "pattern_day" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "pattern_day" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "pattern_day" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "pattern_day" TO countersign_app;
