-- What each project learns from its reviewers' verdicts: versions that are never changed, and the history of which one is in force.
ALTER TABLE "risk" ADD COLUMN "basis" JSONB, ADD COLUMN "learnt" JSONB NOT NULL DEFAULT '[]';

CREATE TABLE "risk_model" (
    "project_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "base_version" TEXT NOT NULL,
    "verdicts" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "judgement" TEXT NOT NULL,
    "watermark_at" TIMESTAMPTZ(6) NOT NULL,
    "watermark_event" UUID NOT NULL,
    "body" JSONB NOT NULL,
    "created_by" TEXT,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "risk_model_pkey" PRIMARY KEY ("project_id","version")
);
ALTER TABLE "risk_model" ADD CONSTRAINT risk_model_version CHECK (version > 0);
ALTER TABLE "risk_model" ADD CONSTRAINT risk_model_judgement CHECK (judgement IN ('better', 'unclear', 'worse'));
ALTER TABLE "risk_model" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "risk_model" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "risk_model" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT ON "risk_model" TO countersign_app;

-- Version 0 is the shipped model alone, which has no row in risk_model.
CREATE TABLE "risk_model_choice" (
    "project_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "risk_model_choice_pkey" PRIMARY KEY ("project_id","seq")
);
ALTER TABLE "risk_model_choice" ADD CONSTRAINT risk_model_choice_version CHECK (version >= 0);
ALTER TABLE "risk_model_choice" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "risk_model_choice" FORCE ROW LEVEL SECURITY;
CREATE POLICY project_only ON "risk_model_choice" USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid) WITH CHECK (project_id = nullif(current_setting('app.project_id', true), '')::uuid);
GRANT SELECT, INSERT ON "risk_model_choice" TO countersign_app;
