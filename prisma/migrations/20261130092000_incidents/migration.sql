-- Incidents: what went wrong in more than one run, the runs it touched, what was done about it, and the index by which they are found.
CREATE TABLE "incident" (
    "project_id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "key" TEXT,
    "title" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "owner_id" UUID,
    "cause" JSONB NOT NULL,
    "deadline_at" TIMESTAMPTZ(6),
    "learnt" TEXT NOT NULL DEFAULT '',
    "run_count" INTEGER NOT NULL DEFAULT 0,
    "created_by_kind" TEXT NOT NULL,
    "created_by" TEXT,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,
    "closed_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("project_id","incident_id"),
    CONSTRAINT "incident_severity" CHECK (severity IN ('low', 'medium', 'high', 'critical')),
    CONSTRAINT "incident_status" CHECK (status IN ('candidate', 'open', 'contained', 'resolved', 'dismissed')),
    CONSTRAINT "incident_created_by_kind" CHECK (created_by_kind IN ('person', 'key', 'alarm'))
);
-- An alarm that rings again finds the incident that it opened.
CREATE UNIQUE INDEX "incident_project_id_key_key" ON "incident"("project_id", "key");
CREATE INDEX "incident_project_id_created_at_incident_id_idx" ON "incident"("project_id", "created_at" DESC, "incident_id");
CREATE INDEX "incident_project_id_status_created_at_incident_id_idx" ON "incident"("project_id", "status", "created_at" DESC, "incident_id");
CREATE INDEX "incident_project_id_deadline_at_idx" ON "incident"("project_id", "deadline_at");

CREATE TABLE "incident_run" (
    "project_id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(6) NOT NULL,
    "outcome" TEXT NOT NULL,
    "queueing_id" UUID,
    "item_id" UUID,

    CONSTRAINT "incident_run_pkey" PRIMARY KEY ("project_id","incident_id","run_id"),
    CONSTRAINT "incident_run_outcome" CHECK (outcome IN ('listed', 'queued', 'reason_added', 'decided_already', 'removed_before', 'undone')),
    CONSTRAINT "incident_run_project_id_incident_id_fkey" FOREIGN KEY ("project_id","incident_id") REFERENCES "incident"("project_id","incident_id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "incident_run_project_id_run_id_idx" ON "incident_run"("project_id", "run_id");
CREATE INDEX "incident_run_project_id_item_id_idx" ON "incident_run"("project_id", "item_id");
CREATE INDEX "incident_run_project_id_incident_id_added_at_run_id_idx" ON "incident_run"("project_id", "incident_id", "added_at", "run_id");
CREATE INDEX "incident_run_project_id_queueing_id_run_id_idx" ON "incident_run"("project_id", "queueing_id", "run_id");

-- The timeline. Never changed and never deleted.
CREATE TABLE "incident_event" (
    "project_id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "event_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "body" JSONB NOT NULL DEFAULT '{}',
    "trail_index" BIGINT,

    CONSTRAINT "incident_event_pkey" PRIMARY KEY ("project_id","incident_id","seq")
);
CREATE UNIQUE INDEX "incident_event_project_id_event_id_key" ON "incident_event"("project_id", "event_id");

-- One asking to put the runs of a cause into a queue, and how far it has come.
CREATE TABLE "incident_queueing" (
    "project_id" UUID NOT NULL,
    "queueing_id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "queue_id" UUID NOT NULL,
    "cause" JSONB NOT NULL,
    "window_from" TIMESTAMPTZ(6),
    "window_to" TIMESTAMPTZ(6) NOT NULL,
    "share" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "detail" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "cursor_at" TIMESTAMPTZ(6),
    "cursor_run" TEXT,
    "seen" INTEGER NOT NULL DEFAULT 0,
    "queued" INTEGER NOT NULL DEFAULT 0,
    "reasons_added" INTEGER NOT NULL DEFAULT 0,
    "decided_already" INTEGER NOT NULL DEFAULT 0,
    "removed_before" INTEGER NOT NULL DEFAULT 0,
    "already_in" INTEGER NOT NULL DEFAULT 0,
    "undone" INTEGER NOT NULL DEFAULT 0,
    "created_by" TEXT,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "incident_queueing_pkey" PRIMARY KEY ("project_id","queueing_id"),
    CONSTRAINT "incident_queueing_state" CHECK (state IN ('running', 'done', 'undoing', 'undone')),
    CONSTRAINT "incident_queueing_share" CHECK (share > 0 AND share <= 1),
    CONSTRAINT "incident_queueing_project_id_incident_id_fkey" FOREIGN KEY ("project_id","incident_id") REFERENCES "incident"("project_id","incident_id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "incident_queueing_project_id_incident_id_created_at_idx" ON "incident_queueing"("project_id", "incident_id", "created_at");

-- What each checked run shares with others, one row a thing: passage, page, document version, failing step. The key is a hash, so
-- that all kinds are found by one index, newest run first.
CREATE TABLE "run_cause" (
    "project_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "run_id" TEXT NOT NULL,

    CONSTRAINT "run_cause_pkey" PRIMARY KEY ("project_id","kind","key","started_at","run_id"),
    CONSTRAINT "run_cause_kind" CHECK (kind IN ('passage', 'page', 'document', 'step_error'))
);
CREATE INDEX "run_cause_project_id_run_id_idx" ON "run_cause"("project_id", "run_id");

ALTER TABLE "run" ADD COLUMN "system_fingerprint" TEXT;
CREATE INDEX "run_prompt_time" ON "run"("project_id", "prompt_id", "prompt_version", "started_at" DESC, "run_id");
CREATE INDEX "run_route_time" ON "run"("project_id", "route", "started_at" DESC, "run_id");
CREATE INDEX "run_fingerprint_time" ON "run"("project_id", "system_fingerprint", "started_at" DESC, "run_id");

-- A version that is not to be relied on any more. The bytes stay, because decisions stand on them.
ALTER TABLE "document" ADD COLUMN "retracted_at" TIMESTAMPTZ(6), ADD COLUMN "retraction" JSONB;

ALTER TABLE "incident" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "incident" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "incident" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON "incident" TO countersign_app;
ALTER TABLE "incident_run" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "incident_run" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "incident_run" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON "incident_run" TO countersign_app;
ALTER TABLE "incident_event" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "incident_event" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "incident_event" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT ON "incident_event" TO countersign_app;
ALTER TABLE "incident_queueing" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "incident_queueing" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "incident_queueing" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON "incident_queueing" TO countersign_app;
ALTER TABLE "run_cause" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "run_cause" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "run_cause" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "run_cause" TO countersign_app;

-- Runs that are there already. An owner who is no superuser would see no row while row level security is forced.
ALTER TABLE "run" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "run_revision" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "passage" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "claim" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "step" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "run_cause" NO FORCE ROW LEVEL SECURITY;
UPDATE run r SET system_fingerprint = v.record->'facts'->>'systemFingerprint' FROM run_revision v
WHERE v.project_id = r.project_id AND v.run_id = r.run_id AND v.revision = r.revision AND v.record->'facts'->>'systemFingerprint' IS NOT NULL;

INSERT INTO run_cause (project_id, kind, key, started_at, run_id)
SELECT DISTINCT r.project_id, 'passage', md5(p.content)::uuid, r.started_at, r.run_id
FROM run r JOIN passage p ON p.project_id = r.project_id AND p.run_id = r.run_id AND p.revision = r.revision WHERE p.content <> '';

INSERT INTO run_cause (project_id, kind, key, started_at, run_id)
SELECT DISTINCT r.project_id, 'page', md5(p.document_id || chr(10) || coalesce(p.version::text, '') || chr(10) || p.page::text)::uuid, r.started_at, r.run_id
FROM run r JOIN passage p ON p.project_id = r.project_id AND p.run_id = r.run_id AND p.revision = r.revision
WHERE p.document_id IS NOT NULL AND p.page IS NOT NULL;

INSERT INTO run_cause (project_id, kind, key, started_at, run_id)
WITH given AS (
  SELECT r.project_id, r.run_id, r.started_at, p.document_id, p.version
  FROM run r JOIN passage p ON p.project_id = r.project_id AND p.run_id = r.run_id AND p.revision = r.revision WHERE p.document_id IS NOT NULL
  UNION
  SELECT r.project_id, r.run_id, r.started_at, a->>'documentId', (a->>'version')::int
  FROM run r JOIN claim c ON c.project_id = r.project_id AND c.run_id = r.run_id AND c.revision = r.revision
    CROSS JOIN LATERAL jsonb_array_elements(c.anchors) a WHERE jsonb_typeof(c.anchors) = 'array' AND a->>'documentId' IS NOT NULL
  UNION
  SELECT r.project_id, r.run_id, r.started_at, d.id, NULL FROM run r CROSS JOIN LATERAL unnest(r.document_ids) AS d(id) WHERE r.revision IS NOT NULL
)
SELECT g.project_id, 'document', md5(g.document_id || chr(10) || coalesce(g.version::text, ''))::uuid, g.started_at, g.run_id FROM given g
WHERE g.version IS NOT NULL OR NOT EXISTS (SELECT FROM given o
  WHERE o.project_id = g.project_id AND o.run_id = g.run_id AND o.document_id = g.document_id AND o.version IS NOT NULL);

INSERT INTO run_cause (project_id, kind, key, started_at, run_id)
SELECT DISTINCT r.project_id, 'step_error', md5(s.kind || chr(10) || s.name || chr(10) || left(btrim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(left(s.error, 2000),
    'https?://[^[:space:]"'']+', '<url>', 'g'),
    '"[^"]*"|`[^`]*`', '<text>', 'g'),
    '(^|[^[:alnum:]_])''[^'']*''(?![[:alnum:]_])', '\1<text>', 'g'),
    '[[:alnum:]_-]*[0-9][[:alnum:]_-]*', '#', 'g'),
    '[[:space:]]+', ' ', 'g')), 300))::uuid, r.started_at, r.run_id
FROM run r JOIN step s ON s.project_id = r.project_id AND s.run_id = r.run_id WHERE s.status = 'error' AND s.error IS NOT NULL AND r.revision IS NOT NULL;

ALTER TABLE "run" FORCE ROW LEVEL SECURITY;
ALTER TABLE "run_revision" FORCE ROW LEVEL SECURITY;
ALTER TABLE "passage" FORCE ROW LEVEL SECURITY;
ALTER TABLE "claim" FORCE ROW LEVEL SECURITY;
ALTER TABLE "step" FORCE ROW LEVEL SECURITY;
ALTER TABLE "run_cause" FORCE ROW LEVEL SECURITY;
