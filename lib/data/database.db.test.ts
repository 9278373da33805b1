import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { newId } from '@/lib/domain/new-id';
import { withProject } from './database';
import { enqueueJob } from './jobs';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

describe('the app role', () => {
  it('sees rows of the named project only, and none without a name', async () => {
    const [a, b] = [await db.createProject(), await db.createProject()];
    await withProject(a.projectId, (tx) =>
      tx.queue.create({ data: { projectId: a.projectId, queueId: newId(), name: 'q', title: 'Q', createdAt: new Date() } }),
    );
    const countIn = (viewer: string) => withProject(viewer, (tx) => tx.queue.count({ where: { projectId: a.projectId } }));
    expect(await countIn(a.projectId)).toBe(1);
    expect(await countIn(b.projectId)).toBe(0);
    const client = new pg.Client({ connectionString: db.appUrl });
    await client.connect();
    expect((await client.query('SELECT * FROM queue WHERE project_id IS NOT NULL')).rowCount).toBe(0);
    await client.end();
  });

  it('cannot write a row into another project', async () => {
    const [a, b] = [await db.createProject(), await db.createProject()];
    const data = { projectId: b.projectId, queueId: newId(), name: 'q', title: 'Q', createdAt: new Date() };
    await expect(withProject(a.projectId, (tx) => tx.queue.create({ data }))).rejects.toThrow(/row-level security/);
  });

  it('enqueues a job in the transaction that caused it', async () => {
    const a = await db.createProject();
    await withProject(a.projectId, (tx) => enqueueJob(tx, 'prune', { projectId: a.projectId }));
    await expect(
      withProject(a.projectId, async (tx) => {
        await enqueueJob(tx, 'prune', { projectId: a.projectId });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    const client = new pg.Client({ connectionString: db.ownerUrl });
    await client.connect();
    expect((await client.query('SELECT count(*)::int AS n FROM graphile_worker.jobs')).rows[0]).toEqual({ n: 1 });
    await client.end();
  });
});
