import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, can, ROLES } from '@/lib/domain/policy';
import { resetEnv } from '@/lib/env';
import { answerJson, answerText, type LoopbackVerifier, loopbackVerifier } from '@/lib/verifier/loopback-verifier';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { pruneVerifier } from '@/lib/data/prune';
import { getVerifier, removeVerifier, saveVerifier } from './verifier';
import { takePairs } from './verifier-budget';
import { testVerifier } from './verifier-test';

const SECRET = 'sk-canary-0815-verifier';
let db: TestDatabase;
let owner: pg.Client;
let actor: Actor;
let stand: LoopbackVerifier;
beforeAll(async () => {
  db = await testDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await db.close();
});
beforeEach(async () => {
  setAllowed('on');
  actor = await db.createProject();
  stand = await loopbackVerifier(() => 0.03);
});
afterEach(() => {
  setAllowed('');
  return stand.close();
});

function setAllowed(value: string): void {
  process.env['COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS'] = value;
  resetEnv();
}
const settings = (over: object = {}) => ({ kind: 'scorer' as const, url: stand.scorerUrl, timeout_ms: 500, ...over });
const save = (over: object = {}, secret: string | null = null, by = actor) => saveVerifier(by, { settings: settings(over), secret });
const problemsOf = async (work: Promise<unknown>): Promise<string[]> => {
  const error = await work.then(
    () => null,
    (thrown: { problems?: { path: string }[] }) => thrown,
  );
  return (error?.problems ?? []).map(({ path }) => path);
};

describe('the verifier of a project', () => {
  it('is none at first, then what was saved, with its credential sealed and shown to nobody', async () => {
    expect(await getVerifier(actor)).toMatchObject({ state: 'none', settings: null, has_secret: false });
    const saved = await save({ max_pairs_per_day: 500 }, SECRET);
    expect(saved).toMatchObject({ state: 'on', has_secret: true, settings: { url: stand.scorerUrl, weight: 1, max_pairs_per_day: 500 } });
    expect(JSON.stringify(saved)).not.toContain(SECRET);
    for (const table of ['verifier', 'trail_entry', 'trail_value', 'verifier_score']) {
      const { rows } = await owner.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
      expect(rows.map(({ row }) => row).join()).not.toContain('canary');
    }
    const { rows } = await owner.query<{ secret: Buffer }>(`SELECT secret FROM verifier WHERE project_id = $1`, [actor.projectId]);
    expect(rows[0]?.secret.length).toBe(12 + 16 + SECRET.length);
    expect(await getVerifier(await db.createProject())).toMatchObject({ state: 'none' });
  });

  it('stands in the trail with each change, without address and credential in clear', async () => {
    await save({}, SECRET);
    await saveVerifier(actor, { settings: settings({ weight: 0.5 }), is_on: false });
    await removeVerifier(actor);
    const entries = await withProject(actor.projectId, (tx) =>
      tx.trailEntry.findMany({ where: { projectId: actor.projectId, type: { startsWith: 'verifier.' } }, orderBy: { idx: 'asc' } }),
    );
    expect(entries.map(({ type }) => type)).toEqual(['verifier.changed', 'verifier.changed', 'verifier.removed']);
    expect(JSON.parse(entries[1]?.payload ?? '')).toMatchObject({
      facts: { kind: 'scorer', fields: ['weight'], is_on: false, is_secret_changed: false },
    });
    expect(entries.map(({ payload }) => payload).join()).not.toMatch(/canary|127\.0\.0\.1/);
    expect(await getVerifier(actor)).toMatchObject({ state: 'none' });
  });

  it('keeps a credential that is not given again, but not for another address', async () => {
    await save({}, SECRET);
    expect(await save({ weight: 0.5 })).toMatchObject({ has_secret: true });
    expect(await problemsOf(save({ url: stand.judgeUrl }))).toEqual(['/secret']);
    expect(await save({ url: stand.judgeUrl }, '')).toMatchObject({ has_secret: false });
  });

  it.each([
    [{ url: 'ftp://models.example' }, ['/settings/url']],
    [{ url: 'https://user:pass@models.example' }, ['/settings/url']],
    [{ kind: 'judge' }, ['/settings/model']],
    [{ url: 'nowhere', weight: -1 }, ['/settings/url', '/settings/weight']],
    [{ batch_size: 0, weight: 3, timeout_ms: 10 }, ['/settings/batch_size', '/settings/timeout_ms', '/settings/weight']],
    [{ extra: 1 }, ['/settings']],
  ])('refuses %o and names every wrong field', async (over, paths) => {
    expect(await problemsOf(save(over))).toEqual(paths);
  });

  it('is for owners and engineers, to see as to change', async () => {
    await save();
    for (const role of ROLES) {
      const member = role === 'owner' ? actor : await db.createMember(actor, role);
      const isAllowed = can(member, 'verifier.edit');
      expect(isAllowed).toBe(role === 'owner' || role === 'engineer');
      for (const act of [() => getVerifier(member), () => save({}, null, member), () => testVerifier(member), () => removeVerifier(member)])
        await (isAllowed ? expect(act()).resolves : expect(act()).rejects.toMatchObject({ kind: 'forbidden' }));
      if (isAllowed) await save();
    }
  });
});

describe('the test of a verifier', () => {
  it('really asks, and says what came back and how long it took', async () => {
    await save({ usd_per_1000_pairs: 2 }, SECRET);
    const test = await testVerifier(actor);
    expect(test).toMatchObject({ is_ok: true, support: 0.03, detail: 'stand-in', model: 'stand-in-scorer', said: 'Support 0.03.' });
    expect(test.duration_ms).toBeGreaterThanOrEqual(0);
    expect(stand.calls[0]).toMatchObject({
      headers: { authorization: `Bearer ${SECRET}` },
      pairs: [{ claim: expect.stringContaining('45 days') as string }],
    });
    expect((await getVerifier(actor)).use).toMatchObject({ calls: 1, pairs: 1, failures: 0, cost_usd: 0.002 });
  });

  it.each([
    ['a web page', (s: LoopbackVerifier) => (s.fault = (response) => answerText(response, '<html>', 200)), /web page/],
    [
      'a refused credential',
      (s: LoopbackVerifier) => (s.fault = (response) => answerJson(response, { error: `no ${SECRET}` }, 401)),
      /refuses the credential/,
    ],
    ['a hang', (s: LoopbackVerifier) => (s.fault = () => undefined), /No answer within/],
  ])('names %s, and not the credential', async (_what, prepare, said) => {
    await save({}, SECRET);
    prepare(stand);
    const test = await testVerifier(actor);
    expect(test).toMatchObject({ is_ok: false, support: null, said: expect.stringMatching(said) as string });
    expect(JSON.stringify(test)).not.toContain(SECRET);
    expect(stand.calls).toHaveLength(1);
  });

  it('goes to no private address unless the installation allows it, and there is none without a verifier', async () => {
    await expect(testVerifier(actor)).rejects.toMatchObject({ kind: 'not_found' });
    await save();
    setAllowed('off');
    expect(await testVerifier(actor)).toMatchObject({
      is_ok: false,
      said: expect.stringContaining('COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS') as string,
    });
    expect(stand.calls).toEqual([]);
  });

  it('that passes ends a pause', async () => {
    await save();
    await owner.query(
      `UPDATE verifier SET failures = 9, away_since = now(), paused_until = now() + interval '1 hour' WHERE project_id = $1`,
      [actor.projectId],
    );
    expect(await getVerifier(actor)).toMatchObject({ state: 'away' });
    await testVerifier(actor);
    expect(await getVerifier(actor)).toMatchObject({ state: 'on', next_try_at: null });
  });
});

describe('the budget', () => {
  it('is kept by many who take at once', async () => {
    await save({ max_pairs_per_day: 100 });
    const take = (wanted: number) => withProject(actor.projectId, (tx) => takePairs(tx, actor.projectId, wanted, 100));
    const taken = await Promise.all(Array.from({ length: 20 }, () => take(7)));
    expect(taken.reduce((sum, { granted }) => sum + granted, 0)).toBe(100);
    expect(await getVerifier(actor)).toMatchObject({ state: 'over_budget', use: { pairs: 100 } });
  });

  it('is per project', async () => {
    const other = await db.createProject();
    await withProject(actor.projectId, (tx) => takePairs(tx, actor.projectId, 50, 50));
    expect(await withProject(other.projectId, (tx) => takePairs(tx, other.projectId, 50, 50))).toMatchObject({ granted: 50 });
  });
});

it('old scores and counts are pruned, others kept', async () => {
  await save();
  const insert = (key: string, age: string) =>
    owner.query(`INSERT INTO verifier_score (project_id, key, support, at) VALUES ($1, $2, 0.5, now() - $3::interval)`, [
      actor.projectId,
      key,
      age,
    ]);
  await insert('old', '91 days');
  await insert('new', '89 days');
  await pruneVerifier(actor.projectId);
  const rows = await withProject(actor.projectId, (tx) => tx.verifierScore.findMany({ where: { projectId: actor.projectId } }));
  expect(rows.map(({ key }) => key)).toEqual(['new']);
});
