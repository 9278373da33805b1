// Opens the database of this installation for a command, as the app role, and finds the project it is to work in.
import { closeDatabase, useDatabase } from '@/lib/data/database';
import { operatorOf } from '@/lib/data/operator';
import type { Actor } from '@/lib/domain/policy';
import { env } from '@/lib/env';
import { appUrlOf } from '@/prisma/migrate';
import { installationSecret } from './installation-secret';
import { openServer } from './open-server';

/**
 * Runs `work` as the operator of the installation in the project of that slug. The embedded server is started when it is not
 * running and stopped again; one that runs is left running. Throws `not_found` with the slugs there are.
 */
export async function openProject<T>(slug: string, work: (actor: Actor) => Promise<T>): Promise<T> {
  const settings = env();
  const secret = installationSecret(settings);
  const server = await openServer(settings, secret);
  try {
    await useDatabase(appUrlOf(server.ownerUrl, secret).toString());
    return await work(await operatorOf(slug));
  } finally {
    await closeDatabase();
    if (!server.wasRunning) await server.stop();
  }
}
