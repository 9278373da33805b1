import { describe, expect, it } from 'vitest';
import { revisionOf } from './assemble-revision';
import { assembleRun } from './assemble-run';
import type { CanonicalStep, RunFacts, StepFacts } from '@/lib/domain/run/run';

let clock = 0n;
function step(
  stepId: string,
  kind: CanonicalStep['kind'],
  parentId: string | null,
  rest: Partial<CanonicalStep> & { facts?: StepFacts } = {},
): CanonicalStep {
  clock += 1_000_000n;
  return {
    stepId,
    parentId,
    kind,
    name: stepId,
    startNs: clock,
    endNs: clock + 500_000n,
    status: 'ok',
    error: null,
    input: null,
    output: null,
    facts: {},
    attributes: {},
    events: [],
    ...rest,
  };
}
const assemble = (steps: CanonicalStep[], facts: RunFacts = {}) => assembleRun({ runId: 'R-1', source: 'plain', facts, steps });

describe('assembleRun', () => {
  it('takes input and output from the root step and says so', () => {
    const run = assemble([
      step('agent', 'AGENT', null, { input: { question: 'How long?' }, output: { answer: 'Thirty days.' } }),
      step('chat', 'LLM', 'agent'),
    ]);
    expect(run.facts.input).toBe('How long?');
    expect(run.facts.output).toBe('Thirty days.');
    expect(run.derived['output']).toBe('root step, /answer');
  });

  it('falls back to the first question and the last answer of the model', () => {
    const chat = (stepId: string, question: string, answer: string) =>
      step(stepId, 'LLM', 'agent', {
        facts: {
          messages: [{ role: 'user', parts: [{ type: 'text', content: question }] }],
          outputMessages: [{ role: 'assistant', parts: [{ type: 'text', content: answer }] }],
        },
      });
    const agent = [step('agent', 'AGENT', null), chat('one', 'first question', 'first answer'), chat('two', 'second', 'second answer')];
    const toolCall = step('last', 'LLM', 'agent', {
      facts: { outputMessages: [{ role: 'assistant', parts: [{ type: 'tool_call', name: 'search' }] }] },
    });
    const run = assemble([...agent, toolCall]);
    expect(run.facts.input).toBe('first question');
    expect(run.facts.output).toBe('second answer');
  });

  it('never replaces what the run states', () => {
    const run = assemble([step('agent', 'AGENT', null, { output: 'from the step', facts: { modelName: 'm' } })], {
      output: 'stated',
      route: 'refund',
    });
    expect(run.facts.output).toBe('stated');
    expect(run.derived).not.toHaveProperty('output');
    expect(run.derived).not.toHaveProperty('route');
  });

  it('counts the usage of leaf model calls once, and leaves unknown counts unknown', () => {
    const usage = { inputTokens: 10, outputTokens: 5 };
    const run = assemble([
      step('outer', 'LLM', null, { facts: { usage: { inputTokens: 30, outputTokens: 10 } } }),
      step('a', 'LLM', 'outer', { facts: { usage } }),
      step('b', 'LLM', 'outer', { facts: { usage } }),
      step('embed', 'EMBEDDING', null, { facts: { usage: { inputTokens: 7 } } }),
      step('tool', 'TOOL', null, { facts: { usage: { inputTokens: 900 } } }),
    ]);
    expect(run.facts.usage).toEqual({ inputTokens: 27, outputTokens: 10 });
    expect(run.derived['usage']).toBe('sum over 3 LLM and embedding steps');
  });

  it('counts a model call that has its own request or a judgement of it below', () => {
    const run = assemble([
      step('call', 'LLM', null, { facts: { usage: { inputTokens: 10 } } }),
      step('POST', 'CHAIN', 'call'),
      step('judged', 'EVALUATION', 'call'),
    ]);
    expect(run.facts.usage).toEqual({ inputTokens: 10 });
  });

  it('takes no judgement for the root of a run whose parent is elsewhere', () => {
    const run = assemble([step('judgement', 'EVALUATION', null, { output: 'no' }), step('answer', 'CHAIN', 'gateway', { output: 'yes' })]);
    expect(run.facts).toMatchObject({ name: 'answer', output: 'yes' });
  });

  it('keeps each retrieved text once, reranked ones first with the score of the reranker', () => {
    const run = assemble([
      step('search', 'RETRIEVAL', null, {
        facts: {
          passages: [
            { id: 'p1', content: 'one', score: 0.2, documentId: 'doc' },
            { id: 'p2', content: 'two', score: 0.9 },
          ],
        },
      }),
      step('rerank', 'RERANK', null, { facts: { passages: [{ id: 'p1', content: 'one', score: 0.97, rank: 1 }] } }),
    ]);
    expect(run.passages).toEqual([
      { id: 'p1', content: 'one', score: 0.97, rank: 1, documentId: 'doc', stepId: 'rerank' },
      { id: 'p2', content: 'two', score: 0.9, stepId: 'search' },
    ]);
    expect(run.derived['context']).toBe('retrieval and rerank steps');
  });

  it('reads passages from a retriever that only has a plain output', () => {
    const run = assemble([step('search', 'RETRIEVAL', null, { output: { documents: [{ id: 7, page_content: 'text', score: 0.5 }] } })]);
    expect(run.passages).toEqual([{ id: '7', content: 'text', rank: 1, score: 0.5, stepId: 'search' }]);
  });

  it('takes results of tools, and those inside messages where there are no tool steps', () => {
    const withStep = assemble([step('lookup', 'TOOL', null, { output: { price: 12 }, facts: { toolCallId: 'call-1' } })]);
    expect(withStep.passages[0]).toMatchObject({
      id: 'call-1',
      content: '{\n "price": 12\n}',
      stepId: 'lookup',
      metadata: { kind: 'tool', tool: 'lookup' },
    });
    const inMessages = assemble([
      step('chat', 'LLM', null, {
        facts: { messages: [{ role: 'tool', parts: [{ type: 'tool_call_response', id: 'c', response: 'sunny' }] }] },
      }),
    ]);
    expect(inMessages.passages).toMatchObject([{ id: 'c', content: 'sunny', stepId: 'chat' }]);
  });

  it('takes a long input as material, and a short one as a question only', () => {
    const long = 'The parties agree on the following terms. '.repeat(10);
    expect(assemble([], { input: long }).passages).toMatchObject([{ id: 'input', metadata: { kind: 'input' } }]);
    expect(assemble([], { input: 'What is the term?' }).passages).toEqual([]);
  });

  it('reads route, fallback, guardrails and validation problems from their steps', () => {
    const run = assemble([
      step('router', 'ROUTE', null, { output: { route: 'refund', reason: 'mentions money' } }),
      step('schema', 'VALIDATION', null, { output: { valid: false, errors: ['/total is missing'] } }),
      step('pii', 'GUARDRAIL', null, { output: { passed: false, reason: 'holds a card number' } }),
      step('template-answer', 'FALLBACK', null),
    ]);
    expect(run.facts).toMatchObject({
      route: 'refund',
      routeReason: 'mentions money',
      validationErrors: ['/total is missing'],
      fallbackTaken: 'template-answer',
      guardrails: [{ name: 'pii', outcome: 'fail', detail: 'holds a card number' }],
    });
  });
});

describe('revisionOf', () => {
  const steps = [step('a', 'LLM', null, { output: 'x', attributes: { one: 1, two: 2 } })];

  it('is the same for the same content in another key order', () => {
    const swapped = steps.map((one) => ({ ...one, attributes: { two: 2, one: 1 } }));
    expect(revisionOf(assemble(swapped, { tags: ['t'], name: 'n' }))).toBe(revisionOf(assemble(steps, { name: 'n', tags: ['t'] })));
  });

  it.each([
    ['the body of a step', [{ ...steps[0], attributes: { one: 1, two: 3 } }], {}],
    ['a message of a step', [{ ...steps[0], facts: { messages: [{ role: 'user', parts: [{ type: 'text', content: 'q' }] }] } }], {}],
    ['a fact of the run', steps, { route: 'refund' }],
  ])('changes with %s', (_what, changed, facts) => {
    expect(revisionOf(assemble(changed as CanonicalStep[], facts))).not.toBe(revisionOf(assemble(steps)));
  });
});
