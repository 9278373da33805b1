// Starts a whole Countersign on this machine: database, migrations, first project, then web, ingest and worker as processes.
import { join } from 'node:path';
import { bootstrap } from '@/lib/data/bootstrap';
import { closeDatabase, useDatabase } from '@/lib/data/database';
import { env } from '@/lib/env';
import { migrate } from '@/prisma/migrate';
import { announce } from './announce';
import { installationSecret } from './installation-secret';
import { openServer } from './open-server';
import { type ProcessSpec, superviseProcesses } from './supervise-processes';

const isDev = process.argv.includes('--dev');
const settings = env();
const secret = installationSecret(settings);
const server = await openServer(settings, secret);

try {
  const { appUrl, applied } = await migrate(server.ownerUrl, secret);
  if (applied.length) console.log(`countersign: applied ${applied.length} migration${applied.length === 1 ? '' : 's'}`);
  await useDatabase(appUrl);
  const first = await bootstrap(settings);
  await closeDatabase();
  const shared = {
    COUNTERSIGN_APP_DATABASE_URL: appUrl,
    COUNTERSIGN_SECRET: secret,
    DATABASE_URL: '',
    COUNTERSIGN_BOOTSTRAP_PASSWORD: '',
    COUNTERSIGN_BOOTSTRAP_API_KEY: '',
  };
  await superviseProcesses(processes(shared), () => announce(settings, first));
} finally {
  await server.stop();
}

function processes(shared: Record<string, string>): ProcessSpec[] {
  const nextBin = join('node_modules', 'next', 'dist', 'bin', 'next');
  const typed = (entry: string) => ['--conditions=react-server', '--import', 'tsx', entry];
  return [
    {
      name: 'web',
      args: [nextBin, isDev ? 'dev' : 'start', '-p', String(settings.PORT)],
      // The signing key of the trail stays with the worker: a web process that is taken over cannot sign.
      environment: { ...shared, COUNTERSIGN_TRAIL_KEY: '', NEXT_TELEMETRY_DISABLED: '1' },
      readyUrl: `http://127.0.0.1:${settings.PORT}/api/health`,
    },
    {
      name: 'ingest',
      args: typed(join('lib', 'ingest', 'main.ts')),
      environment: { ...shared, COUNTERSIGN_TRAIL_KEY: '' },
      readyUrl: `http://127.0.0.1:${settings.INGEST_PORT}/health`,
    },
    { name: 'worker', args: typed(join('lib', 'worker', 'main.ts')), environment: shared },
  ];
}
