import { describe, expect, it } from 'vitest';
import type { CanonicalStep } from '@/lib/domain/run/run';
import { capturedCase, comparedCase, kindsOf, outlineOf, parsed } from './captured-comparison';
import { capturedCases } from './captured-requests';
import type { PlainSpan } from './independent-otlp';

const cases = capturedCases(['langfuse-v4', 'langfuse-v5']);
const isHere = cases.length > 0;

const KINDS: Record<string, string> = {
  generation: 'LLM',
  event: 'EVENT',
  embedding: 'EMBEDDING',
  agent: 'AGENT',
  tool: 'TOOL',
  chain: 'CHAIN',
  span: 'CHAIN',
  retriever: 'RETRIEVAL',
  guardrail: 'GUARDRAIL',
  evaluator: 'EVALUATION',
};
/** Plain spans and chains whose name says what they are. */
const NAMED: [RegExp, string][] = [
  [/PromptTemplate$/, 'PROMPT'],
  [/Retriever$/, 'RETRIEVAL'],
  [/OutputParser$|^parse/, 'PARSE'],
  [/^route/, 'ROUTE'],
];

describe.runIf(isHere)('requests of Langfuse 4 and 5 become whole runs', () => {
  it.each(cases.map((captured) => [`${captured.sdk}/${captured.name}`, captured] as const))('%s', (_name, captured) => {
    const { pairs, runs } = comparedCase(captured);
    for (const { source, stated } of runs) {
      expect(source).toBe('langfuse');
      expect(stated.facts).toMatchObject({
        sessionId: 'sess-claims-7741',
        userId: 'adjuster-118',
        environment: 'staging',
        release: '2026.11.3',
        tags: ['claims', 'household', 'pilot'],
        metadata: { tenant: 'northgate-mutual', region: 'eu-west', ticket: 'CLM-20931' },
      });
    }
    for (const { span, step, run } of pairs) {
      expect(run.stated.facts.name).toBe(span.attributes['langfuse.trace.name'] ?? run.stated.facts.name);
      saysTheSame(step, span);
    }
  });
});

function saysTheSame(step: CanonicalStep, { attributes, name, parentSpanId, statusCode, statusMessage, startNs }: PlainSpan): void {
  const at = (key: string) => attributes[`langfuse.observation.${key}`];
  const type = String(at('type'));
  const byName = parentSpanId && KINDS[type] === 'CHAIN' ? NAMED.find(([pattern]) => pattern.test(name))?.[1] : undefined;
  expect([step.name, step.kind, step.sourceKind]).toEqual([name, byName ?? KINDS[type], type]);
  const isFailed = at('level') === 'ERROR' || statusCode === 2;
  expect([step.status, step.error]).toEqual(isFailed ? ['error', at('status_message') ?? statusMessage] : ['ok', null]);
  expect(step.facts.modelName).toBe(at('model.name'));
  expect([step.facts.promptId, step.facts.promptVersion]).toEqual([at('prompt.name'), at('prompt.version')?.toString()]);
  const cost = parsed(at('cost_details')) as { total?: number } | undefined;
  expect(step.facts.costUsd).toBe(cost?.total || undefined);
  const first = at('completion_start_time');
  if (first === undefined) expect(step.facts.timeToFirstTokenMs).toBeUndefined();
  else expect(step.facts.timeToFirstTokenMs).toBeCloseTo(Date.parse(String(parsed(first))) - Number(startNs) / 1e6, 0);
  for (const [key, value] of Object.entries((parsed(at('model.parameters')) ?? {}) as object))
    if (value !== '') expect(step.facts.parameters).toHaveProperty(key, value);
  expect(step.facts.usage ?? null).toEqual(tokensOf(parsed(at('usage_details')) as Record<string, number> | undefined));
  const documents = step.kind === 'RETRIEVAL' ? (parsed(at('output')) as Record<string, unknown>[]) : [];
  expect((step.facts.passages ?? []).map(({ id, content, score, rank }) => [id, content, score, rank])).toEqual(
    documents.map(({ id, content, pageContent, score, metadata }, index) => [
      id,
      content ?? pageContent,
      score ?? (metadata as { score?: number }).score,
      index + 1,
    ]),
  );
  if (type !== 'generation') {
    const output = parsed(at('output') ?? null);
    if (!JSON.stringify(output).startsWith('{"lc":')) expect(step.output).toEqual(output);
    expect(step.input).toEqual(parsed(at('input') ?? null));
    return;
  }
  const said = JSON.stringify([step.facts.messages, step.facts.outputMessages]);
  for (const text of [...textsIn(parsed(at('input'))), ...textsIn(parsed(at('output') ?? ''))])
    expect(said).toContain(JSON.stringify(text).slice(1, -1));
}

/** Every `content` in it, by walking whatever is there; a bare text is one. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (value === null || typeof value !== 'object') return [];
  const { content, text, messages } = value as { content?: unknown; text?: unknown; messages?: unknown };
  return [content, text, messages].flatMap((inner) => textsIn(inner));
}

/** The rule of the format's description, in its own words: all parts and the total. */
function tokensOf(sent: Record<string, number> | undefined): object | null {
  if (!sent || Object.keys(sent).length === 0) return null;
  const { input = sent.promptTokens, output = sent.completionTokens, total = sent.totalTokens, ...rest } = sent;
  const of = (side: string) => Object.entries(rest).reduce((sum, [key, count]) => (key.startsWith(side) ? sum + count : sum), 0);
  const isApart = of('input_') + of('output_') > 0 && (input ?? 0) + (output ?? 0) + of('input_') + of('output_') === total;
  const cached = sent.input_cached_tokens ?? sent.cache_read_input_tokens ?? sent.input_cache_read;
  const reasoning = sent.output_reasoning_tokens ?? sent.output_reasoning;
  return {
    inputTokens: (input ?? 0) + (isApart ? of('input_') : 0),
    ...(output === undefined ? {} : { outputTokens: output + (isApart ? of('output_') : 0) }),
    ...(cached === undefined ? {} : { cachedInputTokens: cached }),
    ...(reasoning === undefined ? {} : { reasoningTokens: reasoning }),
  };
}

describe.runIf(isHere)('what was read by hand out of captures of Langfuse', () => {
  it.each(['langfuse-v4', 'langfuse-v5'])('%s/rag: one run of seven steps, four passages, one prompt version', (sdk) => {
    const { runs, step } = comparedCase(capturedCase(sdk, 'rag'));
    expect(kindsOf(runs)).toEqual({ CHAIN: 1, GUARDRAIL: 1, EMBEDDING: 1, RETRIEVAL: 1, EVENT: 1, LLM: 1, EVALUATION: 1 });
    expect(runs[0]?.assembled.facts).toMatchObject({
      promptId: 'clause-lookup',
      promptVersion: '7',
      usage: { inputTokens: 419, outputTokens: 77, cachedInputTokens: 128, reasoningTokens: 20 },
      costUsd: 0.0001065,
      finishReason: 'stop',
      systemFingerprint: 'fp_3f9d21c07e',
      temperature: 0,
      maxTokens: 400,
      guardrails: [{ name: 'input-guardrail', outcome: 'pass' }],
    });
    expect(runs[0]?.assembled.passages.map(({ id, score, rank, page }) => [id, score, rank, page])).toEqual([
      ['HOM-2291#s4.5', 0.913, 1, 11],
      ['HOM-2291#s2.1', 0.874, 2, 4],
      ['HOM-2291#s7.3', 0.651, 3, 19],
      ['FAQ-118', 0.402, 4, 1],
    ]);
    expect(outlineOf(step('answer').facts.messages).map((line) => line.split(' ')[0])).toEqual(['system', 'user']);
  });

  it('rag-immediate: the same run, span by span', () => {
    const { runs } = comparedCase(capturedCase('langfuse-v5', 'rag-immediate'));
    expect(kindsOf(runs)).toEqual({ CHAIN: 1, GUARDRAIL: 1, EMBEDDING: 1, RETRIEVAL: 1, EVENT: 1, LLM: 1, EVALUATION: 1 });
    expect(runs[0]?.assembled.facts).toMatchObject({ promptVersion: '7', usage: { inputTokens: 419 } });
  });

  it.each(['langfuse-v4', 'langfuse-v5'])('%s/openaiagent: calls, results and the tool that failed', (sdk) => {
    const { runs } = comparedCase(capturedCase(sdk, 'openaiagent'));
    expect(kindsOf(runs)).toEqual({ AGENT: 1, LLM: 3, TOOL: 3 });
    const steps = runs[0]?.assembled.steps.map(({ name, status }) => `${name} ${status}`);
    expect(steps).toEqual([
      'claim-triage-agent ok',
      'llm-call ok',
      'lookup_policy ok',
      'get_claim_history ok',
      'llm-call ok',
      'estimate_repair error',
      'llm-call ok',
    ]);
    expect(runs[0]?.assembled.facts.usage).toEqual({ inputTokens: 1243, outputTokens: 161, cachedInputTokens: 96, reasoningTokens: 24 });
    expect(lastConversation([...(runs[0]?.steps.values() ?? [])])).toEqual([
      'system',
      'user',
      'assistant | call lookup_policy(call_5f01a9b8c7d6e5f4) | call get_claim_history(call_5f02a9b8c7d6e5f4)',
      'tool | result (call_5f01a9b8c7d6e5f4)',
      'tool | result (call_5f02a9b8c7d6e5f4)',
      'assistant | call estimate_repair(call_5f05a9b8c7d6e5f4)',
      'tool | result (call_5f05a9b8c7d6e5f4)',
    ]);
  });

  it('langchainagent: the same conversation, its results tied to their calls, although LangChain drops the ids', () => {
    const { runs, step } = comparedCase(capturedCase('langfuse-v5', 'langchainagent'));
    expect(lastConversation([...(runs[0]?.steps.values() ?? [])]).slice(2)).toEqual([
      'assistant | call lookup_policy(call_5f01a9b8c7d6e5f4) | call get_claim_history(call_5f02a9b8c7d6e5f4)',
      'tool | result (call_5f01a9b8c7d6e5f4)',
      'tool | result (call_5f02a9b8c7d6e5f4)',
      'assistant | call estimate_repair(call_5f05a9b8c7d6e5f4)',
      'tool | result (call_5f05a9b8c7d6e5f4)',
    ]);
    expect(step('lookup_policy', 'TOOL')).toMatchObject({
      facts: { toolName: 'lookup_policy', toolCallId: 'call_5f01a9b8c7d6e5f4' },
      input: { policy_number: 'HOM-2291' },
      output: { status: 'active', excess_eur: 250 },
    });
    expect(step('estimate_repair').status).toBe('error');
    expect(runs[0]?.assembled.facts).toMatchObject({ modelProvider: 'openai', usage: { inputTokens: 1287, outputTokens: 161 } });
  });

  it('langchainrag: retriever, template and parser are told from plain spans', () => {
    const { runs, step } = comparedCase(capturedCase('langfuse-v5', 'langchainrag'));
    expect(kindsOf(runs)).toEqual({ CHAIN: 5, RETRIEVAL: 1, PROMPT: 1, LLM: 1, PARSE: 1 });
    expect(Object.keys(step('ChatPromptTemplate').facts.promptVariables ?? {})).toEqual(['question', 'clauses']);
    expect(runs[0]?.assembled.passages).toHaveLength(4);
  });

  it('attrs: a parent that never comes, a version that differs, the stated input of the trace', () => {
    const { runs } = comparedCase(capturedCase('langfuse-v5', 'attrs'));
    expect(runs[0]?.stated.facts).toMatchObject({ name: 'custom-trace', input: { a: 1 }, metadata: { 'langfuse.version': '9' } });
    const shown = runs[0]?.assembled.steps.filter(({ stepId }) => runs[0]?.steps.has(stepId));
    expect(shown?.map(({ name }) => name)).toEqual(['outer', 'cache-lookup']);
    const [outer, lookup] = shown ?? [];
    expect((lookup?.depth ?? 0) - (outer?.depth ?? 0)).toBe(1);
  });

  it('openaierror: the failed call is known by its level, its cost is unknown', () => {
    const { step } = comparedCase(capturedCase('langfuse-v5', 'openaierror'));
    expect(step('llm-call')).toMatchObject({ status: 'error', error: expect.stringContaining('maximum context length') });
    expect(step('llm-call').facts.costUsd).toBeUndefined();
  });
});

/** The messages of the last model call in short, without the words of people. */
function lastConversation(steps: CanonicalStep[]): string[] {
  const calls = steps.filter(({ kind }) => kind === 'LLM').sort((a, b) => Number((a.startNs ?? 0n) - (b.startNs ?? 0n)));
  return outlineOf(calls.at(-1)?.facts.messages).map((line) => (/^(system|user)/.test(line) ? (line.split(' ')[0] ?? '') : line));
}
