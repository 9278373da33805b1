import { describe, expect, it } from 'vitest';
import { ExpectedError } from '@/lib/errors';
import { plain } from './plain';
import { runFromRecord } from './plain-run';
import { SOURCES } from './registry';

const surface = plain.surfaces?.[0];
function call(body: string, contentType = 'application/json') {
  const path = surface?.path.exec('/api/v1/runs');
  if (!surface || !path) throw new Error('plain has no surface');
  const parseJson = (text: Buffer) => {
    try {
      return JSON.parse(text.toString('utf8'));
    } catch (error) {
      throw new ExpectedError('invalid', 'malformed', (error as Error).message, { status: 400 });
    }
  };
  return surface.read({
    path,
    query: new URLSearchParams(),
    contentType,
    headers: new Headers(),
    body: Buffer.from(body),
    parseJson,
    sources: SOURCES,
  });
}
const runOf = (record: object) => {
  const read = runFromRecord(record, SOURCES);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.run;
};

describe('a posted record', () => {
  it('is a whole run, with its own words and what it says of a review elsewhere in the metadata', () => {
    expect(
      runOf({
        run_id: 'R-1',
        output: { total: 5 },
        metadata: { ticket: 'CLM-20931' },
        x_team: 'a',
        review_outcome: 'approved',
        eval_case_id: 'E-1',
      }),
    ).toEqual({
      runId: 'R-1',
      source: 'plain',
      isWhole: true,
      steps: [],
      facts: { output: { total: 5 }, metadata: { ticket: 'CLM-20931', x_team: 'a', review_outcome: 'approved', eval_case_id: 'E-1' } },
      aliases: [
        { alias: 'CLM-20931', kind: 'metadata' },
        { alias: 'E-1', kind: 'metadata' },
      ],
    });
  });

  it('reads the attributes of its steps in every convention; members of the step win', () => {
    const [llm, tool, bare, failed] = runOf({
      run_id: 'R-1',
      steps: [
        {
          step_id: 'a',
          name: 'answer',
          started_at: '2026-11-21T08:30:00.123456789Z',
          ended_at: '2026-11-21T08:30:01Z',
          attributes: {
            'gen_ai.operation.name': 'chat',
            'gen_ai.request.model': 'gpt',
            'gen_ai.usage.input_tokens': 5,
            'gen_ai.input.messages': '[{"role":"user","content":"q"}]',
          },
          output: 'mine',
        },
        {
          step_id: 'b',
          parent_id: 'a',
          kind: 'TOOL',
          name: 'lookup',
          attributes: { 'openinference.span.kind': 'CHAIN' },
          input: { id: 1 },
        },
        {},
        { step_id: 'd', parent_id: 'gone', name: 'validate-total', error: 'first line\nsecond line' },
      ],
    }).steps;
    expect(llm).toMatchObject({
      stepId: 'a',
      kind: 'LLM',
      name: 'answer',
      status: 'ok',
      startNs: 1795249800123456789n,
      input: 'q',
      output: 'mine',
      facts: { modelName: 'gpt', usage: { inputTokens: 5 } },
    });
    expect(tool).toMatchObject({
      parentId: 'a',
      kind: 'TOOL',
      sourceKind: 'TOOL',
      input: { id: 1 },
      status: 'unset',
      attributes: { 'openinference.span.kind': 'CHAIN' },
    });
    expect(bare).toMatchObject({ stepId: 'step-3', kind: 'CHAIN', name: 'step 3' });
    expect(failed).toMatchObject({
      kind: 'VALIDATION',
      status: 'error',
      error: 'first line',
      facts: { errorDetail: 'first line\nsecond line' },
    });
  });
});

describe('the body of POST /api/v1/runs', () => {
  it('is one record, a list of runs, or a record per line; each is refused by itself', () => {
    expect(call('{"run_id":"a","output":1}').runs.map(({ runId }) => runId)).toEqual(['a']);
    expect(call('{"runs":[{"run_id":"a","output":1},{"run_id":"b","output":1}]}').runs).toHaveLength(2);
    const reading = call(
      '{"run_id":"a","output":1}\n\n{"run_id":"b"}\r\n{not json}\n{"run_id":"d","output":1,"confidence":7}',
      'application/x-ndjson; charset=utf-8',
    );
    expect(reading.runs.map(({ runId }) => runId)).toEqual(['a']);
    expect(reading.answer({ rejected: [] })).toMatchObject({
      status: 200,
      body: {
        accepted: 1,
        rejected: [
          { index: 1, run_id: 'b', code: 'nothing_to_check', path: '/output' },
          { index: 2, run_id: null, code: 'malformed', path: '' },
          {
            index: 3,
            run_id: 'd',
            code: 'too_big',
            path: '/confidence',
            detail: '/confidence must be between 0 and 1',
            errors: [{ path: '/confidence' }],
          },
        ],
      },
    });
  });

  it('reports what the store refused by its place', () => {
    const reading = call('{"runs":[{"run_id":"a","output":1},{"run_id":"b","output":1}]}');
    expect(reading.answer({ rejected: [{ runId: 'b', code: 'not_storable', detail: 'no', path: '' }] }).body).toMatchObject({
      accepted: 1,
      rejected: [{ index: 1, run_id: 'b', code: 'not_storable' }],
    });
  });

  it('is refused as a whole when it is no list or of another type', () => {
    expect(() => call('{"runs":7}')).toThrow(/must be a list/);
    expect(() => call('a,b', 'text/csv')).toThrow(expect.objectContaining({ status: 415 }) as Error);
  });
});
