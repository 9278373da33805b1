import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { changeIncident, createIncident, noteIncident } from './incident-change';
import { getIncident, listIncidents } from './incidents';

let db: TestDatabase;
let owner: Actor & { userId: string };
let incidentId: string;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  owner = (await db.createProject()) as typeof owner;
  incidentId = (await createIncident(owner, { title: 'Wrong totals', severity: 'medium', status: 'candidate' }, null)).incidentId;
});

const change = (body: object, actor: Actor = owner) => changeIncident(actor, incidentId, body);

describe('changing an incident', () => {
  it('goes from candidate to open to contained to resolved, each with a reason, and back when it returns', async () => {
    await expect(change({ version: 1, status: 'open' })).rejects.toMatchObject({ kind: 'invalid' });
    await expect(change({ version: 1, status: 'resolved', reason: 'x' })).rejects.toMatchObject({ code: 'status_not_reachable' });
    for (const [at, status] of ['open', 'contained', 'resolved', 'open'].entries())
      expect(await change({ version: at + 1, status, reason: `because ${status}` })).toEqual({ incidentId, version: at + 2 });
    const { status, closedAt, events } = await getIncident(owner, incidentId);
    expect({ status, closedAt }).toEqual({ status: 'open', closedAt: null });
    expect(events.map(({ seq, kind, body }) => [seq, kind, body['after'] ?? null])).toEqual([
      [1, 'opened', null],
      [2, 'status_changed', 'open'],
      [3, 'status_changed', 'contained'],
      [4, 'status_changed', 'resolved'],
      [5, 'status_changed', 'open'],
    ]);
  });

  it('refuses what is stale, and of two at once takes one', async () => {
    const answers = await Promise.allSettled([
      change({ version: 1, title: 'Wrong totals in invoices' }),
      change({ version: 1, learnt: 'Something' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = answers.find((answer) => answer.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'stale_incident', extra: { version: 2 } });
    expect((await getIncident(owner, incidentId)).events).toHaveLength(2);
  });

  it('lets the deadline follow the severity until somebody sets it by hand', async () => {
    const hours = async () => {
      const { deadlineAt, createdAt } = await getIncident(owner, incidentId);
      return (Date.parse(deadlineAt ?? '') - Date.parse(createdAt)) / 3_600_000;
    };
    expect(await hours()).toBe(168);
    await change({ version: 1, severity: 'critical' });
    expect(await hours()).toBe(24);
    await change({ version: 2, deadline_at: '2027-01-01T00:00:00Z' });
    await change({ version: 3, severity: 'low' });
    expect((await getIncident(owner, incidentId)).deadlineAt).toBe('2027-01-01T00:00:00.000Z');
    await change({ version: 4, deadline_at: null });
    expect((await getIncident(owner, incidentId)).deadlineAt).toBeNull();
  });

  it('writes what people wrote into the trail as commitments, facts in clear, in the same transaction', async () => {
    const lead = await db.createMember(owner, 'lead');
    await change({ version: 1, owner_id: lead.userId, learnt: 'Totals need a check' });
    await noteIncident(lead, incidentId, { note: 'Customer said so' }, 'key');
    await noteIncident(lead, incidentId, { note: 'Customer said so' }, 'key');
    const { events, learnt, owner: standing } = await getIncident(owner, incidentId);
    expect(events.map(({ kind }) => kind)).toEqual(['opened', 'owner_changed', 'learnt_changed', 'noted']);
    expect({ learnt, standing }).toEqual({ learnt: 'Totals need a check', standing: { id: lead.userId, name: lead.name } });
    await withProject(owner.projectId, async (tx) => {
      const entries = await tx.trailEntry.findMany({
        where: { projectId: owner.projectId, type: { startsWith: 'incident.' } },
        orderBy: { idx: 'asc' },
      });
      expect(entries.map(({ idx }) => Number(idx))).toEqual(events.map(({ trailIndex }) => trailIndex));
      expect(entries.map(({ payload }) => payload).join()).not.toMatch(/Totals need|Customer said|Wrong totals/);
      const values = await tx.trailValue.findMany({ where: { projectId: owner.projectId, idx: entries[3]?.idx ?? -1n } });
      expect(values).toMatchObject([{ field: 'note', value: '"Customer said so"' }]);
    });
  });

  it('gives it only to a member who may work on it', async () => {
    const reviewer = await db.createMember(owner, 'reviewer');
    await expect(change({ version: 1, owner_id: reviewer.userId })).rejects.toMatchObject({ kind: 'invalid' });
    for (const role of ['reviewer', 'auditor', 'viewer'] as const) {
      const member = await db.createMember(owner, role);
      await expect(change({ version: 1, severity: 'low' }, member)).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(noteIncident(member, incidentId, { note: 'x' }, null)).rejects.toMatchObject({ kind: 'forbidden' });
      expect((await getIncident(member, incidentId)).title).toBe('Wrong totals');
    }
    await expect(changeIncident(await db.createProject(), incidentId, { version: 1, severity: 'low' })).rejects.toMatchObject({
      kind: 'not_found',
    });
  });
});

describe('the list', () => {
  it('is filtered by state, owner and deadline, and paged', async () => {
    const past = '2020-01-01T00:00:00Z';
    for (const title of ['B', 'C'])
      await createIncident(owner, { title, severity: 'high', owner_id: owner.userId, deadline_at: past }, null);
    const titles = async (query: object) =>
      (await listIncidents(owner, { show: 'all', limit: 50, ...query })).incidents.map(({ title }) => title);
    expect(await titles({})).toEqual(['C', 'B', 'Wrong totals']);
    expect(await titles({ show: 'candidates' })).toEqual(['Wrong totals']);
    expect(await titles({ mine: 'true' })).toEqual(['C', 'B']);
    expect(await titles({ overdue: 'true' })).toEqual(['C', 'B']);
    await change({ version: 1, status: 'dismissed', reason: 'no' });
    expect(await titles({ show: 'active' })).toEqual(['C', 'B']);
    expect(await titles({ show: 'closed' })).toEqual(['Wrong totals']);
    const first = await listIncidents(owner, { show: 'all', limit: 2 });
    const second = await listIncidents(owner, { show: 'all', limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.incidents, ...second.incidents].map(({ title }) => title)).toEqual(['C', 'B', 'Wrong totals']);
    expect(second.nextCursor).toBeNull();
  });
});
