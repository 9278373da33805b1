-- The names that senders give to attachments: a trace names them by it before their bytes come, which are kept by hash like all media.
CREATE TABLE "media_key" (
    "project_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    CONSTRAINT "media_key_pkey" PRIMARY KEY ("project_id", "key")
);
ALTER TABLE "media_key" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "media_key" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "media_key" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "media_key" TO countersign_app;
