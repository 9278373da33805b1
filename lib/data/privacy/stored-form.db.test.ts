import { afterAll, beforeAll, expect, it } from 'vitest';
import { withProject } from '@/lib/data/database';
import { findRuns } from '@/lib/data/find/find-runs';
import { ingestRuns } from '@/lib/data/ingest/ingest';
import { lookup } from '@/lib/data/runs/run-lookup';
import type { Actor } from '@/lib/domain/policy';
import { settleRun } from '@/lib/worker/settle-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { savePrivacyRules } from './privacy-rules';

let db: TestDatabase;
let actor: Actor;
beforeAll(async () => {
  db = await testDatabase();
  actor = await db.createProject();
  await savePrivacyRules(actor, 0, { recognisers: { email: 'tokenise', card: 'mask' } });
  const { projectId } = actor;
  const facts = { userId: 'Ana@Example.com', output: 'We wrote to ana@example.com about card 4111 1111 1111 1111.' };
  await ingestRuns(actor, [
    { runId: 'R-1', source: 'plain', isWhole: true, aliases: [], steps: [], facts },
    { runId: 'R-2', source: 'plain', isWhole: true, aliases: [], steps: [], facts: { output: 'We wrote to bo@example.com.' } },
  ]);
  for (const runId of ['R-1', 'R-2']) await settleRun({ projectId, runId });
});
afterAll(() => db.close());

const found = async (who: Actor, words: string) => (await findRuns(who, words))?.hits.map(({ runId }) => runId) ?? [];

it('masked runs are found by what they held, with the words around it, by those who may have it back', async () => {
  expect(await found(actor, 'ana@example.com')).toEqual(['R-1']);
  expect(await found(actor, 'wrote to ANA@example.com about')).toEqual(['R-1']);
  expect(await found(actor, 'bo@example.com')).toEqual(['R-2']);
  expect(await found(actor, 'cy@example.com')).not.toContain('R-1');
  const reviewer = await db.createMember(actor, 'reviewer');
  expect((await findRuns(reviewer, 'wrote to ana@example.com about'))?.foundAs).not.toBe('phrase');
});

it('users are found by the name that their tracer gives them', async () => {
  const runs = async (who: Actor, id: string) => (await lookup(who, id)).matches.map(({ runId, kind }) => [runId, kind]);
  expect(await runs(actor, 'ana@example.com')).toEqual([['R-1', 'user']]);
  expect(await runs(await db.createMember(actor, 'viewer'), 'ana@example.com')).toEqual([]);
});

it('a mark without letters finds nobody, and looking keeps nothing', async () => {
  const { projectId } = actor;
  const before = await withProject(projectId, (tx) => tx.vaultEntry.count({ where: { projectId } }));
  expect(await found(actor, 'card 5555 5555 5555 4444')).toEqual([]);
  await found(actor, 'dee@example.com');
  await lookup(actor, 'dee@example.com');
  expect(await withProject(projectId, (tx) => tx.vaultEntry.count({ where: { projectId } }))).toBe(before);
});
