import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leafHash } from '@/lib/domain/trail/merkle-hash';
import type { TrailRecord } from '@/lib/domain/trail/trail-entry';
import { testDatabase } from '@/prisma/test-database';
import type { TestDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { appendTrail } from './trail';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const record = (facts: TrailRecord['facts'] = {}): TrailRecord => ({ type: 'decision.submitted', at: new Date(), actorId: null, facts });

it('gives indices from zero, in order, and stores exactly the text that was hashed', async () => {
  const { projectId } = await db.createProject();
  const first = await withProject(projectId, (tx) => appendTrail(tx, projectId, [record({ n: 1 }), record({ n: 2 })]));
  const second = await withProject(projectId, (tx) =>
    appendTrail(tx, projectId, [{ ...record({ n: 3 }), runId: 'R-1', committed: { note: 'Grüße\u0000 😀' } }]),
  );
  expect([...first, ...second]).toEqual([0n, 1n, 2n]);
  const rows = await withProject(projectId, (tx) => tx.trailEntry.findMany({ where: { projectId }, orderBy: { idx: 'asc' } }));
  expect(rows.map((row) => (JSON.parse(row.payload) as { facts: unknown }).facts)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  for (const row of rows) expect(leafHash(Buffer.from(row.payload)).equals(row.leafHash)).toBe(true);
  expect(rows[2]).toMatchObject({ runId: 'R-1', type: 'decision.submitted' });
  expect(rows[2]?.payload).not.toContain('Grüße');
});

it('leaves nothing behind when the transaction is given up', async () => {
  const { projectId } = await db.createProject();
  const failing = withProject(projectId, async (tx) => {
    await appendTrail(tx, projectId, [record()]);
    throw new Error('given up');
  });
  await expect(failing).rejects.toThrow('given up');
  expect(await withProject(projectId, (tx) => appendTrail(tx, projectId, [record()]))).toEqual([0n]);
});

it('refuses in words what an entry cannot hold', async () => {
  const { projectId } = await db.createProject();
  const append = (entry: TrailRecord) => withProject(projectId, (tx) => appendTrail(tx, projectId, [entry]));
  await expect(append(record({ text: 'a'.repeat(70_000) }))).rejects.toMatchObject({ kind: 'invalid', code: 'not_recordable' });
  await expect(append({ ...record(), committed: { note: '\ud800' } })).rejects.toMatchObject({ kind: 'invalid' });
  expect(await append({ ...record(), committed: { note: 'a'.repeat(70_000) } })).toEqual([0n]);
});

it('stays dense while many writers append to several projects at once', async () => {
  const projects = await Promise.all([db.createProject(), db.createProject(), db.createProject()]);
  const writers = projects.flatMap(({ projectId }) =>
    Array.from({ length: 8 }, async (_, writer) => {
      const got: bigint[] = [];
      for (let turn = 0; turn < 10; turn += 1) {
        const attempt = withProject(projectId, async (tx) => {
          const indices = await appendTrail(tx, projectId, [record({ writer, turn }), record({ writer, turn })].slice(0, 1 + (turn % 2)));
          if ((turn + writer) % 5 === 0) throw new Error('rolled back');
          return indices;
        });
        got.push(...(await attempt.catch((error: Error) => (error.message === 'rolled back' ? [] : Promise.reject(error)))));
      }
      return { projectId, got };
    }),
  );
  const results = await Promise.all(writers);
  for (const { projectId } of projects) {
    const indices = results.filter((result) => result.projectId === projectId).flatMap(({ got }) => got);
    const sorted = indices.sort((a, b) => (a < b ? -1 : 1));
    expect(sorted).toEqual(sorted.map((_, at) => BigInt(at)));
    const { head, count, last } = await withProject(projectId, async (tx) => ({
      head: await tx.trailHead.findUniqueOrThrow({ where: { projectId } }),
      count: await tx.trailEntry.count({ where: { projectId } }),
      last: await tx.trailEntry.aggregate({ where: { projectId }, _max: { idx: true } }),
    }));
    expect(head.size).toBe(BigInt(sorted.length));
    expect(BigInt(count)).toBe(head.size);
    expect(last._max.idx).toBe(head.size - 1n);
  }
});

it('asks for a signature in the transaction that appends', async () => {
  const { projectId } = await db.createProject();
  await withProject(projectId, (tx) => appendTrail(tx, projectId, [record()]));
  const jobs = await asOwner('SELECT 1 FROM graphile_worker.jobs WHERE key LIKE $1', [`checkpoint-trail:${projectId}:%`]);
  expect(jobs.rowCount).toBe(1);
});

it.each(['trail_entry', 'review_event', 'trail_checkpoint'])('denies the app role to change or empty %s', async (table) => {
  const { projectId } = await db.createProject();
  await withProject(projectId, (tx) => appendTrail(tx, projectId, [record()]));
  const client = new pg.Client({ connectionString: db.appUrl });
  await client.connect();
  try {
    await client.query(`SELECT set_config('app.project_id', '${projectId}', false)`);
    const own = `WHERE project_id = '${projectId}'`;
    for (const statement of [
      `UPDATE ${table} SET project_id = project_id ${own}`,
      `DELETE FROM ${table} ${own}`,
      `TRUNCATE ${table}`,
      `ALTER TABLE ${table} ADD COLUMN more text`,
    ]) {
      await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' });
    }
  } finally {
    await client.end();
  }
});

async function asOwner(sql: string, values: unknown[]): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: db.ownerUrl });
  await client.connect();
  try {
    return await client.query(sql, values);
  } finally {
    await client.end();
  }
}
