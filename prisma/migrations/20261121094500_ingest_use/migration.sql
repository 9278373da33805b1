-- What a project has sent in the current window of each quota, one row a quota: processes lease from it, so that requests need not.
CREATE TABLE "ingest_use" (
    "project_id" UUID NOT NULL,
    "quota" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(6) NOT NULL,
    "used" BIGINT NOT NULL,
    CONSTRAINT "ingest_use_pkey" PRIMARY KEY ("project_id", "quota")
) WITH (fillfactor = 50);

ALTER TABLE "ingest_use" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ingest_use" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "ingest_use" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "ingest_use" TO countersign_app;
