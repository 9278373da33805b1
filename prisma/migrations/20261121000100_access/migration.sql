-- Who may touch what. The app connects as a login role that is a member of countersign_app. That role owns nothing, and row level
-- security is forced, so a statement without a project context sees and writes no row of a tenant.

-- The role itself is made by prisma/migrate.ts before the migrations run: roles belong to the server, not to one database.

GRANT USAGE ON SCHEMA public TO countersign_app;

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Reference tables: global, small, no row level security.
GRANT SELECT, INSERT, UPDATE, DELETE ON "api_key" TO countersign_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "membership" TO countersign_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "project" TO countersign_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "session" TO countersign_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "sign_in_attempt" TO countersign_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "user" TO countersign_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "worker_heartbeat" TO countersign_app;

-- Tenant tables.
ALTER TABLE "run" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "run" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "run" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "run" TO countersign_app;
ALTER TABLE "run_revision" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "run_revision" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "run_revision" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT ON "run_revision" TO countersign_app;
ALTER TABLE "step" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "step" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "step" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "step" TO countersign_app;
ALTER TABLE "step_io" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "step_io" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "step_io" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "step_io" TO countersign_app;
ALTER TABLE "run_alias" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "run_alias" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "run_alias" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "run_alias" TO countersign_app;
ALTER TABLE "passage" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "passage" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "passage" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "passage" TO countersign_app;
ALTER TABLE "run_search" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "run_search" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "run_search" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "run_search" TO countersign_app;
ALTER TABLE "blob" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "blob" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "blob" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "blob" TO countersign_app;
ALTER TABLE "document" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "document" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "document" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "document" TO countersign_app;
ALTER TABLE "document_page" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "document_page" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "document_page" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "document_page" TO countersign_app;
ALTER TABLE "claim" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "claim" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "claim" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "claim" TO countersign_app;
ALTER TABLE "finding" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "finding" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "finding" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "finding" TO countersign_app;
ALTER TABLE "risk" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "risk" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "risk" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "risk" TO countersign_app;
ALTER TABLE "queue" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "queue" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "queue" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "queue" TO countersign_app;
ALTER TABLE "rule" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "rule" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "rule" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "rule" TO countersign_app;
ALTER TABLE "item" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "item" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "item" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "item" TO countersign_app;
ALTER TABLE "saved_view" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "saved_view" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "saved_view" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "saved_view" TO countersign_app;
ALTER TABLE "review_event" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "review_event" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "review_event" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT ON "review_event" TO countersign_app;
ALTER TABLE "eval_set" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "eval_set" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "eval_set" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "eval_set" TO countersign_app;
ALTER TABLE "eval_case" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "eval_case" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "eval_case" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE (state, approved_by, approved_at) ON "eval_case" TO countersign_app;
ALTER TABLE "eval_version" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "eval_version" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "eval_version" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT ON "eval_version" TO countersign_app;
ALTER TABLE "trail_head" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "trail_head" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "trail_head" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON "trail_head" TO countersign_app;
ALTER TABLE "trail_entry" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "trail_entry" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "trail_entry" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT ON "trail_entry" TO countersign_app;
ALTER TABLE "trail_value" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "trail_value" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "trail_value" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "trail_value" TO countersign_app;
ALTER TABLE "trail_node" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "trail_node" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "trail_node" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "trail_node" TO countersign_app;
ALTER TABLE "trail_checkpoint" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "trail_checkpoint" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "trail_checkpoint" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT ON "trail_checkpoint" TO countersign_app;
ALTER TABLE "idempotency_key" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "idempotency_key" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "idempotency_key" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "idempotency_key" TO countersign_app;
ALTER TABLE "outbox" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "outbox" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "outbox" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "outbox" TO countersign_app;
ALTER TABLE "inbox" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "inbox" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "inbox" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "inbox" TO countersign_app;

-- Phrase, prefix and substring search in any script.
CREATE INDEX run_search_input ON run_search USING gin (input gin_trgm_ops);
CREATE INDEX run_search_output ON run_search USING gin (output gin_trgm_ops);
CREATE INDEX run_search_context ON run_search USING gin (context gin_trgm_ops);
CREATE INDEX run_codes ON run USING gin (codes);
CREATE INDEX run_tags ON run USING gin (tags);
CREATE INDEX run_documents ON run USING gin (document_ids);

-- A claim looks for the next waiting item in this order. Only waiting and leased rows are in the index, so decided ones cost nothing.
CREATE INDEX item_waiting ON item (project_id, queue_id, priority DESC, risk DESC, created_at, item_id) WHERE state IN ('waiting', 'leased');

ALTER TABLE item ADD CONSTRAINT item_state CHECK (state IN ('waiting', 'leased', 'done', 'escalated', 'removed'));
ALTER TABLE item ADD CONSTRAINT item_lease CHECK ((state = 'leased') = (lease_id IS NOT NULL AND lease_holder IS NOT NULL AND lease_expires_at IS NOT NULL));
ALTER TABLE rule ADD CONSTRAINT rule_sample CHECK (sample >= 0 AND sample <= 1);
ALTER TABLE membership ADD CONSTRAINT membership_role CHECK (role IN ('owner', 'engineer', 'lead', 'reviewer', 'auditor', 'viewer'));
ALTER TABLE eval_case ADD CONSTRAINT eval_case_four_eyes CHECK (state <> 'approved' OR approved_by IS NOT NULL);
ALTER TABLE trail_entry ADD CONSTRAINT trail_entry_size CHECK (octet_length(payload) <= 65535);
