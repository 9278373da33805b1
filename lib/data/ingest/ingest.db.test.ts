import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import type { CanonicalRun, CanonicalStep } from '@/lib/domain/run/run';
import { testDatabase, type TestDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { ingestRuns } from './ingest';

let db: TestDatabase;
let actor: Actor;
beforeAll(async () => {
  db = await testDatabase();
  actor = await db.createProject();
});
afterAll(() => db.close());

const step = (stepId: string, over: Partial<CanonicalStep> = {}): CanonicalStep => ({
  stepId,
  parentId: null,
  kind: 'CHAIN',
  name: stepId,
  startNs: 1_000_000_000n,
  endNs: 2_000_000_001n,
  status: 'ok',
  error: null,
  input: null,
  output: null,
  facts: {},
  attributes: { a: 1 },
  events: [],
  ...over,
});
const run = (runId: string, over: Partial<CanonicalRun> = {}): CanonicalRun => ({
  runId,
  source: 'otel',
  facts: {},
  isWhole: false,
  steps: [],
  aliases: [],
  ...over,
});

const read = (runId: string) =>
  withProject(actor.projectId, async (tx) => ({
    run: await tx.run.findUnique({ where: { projectId_runId: { projectId: actor.projectId, runId } } }),
    steps: await tx.step.findMany({ where: { projectId: actor.projectId, runId }, orderBy: { stepId: 'asc' } }),
    io: await tx.stepIo.findMany({ where: { projectId: actor.projectId, runId }, orderBy: { stepId: 'asc' } }),
    jobs: await tx.$queryRaw<
      { payload: unknown; inMs: number }[]
    >`SELECT p.payload, extract(epoch FROM p.run_at - now())::float8 * 1000 AS "inMs" FROM graphile_worker._private_jobs p
    WHERE p.payload->>'runId' = ${runId} AND p.payload->>'projectId' = ${actor.projectId}`,
  }));
const setPhase = (runId: string, phase: string) =>
  withProject(actor.projectId, (tx) =>
    tx.run.update({ where: { projectId_runId: { projectId: actor.projectId, runId } }, data: { phase } }),
  );

describe('ingestRuns', () => {
  it('stores a run, its steps with bodies to the nanosecond, its aliases and one settling job', async () => {
    const outcome = await ingestRuns(actor, [
      run('t1', {
        facts: { name: 'n', sessionId: 's', tags: ['x'] },
        factRanks: { name: '2', sessionId: '3', tags: '2' },
        steps: [
          step('b', {
            parentId: 'a',
            startNs: 1_795_233_397_288_000_123n,
            endNs: 1_795_233_397_289_000_456n,
            input: { q: 'é' },
            facts: { modelName: 'm' },
            events: [{ name: 'e', timeNs: 5n, attributes: {} }],
          }),
          step('a'),
        ],
        aliases: [{ alias: 'CLM-1', kind: 'metadata' }],
      }),
    ]);
    expect(outcome).toEqual({ accepted: 1, rejected: [], created: 1 });
    const stored = await read('t1');
    expect(stored.run).toMatchObject({
      source: 'otel',
      phase: 'receiving',
      isWhole: false,
      isRootEnded: true,
      name: 'n',
      sessionId: 's',
      tags: ['x'],
      stepCount: 2,
      declared: { name: 'n' },
    });
    expect(stored.steps.map(({ stepId, parentId, startNs, modelName }) => [stepId, parentId, startNs, modelName])).toEqual([
      ['a', null, 1_000_000_000n, null],
      ['b', 'a', 1_795_233_397_288_000_123n, 'm'],
    ]);
    expect(stored.io[1]).toMatchObject({
      input: { q: 'é' },
      output: null,
      attributes: { a: 1 },
      events: [{ name: 'e', timeNs: '5', attributes: {} }],
    });
    expect(stored.jobs).toHaveLength(1);
    expect(stored.jobs[0]?.inMs).toBeGreaterThan(1000);
  });

  it('changes nothing when the same batch comes again, and reopens the run for a step that is new or says more', async () => {
    const batch = [run('t2', { steps: [step('a', { attributes: { deep: { b: 1, a: [1.5, '😀'] } } }), step('b', { parentId: 'a' })] })];
    await ingestRuns(actor, batch);
    const before = await read('t2');
    await setPhase('t2', 'evaluated');
    await ingestRuns(actor, batch);
    expect((await read('t2')).run?.phase).toBe('evaluated');
    expect((await read('t2')).steps).toEqual(before.steps);
    await ingestRuns(actor, [run('t2', { steps: [step('c', { parentId: 'a' })] })]);
    expect((await read('t2')).run).toMatchObject({ phase: 'receiving', stepCount: 3 });
    await setPhase('t2', 'evaluated');
    await ingestRuns(actor, [
      run('t2', { steps: [step('b', { parentId: 'a', startNs: 5n, endNs: 9_000_000_000n, attributes: { a: 1, more: true } })] }),
    ]);
    const after = await read('t2');
    expect(after.run?.phase).toBe('receiving');
    expect(after.steps[1]).toMatchObject({ startNs: 5n, endNs: 9_000_000_000n });
    expect(after.io[1]?.attributes).toEqual({ a: 1, more: true });
  });

  it('replaces NUL and lone surrogates and says so, whole texts otherwise', async () => {
    const long = 'ü'.repeat(3_000_000);
    await ingestRuns(actor, [
      run('t3', {
        facts: { name: 'a\0b' },
        steps: [step('a', { name: 'n\0', input: 'x\0y', output: long, attributes: { 'k\ud800': '\\u0000 as text', ok: '😀' } })],
      }),
    ]);
    const { run: stored, steps, io } = await read('t3');
    expect(stored?.name).toBe('a\ufffdb');
    expect(steps[0]?.name).toBe('n\ufffd');
    expect(io[0]).toMatchObject({ input: 'x\ufffdy', output: long, attributes: { 'k\ufffd': '\\u0000 as text', ok: '😀' } });
    expect(steps[0]?.facts).toMatchObject({ losses: [expect.stringMatching(/U\+FFFD/)] });
  });

  it('refuses ids that cannot be kept, one by one', async () => {
    const outcome = await ingestRuns(actor, [
      run('x'.repeat(400_000), { steps: [step('a')] }),
      run('t4', { steps: [step('a'), step('b'.repeat(2000), {}), step('c', { parentId: 'd\0' })] }),
    ]);
    expect(outcome.accepted).toBe(1);
    expect(outcome.rejected.map(({ code, path, detail }) => `${code} ${path} ${detail}`)).toEqual([
      'invalid_id /run_id run id must have at most 512 characters',
      'invalid_id /steps/1 step or parent id must have at most 512 characters',
      'invalid_id /steps/2 step or parent id must not hold control characters',
    ]);
    expect((await read('t4')).steps.map(({ stepId }) => stepId)).toEqual(['a']);
  });

  it('takes many small batches at once, parts of the same runs and repeats among them, and tells each of its own', async () => {
    const deep = step('deep', { input: JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`) as never });
    const batches = Array.from({ length: 40 }, (_, index) => [run(`many-${index % 7}`, { steps: [step(`s${index % 20}`)] })]);
    batches[11] = [run('many-4', { steps: [deep] })];
    const outcomes = await Promise.all(batches.map((batch) => ingestRuns(actor, batch)));
    expect(outcomes.map(({ rejected }) => rejected.length)).toEqual(batches.map((_, index) => (index === 11 ? 1 : 0)));
    const stored = await Promise.all(Array.from({ length: 7 }, (_, index) => read(`many-${index}`)));
    const sent = new Set(
      batches.flatMap((batch, index) => (index === 11 ? [] : batch.flatMap((one) => `${one.runId} ${one.steps[0]?.stepId}`))),
    );
    expect(new Set(stored.flatMap(({ steps }) => steps.map(({ runId, stepId }) => `${runId} ${stepId}`)))).toEqual(sent);
    for (const { run: row, steps, io, jobs } of stored)
      expect([row?.stepCount, io.length, jobs.length]).toEqual([steps.length, steps.length, 1]);
  });

  it('finds the one record that the database refuses and keeps its neighbours', async () => {
    const bad = step('bad', { input: JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`) as never });
    const unindexable = run('t7', {
      facts: { sessionId: Array.from({ length: 9000 }, (_, index) => String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000))).join('') },
      steps: [step('a')],
    });
    await expect(
      ingestRuns(actor, [run('t5', { steps: [step('a')] }), run('t6', { steps: [step('a'), bad, step('c')] }), unindexable]),
    ).resolves.toMatchObject({
      accepted: 2,
      rejected: [
        { runId: 't6', stepId: 'bad', code: 'not_storable', detail: 'A value is nested too deep to be stored.' },
        { runId: 't7', code: 'not_storable', detail: expect.stringMatching(/index/) },
      ],
    });
    expect((await read('t7')).run).toBeNull();
    expect((await read('t6')).steps.map(({ stepId }) => stepId)).toEqual(['a', 'c']);
    expect((await read('t5')).steps).toHaveLength(1);
  });

  it('takes a record posted again as the new state of the run: never a duplicate, nothing left of the old', async () => {
    const posted = (output: string, steps: CanonicalStep[]) =>
      run('p1', { source: 'plain', isWhole: true, facts: { output, route: output === 'one' ? 'r' : undefined } as never, steps });
    await ingestRuns(actor, [posted('one', [step('a', { output: 'much longer than the next' }), step('b')])]);
    expect((await read('p1')).jobs[0]?.inMs).toBeLessThan(100);
    await setPhase('p1', 'evaluated');
    await ingestRuns(actor, [posted('one', [step('a', { output: 'much longer than the next' }), step('b')])]);
    expect((await read('p1')).run?.phase).toBe('evaluated');
    await ingestRuns(actor, [posted('two', [step('a', { output: 'short' })])]);
    const stored = await read('p1');
    expect(stored.run).toMatchObject({ phase: 'receiving', isWhole: true, declared: { output: 'two' }, stepCount: 1 });
    expect(stored.run?.declared).not.toHaveProperty('route');
    expect(stored.io.map(({ stepId, output }) => [stepId, output])).toEqual([['a', 'short']]);
  });

  it('lays a posted record over a traced run without losing the trace, and takes a trace after a record', async () => {
    await ingestRuns(actor, [
      run('m1', { facts: { name: 'traced', environment: 'prod' }, factRanks: { name: '2', environment: '2' }, steps: [step('a')] }),
    ]);
    await ingestRuns(actor, [run('m1', { source: 'plain', isWhole: true, facts: { name: 'posted', route: 'refund' } })]);
    await ingestRuns(actor, [run('m1', { source: 'plain', isWhole: true, facts: { name: 'posted again' } })]);
    const stored = await read('m1');
    expect(stored.run).toMatchObject({ isWhole: false, declared: { name: 'posted again', environment: 'prod' }, source: 'plain' });
    expect(stored.run?.declared).not.toHaveProperty('route');
    expect(stored.steps).toHaveLength(1);
    await ingestRuns(actor, [run('m2', { source: 'plain', isWhole: true, facts: { output: 'x' } })]);
    await ingestRuns(actor, [run('m2', { source: 'openinference', steps: [step('a')] })]);
    expect((await read('m2')).run).toMatchObject({ isWhole: false, source: 'openinference', declared: { output: 'x' } });
  });

  it('is not allowed without the permission', async () => {
    await expect(ingestRuns({ ...actor, role: 'auditor' }, [])).rejects.toMatchObject({ status: 403 });
  });

  it('keeps every step when batches of one run arrive at once', async () => {
    const batches = Array.from({ length: 20 }, (_, batch) => [
      run('c1', { steps: Array.from({ length: 25 }, (_, index) => step(`s${(batch * 13 + index) % 100}`)) }),
      run(`c-${batch % 3}`, { steps: [step(`b${batch}`)] }),
    ]);
    await Promise.all(batches.map((batch) => ingestRuns(actor, batch)));
    expect((await read('c1')).steps).toHaveLength(100);
    expect((await read('c1')).run?.stepCount).toBe(100);
    expect((await Promise.all([0, 1, 2].map(async (index) => (await read(`c-${index}`)).steps.length))).reduce((a, b) => a + b)).toBe(20);
  });
});
