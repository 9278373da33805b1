-- Each claim keeps the terms of its own risk, so that a person can see every number and a refit can weigh them anew.
ALTER TABLE "claim" ADD COLUMN "terms" JSONB NOT NULL DEFAULT '[]';
