import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { runQuerySchema } from '@/lib/domain/run/run-query';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { lookup } from './run-lookup';
import { listRunFacets } from './run-facets';
import { listSiblings } from './run-siblings';
import { indexInputsPage } from '@/lib/data/checking/write-run-input';
import { listRuns } from './runs';
import { writeSearchRow } from '@/lib/data/find/search-row';

let db: TestDatabase;
let actor: Actor;
let stranger: Actor;

interface Seed {
  runId: string;
  minute: number;
  risk?: number;
  route?: string;
  codes?: string[];
  promptVersion?: string;
  input?: string;
  output?: string;
  context?: string;
  outcome?: string;
  sessionId?: string;
}

const SEEDS: Seed[] = [
  {
    runId: 'a',
    minute: 1,
    risk: 0.2,
    route: 'refund',
    input: 'How long do refunds take?',
    output: 'Refunds take 14 days.',
    promptVersion: '3',
  },
  {
    runId: 'b',
    minute: 2,
    risk: 0.9,
    route: 'refund',
    codes: ['number_not_in_source'],
    input: 'How long do refunds take?',
    output: 'Refunds take 30 days, 100% sure.',
    promptVersion: '4',
    outcome: 'corrected',
  },
  { runId: 'c', minute: 3, input: '退款期限是多少天？', output: '退款期限为十四天。', context: '第三条 退款期限', sessionId: 'session-7' },
  {
    runId: 'd',
    minute: 4,
    risk: 0.9,
    route: 'claims',
    input: 'متى تصل الفاتورة؟',
    output: 'تصل الفاتورة خلال ثلاثة أيام',
    codes: ['fallback_taken'],
    sessionId: 'session-7',
  },
  { runId: 'e_f', minute: 4, risk: 0.5, input: 'How long will refunds take?', output: '' },
];

beforeAll(async () => {
  db = await testDatabase();
  actor = await db.createProject();
  stranger = await db.createProject();
  await withProject(actor.projectId, async (tx) => {
    const { projectId } = actor;
    for (const {
      runId,
      minute,
      risk,
      route,
      codes = [],
      promptVersion,
      input = '',
      output = '',
      context = '',
      outcome,
      sessionId,
    } of SEEDS) {
      const at = new Date(Date.UTC(2026, 10, 21, 8, minute));
      await tx.run.create({
        data: {
          projectId,
          runId,
          source: 'plain',
          phase: risk === undefined ? 'receiving' : 'evaluated',
          receivedAt: at,
          lastStepAt: at,
          startedAt: at,
          name: 'policy-answer',
          risk: risk ?? null,
          route: route ?? null,
          codes,
          promptVersion: promptVersion ?? null,
          reviewOutcome: outcome ?? null,
          sessionId: sessionId ?? null,
          userId: runId === 'a' ? 'customer-9' : null,
          documentIds: runId === 'b' ? ['terms-2024'] : [],
        },
      });
      await writeSearchRow(tx, projectId, runId, { input, output, context });
    }
    await tx.runAlias.createMany({
      data: [
        { projectId, runId: 'a', alias: 'req-551', kind: 'request' },
        { projectId, runId: 'b', alias: '4bf92f3577b34da6a3ce929d0e0e4736', kind: 'trace' },
      ],
    });
    await tx.step.create({
      data: {
        projectId,
        runId: 'b',
        stepId: '00f067aa0ba902b7',
        kind: 'LLM',
        name: 'answer',
        status: 'ok',
        contentHash: new Uint8Array(32),
        receivedAt: new Date(),
      },
    });
  });
});
afterAll(() => db.close());

const ids = async (query: object, who = actor) => (await listRuns(who, runQuerySchema.parse(query))).runs.map(({ runId }) => runId);

describe('listRuns', () => {
  it('lists the newest first, and runs of one instant by id', async () => {
    expect(await ids({})).toEqual(['d', 'e_f', 'c', 'b', 'a']);
  });

  it('lists by risk with unscored runs last', async () => {
    expect(await ids({ sort: '-risk' })).toEqual(['b', 'd', 'e_f', 'a', 'c']);
  });

  it.each(['-started_at', '-risk'])('pages by %s without a gap or a repetition, whatever the page size', async (sort) => {
    for (const limit of [1, 2, 3, 4, 5]) {
      const seen: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await listRuns(actor, runQuerySchema.parse({ sort, limit, ...(cursor ? { cursor } : {}) }));
        seen.push(...page.runs.map(({ runId }) => runId));
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen).toEqual(await ids({ sort }));
    }
  });

  it.each([
    [{ route: 'refund' }, ['b', 'a']],
    [{ route: ['refund', 'claims'] }, ['d', 'b', 'a']],
    [{ code: 'number_not_in_source' }, ['b']],
    [{ risk_min: '0.5', risk_max: '0.8' }, ['e_f']],
    [{ prompt_version: '4' }, ['b']],
    [{ session_id: 'session-7' }, ['d', 'c']],
    [{ state: 'receiving' }, ['c']],
    [{ state: ['corrected', 'receiving'] }, ['c', 'b']],
    [{ from: '2026-11-21T08:02:00Z', to: '2026-11-21T08:04:00Z' }, ['c', 'b']],
    [{ run_id: 'e_f' }, ['e_f']],
    [{ q: 'refunds take' }, ['e_f', 'b', 'a']],
    [{ q: 'FUNDS TAKE 30' }, ['b']],
    [{ q: '退款' }, ['c']],
    [{ q: '第三条' }, ['c']],
    [{ q: 'الفاتورة' }, ['d']],
    [{ q: '100%' }, ['b']],
    [{ q: '%' }, ['b']],
    [{ q: '_' }, []],
    [{ q: '\\' }, []],
    [{ q: "'; DROP TABLE run; --" }, []],
  ])('filters by %j', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  it('may search by the index of keys although row level security stands before them', async () => {
    const [row] = await withProject(actor.projectId, (tx) =>
      tx.$queryRawUnsafe<{ proleakproof: boolean }[]>(
        "SELECT proleakproof FROM pg_proc WHERE oid = 'arraycontains(anyarray, anyarray)'::regprocedure",
      ),
    );
    expect(row?.proleakproof).toBe(true);
  });

  it('shows nobody the runs of another project', async () => {
    expect(await ids({}, stranger)).toEqual([]);
    expect((await lookup(stranger, 'a')).matches).toEqual([]);
    expect((await listRunFacets(stranger)).route).toEqual([]);
  });

  it('refuses a cursor that it did not make, and one of another sort', async () => {
    const { nextCursor } = await listRuns(actor, runQuerySchema.parse({ limit: 1 }));
    for (const cursor of ['nonsense', nextCursor as string]) {
      await expect(listRuns(actor, runQuerySchema.parse({ sort: '-risk', limit: 1, cursor }))).rejects.toMatchObject({
        kind: 'invalid',
        problems: [{ path: '/cursor' }],
      });
    }
  });

  it('keeps the microseconds of a start', async () => {
    expect((await listRuns(actor, runQuerySchema.parse({ run_id: 'a' }))).runs[0]?.startedAt).toBe('2026-11-21T08:01:00.000000Z');
  });

  it('offers the values in use, most frequent first', async () => {
    expect((await listRunFacets(actor)).route).toEqual([
      { value: 'refund', count: 2 },
      { value: 'claims', count: 1 },
    ]);
  });
});

describe('lookup', () => {
  it.each([
    ['a', 'a', 'run'],
    ['req-551', 'a', 'request'],
    [' 4bf92f3577b34da6a3ce929d0e0e4736 ', 'b', 'trace'],
    ['00f067aa0ba902b7', 'b', 'span'],
    ['session-7', 'd', 'session'],
    ['customer-9', 'a', 'user'],
    ['terms-2024', 'b', 'document'],
  ])('finds %s', async (id, runId, kind) => {
    expect((await lookup(actor, id)).matches[0]).toMatchObject({ runId, kind });
  });

  it('points into the run when the id is one of its steps, and lists every run of a session', async () => {
    expect((await lookup(actor, '00f067aa0ba902b7')).matches[0]?.stepId).toBe('00f067aa0ba902b7');
    expect((await lookup(actor, 'session-7')).matches.map(({ runId }) => runId)).toEqual(['d', 'c']);
  });

  it('offers ids that look alike when there is none', async () => {
    const { matches, closest } = await lookup(actor, '4bf92f3577b3');
    expect(matches).toEqual([]);
    expect(closest[0]).toMatchObject({ runId: 'b', kind: 'trace' });
  });
});

describe('listSiblings', () => {
  it('finds the same and the nearly same input, other versions first', async () => {
    await indexInputsPage(actor.projectId);
    const siblings = await listSiblings(actor, 'a');
    expect(siblings.map(({ run, likeness, differs }) => [run.runId, likeness === 1, differs])).toEqual([
      ['b', true, ['prompt_version']],
      ['e_f', false, ['prompt_version', 'route']],
    ]);
  });
});
