-- Each claim keeps its content words that no source and not the question has, so that a screen can mark them without the sources.
ALTER TABLE "claim" ADD COLUMN "fresh" JSONB;
