import { describe, expect, it } from 'vitest';
import { callSurface } from './call-surface';
import { helicone } from './helicone';

const log = (asked: object, answered: object, over: object = {}, headers: { [name: string]: string } = {}) =>
  callSurface(
    helicone,
    'POST',
    '/custom/v1/log',
    {
      providerRequest: { url: 'custom-model-nopath', json: asked, meta: {} },
      providerResponse: { status: 200, headers: { Authorization: 'Bearer of-the-model' }, json: answered },
      timing: { startTime: { seconds: 1772359200, milliseconds: 250 }, endTime: { seconds: 1772359201, milliseconds: 500 } },
      ...over,
    },
    'application/json',
    headers,
  );
const MODEL = [
  { model: 'small', messages: [{ role: 'user', content: 'Q' }] },
  {
    id: 'resp-1',
    choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: 'A' } }],
    usage: { prompt_tokens: 6, completion_tokens: 2 },
  },
] as const;
const SESSION = {
  'helicone-session-id': 'sess-1',
  'helicone-user-id': 'u-1',
  'helicone-session-name': 'triage',
  'helicone-property-ticket': 'T-4711',
  'helicone-prompt-id': 'p',
  'helicone-auth': 'Bearer secret',
};

describe('Helicone log lines', () => {
  it('makes the lines of a session one run', () => {
    const [a, b] = [
      log(...MODEL, {}, SESSION).runs[0],
      log({ _type: 'tool', toolName: 'clock', input: { zone: 'UTC' } }, { _type: 'tool', status: 'success' }, {}, SESSION).runs[0],
    ];
    expect(a).toMatchObject({
      runId: 'sess-1',
      facts: { sessionId: 'sess-1', userId: 'u-1', name: 'triage', metadata: { ticket: 'T-4711' } },
    });
    expect(b?.runId).toBe('sess-1');
    expect(a?.steps[0]?.stepId).not.toBe(b?.steps[0]?.stepId);
    expect(b?.steps[0]).toMatchObject({ kind: 'TOOL', name: 'clock', input: { zone: 'UTC' }, facts: { toolName: 'clock' } });
  });

  it('makes the same step of a line that is posted twice, and a run of a line without a session', () => {
    expect(log(...MODEL).runs[0]?.steps).toEqual(log(...MODEL).runs[0]?.steps);
    expect(log(...MODEL).runs[0]?.runId).toBe(log(...MODEL).runs[0]?.steps[0]?.stepId);
    expect(log(...MODEL).answer({ rejected: [] })).toEqual({ status: 200, body: { ok: true } });
  });

  it('reads a call of a model', () => {
    const [run] = log(...MODEL, {}, SESSION).runs;
    expect(run?.steps[0]).toMatchObject({
      kind: 'LLM',
      startNs: 1772359200250000000n,
      endNs: 1772359201500000000n,
      input: 'Q',
      output: 'A',
      facts: { modelName: 'small', usage: { inputTokens: 6, outputTokens: 2 }, finishReason: 'stop', promptId: 'p' },
    });
    expect(run?.aliases).toContainEqual({ alias: 'resp-1', kind: 'request' });
  });

  it('reads the matches of a vector store', () => {
    const answered = {
      _type: 'vector_db',
      metadata: {
        matches: [
          { id: 'd1', score: 0.9 },
          { id: 'd2', score: 0.8 },
        ],
      },
    };
    expect(log({ _type: 'vector_db', operation: 'search', text: 'Q' }, answered).runs[0]?.steps[0]).toMatchObject({
      kind: 'RETRIEVAL',
      facts: {
        passages: [
          { id: 'd1', score: 0.9, rank: 1 },
          { id: 'd2', score: 0.8, rank: 2 },
        ],
      },
    });
  });

  it('keeps no key', () => {
    expect(JSON.stringify(log(...MODEL, {}, SESSION).runs[0]?.steps[0]?.attributes)).not.toMatch(/secret|of-the-model/);
  });

  it('says how a call failed', () => {
    const failed = { providerResponse: { status: 429, json: { error: { message: 'slow down' } } } };
    expect(log(MODEL[0], {}, failed).runs[0]?.steps[0]).toMatchObject({ status: 'error', error: 'slow down' });
  });

  it('refuses what is no log', () => {
    expect(() => callSurface(helicone, 'POST', '/custom/v1/log', {})).toThrow('needs providerRequest');
  });
});
