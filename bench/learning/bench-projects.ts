// Projects of a started Countersign for benchmarks, each with a key that may do everything. There is no API for making projects, so
// this opens the installation's database; everything after it goes through HTTP.
import { closeDatabase, globalDatabase, useDatabase } from '@/lib/data/database';
import { createProject } from '@/lib/data/people/create-project';
import { createKey } from '@/lib/data/people/keys';
import { env } from '@/lib/env';
import { installationSecret } from '@/lib/cli/installation-secret';
import { openServer } from '@/lib/cli/open-server';
import { appUrlOf } from '@/prisma/migrate';

/** The server must run with the same COUNTERSIGN_DATA_DIR (or DATABASE_URL). Answers one key a project. */
export async function makeProjects(count: number): Promise<string[]> {
  const settings = env();
  const secret = installationSecret(settings);
  const server = await openServer(settings, secret);
  if (!server.wasRunning) throw new Error('Start Countersign first, with the same COUNTERSIGN_DATA_DIR.');
  await useDatabase(appUrlOf(server.ownerUrl, secret).toString());
  try {
    const owner = await globalDatabase().user.findFirstOrThrow({ where: { isAdmin: true } });
    const keys: string[] = [];
    for (let n = 0; n < count; n++) {
      const slug = `curve-${Date.now().toString(36)}-${n}`;
      const actor = await createProject({ userId: owner.id, name: owner.name, isAdmin: true }, { slug, name: slug });
      const key = await createKey(actor, {
        name: 'learning curve',
        scopes: ['ingest', 'read', 'review', 'admin'],
        isPersonal: true,
        expiresInDays: 2,
      });
      keys.push(key.text);
    }
    return keys;
  } finally {
    await closeDatabase();
  }
}
