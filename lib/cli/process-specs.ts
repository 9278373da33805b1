// The processes of an installation: how each is started, what it may know, and how to tell that it works.
import { join } from 'node:path';
import type { Env } from '@/lib/env';
import { INGEST_ARGS } from '@/lib/ingest/start-args';
import type { ProcessSpec } from './supervise-processes';

export type ProcessName = 'web' | 'ingest' | 'worker';

/** All three, each with the app's connection string and without the owner's credentials. */
export function processSpecs(settings: Env, appUrl: string, secret: string, isDev: boolean): Record<ProcessName, ProcessSpec> {
  const nextBin = join('node_modules', 'next', 'dist', 'bin', 'next');
  const typed = (...entry: string[]) => ['--conditions=react-server', '--import', 'tsx', join(...entry)];
  const shared = {
    COUNTERSIGN_APP_DATABASE_URL: appUrl,
    COUNTERSIGN_SECRET: secret,
    DATABASE_URL: '',
    COUNTERSIGN_BOOTSTRAP_PASSWORD: '',
    COUNTERSIGN_BOOTSTRAP_API_KEY: '',
    NEXT_TELEMETRY_DISABLED: '1',
  };
  // The signing key of the trail stays with the worker: a web process that is taken over cannot sign.
  const withoutKey = { ...shared, COUNTERSIGN_TRAIL_KEY: '' };
  return {
    web: {
      name: 'web',
      args: [nextBin, isDev ? 'dev' : 'start', '-p', String(settings.PORT)],
      environment: withoutKey,
      readyUrl: `http://127.0.0.1:${settings.PORT}/api/health`,
    },
    ingest: {
      name: 'ingest',
      args: INGEST_ARGS,
      environment: withoutKey,
      readyUrl: `http://127.0.0.1:${settings.INGEST_PORT}/health`,
    },
    worker: { name: 'worker', args: typed('lib', 'worker', 'main.ts'), environment: shared },
  };
}
