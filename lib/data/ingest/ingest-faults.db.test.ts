import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import type { CanonicalRun } from '@/lib/domain/run/run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { ingestRuns } from './ingest';

let db: TestDatabase;
let actor: Actor;
beforeAll(async () => {
  db = await testDatabase();
  actor = await db.createProject();
});
afterAll(() => db.close());

type Query = (this: pg.Client, ...args: unknown[]) => unknown;
const prototype = pg.Client.prototype as unknown as { query: Query };
const original = prototype.query;
afterEach(() => {
  prototype.query = original;
});

/** Lets the first `passing` statements through and fails the next one as a server does that is shut down. */
function failAfter(passing: number): { isReached: () => boolean } {
  let sent = 0;
  let isReached = false;
  prototype.query = function (...args) {
    sent += 1;
    if (sent <= passing || isReached) return original.apply(this, args);
    isReached = true;
    const error = Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' });
    const [asked] = args as [{ callback?: (error: Error) => void }];
    if (!asked.callback) return Promise.reject(error);
    process.nextTick(asked.callback, error);
    return asked;
  };
  return { isReached: () => isReached };
}

const batch = (prefix: string): CanonicalRun[] =>
  ['a', 'b'].map((name) => ({
    runId: `${prefix}-${name}`,
    source: 'otel',
    isWhole: false,
    facts: { name },
    aliases: [{ alias: `${prefix}-${name}-request`, kind: 'request' as const }],
    steps: ['1', '2'].map((stepId) => ({
      stepId,
      parentId: null,
      kind: 'CHAIN' as const,
      name: stepId,
      startNs: 1n,
      endNs: 2n,
      status: 'ok' as const,
      error: null,
      input: null,
      output: prefix,
      facts: {},
      attributes: { a: 1 },
      events: [],
    })),
  }));

async function counts(prefix: string): Promise<number[]> {
  const { projectId } = actor;
  const runId = { startsWith: prefix };
  return withProject(projectId, async (tx) => [
    await tx.run.count({ where: { projectId, runId } }),
    await tx.step.count({ where: { projectId, runId } }),
    await tx.stepIo.count({ where: { projectId, runId } }),
    await tx.runAlias.count({ where: { projectId, runId } }),
    Number(
      (
        await tx.$queryRaw<
          { jobs: bigint }[]
        >`SELECT count(*) AS jobs FROM graphile_worker._private_jobs WHERE payload->>'runId' LIKE ${`${prefix}-%`}`
      )[0]?.jobs,
    ),
  ]);
}

describe('a fault in the middle', () => {
  it('of any statement leaves nothing of the batch, says that it may pass, and the same batch goes in whole afterwards', async () => {
    let statements = 0;
    for (; ; statements++) {
      const prefix = `f${statements}`;
      const fault = failAfter(statements);
      const outcome = await ingestRuns(actor, batch(prefix)).catch((error: unknown) => error);
      prototype.query = original;
      if (!fault.isReached()) {
        expect(outcome).toEqual({ accepted: 2, rejected: [], created: 2 });
        break;
      }
      expect(outcome).toMatchObject({ status: 503, code: 'database_unavailable' });
      expect(await counts(prefix), `after ${statements} statements`).toEqual([0, 0, 0, 0, 0]);
      expect(await ingestRuns(actor, batch(prefix))).toEqual({ accepted: 2, rejected: [], created: 2 });
      expect(await counts(prefix)).toEqual([2, 4, 4, 2, 2]);
    }
    expect(statements).toBeGreaterThanOrEqual(3);
  });

  it('of a merge leaves the run as it was', async () => {
    await ingestRuns(actor, batch('m'));
    const more = batch('m').map((run) => ({
      ...run,
      facts: { ...run.facts, route: 'r' },
      steps: [
        ...run.steps.map((step) => ({ ...step, attributes: { a: 1, b: 2 } })),
        { ...(run.steps[0] as CanonicalRun['steps'][number]), stepId: '3' },
      ],
    }));
    const stored = () =>
      withProject(actor.projectId, (tx) =>
        tx.stepIo.findMany({
          where: { projectId: actor.projectId, runId: { startsWith: 'm-' } },
          orderBy: [{ runId: 'asc' }, { stepId: 'asc' }],
        }),
      );
    const before = await stored();
    for (let passing = 0; ; passing++) {
      const fault = failAfter(passing);
      await ingestRuns(actor, more).catch((error: unknown) => error);
      prototype.query = original;
      if (!fault.isReached()) break;
      expect(await stored()).toEqual(before);
    }
    expect((await stored()).map(({ stepId, attributes }) => [stepId, attributes])).toEqual(
      ['a', 'b'].flatMap(() => [
        ['1', { a: 1, b: 2 }],
        ['2', { a: 1, b: 2 }],
        ['3', { a: 1 }],
      ]),
    );
  });
});
