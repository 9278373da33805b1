// Runs one process of an installation whose parts are spread over containers or machines: `migrate`, `web`, `ingest` or `worker`.
import { env } from '@/lib/env';
import { appUrlOf } from '@/prisma/migrate';
import { announce } from './announce';
import { installationSecret } from './installation-secret';
import { prepareDatabase } from './prepare-database';
import { type ProcessName, processSpecs } from './process-specs';
import { superviseProcesses } from './supervise-processes';

const name = process.argv[2] as ProcessName | 'migrate';
const settings = env();
if (!settings.DATABASE_URL) throw new Error('Set DATABASE_URL: processes that run apart need one database to meet in.');
const secret = installationSecret(settings);

if (name === 'migrate') {
  const { first } = await prepareDatabase(settings, settings.DATABASE_URL, secret);
  announce(settings, first);
} else {
  const appUrl = appUrlOf(settings.DATABASE_URL, secret).toString();
  await superviseProcesses([processSpecs(settings, appUrl, secret, false)[name]], () => console.log(`countersign: ${name} is ready`));
}
