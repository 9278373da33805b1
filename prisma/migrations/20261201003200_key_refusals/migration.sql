-- When and why requests with a key were refused last, for the people who look for runs that do not come.
ALTER TABLE "api_key" ADD COLUMN "last_refused_at" TIMESTAMPTZ(6);
ALTER TABLE "api_key" ADD COLUMN "last_refusal" TEXT;
