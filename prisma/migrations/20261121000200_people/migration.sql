-- Where a browser session was last, and links that let one person in once.
ALTER TABLE "session" ADD COLUMN "last_project_id" UUID;

CREATE TABLE "sign_in_link" (
    "project_id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT,
    "user_id" UUID,
    "token_hash" BYTEA NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),
    CONSTRAINT "sign_in_link_pkey" PRIMARY KEY ("project_id", "link_id")
);
CREATE UNIQUE INDEX "sign_in_link_project_id_token_hash_key" ON "sign_in_link"("project_id", "token_hash");
ALTER TABLE "sign_in_link" ADD CONSTRAINT sign_in_link_kind CHECK ((kind = 'join' AND role IS NOT NULL) OR (kind = 'reset' AND user_id IS NOT NULL));

ALTER TABLE "sign_in_link" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "sign_in_link" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "sign_in_link" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "sign_in_link" TO countersign_app;

-- E-mail addresses are compared without case: two accounts that differ in case only would be one person.
CREATE UNIQUE INDEX user_email_lower ON "user" (lower(email));
