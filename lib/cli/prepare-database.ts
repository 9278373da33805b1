// Migrates the database and makes the first owner and project when there are none.
import { bootstrap, DEMO_SLUG, type FirstRun } from '@/lib/data/bootstrap';
import { closeDatabase, useDatabase } from '@/lib/data/database';
import type { Env } from '@/lib/env';
import { migrate } from '@/prisma/migrate';
import { addSamples } from './add-samples';
import { keepFirstRun } from './first-run-file';

export async function prepareDatabase(
  settings: Env,
  ownerUrl: string,
  secret: string,
): Promise<{ appUrl: string; first: FirstRun | null }> {
  const { appUrl, applied } = await migrate(ownerUrl, secret);
  if (applied.length) console.log(`countersign: applied ${applied.length} migration${applied.length === 1 ? '' : 's'}`);
  await useDatabase(appUrl);
  try {
    const first = await bootstrap(settings);
    if (first) keepFirstRun(settings, first);
    if (first && settings.COUNTERSIGN_SAMPLES === 'on') await addSamples(DEMO_SLUG);
    return { appUrl, first };
  } finally {
    await closeDatabase();
  }
}
