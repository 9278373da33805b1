// Starts a whole Countersign on this machine: database, migrations, first project, then web, ingest and worker as processes.
import { env } from '@/lib/env';
import { terminalLines } from '@/lib/terminal-text';
import { announce } from './announce';
import { installationSecret } from './installation-secret';
import { openServer } from './open-server';
import { prepareDatabase } from './prepare-database';
import { processSpecs } from './process-specs';
import { superviseProcesses } from './supervise-processes';

const settings = env();
const secret = installationSecret(settings);
const server = await openServer(settings, secret);

try {
  const { appUrl, first } = await prepareDatabase(settings, server.ownerUrl, secret);
  const specs = processSpecs(settings, appUrl, secret, process.argv.includes('--dev'));
  await superviseProcesses(Object.values(specs), () => announce(settings, first));
} catch (error) {
  console.error(terminalLines(error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
} finally {
  await server.stop();
}
