import { describe, expect, it } from 'vitest';
import { assembleRun } from './assemble-run';
import { mergeSteps } from '@/lib/domain/merge-step';
import type { CanonicalStep, Json, Message, StepFacts } from '@/lib/domain/run/run';

let clock = 0n;
function step(stepId: string, kind: CanonicalStep['kind'], parentId: string | null, over: Partial<CanonicalStep> = {}): CanonicalStep {
  clock += 1_000_000n;
  const nothing = { status: 'ok' as const, error: null, input: null, output: null, facts: {}, attributes: {}, events: [] };
  return { stepId, parentId, kind, name: stepId, startNs: clock, endNs: clock + 1n, ...nothing, ...over };
}
const assemble = (...steps: CanonicalStep[]) => assembleRun({ runId: 'R', source: 'otel', facts: {}, steps });
const said = (role: string, content: string): Message => ({ role, parts: [{ type: 'text', content }] });

describe('a model call that two instrumentations trace', () => {
  const outer: StepFacts = { usage: { inputTokens: 10 }, parameters: { temperature: 0.5 }, finishReason: 'stop', promptId: 'p' };
  it('counts once, and says what either of them says', () => {
    const { facts } = assemble(
      step('agent', 'AGENT', null, { facts: { promptId: 'of the agent' } }),
      step('client', 'LLM', 'agent', { facts: outer }),
      step('http', 'LLM', 'client', { facts: { usage: { inputTokens: 10 }, modelName: 'm', finishReason: 'length' } }),
    );
    expect(facts).toMatchObject({ usage: { inputTokens: 10 }, temperature: 0.5, modelName: 'm', finishReason: 'length', promptId: 'p' });
  });

  it('is not mixed with the call of another branch', () => {
    const { facts } = assemble(
      step('agent', 'AGENT', null),
      step('first', 'LLM', 'agent', { facts: outer }),
      step('chain', 'CHAIN', 'agent'),
      step('last', 'LLM', 'chain', { facts: { modelName: 'm' } }),
    );
    expect(facts).toMatchObject({ modelName: 'm' });
    expect(facts).not.toHaveProperty('temperature');
  });
});

describe('a run', () => {
  it('that is a model call has its question and answer in words, whatever form its request has', () => {
    const call = step('chat', 'LLM', null, {
      input: { messages: [['odd']] },
      output: { generations: [[]] },
      facts: { messages: [said('system', 'S'), said('user', 'Why?')], outputMessages: [said('assistant', 'Because.')] },
    });
    expect(assemble(call).facts).toMatchObject({ input: 'Why?', output: 'Because.' });
  });

  it('whose root ends in messages of LangChain ends in the last of its assistant', () => {
    const message = (name: string, content: Json): Json => ({ lc: 1, type: 'constructor', id: ['messages', name], kwargs: { content } });
    const root = step('graph', 'CHAIN', null, {
      input: { messages: [message('HumanMessage', 'Why?')] },
      output: {
        messages: [
          message('HumanMessage', 'Why?'),
          message('AIMessageChunk', [{ type: 'text', text: 'Because.' }]),
          message('ToolMessage', 'T'),
        ],
      },
    });
    expect(assemble(root).facts).toMatchObject({ input: 'Why?', output: 'Because.' });
  });

  it('knows the tool of a result by the call that it answers', () => {
    const messages: Message[] = [
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'look_up', arguments: {} }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: 'found' }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c2', response: 'stray' }] },
    ];
    expect(assemble(step('chat', 'LLM', null, { facts: { messages } })).passages.map(({ metadata }) => metadata?.['tool'])).toEqual([
      'look_up',
      'tool',
    ]);
  });
});

describe('the kind that the steps below give a step', () => {
  const hint = step('a', 'CHAIN', null, { name: '', startNs: null, endNs: null, status: 'unset', facts: { kindFromChildren: 'AGENT' } });
  it.each([
    ['a chain', 'CHAIN', 'AGENT'],
    ['a model call', 'LLM', 'LLM'],
    ['a route', 'ROUTE', 'ROUTE'],
  ] as const)('makes %s what it should be, in either order and again', (_name, kind, expected) => {
    const own = step('a', kind, null, { sourceKind: 'outer' });
    expect([mergeSteps(own, hint), mergeSteps(hint, own), mergeSteps(mergeSteps(own, hint), own)].map((merged) => merged.kind)).toEqual([
      expected,
      expected,
      expected,
    ]);
    expect(mergeSteps(hint, hint).kind).toBe('CHAIN');
  });
});
