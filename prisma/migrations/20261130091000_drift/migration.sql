-- Counts of runs by day and slice, so that drift and cost cost the same at any number of runs, and the alarms that are made from them.
-- One row says that a run has changed and has to be counted again. Writers only append, so that none waits for another.
CREATE TABLE "drift_dirty" (
    "project_id" UUID NOT NULL,
    "marker_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,

    CONSTRAINT "drift_dirty_pkey" PRIMARY KEY ("project_id","marker_id")
);

-- What a run added to the counts when it was counted last: taken off again before it is counted anew.
CREATE TABLE "drift_run" (
    "project_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "contribution" JSONB NOT NULL,

    CONSTRAINT "drift_run_pkey" PRIMARY KEY ("project_id","run_id")
);

CREATE TABLE "drift_day" (
    "project_id" UUID NOT NULL,
    "slice_kind" TEXT NOT NULL,
    "slice_value" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "runs" INTEGER NOT NULL,
    "counts" JSONB NOT NULL,
    "latency_runs" INTEGER NOT NULL,
    "latency_ms" DOUBLE PRECISION NOT NULL,
    "cost_runs" INTEGER NOT NULL,
    "cost_usd" DECIMAL(18,9) NOT NULL,
    "token_runs" INTEGER NOT NULL,
    "input_tokens" BIGINT NOT NULL,
    "output_tokens" BIGINT NOT NULL,

    CONSTRAINT "drift_day_pkey" PRIMARY KEY ("project_id","slice_kind","slice_value","day")
);
CREATE INDEX "drift_day_project_id_day_idx" ON "drift_day"("project_id", "day");
ALTER TABLE "drift_day" ADD CONSTRAINT drift_day_slice CHECK (slice_kind IN ('all', 'route', 'prompt', 'model', 'environment'));
ALTER TABLE "drift_day" ADD CONSTRAINT drift_day_runs CHECK (runs > 0);

-- How far counting and testing have come, and what the project has chosen.
CREATE TABLE "drift_state" (
    "project_id" UUID NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "secret" BYTEA,
    "filled_after" TEXT NOT NULL DEFAULT '',
    "filled_at" TIMESTAMPTZ(6),
    "counted_at" TIMESTAMPTZ(6),
    "tested_day" DATE,
    "tested_at" TIMESTAMPTZ(6),
    "results" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "drift_state_pkey" PRIMARY KEY ("project_id")
);

CREATE TABLE "drift_alarm" (
    "project_id" UUID NOT NULL,
    "alarm_id" UUID NOT NULL,
    "dimension" TEXT NOT NULL,
    "slice_kind" TEXT NOT NULL,
    "slice_value" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "result" JSONB NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "seen_day" DATE NOT NULL,
    "quiet_days" INTEGER NOT NULL DEFAULT 0,
    "ended_at" TIMESTAMPTZ(6),
    "decided_by" TEXT,
    "decided_by_name" TEXT,
    "decided_at" TIMESTAMPTZ(6),
    "reason" TEXT NOT NULL DEFAULT '',
    "muted_until" TIMESTAMPTZ(6),
    "incident_id" UUID,
    "sampled_queue" TEXT,
    "sampled_share" DOUBLE PRECISION,
    "sampled_until" TIMESTAMPTZ(6),
    "webhook_state" TEXT NOT NULL DEFAULT 'none',
    "webhook_attempts" INTEGER NOT NULL DEFAULT 0,
    "webhook_error" TEXT,

    CONSTRAINT "drift_alarm_pkey" PRIMARY KEY ("project_id","alarm_id")
);
CREATE INDEX "drift_alarm_project_id_opened_at_idx" ON "drift_alarm"("project_id", "opened_at" DESC);
-- An alarm is raised once while it lasts.
CREATE UNIQUE INDEX drift_alarm_once ON "drift_alarm"("project_id", "dimension", "slice_kind", "slice_value") WHERE ended_at IS NULL;
CREATE INDEX drift_alarm_sampled ON "drift_alarm"("project_id", "sampled_until") WHERE sampled_until IS NOT NULL;
ALTER TABLE "drift_alarm" ADD CONSTRAINT drift_alarm_state CHECK (state IN ('open', 'acknowledged', 'muted', 'ended'));
ALTER TABLE "drift_alarm" ADD CONSTRAINT drift_alarm_webhook CHECK (webhook_state IN ('none', 'waiting', 'sent', 'given_up'));

ALTER TABLE "drift_dirty" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "drift_dirty" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "drift_dirty" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "drift_dirty" TO countersign_app;
ALTER TABLE "drift_run" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "drift_run" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "drift_run" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "drift_run" TO countersign_app;
ALTER TABLE "drift_day" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "drift_day" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "drift_day" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "drift_day" TO countersign_app;
ALTER TABLE "drift_state" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "drift_state" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "drift_state" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "drift_state" TO countersign_app;
ALTER TABLE "drift_alarm" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "drift_alarm" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "drift_alarm" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON "drift_alarm" TO countersign_app;
