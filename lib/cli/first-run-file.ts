// The sign-in that a first start made, kept where only the operator can read it.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FirstRun } from '@/lib/data/bootstrap';
import type { Env } from '@/lib/env';

export function firstRunFile(settings: Env): string {
  return join(settings.COUNTERSIGN_DATA_DIR, 'first-run.txt');
}

/** The lines to show: e-mail, password, API key. */
export function firstRunLines(first: FirstRun): string[] {
  return [
    `  Sign in:               ${first.email}`,
    `  Password:              ${first.password}`,
    `  API key (demo):        ${first.apiKey}`,
  ];
}

/** Writes the file (mode 600) as soon as the owner exists: whatever fails after that, the way in is not lost. */
export function keepFirstRun(settings: Env, first: FirstRun): void {
  const file = firstRunFile(settings);
  mkdirSync(settings.COUNTERSIGN_DATA_DIR, { recursive: true });
  writeFileSync(file, '', { mode: 0o600 });
  // A file that was there before keeps its mode otherwise.
  chmodSync(file, 0o600);
  writeFileSync(file, `${firstRunLines(first).join('\n')}\n`);
}
