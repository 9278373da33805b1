// A project and an ingest key for benchmarks and kill tests, made without a person.
import { globalDatabase, withProject } from '@/lib/data/database';
import { createKeySecret } from '@/lib/domain/key-secret';
import { newId } from '@/lib/domain/new-id';

/** The database in use must be migrated. `key` is the whole text of the key. */
export async function createBenchProject(slug = 'bench'): Promise<{ projectId: string; key: string }> {
  const projectId = newId();
  const { keyId, text, secretHash } = createKeySecret();
  const createdAt = new Date();
  await globalDatabase().project.create({ data: { id: projectId, slug, name: slug, createdAt } });
  await withProject(projectId, (tx) => tx.trailHead.create({ data: { projectId, size: 0n } }));
  await globalDatabase().apiKey.create({
    data: { keyId, projectId, name: slug, secretHash: new Uint8Array(secretHash), scopes: ['ingest'], createdBy: newId(), createdAt },
  });
  return { projectId, key: text };
}
