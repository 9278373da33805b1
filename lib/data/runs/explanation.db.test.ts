import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explanationResponse, explanationResponseSchema } from '@/lib/domain/explain/explanation-response';
import type { Actor } from '@/lib/domain/policy';
import { storeCorrectedRun } from '@/prisma/scenarios/corrected-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { getExplanation } from './explanation';

let db: TestDatabase;
let actor: Actor & { userId: string };

beforeAll(async () => {
  db = await testDatabase();
  actor = (await db.createProject()) as typeof actor;
  await storeCorrectedRun(actor);
});
afterAll(() => db.close());

describe('getExplanation', () => {
  it('answers from what is stored: a person corrected the run, and the trace names no route', async () => {
    const { answers } = await getExplanation(actor, 'R-8F3A');
    const said = Object.fromEntries(answers.map(({ question, verdict, main }) => [question, [verdict, main.ruleId]]));
    expect(said).toMatchObject({
      review: ['yes', 'review.corrected'],
      route: ['unknown', 'route.untold'],
      drift: ['unknown', 'drift.unwatched'],
    });
  });

  it('explains a run that is still being received without inventing anything', async () => {
    const { answers, suspects, revision } = await getExplanation(actor, 'pending');
    expect(revision).toBeNull();
    expect(suspects).toEqual([]);
    expect(answers.find(({ question }) => question === 'support')).toMatchObject({
      verdict: 'unknown',
      main: { ruleId: 'support.pending' },
    });
  });

  it('answers whether behaviour drifts by the daily test and the open alarms of the slices that the run is in', async () => {
    const { projectId } = actor;
    const drift = async () => (await getExplanation(actor, 'R-8F3A')).answers.find(({ question }) => question === 'drift');
    const tested = { slice: { kind: 'all', value: '' }, comparison: { dimension: 'route' }, qValue: 0.6, isMoved: false };
    await withProject(projectId, (tx) =>
      tx.driftState.create({ data: { projectId, testedDay: new Date('2026-11-29'), results: [tested] } }),
    );
    expect(await drift()).toMatchObject({ verdict: 'no', tone: 'good', main: { ruleId: 'drift.quiet' } });
    const alarm = { dimension: 'fallback', sliceKind: 'all', sliceValue: '', state: 'open', summary: 'Fallbacks 2 % → 9 % in all runs' };
    const opened = { openedAt: new Date(), seenDay: new Date('2026-11-29'), result: { comparison: { effect: 0.34 } } };
    await withProject(projectId, (tx) => tx.driftAlarm.create({ data: { projectId, alarmId: randomUUID(), ...alarm, ...opened } }));
    expect(await drift()).toMatchObject({
      verdict: 'yes',
      tone: 'bad',
      layer: 'fallback',
      main: { text: expect.stringContaining('Fallbacks 2 % → 9 %') },
    });
  });

  it('answers in the form that the API promises', async () => {
    const response = explanationResponse(await getExplanation(actor, 'R-8F3A'));
    expect(explanationResponseSchema.parse(response)).toEqual(response);
  });

  it('does not know the runs of another project, and tells a role without sight of contents none of them', async () => {
    const stranger = await db.createProject();
    await expect(getExplanation(stranger, 'R-8F3A')).rejects.toMatchObject({ kind: 'not_found' });
    const masked = await getExplanation({ ...actor, role: 'viewer' }, 'R-8F3A');
    expect(masked.answers).toHaveLength(6);
    expect(JSON.stringify(masked)).not.toContain('41 days');
  });
});
