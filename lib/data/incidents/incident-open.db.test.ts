import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { type NewIncident, openIncidentCandidate } from './incident-open';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const alarm: NewIncident = {
  key: 'drift:route:refund:2026-11',
  title: 'Refusals of route refund doubled',
  severity: 'high',
  cause: { by: 'drift', metric: 'refusals', slice: { route: 'refund' }, from: '2026-11-20T00:00:00Z', to: '2026-11-27T00:00:00Z' },
  createdBy: { kind: 'alarm', id: null, name: 'Drift alarm' },
  runs: [
    { runId: 'r1', why: 'Refused' },
    { runId: 'r1', why: 'Twice named' },
    { runId: 'r2', why: 'Refused' },
  ],
};

describe('an alarm', () => {
  it('opens one candidate however often it rings, also several times at once', async () => {
    const { projectId } = await db.createProject();
    const open = () => withProject(projectId, (tx) => openIncidentCandidate(tx, projectId, alarm));
    const answers = await Promise.all([open(), open(), open(), open()]);
    answers.push(await open());
    expect(new Set(answers.map(({ incidentId }) => incidentId)).size).toBe(1);
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
    await withProject(projectId, async (tx) => {
      const [incident] = await tx.incident.findMany({ where: { projectId } });
      expect(incident).toMatchObject({ status: 'candidate', severity: 'high', runCount: 2, version: 1, createdByKind: 'alarm' });
      const hours = ((incident?.deadlineAt?.getTime() ?? 0) - (incident?.createdAt.getTime() ?? 0)) / 3_600_000;
      expect(hours).toBe(72);
      expect(
        (await tx.incidentRun.findMany({ where: { projectId }, orderBy: { runId: 'asc' } })).map((run) => [run.runId, run.why]),
      ).toEqual([
        ['r1', 'Refused'],
        ['r2', 'Refused'],
      ]);
    });
  });

  it('is in the trail once, its title only as a commitment', async () => {
    const { projectId } = await db.createProject();
    await withProject(projectId, (tx) => openIncidentCandidate(tx, projectId, alarm));
    await withProject(projectId, async (tx) => {
      const entries = await tx.trailEntry.findMany({ where: { projectId, type: 'incident.opened' } });
      expect(entries).toHaveLength(1);
      expect(entries[0]?.payload).not.toContain('doubled');
      const [event] = await tx.incidentEvent.findMany({ where: { projectId } });
      expect(event).toMatchObject({ seq: 1, kind: 'opened', actorId: null, actorName: 'Drift alarm', trailIndex: entries[0]?.idx });
      expect(event?.body).toMatchObject({ title: alarm.title, severity: 'high' });
    });
  });
});
