import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { ingestRuns } from '@/lib/data/ingest/ingest';
import { previewPrivacy } from './privacy-preview';

let db: TestDatabase;
let owner: Actor;
beforeAll(async () => {
  db = await testDatabase();
  owner = await db.createProject();
  const run = (runId: string, output: string) => ({ runId, source: 'plain', facts: { output }, isWhole: true, aliases: [], steps: [] });
  await ingestRuns(owner, [run('R-1', 'Write to someone@example.com.'), run('R-2', 'Nothing here.'), run('R-3', 'MRN-12345678 was seen')]);
});
afterAll(() => db.close());

it('shows what rules would take out of recent runs, and changes nothing', async () => {
  const rules = {
    recognisers: { email: 'tokenise' },
    custom: [{ type: 'record_number', pattern: 'MRN-[0-9]{8}', action: 'mask' }],
  };
  const preview = await previewPrivacy(owner, rules);
  expect(preview).toMatchObject({ lookedAt: 3, changedRuns: 2 });
  expect(preview.types).toEqual(
    expect.arrayContaining([
      { type: 'email', count: 1 },
      { type: 'record_number', count: 1 },
    ]),
  );
  expect(preview.examples).toEqual(
    expect.arrayContaining([
      { runId: 'R-1', path: '/output', type: 'email', before: 'someone@example.com', mark: expect.stringMatching(/^⟦email:tok_/) },
      { runId: 'R-3', path: '/output', type: 'record_number', before: 'MRN-12345678', mark: '⟦record_number⟧' },
    ]),
  );
  const { projectId } = owner;
  const [vault, versions, reads] = await withProject(projectId, (tx) =>
    Promise.all([
      tx.vaultEntry.count({ where: { projectId } }),
      tx.privacyRules.count({ where: { projectId } }),
      tx.trailEntry.count({ where: { projectId, type: 'content.read' } }),
    ]),
  );
  expect({ vault, versions, reads }).toEqual({ vault: 0, versions: 0, reads: 2 });
});

it('is for who may change the rules, and names what is wrong with them', async () => {
  await expect(previewPrivacy(await db.createMember(owner, 'lead'), {})).rejects.toMatchObject({ code: 'forbidden' });
  await expect(previewPrivacy(owner, { fields: [{ match: '', action: 'mask' }] })).rejects.toMatchObject({
    problems: [expect.objectContaining({ path: '/fields/0/match' })],
  });
});
