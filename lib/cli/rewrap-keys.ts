// `countersign rewrap-keys`: after the key-encryption key was changed, wraps the keys of every project anew.
import { closeDatabase, useDatabase } from '@/lib/data/database';
import { listProjectIds } from '@/lib/data/project-ids';
import { rewrapProjectKeys } from '@/lib/data/people/project-keys';
import { env } from '@/lib/env';
import { appUrlOf } from '@/prisma/migrate';
import type { Command } from './command';
import { installationSecret } from './installation-secret';
import { openServer } from './open-server';

export const rewrapKeys: Command = {
  summary: 'Wraps the keys of every project anew under COUNTERSIGN_KEK.',
  usage: `Set COUNTERSIGN_KEK to the new key and COUNTERSIGN_KEK_PREVIOUS to the former one, restart, and run this once. What the keys
sealed is not touched. Afterwards COUNTERSIGN_KEK_PREVIOUS is not needed any more. It may be run again at any time.`,
  async run() {
    const settings = env();
    const secret = installationSecret(settings);
    const server = await openServer(settings, secret);
    try {
      await useDatabase(appUrlOf(server.ownerUrl, secret).toString());
      let count = 0;
      for (const projectId of await listProjectIds()) count += await rewrapProjectKeys(projectId, secret);
      console.log(count === 1 ? '1 key was wrapped anew.' : `${count} keys were wrapped anew.`);
      return 0;
    } finally {
      await closeDatabase();
      if (!server.wasRunning) await server.stop();
    }
  },
};
