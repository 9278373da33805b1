-- The tables of schema.prisma, as Prisma's engine writes them.
-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "oidc_subject" TEXT,
    "is_disabled" BOOLEAN NOT NULL DEFAULT false,
    "is_admin" BOOLEAN NOT NULL DEFAULT false,
    "key_bindings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),
    "user_agent" TEXT NOT NULL DEFAULT '',
    "provider" TEXT NOT NULL DEFAULT 'password',

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempt" (
    "bucket" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "blocked_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("bucket")
);

-- CreateTable
CREATE TABLE "project" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "project_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("project_id","user_id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "key_id" TEXT NOT NULL,
    "project_id" UUID NOT NULL,
    "user_id" UUID,
    "name" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "scopes" TEXT[],
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "last_used_at" TIMESTAMPTZ(6),
    "expires_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("key_id")
);

-- CreateTable
CREATE TABLE "run" (
    "project_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "declared" JSONB NOT NULL DEFAULT '{}',
    "declared_ranks" JSONB NOT NULL DEFAULT '{}',
    "phase" TEXT NOT NULL,
    "is_whole" BOOLEAN NOT NULL DEFAULT false,
    "is_root_ended" BOOLEAN NOT NULL DEFAULT false,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "last_step_at" TIMESTAMPTZ(6) NOT NULL,
    "revision" TEXT,
    "evaluated_at" TIMESTAMPTZ(6),
    "name" TEXT,
    "session_id" TEXT,
    "user_id" TEXT,
    "environment" TEXT,
    "release" TEXT,
    "route" TEXT,
    "prompt_id" TEXT,
    "prompt_version" TEXT,
    "model_provider" TEXT,
    "model_name" TEXT,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "latency_ms" DOUBLE PRECISION,
    "cost_usd" DECIMAL(18,9),
    "input_tokens" BIGINT,
    "output_tokens" BIGINT,
    "tags" TEXT[],
    "step_count" INTEGER NOT NULL DEFAULT 0,
    "error_count" INTEGER NOT NULL DEFAULT 0,
    "claim_count" INTEGER NOT NULL DEFAULT 0,
    "codes" TEXT[],
    "document_ids" TEXT[],
    "risk" DOUBLE PRECISION,
    "review_outcome" TEXT,
    "eval_case_id" UUID,
    "input_preview" TEXT NOT NULL DEFAULT '',
    "output_preview" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "run_pkey" PRIMARY KEY ("project_id","run_id")
);

-- CreateTable
CREATE TABLE "run_revision" (
    "project_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "record" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "run_revision_pkey" PRIMARY KEY ("project_id","run_id","revision")
);

-- CreateTable
CREATE TABLE "step" (
    "project_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "step_id" TEXT NOT NULL,
    "parent_id" TEXT,
    "kind" TEXT NOT NULL,
    "source_kind" TEXT,
    "name" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6),
    "ended_at" TIMESTAMPTZ(6),
    "start_ns" BIGINT,
    "end_ns" BIGINT,
    "status" TEXT NOT NULL,
    "error" TEXT,
    "model_name" TEXT,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "content_hash" BYTEA NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "step_pkey" PRIMARY KEY ("project_id","run_id","step_id")
);

-- CreateTable
CREATE TABLE "step_io" (
    "project_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "step_id" TEXT NOT NULL,
    "input" JSONB,
    "output" JSONB,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "events" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "step_io_pkey" PRIMARY KEY ("project_id","run_id","step_id")
);

-- CreateTable
CREATE TABLE "run_alias" (
    "project_id" UUID NOT NULL,
    "alias" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "run_alias_pkey" PRIMARY KEY ("project_id","alias","kind","run_id")
);

-- CreateTable
CREATE TABLE "passage" (
    "project_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "passage_id" TEXT NOT NULL,
    "step_id" TEXT,
    "document_id" TEXT,
    "version" INTEGER,
    "page" INTEGER,
    "rank" INTEGER,
    "score" DOUBLE PRECISION,
    "is_used" BOOLEAN NOT NULL DEFAULT false,
    "content" TEXT NOT NULL,
    "metadata" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "passage_pkey" PRIMARY KEY ("project_id","run_id","revision","ordinal")
);

-- CreateTable
CREATE TABLE "run_search" (
    "project_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "input" TEXT NOT NULL,
    "output" TEXT NOT NULL,
    "context" TEXT NOT NULL,

    CONSTRAINT "run_search_pkey" PRIMARY KEY ("project_id","run_id")
);

-- CreateTable
CREATE TABLE "blob" (
    "project_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "byte_size" BIGINT NOT NULL,
    "media_type" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "blob_pkey" PRIMARY KEY ("project_id","sha256")
);

-- CreateTable
CREATE TABLE "document" (
    "project_id" UUID NOT NULL,
    "document_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "authority" TEXT,
    "effective_from" TIMESTAMPTZ(6),
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "layout" TEXT NOT NULL DEFAULT '',
    "page_count" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("project_id","document_id","version")
);

-- CreateTable
CREATE TABLE "document_page" (
    "project_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "layout" TEXT NOT NULL,
    "page" INTEGER NOT NULL,
    "width" DOUBLE PRECISION NOT NULL,
    "height" DOUBLE PRECISION NOT NULL,
    "rotation" INTEGER NOT NULL DEFAULT 0,
    "text" TEXT NOT NULL,
    "boxes" JSONB,

    CONSTRAINT "document_page_pkey" PRIMARY KEY ("project_id","sha256","layout","page")
);

-- CreateTable
CREATE TABLE "claim" (
    "project_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "claim_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "path" TEXT,
    "range_start" INTEGER,
    "range_end" INTEGER,
    "text" TEXT NOT NULL,
    "value" JSONB,
    "state" TEXT NOT NULL,
    "risk" DOUBLE PRECISION,
    "anchors" JSONB NOT NULL,
    "candidates" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "claim_pkey" PRIMARY KEY ("project_id","run_id","revision","claim_id")
);

-- CreateTable
CREATE TABLE "finding" (
    "project_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "claim_id" TEXT,
    "step_id" TEXT,
    "detail" TEXT NOT NULL,
    "anchors" JSONB NOT NULL DEFAULT '[]',
    "check_id" TEXT NOT NULL,
    "check_version" TEXT NOT NULL,

    CONSTRAINT "finding_pkey" PRIMARY KEY ("project_id","run_id","revision","ordinal")
);

-- CreateTable
CREATE TABLE "risk" (
    "project_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "terms" JSONB NOT NULL,
    "model_version" TEXT NOT NULL,

    CONSTRAINT "risk_pkey" PRIMARY KEY ("project_id","run_id","revision")
);

-- CreateTable
CREATE TABLE "queue" (
    "project_id" UUID NOT NULL,
    "queue_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "lease_minutes" INTEGER NOT NULL DEFAULT 10,
    "due_hours" INTEGER,
    "max_attempts" INTEGER NOT NULL DEFAULT 5,
    "ordinal" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "queue_pkey" PRIMARY KEY ("project_id","queue_id")
);

-- CreateTable
CREATE TABLE "rule" (
    "project_id" UUID NOT NULL,
    "queue_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "sample" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "rule_pkey" PRIMARY KEY ("project_id","queue_id","ordinal")
);

-- CreateTable
CREATE TABLE "item" (
    "project_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "queue_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reasons" JSONB NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "risk" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "inclusion" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "due_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "available_at" TIMESTAMPTZ(6) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_id" UUID,
    "lease_holder" UUID,
    "leased_at" TIMESTAMPTZ(6),
    "lease_expires_at" TIMESTAMPTZ(6),
    "assigned_to" UUID,
    "outcome" TEXT,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(6),
    "is_changed_since" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "item_pkey" PRIMARY KEY ("project_id","item_id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "project_id" UUID NOT NULL,
    "view_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "is_shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("project_id","view_id")
);

-- CreateTable
CREATE TABLE "review_event" (
    "project_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "item_id" UUID,
    "claim_id" TEXT,
    "decision_id" UUID,
    "seq" INTEGER NOT NULL,
    "verb" TEXT NOT NULL,
    "actor_id" UUID NOT NULL,
    "actor_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "revision" TEXT,
    "reason_code" TEXT,
    "note" TEXT,
    "before" JSONB,
    "after" JSONB,
    "body" JSONB NOT NULL DEFAULT '{}',
    "trail_index" BIGINT,

    CONSTRAINT "review_event_pkey" PRIMARY KEY ("project_id","event_id")
);

-- CreateTable
CREATE TABLE "eval_set" (
    "project_id" UUID NOT NULL,
    "set_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "eval_set_pkey" PRIMARY KEY ("project_id","set_id")
);

-- CreateTable
CREATE TABLE "eval_case" (
    "project_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "set_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "decision_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "approved_by" UUID,
    "approved_at" TIMESTAMPTZ(6),

    CONSTRAINT "eval_case_pkey" PRIMARY KEY ("project_id","case_id")
);

-- CreateTable
CREATE TABLE "eval_version" (
    "project_id" UUID NOT NULL,
    "set_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "case_ids" UUID[],
    "note" TEXT NOT NULL DEFAULT '',
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "eval_version_pkey" PRIMARY KEY ("project_id","set_id","version")
);

-- CreateTable
CREATE TABLE "trail_head" (
    "project_id" UUID NOT NULL,
    "size" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "trail_head_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "trail_entry" (
    "project_id" UUID NOT NULL,
    "idx" BIGINT NOT NULL,
    "leaf_hash" BYTEA NOT NULL,
    "payload" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "type" TEXT NOT NULL,
    "actor_id" TEXT,
    "run_id" TEXT,
    "item_id" TEXT,

    CONSTRAINT "trail_entry_pkey" PRIMARY KEY ("project_id","idx")
);

-- CreateTable
CREATE TABLE "trail_value" (
    "project_id" UUID NOT NULL,
    "idx" BIGINT NOT NULL,
    "field" TEXT NOT NULL,
    "salt" BYTEA NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "trail_value_pkey" PRIMARY KEY ("project_id","idx","field")
);

-- CreateTable
CREATE TABLE "trail_node" (
    "project_id" UUID NOT NULL,
    "level" INTEGER NOT NULL,
    "idx" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "trail_node_pkey" PRIMARY KEY ("project_id","level","idx")
);

-- CreateTable
CREATE TABLE "trail_checkpoint" (
    "project_id" UUID NOT NULL,
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "note" TEXT NOT NULL,
    "verifier_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "trail_checkpoint_pkey" PRIMARY KEY ("project_id","size")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "project_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "status" INTEGER NOT NULL,
    "response" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("project_id","actor_id","key")
);

-- CreateTable
CREATE TABLE "outbox" (
    "project_id" UUID NOT NULL,
    "outbox_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "sent_at" TIMESTAMPTZ(6),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("project_id","outbox_id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "project_id" UUID NOT NULL,
    "inbox_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "headers" JSONB NOT NULL,
    "body" BYTEA NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("project_id","inbox_id")
);

-- CreateTable
CREATE TABLE "worker_heartbeat" (
    "worker_id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL,
    "version" TEXT NOT NULL,

    CONSTRAINT "worker_heartbeat_pkey" PRIMARY KEY ("worker_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "user_oidc_subject_key" ON "user"("oidc_subject");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_slug_key" ON "project"("slug");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE INDEX "api_key_project_id_idx" ON "api_key"("project_id");

-- CreateIndex
CREATE INDEX "run_project_id_started_at_run_id_idx" ON "run"("project_id", "started_at" DESC, "run_id");

-- CreateIndex
CREATE INDEX "run_project_id_risk_run_id_idx" ON "run"("project_id", "risk" DESC, "run_id");

-- CreateIndex
CREATE INDEX "run_project_id_session_id_idx" ON "run"("project_id", "session_id");

-- CreateIndex
CREATE INDEX "run_project_id_phase_last_step_at_idx" ON "run"("project_id", "phase", "last_step_at");

-- CreateIndex
CREATE UNIQUE INDEX "run_revision_project_id_run_id_seq_key" ON "run_revision"("project_id", "run_id", "seq");

-- CreateIndex
CREATE INDEX "step_project_id_step_id_idx" ON "step"("project_id", "step_id");

-- CreateIndex
CREATE INDEX "run_alias_project_id_run_id_idx" ON "run_alias"("project_id", "run_id");

-- CreateIndex
CREATE INDEX "passage_project_id_document_id_idx" ON "passage"("project_id", "document_id");

-- CreateIndex
CREATE INDEX "document_project_id_sha256_idx" ON "document"("project_id", "sha256");

-- CreateIndex
CREATE INDEX "finding_project_id_code_run_id_idx" ON "finding"("project_id", "code", "run_id");

-- CreateIndex
CREATE UNIQUE INDEX "queue_project_id_name_key" ON "queue"("project_id", "name");

-- CreateIndex
CREATE INDEX "item_project_id_run_id_idx" ON "item"("project_id", "run_id");

-- CreateIndex
CREATE INDEX "item_order" ON "item"("project_id", "queue_id", "state", "priority" DESC, "risk" DESC, "created_at", "item_id");

-- CreateIndex
CREATE UNIQUE INDEX "item_project_id_queue_id_run_id_key" ON "item"("project_id", "queue_id", "run_id");

-- CreateIndex
CREATE INDEX "review_event_project_id_item_id_idx" ON "review_event"("project_id", "item_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_event_project_id_run_id_seq_key" ON "review_event"("project_id", "run_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "eval_set_project_id_name_key" ON "eval_set"("project_id", "name");

-- CreateIndex
CREATE INDEX "eval_case_project_id_run_id_idx" ON "eval_case"("project_id", "run_id");

-- CreateIndex
CREATE UNIQUE INDEX "eval_case_project_id_set_id_decision_id_key" ON "eval_case"("project_id", "set_id", "decision_id");

-- CreateIndex
CREATE INDEX "trail_entry_project_id_run_id_idx_idx" ON "trail_entry"("project_id", "run_id", "idx");

-- CreateIndex
CREATE INDEX "trail_entry_project_id_actor_id_idx_idx" ON "trail_entry"("project_id", "actor_id", "idx");

-- CreateIndex
CREATE INDEX "trail_entry_project_id_type_idx_idx" ON "trail_entry"("project_id", "type", "idx");

-- CreateIndex
CREATE INDEX "trail_entry_project_id_at_idx" ON "trail_entry"("project_id", "at");

-- CreateIndex
CREATE INDEX "outbox_project_id_sent_at_idx" ON "outbox"("project_id", "sent_at");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "queue" ADD CONSTRAINT "queue_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule" ADD CONSTRAINT "rule_project_id_queue_id_fkey" FOREIGN KEY ("project_id", "queue_id") REFERENCES "queue"("project_id", "queue_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_project_id_queue_id_fkey" FOREIGN KEY ("project_id", "queue_id") REFERENCES "queue"("project_id", "queue_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "eval_set" ADD CONSTRAINT "eval_set_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "eval_case" ADD CONSTRAINT "eval_case_project_id_set_id_fkey" FOREIGN KEY ("project_id", "set_id") REFERENCES "eval_set"("project_id", "set_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "eval_case" ADD CONSTRAINT "eval_case_project_id_decision_id_fkey" FOREIGN KEY ("project_id", "decision_id") REFERENCES "review_event"("project_id", "event_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "eval_version" ADD CONSTRAINT "eval_version_project_id_set_id_fkey" FOREIGN KEY ("project_id", "set_id") REFERENCES "eval_set"("project_id", "set_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trail_head" ADD CONSTRAINT "trail_head_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

