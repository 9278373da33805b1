-- Runs of a session are read in order, page by page: the index of sessions carries the order.
CREATE INDEX "run_project_id_session_id_started_at_run_id_idx" ON "run" ("project_id", "session_id", "started_at", "run_id");
DROP INDEX "run_project_id_session_id_idx";
