// What a person reads once everything is up: the address, and on a first start the sign-in, which is also kept in a file.
import { existsSync } from 'node:fs';
import type { FirstRun } from '@/lib/data/bootstrap';
import type { Env } from '@/lib/env';
import { firstRunFile, firstRunLines } from './first-run-file';

/** Prints the address; on a first start also the one-time sign-in. */
export function announce(settings: Env, first: FirstRun | null): void {
  const address = settings.COUNTERSIGN_PUBLIC_URL ?? `http://localhost:${settings.PORT}`;
  const file = firstRunFile(settings);
  const lines = ['', `  Countersign is ready:  ${address}`, `  Traces (OTLP/HTTP):    http://localhost:${settings.INGEST_PORT}/v1/traces`];
  if (first) {
    lines.push('', ...firstRunLines(first), '', `  This is shown once and kept in ${file}.`);
  } else if (existsSync(file)) {
    lines.push(`  Sign-in of the first start: ${file}`);
  }
  console.log(`${lines.join('\n')}\n`);
}
