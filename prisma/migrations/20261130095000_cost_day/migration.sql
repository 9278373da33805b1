-- Cost and tokens of runs by UTC day, kind and value, made from the runs of the day whenever the day is counted. At most 200 values of a
-- kind are kept of a day, so that a page over a month reads the same number of rows whether there are a thousand runs or a million.
-- A run whose cost nobody knows is in runs and not in known_runs.
CREATE TABLE "cost_day" (
    "project_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "value" TEXT NOT NULL,
    "runs" INTEGER NOT NULL,
    "known_runs" INTEGER NOT NULL,
    "cost_usd" DECIMAL(18,9) NOT NULL,
    "token_runs" INTEGER NOT NULL,
    "input_tokens" BIGINT NOT NULL,
    "cached_tokens" BIGINT NOT NULL,
    "output_tokens" BIGINT NOT NULL,
    "reasoning_tokens" BIGINT NOT NULL,
    "steps" INTEGER NOT NULL,
    "dearest" JSONB NOT NULL,

    CONSTRAINT "cost_day_pkey" PRIMARY KEY ("project_id", "kind", "day", "value")
);
CREATE INDEX "cost_day_project_id_kind_value_day_idx" ON "cost_day" ("project_id", "kind", "value", "day");
ALTER TABLE "cost_day" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "cost_day" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "cost_day" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "cost_day" TO countersign_app;
