import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@/lib/domain/new-id';
import type { Actor } from '@/lib/domain/policy';
import { runQuerySchema } from '@/lib/domain/run/run-query';
import { createQueue } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { listRuns } from './runs';

const HOUR_MS = 3_600_000;
const HOURS = { h: 1, d: 24, w: 168 };
/** Two of them review, the third does nothing. */
const PEOPLE = [newId(), newId(), newId()];

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const person = fc.constantFrom(...PEOPLE.slice(0, 2));
const item = fc.oneof(
  fc.record({ state: fc.constant('waiting') }),
  fc.record({ state: fc.constantFrom('done', 'removed'), decidedBy: person }),
  fc.record({ state: fc.constant('leased'), leaseHolder: person, isOver: fc.boolean() }),
);
type Item = { state: string; decidedBy?: string; leaseHolder?: string; isOver?: boolean };
const tokens = fc.option(fc.integer({ min: 0, max: 30 }).map(BigInt));
const run = fc.record({
  /** Half past the hour, so that no run is at the edge of a span of hours while the test runs. */
  hoursAgo: fc.integer({ min: -1, max: 24 * 15 }).map((hours) => hours + 0.5),
  /** Billionths of a dollar. */
  nanos: fc.option(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 999_999_999_999_999 }))),
  latencyMs: fc.option(
    fc.oneof(fc.constantFrom(0, 0.1, 0.3, 0.1 + 0.2, 1e-7), fc.double({ min: 0, max: 1e7, noNaN: true, noDefaultInfinity: true })),
  ),
  inputTokens: tokens,
  outputTokens: tokens,
  route: fc.constantFrom('refund', 'claims', null),
  risk: fc.option(fc.constantFrom(0, 0.5, 0.9)),
  items: fc.array(item, { maxLength: 2 }),
});
interface Run {
  runId: string;
  startedAt: Date;
  nanos: number | null;
  latencyMs: number | null;
  inputTokens: bigint | null;
  outputTokens: bigint | null;
  route: string | null;
  risk: number | null;
  items: Item[];
}

async function createRuns(projectId: string, seed: number, now: Date): Promise<Run[]> {
  const runs = fc.sample(run, { numRuns: 60, seed }).map(({ hoursAgo, ...rest }, at) => ({
    ...rest,
    runId: `R-${String(at).padStart(2, '0')}`,
    startedAt: new Date(now.getTime() - hoursAgo * HOUR_MS),
  }));
  const queues = [await createQueue(projectId, { name: 'one' }), await createQueue(projectId, { name: 'two' })];
  await withProject(projectId, async (tx) => {
    await tx.run.createMany({
      data: runs.map(({ nanos, items: _, ...rest }) => ({
        ...rest,
        projectId,
        source: 'plain',
        phase: 'evaluated',
        receivedAt: now,
        lastStepAt: now,
        costUsd: nanos === null ? null : dollars(nanos),
      })),
    });
    await tx.item.createMany({
      data: runs.flatMap(({ runId, items }) =>
        items.map(({ state, decidedBy, leaseHolder, isOver }: Item, at) => ({
          projectId,
          itemId: newId(),
          queueId: queues[at] ?? '',
          runId,
          revision: 'sha256:0',
          state,
          reasons: [],
          createdAt: now,
          ...(decidedBy ? { decidedBy, decidedAt: now, outcome: state === 'done' ? 'approved' : null } : {}),
          ...(leaseHolder
            ? { leaseHolder, leaseId: newId(), leasedAt: now, leaseExpiresAt: new Date(now.getTime() + (isOver ? -1 : 1) * HOUR_MS) }
            : {}),
        })),
      ),
    });
  });
  return runs;
}

/** Nine places, by no arithmetic of floating point. */
function dollars(nanos: number): string {
  const digits = String(nanos).padStart(10, '0');
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
}

/** What a person might ask for: bounds at the very values of runs, beside them, and far off; on any of them, together. */
const filtersOver = (runs: readonly Run[]) => {
  const known = <T>(pick: (one: Run) => T | null) => fc.constantFrom(...runs.map(pick).filter((value) => value !== null));
  const cost = known(({ nanos }) => nanos).chain((nanos) => fc.constantFrom(nanos, Math.max(0, nanos - 1), nanos + 1));
  const latency = fc.oneof(
    known(({ latencyMs }) => latencyMs),
    fc.double({ min: 0, max: 1e7, noNaN: true, noDefaultInfinity: true }),
  );
  const total = fc.integer({ min: 0, max: 61 });
  const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
  return fc.record({
    cost_min: maybe(cost),
    cost_max: maybe(cost),
    latency_min: maybe(latency),
    latency_max: maybe(latency),
    tokens_min: maybe(total),
    tokens_max: maybe(total),
    reviewer: maybe(fc.subarray([...PEOPLE, 'nobody'], { minLength: 1 })),
    within: maybe(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.constantFrom('h', 'd', 'w')).map(([count, unit]) => `${count}${unit}`)),
    route: maybe(fc.constantFrom('refund', 'claims')),
    risk_min: maybe(fc.constantFrom(0, 0.5, 0.7)),
  });
};
type Filters = ReturnType<typeof filtersOver> extends fc.Arbitrary<infer T> ? T : never;
/** Most filters are left out of each question, or no run would be left. */
const fewOf = (filters: Filters, kept: number): Filters => {
  const names = (Object.keys(filters) as (keyof Filters)[]).filter((_, at) => (kept >> at) & 1);
  return Object.fromEntries(names.map((name) => [name, filters[name]])) as Filters;
};

function isWanted(one: Run, filters: Filters, now: Date): boolean {
  const between = (value: number | null, least?: number, most?: number) =>
    (least === undefined && most === undefined) ||
    (value !== null && (least === undefined || value >= least) && (most === undefined || value <= most));
  const { inputTokens, outputTokens, items } = one;
  const total = inputTokens === null && outputTokens === null ? null : Number(inputTokens ?? 0n) + Number(outputTokens ?? 0n);
  const hours = filters.within && Number(filters.within.slice(0, -1)) * HOURS[filters.within.at(-1) as keyof typeof HOURS];
  return (
    between(one.nanos, filters.cost_min, filters.cost_max) &&
    between(one.latencyMs, filters.latency_min, filters.latency_max) &&
    between(total, filters.tokens_min, filters.tokens_max) &&
    between(one.risk, filters.risk_min) &&
    (!filters.route || one.route === filters.route) &&
    (!hours || one.startedAt.getTime() >= now.getTime() - hours * HOUR_MS) &&
    (!filters.reviewer ||
      items.some(
        ({ decidedBy, leaseHolder, isOver }) =>
          (decidedBy && filters.reviewer?.includes(decidedBy)) || (leaseHolder && !isOver && filters.reviewer?.includes(leaseHolder)),
      ))
  );
}

/** All pages, as a caller of the API asks for them: by text. */
async function list(actor: Actor, { cost_min, cost_max, ...filters }: Filters, limit: number): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const asked = {
      ...filters,
      ...(cost_min === undefined ? {} : { cost_min: dollars(cost_min) }),
      ...(cost_max === undefined ? {} : { cost_max: dollars(cost_max) }),
      limit,
      cursor,
    };
    const page = await listRuns(
      actor,
      runQuerySchema.parse(Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))),
    );
    found.push(...page.runs.map(({ runId }) => runId));
    if (page.nextCursor === null) return found;
    cursor = page.nextCursor;
  }
}

describe('filters of the list of runs', () => {
  it.each([1, 2, 3])(
    'find what filtering every run by itself finds, newest first and over pages (seed %i)',
    async (seed) => {
      const actor = await db.createProject();
      const now = new Date();
      const runs = await createRuns(actor.projectId, seed, now);
      const inOrder = [...runs].sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime() || (a.runId < b.runId ? -1 : 1));
      let hits = 0;
      await fc.assert(
        fc.asyncProperty(
          filtersOver(runs),
          fc.integer({ min: 0, max: 1023 }),
          fc.integer({ min: 1, max: 60 }),
          async (all, kept, limit) => {
            const filters = fewOf(all, kept);
            const expected = inOrder.filter((one) => isWanted(one, filters, now)).map(({ runId }) => runId);
            if (expected.length > 0 && expected.length < runs.length) hits++;
            expect(await list(actor, filters, limit)).toEqual(expected);
          },
        ),
        { numRuns: 200, seed },
      );
      expect(hits).toBeGreaterThan(40);
    },
    60_000,
  );

  it('take what nobody measured for neither little nor much', async () => {
    const actor = await db.createProject();
    const at = new Date();
    const { projectId } = actor;
    await withProject(projectId, (tx) =>
      tx.run.create({
        data: { projectId, runId: 'R', source: 'plain', phase: 'evaluated', receivedAt: at, lastStepAt: at, startedAt: at },
      }),
    );
    for (const name of ['cost', 'latency', 'tokens'])
      for (const bound of ['min', 'max'])
        expect((await listRuns(actor, runQuerySchema.parse({ [`${name}_${bound}`]: bound === 'min' ? 0 : 1000 }))).runs).toEqual([]);
  });
});
