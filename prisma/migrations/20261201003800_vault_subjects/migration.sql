-- A key for each data subject of a project, wrapped by its data key: what came with the runs of a user is sealed by it and gone with it.
CREATE TABLE "subject_key" (
    "project_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "subject_key_pkey" PRIMARY KEY ("project_id", "subject")
);
ALTER TABLE "subject_key" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "subject_key" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "subject_key" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, DELETE ON "subject_key" TO countersign_app;
GRANT UPDATE ("generation", "wrapped") ON "subject_key" TO countersign_app;

ALTER TABLE "vault_entry" ADD COLUMN "subject" TEXT NOT NULL DEFAULT '';
ALTER TABLE "vault_entry" DROP CONSTRAINT "vault_entry_pkey";
ALTER TABLE "vault_entry" ADD CONSTRAINT "vault_entry_pkey" PRIMARY KEY ("project_id", "token", "subject");
CREATE INDEX "vault_entry_subject" ON "vault_entry" ("project_id", "subject");
GRANT DELETE ON "vault_entry" TO countersign_app;
