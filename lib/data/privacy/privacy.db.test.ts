import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { DEFAULT_PRIVACY_RULES } from '@/lib/domain/privacy-rules';
import { marksIn } from '@/lib/domain/mask-token';
import type { CanonicalRun } from '@/lib/domain/run/run';
import { resetEnv } from '@/lib/env';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { ingestRuns } from '@/lib/data/ingest/ingest';
import { getPrivacyRules, savePrivacyRules } from './privacy-rules';
import { forgetProjectKeys, rewrapProjectKeys } from '@/lib/data/people/project-keys';
import { storeScores } from '@/lib/data/runs/scores';
import { reveal } from './vault-reveal';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const EMAIL = 'someone@mail.example.com';
const RULES = { recognisers: { email: 'tokenise', card: 'tokenise', secret: 'mask' } };

async function redacting(rules: unknown = RULES): Promise<Actor> {
  const actor = await db.createProject();
  await savePrivacyRules(actor, 0, rules);
  return actor;
}

const run = (runId: string, output: string, more: Partial<CanonicalRun> = {}): CanonicalRun => ({
  runId,
  source: 'plain',
  facts: { output },
  isWhole: true,
  aliases: [],
  steps: [],
  ...more,
});

async function outputOf(actor: Actor, runId: string): Promise<string> {
  const { projectId } = actor;
  const row = await withProject(projectId, (tx) => tx.run.findUniqueOrThrow({ where: { projectId_runId: { projectId, runId } } }));
  return (row.declared as { output: string }).output;
}

async function tokenOf(actor: Actor, runId: string): Promise<string> {
  return marksIn(await outputOf(actor, runId))[0]?.text ?? '';
}

describe('tokens', () => {
  it('are the same for the same value however it is written, and others in another project', async () => {
    const [mine, theirs] = [await redacting(), await redacting()];
    await ingestRuns(mine, [run('R-1', `Write to ${EMAIL}.`), run('R-2', `To: ${EMAIL.toUpperCase()}`)]);
    await ingestRuns(theirs, [run('R-1', `Write to ${EMAIL}.`)]);
    const token = await tokenOf(mine, 'R-1');
    expect(token).toMatch(/^⟦email:tok_[bcdfghjklmnpqrst]{24}⟧$/);
    expect(await outputOf(mine, 'R-1')).toBe(`Write to ${token}.`);
    expect(await tokenOf(mine, 'R-2')).toBe(token);
    expect(await tokenOf(theirs, 'R-1')).not.toBe(token);
  });

  it('keep a session and the ids by which it is asked for together, in runs and in scores', async () => {
    const actor = await redacting();
    await ingestRuns(actor, [
      run('R-1', 'text', { facts: { output: 'text', sessionId: EMAIL }, aliases: [{ alias: EMAIL, kind: 'session' }] }),
    ]);
    await storeScores(actor, [
      { id: 's', source: 'langfuse', target: { sessionId: EMAIL }, name: 'ok', comment: `asked ${EMAIL}`, at: null, metadata: {} },
    ]);
    const { projectId } = actor;
    const [row, aliases, score] = await withProject(projectId, (tx) =>
      Promise.all([
        tx.run.findFirstOrThrow({ where: { projectId } }),
        tx.runAlias.findMany({ where: { projectId } }),
        tx.score.findFirstOrThrow({ where: { projectId } }),
      ]),
    );
    expect(row.sessionId).toMatch(/^⟦email:tok_/);
    expect(aliases.map(({ alias }) => alias)).toEqual([row.sessionId]);
    expect(score.sessionId).toBe(row.sessionId);
    expect(score.comment).toBe(`asked ${row.sessionId}`);
  });

  it('do not change what is sent a second time', async () => {
    const actor = await redacting();
    const sent = run('R-1', `Card 4111 1111 1111 1111 of ${EMAIL}`);
    await ingestRuns(actor, [sent]);
    const before = await outputOf(actor, 'R-1');
    await ingestRuns(actor, [sent]);
    await ingestRuns(actor, [run('R-1', before)]);
    expect(await outputOf(actor, 'R-1')).toBe(before);
  });
});

describe('the vault', () => {
  it('gives a value back to who may, and the trail says who, for what and in which run', async () => {
    const actor = await redacting();
    await ingestRuns(actor, [run('R-1', `Write to ${EMAIL}.`)]);
    const token = await tokenOf(actor, 'R-1');
    const auditor = await db.createMember(actor, 'auditor');
    const revealed = await reveal(auditor, { token, purpose: 'complaint 17', run_id: 'R-1' });
    expect(revealed).toEqual({ token, type: 'email', value: EMAIL });
    const { projectId } = actor;
    const entry = await withProject(projectId, (tx) => tx.trailEntry.findFirstOrThrow({ where: { projectId, type: 'content.revealed' } }));
    expect(entry).toMatchObject({ actorId: auditor.userId, runId: 'R-1' });
    expect(entry.payload).toContain(token);
    expect(entry.payload).not.toContain(EMAIL);
    expect(entry.payload).not.toContain('complaint');
  });

  it('gives nothing to others, to other projects, or without a purpose', async () => {
    const actor = await redacting();
    await ingestRuns(actor, [run('R-1', `Write to ${EMAIL}.`)]);
    const token = await tokenOf(actor, 'R-1');
    for (const role of ['reviewer', 'engineer', 'viewer'] as const)
      await expect(reveal(await db.createMember(actor, role), { token, purpose: 'to look' })).rejects.toMatchObject({
        code: 'forbidden',
      });
    await expect(reveal(await redacting(), { token, purpose: 'to look' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(reveal(actor, { token, purpose: ' ' })).rejects.toMatchObject({ code: 'invalid' });
    const { projectId } = actor;
    expect(await withProject(projectId, (tx) => tx.trailEntry.count({ where: { projectId, type: 'content.revealed' } }))).toBe(0);
  });

  it('gives nothing when the trail cannot be written', async () => {
    const actor = await redacting();
    await ingestRuns(actor, [run('R-1', `Write to ${EMAIL}.`)]);
    const token = await tokenOf(actor, 'R-1');
    // A run id that the trail cannot carry: no entry, so no value.
    await expect(reveal(actor, { token, purpose: 'to look', run_id: `R-\0` })).rejects.toThrow();
    await expect(reveal({ ...actor, userId: `u-\0` }, { token, purpose: 'to look' })).rejects.toThrow();
  });

  it('does not open what was changed or moved to another token', async () => {
    const actor = await redacting();
    await ingestRuns(actor, [run('R-1', `Write to ${EMAIL}.`), run('R-2', 'Write to somebody@else.example.org.')]);
    const [one, two] = [await tokenOf(actor, 'R-1'), await tokenOf(actor, 'R-2')];
    const { Client } = (await import('pg')).default;
    const owner = new Client({ connectionString: db.ownerUrl });
    await owner.connect();
    const where = 'WHERE project_id = $1 AND token = $2';
    await owner.query(`UPDATE vault_entry SET sealed = (SELECT sealed FROM vault_entry ${where}) WHERE project_id = $1 AND token = $3`, [
      actor.projectId,
      one,
      two,
    ]);
    await owner.query(`UPDATE vault_entry SET sealed = set_byte(sealed, 30, get_byte(sealed, 30) # 1) ${where}`, [actor.projectId, one]);
    await owner.end();
    for (const token of [one, two]) await expect(reveal(actor, { token, purpose: 'to look' })).rejects.toThrow(/authenticate/);
  });

  it('changes its key-encryption key without touching what is sealed', async () => {
    const actor = await redacting();
    const { projectId } = actor;
    await ingestRuns(actor, [run('R-1', `Write to ${EMAIL}.`)]);
    const token = await tokenOf(actor, 'R-1');
    const sealed = () => withProject(projectId, (tx) => tx.vaultEntry.findFirstOrThrow({ where: { projectId } }));
    const before = await sealed();
    const secret = process.env.COUNTERSIGN_SECRET;
    const use = (settings: Record<string, string | undefined>) => {
      for (const [name, value] of Object.entries(settings)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      resetEnv();
      forgetProjectKeys();
    };
    const [first, second] = ['first key of the tests, long enough it is', 'second key of the tests, long enough it is'];
    try {
      use({ COUNTERSIGN_KEK: first });
      expect(await rewrapProjectKeys(projectId)).toBe(2);
      use({ COUNTERSIGN_KEK: second, COUNTERSIGN_KEK_PREVIOUS: first });
      expect(await rewrapProjectKeys(projectId)).toBe(2);
      expect(await rewrapProjectKeys(projectId)).toBe(0);
      use({ COUNTERSIGN_KEK: second, COUNTERSIGN_KEK_PREVIOUS: undefined });
      expect((await reveal(actor, { token, purpose: 'after the change' })).value).toBe(EMAIL);
      expect((await sealed()).sealed).toEqual(before.sealed);
      use({ COUNTERSIGN_KEK: first });
      await expect(reveal(actor, { token, purpose: 'with the old key' })).rejects.toMatchObject({ code: 'vault_locked' });
    } finally {
      use({ COUNTERSIGN_KEK: undefined, COUNTERSIGN_KEK_PREVIOUS: undefined, COUNTERSIGN_SECRET: secret });
    }
  });
});

describe('the rules', () => {
  it('are versions: each is in the trail, and one made from an older version is refused', async () => {
    const actor = await db.createProject();
    expect(await getPrivacyRules(actor)).toEqual({ version: 0, rules: DEFAULT_PRIVACY_RULES, savedAt: null });
    await savePrivacyRules(actor, 0, RULES);
    await expect(savePrivacyRules(actor, 0, { recognisers: {} })).rejects.toMatchObject({ code: 'stale_rules' });
    await savePrivacyRules(actor, 1, { recognisers: {}, credential_fields: 'off' });
    expect((await getPrivacyRules(actor)).version).toBe(2);
    const { projectId } = actor;
    expect(await withProject(projectId, (tx) => tx.trailEntry.count({ where: { projectId, type: 'privacy.changed' } }))).toBe(2);
    await ingestRuns(actor, [run('R-1', `Write to ${EMAIL}.`)]);
    expect(await outputOf(actor, 'R-1')).toContain(EMAIL);
  });

  it('name every field that is wrong', async () => {
    const actor = await db.createProject();
    const wrong = { recognisers: { nonsense: 'mask' }, custom: [{ type: 'ticket', pattern: '(?=a)b', action: 'mask' }] };
    await expect(savePrivacyRules(actor, 0, wrong)).rejects.toMatchObject({
      problems: [expect.objectContaining({ path: '/recognisers/nonsense' }), expect.objectContaining({ path: '/custom/0/pattern' })],
    });
    const reviewer = await db.createMember(actor, 'reviewer');
    await expect(savePrivacyRules(reviewer, 0, RULES)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('are off by default but for keys and the fields that carry them', async () => {
    const actor = await db.createProject();
    const step = {
      stepId: 's',
      parentId: null,
      kind: 'LLM' as const,
      name: 'call',
      startNs: null,
      endNs: null,
      status: 'ok' as const,
      error: null,
      input: `${EMAIL} uses ghp_${'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'}`,
      output: null,
      facts: {},
      attributes: { 'ai.request.headers.authorization': 'Bearer abc', 'ai.request.headers.accept': 'text/html' },
      events: [],
    };
    await ingestRuns(actor, [run('R-1', 'text', { steps: [step] })]);
    const { projectId } = actor;
    const io = await withProject(projectId, (tx) => tx.stepIo.findFirstOrThrow({ where: { projectId } }));
    expect(io.input).toBe(`${EMAIL} uses ⟦secret⟧`);
    expect(io.attributes).toEqual({ 'ai.request.headers.authorization': '⟦credential⟧', 'ai.request.headers.accept': 'text/html' });
  });
});
