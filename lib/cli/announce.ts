// What a person reads once everything is up: the address, and on a first start the sign-in, which is also kept in a file.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FirstRun } from '@/lib/data/bootstrap';
import type { Env } from '@/lib/env';

/** Prints the address; on a first start also the one-time sign-in, kept in `<data folder>/first-run.txt` (mode 600). */
export function announce(settings: Env, first: FirstRun | null): void {
  const address = settings.COUNTERSIGN_PUBLIC_URL ?? `http://localhost:${settings.PORT}`;
  const file = join(settings.COUNTERSIGN_DATA_DIR, 'first-run.txt');
  const lines = ['', `  Countersign is ready:  ${address}`, `  Traces (OTLP/HTTP):    http://localhost:${settings.INGEST_PORT}/v1/traces`];
  if (first) {
    const secrets = [`  Sign in:               ${first.email}`, `  Password:              ${first.password}`, `  API key (demo):        ${first.apiKey}`];
    writeFileSync(file, `${secrets.join('\n')}\n`, { mode: 0o600 });
    lines.push('', ...secrets, '', `  This is shown once and kept in ${file}.`);
  } else if (existsSync(file)) {
    lines.push(`  Sign-in of the first start: ${file}`);
  }
  console.log(`${lines.join('\n')}\n`);
}
