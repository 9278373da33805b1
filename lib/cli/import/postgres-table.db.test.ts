import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportTestBench, importTestBench } from './import-test-bench';
import { testFolder } from './test-folder';

describe('the single-table schema in PostgreSQL', () => {
  const folder = testFolder();
  let bench: ImportTestBench;
  const importing: ImportTestBench['importing'] = (args, project) => bench.importing(args, project);
  let owner: pg.Client;
  let databaseUrl = '';
  beforeAll(async () => {
    bench = await importTestBench(folder);
    databaseUrl = bench.ownerUrl;
    owner = new pg.Client({ connectionString: databaseUrl });
    await owner.connect();
    await owner.query(`CREATE SCHEMA theirs`);
    await owner.query(`CREATE TABLE theirs.llm_events (trace_id uuid, parent_trace_id uuid, session_id text, event_type text,
      prompt_version text, model_name text, input jsonb, output text, metadata jsonb, duration_ms integer, cost_usd numeric(12,6), created_at timestamptz)`);
    await owner.query(`INSERT INTO theirs.llm_events
      SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
        CASE WHEN n % 5 = 0 THEN NULL ELSE ('00000000-0000-4000-8000-' || lpad((n - 1)::text, 12, '0'))::uuid END,
        's' || n % 3, CASE WHEN n % 5 = 0 THEN 'workflow' ELSE 'llm_call' END, 'v1', 'gpt-x', jsonb_build_object('q', n), 'answer ' || n,
        '{"k": 1}', n, 0.000125, '2026-11-21 08:00:00+00'::timestamptz + n * interval '1 second'
      FROM generate_series(0, 999) n`);
  });
  afterAll(async () => {
    await owner.end();
    await bench.close();
    folder.remove();
  });

  it('is read page by page to runs with a step per row, in a read-only session', async () => {
    const args = ['table', '--database', databaseUrl, '--table', 'theirs.llm_events', '--page-size', '17'];
    const first = await importing(args);
    expect(first).toMatchObject({ code: 0, report: { accepted: 200, refused: 0 } });
    expect(first.runs).toHaveLength(200);
    expect(new Set(first.runs.map(({ steps }) => steps.length))).toEqual(new Set([5]));
    const [run] = first.runs;
    expect(run?.columns).toMatchObject({ sessionId: 's0', startedAt: new Date('2026-11-21T08:00:00Z') });
    expect(run?.steps[1]).toMatchObject({
      kind: 'LLM',
      input: { q: 1 },
      output: 'answer 1',
      facts: { modelName: 'gpt-x', promptVersion: 'v1', costUsd: 0.000125 },
    });
    expect((await importing(args, first.project)).report).toMatchObject({ accepted: 200, inputs: [{ outcome: 'nothing new' }] });
  });

  it('says what no root leads to, and takes a row for a root whose parent is not there', async () => {
    const id = (n: number) => `'10000000-0000-4000-8000-${String(n).padStart(12, '0')}'`;
    await owner.query(`CREATE TABLE theirs.odd (tid uuid, up uuid, output text);
      INSERT INTO theirs.odd VALUES (${id(1)}, ${id(99)}, 'orphan'), (${id(2)}, ${id(2)}, 'its own parent'),
        (${id(3)}, ${id(4)}, 'circle'), (${id(4)}, ${id(3)}, 'circle'), (NULL, NULL, 'nobody')`);
    const { code, report, runs } = await importing([
      'table',
      '--database',
      databaseUrl,
      '--table',
      'theirs.odd',
      '--map',
      'trace_id=tid,parent_trace_id=up',
    ]);
    expect({ code, accepted: report.accepted, refused: report.refused }).toEqual({ code: 2, accepted: 2, refused: 3 });
    expect(report.refusals).toMatchObject([{ code: 'not_reached', count: 3 }]);
    expect(runs).toHaveLength(2);
  });

  it('may have ids as numbers and parents as text, and several rows under one id', async () => {
    await owner.query(`CREATE TABLE theirs.mixed (id bigint PRIMARY KEY, trace_id bigint, parent_trace_id text, event_type text, output text, ts timestamptz);
      INSERT INTO theirs.mixed VALUES (1, 9, NULL, 'workflow', 'all', now()), (2, 10, '9', 'llm', 'a', now()), (3, 10, '9', 'tool', 'b', now()), (4, 11, '10', 'tool', 'c', now())`);
    const { code, runs } = await importing(['table', '--database', databaseUrl, '--table', 'theirs.mixed', '--map', 'started_at=ts']);
    expect(code).toBe(0);
    expect(runs.map(({ runId, steps }) => [runId, steps.map(({ stepId, parentId }) => `${stepId} below ${parentId}`)])).toEqual([
      ['9', ['10#2 below 9', '10#3 below 9', '11 below 10#2', '9 below null']],
    ]);
  });

  it('cannot be written to by the import, and a missing column is named', async () => {
    await owner.query(
      `CREATE SEQUENCE theirs.counter; CREATE VIEW theirs.trap AS SELECT gen_random_uuid() AS trace_id, nextval('theirs.counter')::text AS output`,
    );
    const trap = await importing(['table', '--database', databaseUrl, '--table', 'theirs.trap']);
    expect(trap.code).toBe(1);
    expect(trap.said).toContain('read-only transaction');
    const missing = await importing(['table', '--database', databaseUrl, '--table', 'theirs.odd']);
    expect(missing.said).toContain('no column "trace_id". It has tid, up, output');
    const absent = await importing(['table', '--database', databaseUrl, '--table', 'theirs."no such"']);
    expect(absent.said).toContain('does not exist');
  });
});
