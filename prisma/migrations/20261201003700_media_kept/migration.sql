-- What became of a medium by the privacy rules: kept as it came, masked, sealed or refused. A masked or sealed one has other bytes, under their own hash.
ALTER TABLE "blob" ADD COLUMN "kept" TEXT NOT NULL DEFAULT 'whole';
ALTER TABLE "blob" ADD COLUMN "stored_sha256" TEXT;
ALTER TABLE "blob" ADD COLUMN "sealed_by" INTEGER;
