-- A project may have a verifier: how it is asked, what it said, what of it was used, and the runs that wait for it.
CREATE TABLE "verifier" (
    "project_id" UUID NOT NULL,
    "settings" JSONB NOT NULL,
    "secret" BYTEA,
    "is_on" BOOLEAN NOT NULL DEFAULT true,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "paused_until" TIMESTAMPTZ(6),
    "away_since" TIMESTAMPTZ(6),
    "last_ok_at" TIMESTAMPTZ(6),
    "last_error" TEXT,
    "last_error_at" TIMESTAMPTZ(6),
    "changed_by" UUID,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "verifier_pkey" PRIMARY KEY ("project_id")
);

-- What was said about a pair is kept under a hash of everything it depends on, without the texts.
CREATE TABLE "verifier_score" (
    "project_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "support" DOUBLE PRECISION NOT NULL,
    "detail" TEXT,
    "model" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "verifier_score_pkey" PRIMARY KEY ("project_id","key"),
    CONSTRAINT "verifier_score_support" CHECK (support >= 0 AND support <= 1)
);
CREATE INDEX "verifier_score_project_id_at_idx" ON "verifier_score"("project_id", "at");

CREATE TABLE "verifier_use" (
    "project_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "pairs" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "verifier_use_pkey" PRIMARY KEY ("project_id","day")
);

CREATE TABLE "verifier_wait" (
    "project_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "verifier_wait_pkey" PRIMARY KEY ("project_id","run_id")
);
CREATE INDEX "verifier_wait_project_id_since_idx" ON "verifier_wait"("project_id", "since");

ALTER TABLE "verifier" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "verifier" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "verifier" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "verifier" TO countersign_app;
ALTER TABLE "verifier_score" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "verifier_score" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "verifier_score" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "verifier_score" TO countersign_app;
ALTER TABLE "verifier_use" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "verifier_use" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "verifier_use" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "verifier_use" TO countersign_app;
ALTER TABLE "verifier_wait" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "verifier_wait" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "verifier_wait" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "verifier_wait" TO countersign_app;
