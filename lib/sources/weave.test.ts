import { describe, expect, it } from 'vitest';
import { mergeSteps } from '@/lib/domain/merge-step';
import { callSurface } from './call-surface';
import { weave } from './weave';

const TRACE = '01a1fc43-0000-7000-8000-00000000000a';
const start = (over: object) => ({
  mode: 'start',
  req: {
    start: {
      project_id: 'a/b',
      id: 'call-1',
      trace_id: TRACE,
      op_name: 'weave:///a/b/op/lookup:dig',
      started_at: '2026-03-01T10:00:00.250Z',
      inputs: { arg0: 'Q' },
      attributes: { weave: { source: 'js-sdk' }, ticket: 'T-4711' },
      ...over,
    },
  },
});
const end = (over: object = {}) => ({
  mode: 'end',
  req: { end: { project_id: 'a/b', id: 'call-1', ended_at: '2026-03-01T10:00:01.500Z', output: 'A', summary: {}, ...over } },
});
const batch = (...list: object[]) => callSurface(weave, 'POST', '/call/upsert_batch', { batch: list });

describe('Weave', () => {
  it('binds the end of a call to the run of its start, and makes one step of both in any order', () => {
    const { runs, unbound } = batch(start({}), end());
    const [a, b] = [runs[0]?.steps[0], unbound?.[0]?.run.steps[0]];
    const reread = runs[0]?.reread;
    if (!a || !b || !reread) throw new Error('start and end are read');
    expect(runs[0]).toMatchObject({ runId: TRACE, facts: { metadata: { ticket: 'T-4711' } } });
    expect(runs[0]?.aliases).toContainEqual({ alias: 'call-1', kind: 'span' });
    expect(unbound).toMatchObject([{ alias: 'call-1', run: { runId: '' } }]);
    expect(a).toMatchObject({ name: 'lookup', status: 'running', input: 'Q' });
    const whole = reread(mergeSteps(a, b));
    expect(whole).toMatchObject({
      name: 'lookup',
      status: 'ok',
      startNs: 1772359200250000000n,
      endNs: 1772359201500000000n,
      input: 'Q',
      output: 'A',
    });
    expect(reread(mergeSteps(b, a))).toEqual(whole);
  });

  it('reads a call of a client library as a call of a model', () => {
    const inputs = {
      model: 'small',
      temperature: 0.2,
      messages: [{ role: 'user', content: 'Q' }],
      tools: [{ type: 'function', function: { name: 'f' } }],
    };
    const output = {
      model: 'small-2026',
      system_fingerprint: 'fp',
      choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: 'A' } }],
      usage: { prompt_tokens: 6, completion_tokens: 2 },
    };
    const op_name = 'weave:///a/b/op/openai.chat.completions.create:dig';
    const { runs } = batch({
      mode: 'complete',
      req: { complete: { ...start({ op_name, inputs }).req.start, ended_at: '2026-03-01T10:00:02Z', output } },
    });
    expect(runs[0]?.steps[0]).toMatchObject({
      kind: 'LLM',
      status: 'ok',
      input: 'Q',
      output: 'A',
      facts: {
        provider: 'openai',
        modelName: 'small-2026',
        requestModel: 'small',
        parameters: { temperature: 0.2 },
        usage: { inputTokens: 6, outputTokens: 2 },
        finishReason: 'stop',
        toolDefinitions: [{ name: 'f' }],
      },
    });
  });

  it('reads an operation that asked for a model and was counted as a call of it, without the client', () => {
    const inputs = { self: { _client: '[Circular]' }, model: 'small', input: 'Q' };
    const output = {
      object: 'response',
      model: 'small-2026',
      output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'A' }] }],
      usage: { input_tokens: 4, output_tokens: 2 },
    };
    const { runs, unbound } = batch(start({ op_name: 'weave:///a/b/op/create:dig', inputs }), end({ output }));
    const [a, b] = [runs[0]?.steps[0], unbound?.[0]?.run.steps[0]];
    if (!a || !b) throw new Error('start and end are read');
    expect(runs[0]?.reread?.(mergeSteps(a, b))).toMatchObject({
      kind: 'LLM',
      input: 'Q',
      output: 'A',
      facts: { modelName: 'small-2026', usage: { inputTokens: 4, outputTokens: 2 } },
    });
    expect(a.input).toEqual({ model: 'small', input: 'Q' });
  });

  it('does not count again what a caller sums up', () => {
    const summary = { usage: { small: { requests: 3, prompt_tokens: 100, completion_tokens: 10 } } };
    expect(batch(end({ summary })).unbound?.[0]?.run.steps[0]?.facts.usage).toBeUndefined();
  });

  it('says how a call failed', () => {
    expect(batch(end({ output: null, exception: 'Error: no\n    at x' })).unbound?.[0]?.run.steps[0]).toMatchObject({
      status: 'error',
      error: 'Error: no',
      facts: { errorDetail: 'at x' },
    });
  });

  it('answers what the SDK uploads and asks beside its calls', () => {
    const answer = (path: string, method: 'GET' | 'POST' = 'POST') => callSurface(weave, method, path, {}).answer({ rejected: [] });
    expect(answer('/obj/create').body).toMatchObject({ digest: expect.stringMatching(/^[\w-]{43}$/) });
    expect(answer('/file/create')).toEqual(answer('/obj/create'));
    expect(answer('/server_info', 'GET').status).toBe(200);
    expect(answer('/graphql').body).toMatchObject({ data: { viewer: { defaultEntity: { name: 'countersign' } } } });
    expect(batch(start({}), end()).answer({ rejected: [] }).body).toEqual({ res: [{ id: 'call-1', trace_id: TRACE }, {}] });
    const single = callSurface(weave, 'POST', '/call/start', start({}).req);
    expect(single.answer({ rejected: [] }).body).toEqual({ id: 'call-1', trace_id: TRACE });
    expect(single.runs).toHaveLength(1);
  });

  it('takes feedback on a call', () => {
    const post = (body: object) =>
      callSurface(weave, 'POST', '/feedback/create', { weave_ref: 'weave:///a/b/call/call-1', ...body }).scores?.[0];
    expect(post({ feedback_type: 'wandb.note.1', payload: { note: 'quote it' }, creator: 'me' })).toMatchObject({
      target: { stepId: 'call-1' },
      name: 'note',
      comment: 'quote it',
      who: 'human',
      annotator: 'me',
    });
    expect(post({ feedback_type: 'wandb.reaction.1', payload: { emoji: '👍' } })).toMatchObject({ name: 'reaction', label: '👍' });
    expect(post({ feedback_type: 'right', payload: { value: 0.5 } })).toMatchObject({ name: 'right', number: 0.5, who: 'api' });
    expect(() => callSurface(weave, 'POST', '/feedback/create', {})).toThrow('/weave_ref');
  });
});
