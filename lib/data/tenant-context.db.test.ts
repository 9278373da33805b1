import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { newId } from '@/lib/domain/new-id';
import type { Actor } from '@/lib/domain/policy';
import { resetEnv } from '@/lib/env';
import type { TestDatabase } from '@/prisma/test-database';
import { testDatabase } from '@/prisma/test-database';
import { globalDatabase, withProject, withProjectSql } from './database';

let db: TestDatabase;
beforeAll(async () => {
  vi.stubEnv('COUNTERSIGN_POOL_SIZE', '1');
  resetEnv();
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  vi.unstubAllEnvs();
  resetEnv();
});

const CALLS = 10_000;
/** Asks for every project's rows: what comes back is what row level security lets through. */
const QUEUES = 'SELECT project_id::text AS project, name FROM queue WHERE project_id IS NOT NULL';

it('two projects that share one connection never see each other, over ten thousand interleaved calls', { timeout: 180_000 }, async () => {
  const projects = [await db.createProject(), await db.createProject()] as const;
  for (const { projectId, projectSlug } of projects) {
    await withProject(projectId, (tx) =>
      tx.queue.create({ data: { projectId, queueId: newId(), name: projectSlug, title: 'Q', createdAt: new Date() } }),
    );
  }
  const seen = { own: 0, nothing: 0, refused: 0, foreign: 0 };
  const call = async (index: number) => {
    const [actor, other] = index % 2 === 0 ? projects : ([projects[1], projects[0]] as const);
    // What a request that breaks half-way leaves behind must not help the next one either.
    if (index % 10 === 3) return countRefusal(breakHalfWay(actor, other));
    if (index % 10 === 7) return count(await globalDatabase().$queryRawUnsafe<Row[]>(QUEUES), null);
    if (index % 5 === 0) return count(await withProject(actor.projectId, (tx) => tx.$queryRawUnsafe<Row[]>(QUEUES)), actor);
    return count((await withProjectSql(actor.projectId, (client) => client.query<Row>(QUEUES))).rows, actor);
  };
  const count = (rows: Row[], actor: Actor | null) => {
    if (rows.some(({ project }) => project !== actor?.projectId)) seen.foreign += 1;
    else if (rows.length === 0) seen.nothing += 1;
    else seen.own += 1;
  };
  const countRefusal = async (broken: Promise<unknown>) => {
    await expect(broken).rejects.toThrow();
    seen.refused += 1;
  };
  for (let start = 0; start < CALLS; start += 50) await Promise.all(Array.from({ length: 50 }, (_, offset) => call(start + offset)));
  expect(seen).toEqual({ own: CALLS * 0.8, nothing: CALLS * 0.1, refused: CALLS * 0.1, foreign: 0 });
});

interface Row {
  project: string;
  name: string;
}

/** Reads, tries to write a row of the other project, and fails: by the database's own refusal. */
function breakHalfWay(actor: Actor, other: Actor): Promise<unknown> {
  return withProjectSql(actor.projectId, async (client) => {
    await client.query(QUEUES);
    await client.query("INSERT INTO queue (project_id, queue_id, name, title, created_at) VALUES ($1, $2, 'stolen', 'Q', now())", [
      other.projectId,
      newId(),
    ]);
  });
}

it('a project id that is no UUID opens nothing', async () => {
  await expect(withProject("x'; RESET ROLE; --", (tx) => tx.queue.count())).rejects.toThrow();
  await expect(withProjectSql('', (client) => client.query(QUEUES))).rejects.toThrow();
});
