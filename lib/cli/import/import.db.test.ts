import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withProject } from '@/lib/data/database';
import { encodeTraces } from '@/lib/ingest/encode-otlp';
import { type ImportTestBench, importTestBench } from './import-test-bench';
import { testFolder } from './test-folder';

let bench: ImportTestBench;
const folder = testFolder();
const importing: ImportTestBench['importing'] = (args, project) => bench.importing(args, project);
beforeAll(async () => {
  bench = await importTestBench(folder);
});
afterAll(async () => {
  await bench.close();
  folder.remove();
});

describe('an import into a real project', () => {
  it('brings CSV rows, and starting again sends nothing', async () => {
    const path = folder.file('answers.csv', 'q,a,conf\nHow long?,30 days,0.9\nWho?,Ann,high\nWhen?,Now,0.5\n');
    const args = ['csv', path, '--map', 'input=q,output=a,confidence=conf'];
    const first = await importing(args);
    expect(first).toMatchObject({ code: 2, report: { accepted: 2, refused: 1, requests: 1 } });
    expect(first.report.refusals).toMatchObject([{ input: path, place: 'row 2', detail: expect.stringContaining('/confidence') }]);
    expect(first.said).toContain('row 2');
    expect(first.runs.map(({ declared }) => (declared as { output: string }).output).sort()).toEqual(['30 days', 'Now']);
    const second = await importing(args, first.project);
    expect(second).toMatchObject({ code: 2, report: { accepted: 2, refused: 1, requests: 1, inputs: [{ outcome: 'nothing new' }] } });
    const third = await importing([...args, '--restart'], first.project);
    expect(third.report).toMatchObject({ requests: 1, inputs: [{ outcome: 'complete' }] });
    expect(third.runs).toEqual(first.runs);
  });

  it('goes on in a file that has grown', async () => {
    const line = (id: string) => `${JSON.stringify({ run_id: id, output: 'x'.repeat(600) })}\n`;
    const path = folder.file('growing.jsonl', line('g1') + line('g2').slice(0, 100));
    const first = await importing(['jsonl', path]);
    expect(first).toMatchObject({ code: 2, report: { accepted: 1, refused: 0, inputs: [{ waiting: 'line 2' }] } });
    expect(first.said).toContain('line 2 is not finished yet');
    folder.file('growing.jsonl', line('g1') + line('g2') + line('g3'));
    const second = await importing(['jsonl', path], first.project);
    expect(second).toMatchObject({ code: 0, report: { accepted: 3, refused: 0, requests: 2 } });
    expect(second.runs.map(({ runId }) => runId)).toEqual(['g1', 'g2', 'g3']);
  });

  it('brings OTLP of a collector, as JSON lines and as protobuf, to the same runs', async () => {
    const spans = Array.from({ length: 30 }, (_, index) => ({
      traceId: (index % 3 === 0 ? 'aa' : 'bb').repeat(16),
      spanId: String(index + 1).padStart(16, '0'),
      name: `step ${index}`,
      startNs: 1_795_250_000_000_000_000n + BigInt(index),
      endNs: 1_795_250_000_000_000_900n,
    }));
    const messages = spans.map((span) => encodeTraces([span]));
    const framed = messages.flatMap((one) => [Buffer.from(Uint32Array.of(one.length).buffer).reverse(), one]);
    const json = spans.map(({ startNs, endNs, ...span }) => ({
      resourceSpans: [
        {
          resource: {},
          scopeSpans: [
            { scope: { name: 'bench' }, spans: [{ ...span, kind: 3, startTimeUnixNano: String(startNs), endTimeUnixNano: String(endNs) }] },
          ],
        },
      ],
    }));
    const protobuf = await importing(['otlp', folder.file('spans.pb', Buffer.concat(framed))]);
    expect(protobuf).toMatchObject({ code: 0, report: { accepted: 30, refused: 0, requests: 1 } });
    expect(protobuf.runs.map(({ steps }) => steps.length)).toEqual([10, 20]);
    const lines = `${json.map((one) => JSON.stringify(one)).join('\n')}\n`;
    const packed = await importing(['otlp', folder.file('spans.jsonl.gz', gzipSync(lines))]);
    expect(packed).toMatchObject({ code: 0, report: { accepted: 30, requests: 1 } });
    expect(packed.runs).toEqual(protobuf.runs);
    const one = await importing(['otlp', folder.file('one.pb', Buffer.concat(messages))]);
    expect(one.runs).toEqual(protobuf.runs);
  });

  it('names the OTLP lines that were refused, and brings the others', async () => {
    const span = { traceId: 'ab'.repeat(16), spanId: '01'.repeat(8), name: 's', startTimeUnixNano: '1', endTimeUnixNano: '2' };
    const line = (one: object) => JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [one] }] }] });
    const path = folder.file(
      'some.jsonl',
      [line(span), line({ ...span, spanId: '00' }), 'not json', '{"resourceMetrics":[{}]}'].join('\n'),
    );
    const { code, report, runs } = await importing(['otlp', path]);
    expect({ code, accepted: report.accepted }).toEqual({ code: 2, accepted: 1 });
    expect(report.refusals.map(({ place, code: why }) => [place, why])).toEqual([
      ['line 3', 'not_json'],
      ['line 4', 'metrics'],
      ['line 1 to line 2', 'rejected'],
    ]);
    expect(runs).toHaveLength(1);
  });

  it('brings Langfuse exports: traces, observations and scores in files of their own, in any order', async () => {
    const scores = folder.file(
      'scores.csv',
      'id,traceId,observationId,name,value,dataType,source,comment\ns1,t1,o1,correct,1,BOOLEAN,ANNOTATION,"fine, yes"\n',
    );
    const observations = folder.file(
      'observations.jsonl',
      [
        {
          id: 'o1',
          trace_id: 't1',
          type: 'GENERATION',
          name: 'answer',
          start_time: '2026-11-21 08:00:00.1',
          end_time: '2026-11-21 08:00:01',
          provided_model_name: 'gpt-x',
          usage_details: '{"input":10,"output":5,"total":15}',
          output: 'a',
        },
        {
          id: 'o2',
          trace_id: 't1',
          type: 'RETRIEVER',
          parent_observation_id: 'o1',
          name: 'search',
          start_time: '2026-11-21 08:00:00.2',
          end_time: '2026-11-21 08:00:00.3',
        },
      ]
        .map((one) => JSON.stringify(one))
        .join('\n'),
    );
    const traces = folder.file(
      'traces.json',
      JSON.stringify(
        {
          data: [
            {
              id: 't1',
              timestamp: '2026-11-21T08:00:00Z',
              name: 'chat',
              userId: 'u',
              sessionId: 's',
              input: 'q',
              output: 'a',
              tags: ['x'],
            },
          ],
          meta: { page: 1 },
        },
        null,
        2,
      ),
    );
    const { code, report, runs, project } = await importing(['langfuse', scores, observations, traces]);
    expect({ code, accepted: report.accepted, refusals: report.refusals }).toEqual({ code: 0, accepted: 4, refusals: [] });
    expect(runs).toMatchObject([{ runId: 't1', columns: { name: 'chat', sessionId: 's', userId: 'u', tags: ['x'] } }]);
    const steps = runs[0]?.steps ?? [];
    expect(steps.find(({ stepId }) => stepId === 'o1')).toMatchObject({
      kind: 'LLM',
      facts: { modelName: 'gpt-x', usage: { inputTokens: 10, outputTokens: 5 } },
    });
    expect(steps.find(({ stepId }) => stepId === 'o2')).toMatchObject({ kind: 'RETRIEVAL', parentId: 'o1' });
    const { projectId } = project.actor;
    const stored = await withProject(projectId, (tx) => tx.score.findMany({ where: { projectId } }));
    expect(stored).toMatchObject([{ name: 'correct' }]);
  });

  it('brings spans of Phoenix', async () => {
    const span = {
      name: 'llm',
      context: { trace_id: 'ce'.repeat(16), span_id: 'ce'.repeat(8) },
      span_kind: 'LLM',
      parent_id: null,
      start_time: '2026-11-21T08:00:00Z',
      end_time: '2026-11-21T08:00:01Z',
      status_code: 'OK',
      attributes: { 'llm.model_name': 'm' },
    };
    const { code, runs } = await importing(['phoenix', folder.file('phoenix.jsonl', JSON.stringify(span))]);
    expect(code).toBe(0);
    expect(runs).toMatchObject([{ runId: 'ce'.repeat(16), steps: [{ kind: 'LLM', facts: { modelName: 'm' } }] }]);
  });

  it('checks everything in a dry run, by the code of the door, and sends nothing', async () => {
    const path = folder.file(
      'dry.jsonl',
      [{ run_id: 'd1', output: 'x' }, { run_id: 'd2' }, { run_id: 'd3', output: 'y', tags: 7 }]
        .map((one) => JSON.stringify(one))
        .join('\n'),
    );
    const { code, report, runs, said } = await importing(['jsonl', path, '--dry-run']);
    expect({ code, accepted: report.accepted, runs }).toEqual({ code: 2, accepted: 1, runs: [] });
    expect(report.refusals.map(({ id, detail }) => [id, detail])).toEqual([
      ['d2', expect.stringContaining('one of output')],
      ['d3', expect.stringContaining('/tags')],
    ]);
    expect(said).toContain('1 record would be sent, 2 would be refused');
    const real = await importing(['jsonl', path]);
    expect(real.report.refusals).toEqual(report.refusals);
  });

  it('says what is wrong with a key or an address, and keeps no state of it', async () => {
    const path = folder.file('one.jsonl', '{"run_id":"r","output":"o"}');
    const { actor } = bench;
    const wrong = await importing(['jsonl', path], { actor, key: 'cs_none_none' });
    expect(wrong.code).toBe(1);
    expect(wrong.said).toContain('does not take the key (401)');
    const reader = await bench.freshProject(['read']);
    expect((await importing(['jsonl', path], reader)).said).toContain('scope ingest');
  });
});
