-- Steps that decisions left in a run, found without reading the others: a run may have a hundred thousand.
CREATE INDEX "step_review" ON "step" ("project_id", "run_id") WHERE "kind" = 'REVIEW';
