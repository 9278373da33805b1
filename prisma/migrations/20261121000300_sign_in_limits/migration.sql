-- The column says when tries are allowed again, so it is named after that.
ALTER TABLE "sign_in_attempt" RENAME COLUMN "blocked_at" TO "free_at";
