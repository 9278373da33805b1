import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { sessionResponse, sessionResponseSchema } from '@/lib/domain/run/session-response';
import { postRun } from '@/prisma/scenarios/posted-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { listSessionRuns } from './session-runs';

let db: TestDatabase;
let actor: Actor;
beforeAll(async () => {
  db = await testDatabase();
  actor = await db.createProject();
});
afterAll(() => db.close());

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 10, minute)).toISOString();

describe('listSessionRuns', () => {
  it('gives all runs of a session and no other, in order of time, page by page, those of one moment by their id', async () => {
    const minutes = [7, 1, 3, 3, 9];
    for (const [index, minute] of minutes.entries())
      await postRun(actor, { sessionId: 'chat', startedAt: at(minute), input: `question at ${minute}` }, { runId: `R-${index}` });
    await postRun(actor, { sessionId: 'other chat', startedAt: at(2) });
    const seen: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page = await listSessionRuns(actor, 'chat', { limit: 2, cursor: cursor ?? undefined });
      expect(page.runs.length).toBeLessThanOrEqual(2);
      seen.push(...page.runs.map(({ run }) => run.runId));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['R-1', 'R-3', 'R-2', 'R-0', 'R-4']);
    const { runs } = await listSessionRuns(actor, 'chat');
    expect(runs[0]).toMatchObject({ input: 'question at 1', findings: [] });
    expect(sessionResponseSchema.safeParse(sessionResponse('chat', runs, null)).error).toBeUndefined();
  });

  it('shows texts as marks to a role without sight of raw content', async () => {
    await postRun(actor, { sessionId: 'masked', input: 'my secret' });
    const { runs } = await listSessionRuns({ ...actor, role: 'viewer' }, 'masked');
    expect(JSON.stringify(runs)).not.toContain('my secret');
    expect(runs).toHaveLength(1);
  });

  it('answers the same for a session of another project, an absent one and an id that cannot exist', async () => {
    const stranger = await db.createProject();
    await expect(listSessionRuns(stranger, 'chat')).rejects.toMatchObject({ kind: 'not_found' });
    await expect(listSessionRuns(actor, 'absent')).rejects.toMatchObject({ kind: 'not_found' });
    await expect(listSessionRuns(actor, 'a\0b')).rejects.toMatchObject({ kind: 'not_found' });
  });
});
