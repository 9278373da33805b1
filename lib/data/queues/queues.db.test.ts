import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { getQueue, listQueues, putQueue } from './queues';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

type Person = Actor & { userId: string };
describe('changing a queue', () => {
  const definition = {
    title: 'Refunds',
    lease_minutes: 15,
    due_hours: 48,
    rules: [
      {
        name: 'wrong numbers',
        when: { all: [{ route: ['refund'] }, { not: { environment: ['playground'] } }] },
        sample: 0.5,
        priority: 10,
      },
    ],
  };

  it('makes it and changes it to exactly what is sent, and records both', async () => {
    const lead = (await db.createProject()) as Person;
    expect(await putQueue(lead, 'refunds', definition)).toMatchObject({
      isNew: true,
      queue: { title: 'Refunds', leaseMinutes: 15, dueHours: 48, rules: [{ name: 'wrong numbers', sample: 0.5, enabled: true }] },
    });
    expect(await putQueue(lead, 'refunds', { rules: [] })).toMatchObject({
      isNew: false,
      queue: { title: 'refunds', leaseMinutes: 10, dueHours: null, rules: [] },
    });
    expect(await listQueues(lead)).toHaveLength(1);
    const entries = await withProject(lead.projectId, (tx) =>
      tx.trailEntry.findMany({ where: { projectId: lead.projectId }, orderBy: { idx: 'asc' } }),
    );
    expect(entries.map(({ type }) => type)).toEqual(['queue.created', 'queue.changed']);
    expect(entries[0]?.payload).not.toContain('playground');
  });

  it('refuses what is wrong, field by field, and changes nothing', async () => {
    const lead = (await db.createProject()) as Person;
    await putQueue(lead, 'refunds', definition);
    const wrong = {
      lease_minutes: 0,
      rules: [
        { name: 'a', when: {}, sample: 2 },
        { name: 'a', when: { nonsense: 1 } },
      ],
    };
    const refusal = await putQueue(lead, 'refunds', wrong).catch((error: { problems: { path: string }[] }) =>
      error.problems.map(({ path }) => path),
    );
    expect(refusal).toEqual(expect.arrayContaining(['/lease_minutes', '/rules/0/sample', '/rules/1/when']));
    await expect(putQueue(lead, '../etc', definition)).rejects.toMatchObject({ status: 422, problems: [{ path: '/name' }] });
    await expect(putQueue(await db.createMember(lead, 'reviewer'), 'refunds', definition)).rejects.toMatchObject({ status: 403 });
    expect((await getQueue(lead, 'refunds')).leaseMinutes).toBe(15);
  });

  it('gives queues that are made at once places of their own', async () => {
    const lead = (await db.createProject()) as Person;
    await Promise.all(['a', 'b', 'c'].map((name) => putQueue(lead, name, {})));
    expect((await listQueues(lead)).map(({ name }) => name).sort()).toEqual(['a', 'b', 'c']);
  });
});
