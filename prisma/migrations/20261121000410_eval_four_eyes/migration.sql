-- Whoever made a candidate does not approve it. A project may allow it by a setting, and then each such approval says so.
ALTER TABLE "eval_case" ADD COLUMN "is_self_approved" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "eval_case" DROP CONSTRAINT eval_case_four_eyes;
ALTER TABLE "eval_case" ADD CONSTRAINT eval_case_four_eyes CHECK (state <> 'approved' OR (approved_by IS NOT NULL AND approved_at IS NOT NULL AND (approved_by <> created_by OR is_self_approved)));
ALTER TABLE "eval_case" ADD CONSTRAINT eval_case_state CHECK (state IN ('candidate', 'approved', 'rejected', 'superseded'));
GRANT UPDATE ("is_self_approved") ON "eval_case" TO countersign_app;
