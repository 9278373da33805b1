-- Where decisions are sent, and how far each of them has come with each place: one slow place holds up no other.
CREATE TABLE "connector" (
    "project_id" UUID NOT NULL,
    "connector_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "secret" BYTEA,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "paused_until" TIMESTAMPTZ(6),
    "last_ok_at" TIMESTAMPTZ(6),
    "last_error" TEXT,
    "last_error_at" TIMESTAMPTZ(6),
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "connector_pkey" PRIMARY KEY ("project_id","connector_id")
);
CREATE UNIQUE INDEX "connector_project_id_name_key" ON "connector"("project_id", "name");

CREATE TABLE "delivery" (
    "project_id" UUID NOT NULL,
    "connector_id" UUID NOT NULL,
    "outbox_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "trail_index" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "progress" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "last_error" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("project_id","connector_id","outbox_id"),
    CONSTRAINT "delivery_state" CHECK (state IN ('waiting', 'sent', 'given_up', 'not_applicable'))
);
CREATE INDEX "delivery_project_id_connector_id_state_trail_index_idx" ON "delivery"("project_id", "connector_id", "state", "trail_index");
CREATE INDEX "delivery_project_id_connector_id_run_id_trail_index_idx" ON "delivery"("project_id", "connector_id", "run_id", "trail_index");
CREATE INDEX "delivery_project_id_outbox_id_idx" ON "delivery"("project_id", "outbox_id");
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_project_id_connector_id_fkey" FOREIGN KEY ("project_id", "connector_id") REFERENCES "connector"("project_id", "connector_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_project_id_outbox_id_fkey" FOREIGN KEY ("project_id", "outbox_id") REFERENCES "outbox"("project_id", "outbox_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What became of an outbox row stands with each delivery of it.
DROP INDEX "outbox_project_id_sent_at_idx";
ALTER TABLE "outbox" DROP COLUMN "sent_at", DROP COLUMN "attempts", DROP COLUMN "last_error";
CREATE INDEX "outbox_project_id_created_at_idx" ON "outbox"("project_id", "created_at");

ALTER TABLE "connector" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "connector" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "connector" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "connector" TO countersign_app;
ALTER TABLE "delivery" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "delivery" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "delivery" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "delivery" TO countersign_app;
