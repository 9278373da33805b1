// The secret of one installation: sessions, the app role's password and pseudonyms follow from it.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '@/lib/env';

/** From COUNTERSIGN_SECRET, or made once and kept in `<data folder>/secret` (mode 600). Several machines must share one. */
export function installationSecret(settings: Env): string {
  if (settings.COUNTERSIGN_SECRET) return settings.COUNTERSIGN_SECRET;
  const file = join(settings.COUNTERSIGN_DATA_DIR, 'secret');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(settings.COUNTERSIGN_DATA_DIR, { recursive: true });
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  return secret;
}
