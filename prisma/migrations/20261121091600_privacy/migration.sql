-- Privacy at the door: rules as versions, the keys of a project wrapped by the installation's key, and the vault of taken values.
CREATE TABLE "privacy_rules" (
    "project_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "rules" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "privacy_rules_pkey" PRIMARY KEY ("project_id", "version")
);
ALTER TABLE "privacy_rules" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "privacy_rules" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "privacy_rules" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT ON "privacy_rules" TO countersign_app;

CREATE TABLE "project_key" (
    "project_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "kek_id" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "project_key_pkey" PRIMARY KEY ("project_id", "purpose", "generation")
);
ALTER TABLE "project_key" ADD CONSTRAINT project_key_purpose CHECK (purpose IN ('pseudonym', 'data'));
ALTER TABLE "project_key" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "project_key" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "project_key" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT ON "project_key" TO countersign_app;
GRANT UPDATE ("kek_id", "wrapped") ON "project_key" TO countersign_app;

CREATE TABLE "vault_entry" (
    "project_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "vault_entry_pkey" PRIMARY KEY ("project_id", "token")
);
ALTER TABLE "vault_entry" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "vault_entry" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "vault_entry" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT ON "vault_entry" TO countersign_app;
