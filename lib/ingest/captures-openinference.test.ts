import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/domain/run/run';
import { stableJson } from '@/lib/domain/stable-json';
import { capturedCase, comparedCase, kindsOf, outlineOf } from './captured-comparison';
import { capturedCases } from './captured-requests';
import { type CapturedRun, capturedRuns } from './captured-runs';

const isHere = capturedCases(['openinference-openai']).length > 0;

const CLAUSES = [
  ['HOM-2291#s4.5', 0.913, 11],
  ['HOM-2291#s2.1', 0.874, 4],
  ['HOM-2291#s7.3', 0.651, 19],
  ['FAQ-118', 0.402, 1],
];

/** The conversation before the last answer, calls and results only. */
function callsOf(run: CapturedRun | undefined): string[] {
  const models = [...(run?.steps.values() ?? [])].filter(({ kind, facts }) => kind === 'LLM' && facts.messages);
  const last = models.sort((a, b) => Number((a.startNs ?? 0n) - (b.startNs ?? 0n))).at(-1);
  return outlineOf(last?.facts.messages).filter((line) => /call |result /.test(line));
}

describe.runIf(isHere)('what was read by hand out of captures of OpenInference', () => {
  it.each([
    ['openinference-openai', 'call', { inputTokens: 1243, outputTokens: 161, cachedInputTokens: 96, reasoningTokens: 24 }],
    ['openinference-langchain', 'call', { inputTokens: 1287, outputTokens: 161, cachedInputTokens: 96, reasoningTokens: 24 }],
    ['openinference-vercel', 'call', { inputTokens: 1221, outputTokens: 161, cachedInputTokens: 96, reasoningTokens: 24 }],
    ['openinference-anthropic', 'toolu', { inputTokens: 816, outputTokens: 146, cachedInputTokens: 144, cacheWriteTokens: 72 }],
  ])('%s/agent: every call has its result, and no token is counted twice', (sdk, prefix, usage) => {
    const { runs } = comparedCase(capturedCase(sdk, 'agent'));
    expect(runs).toHaveLength(1);
    expect(runs[0]?.assembled.facts.usage).toEqual(usage);
    const said = callsOf(runs[0]).join('\n');
    const ids = ['5f01', '5f02', '5f05'].map((start) => `${prefix}_${start}a9b8c7d6e5f4`);
    const names = ['lookup_policy', 'get_claim_history', 'estimate_repair'];
    ids.forEach((id, index) => {
      expect(said).toContain(`call ${names[index]}(${id})`);
      expect(said).toContain(`result (${id})`);
      expect(said.indexOf(`result (${id})`)).toBeGreaterThan(said.indexOf(`call ${names[index]}(${id})`));
    });
    const tools = [...(runs[0]?.steps.values() ?? [])].filter(({ kind }) => kind === 'TOOL');
    expect(tools.map(({ name, status }) => `${name} ${status}`).sort()).toEqual([
      'estimate_repair error',
      'get_claim_history ok',
      'lookup_policy ok',
    ]);
    expect(tools.find(({ name }) => name === 'lookup_policy')?.output).toMatchObject({ policy_number: 'HOM-2291', excess_eur: 250 });
  });

  it('openinference-langchain/rag: ids from what the retriever returned, the rendered prompt, the fingerprint', () => {
    const { runs, step } = comparedCase(capturedCase('openinference-langchain', 'rag'));
    expect(kindsOf(runs)).toEqual({ CHAIN: 5, RETRIEVAL: 1, PROMPT: 1, LLM: 1, PARSE: 1 });
    expect(runs[0]?.assembled.passages.map(({ id, score, page }) => [id, score, page])).toEqual(CLAUSES);
    expect(runs[0]?.assembled.facts).toMatchObject({
      modelProvider: 'openai',
      systemFingerprint: 'fp_3f9d21c07e',
      temperature: 0,
      maxTokens: 400,
      sessionId: 'sess-claims-7741',
      tags: ['claims', 'household', 'pilot'],
    });
    const { promptVariables, renderedPrompt } = step('ChatPromptTemplate').facts;
    expect(Object.keys(promptVariables ?? {})).toEqual(['question', 'clauses']);
    expect(renderedPrompt).toMatch(/^Answer strictly[^\n]*\n\nClauses:\n\[HOM-2291#s4\.5\]/);
  });

  it('openinference-langchain/agent: tool messages give the result and the id of the call', () => {
    const { step } = comparedCase(capturedCase('openinference-langchain', 'agent'));
    expect(step('get_claim_history', 'TOOL').facts.toolCallId).toBe('call_5f02a9b8c7d6e5f4');
    expect(step('get_claim_history', 'TOOL').output).toMatchObject([{ claim: 'CLM-11872', paid_eur: 310 }]);
  });

  it('openinference-langchain/session: a model call that is the whole run has its question and answer in words', () => {
    const { runs } = comparedCase(capturedCase('openinference-langchain', 'session'));
    expect(runs.map(({ assembled }) => assembled.facts.usage?.inputTokens)).toEqual([39, 87, 149]);
    expect(runs[0]?.assembled.facts.input).toBe('I want to add my e-bike to my household policy.');
    expect(runs[2]?.assembled.facts.output).toMatch(/^Confirmed\. .* see section 5\.8\.$/);
  });

  it('openinference-anthropic/chat: two traces of one call are one call', () => {
    const { runs } = comparedCase(capturedCase('openinference-anthropic', 'chat'));
    expect(kindsOf(runs)).toEqual({ AGENT: 1, LLM: 2 });
    expect(runs[0]?.assembled.facts).toMatchObject({
      usage: { inputTokens: 125, outputTokens: 59, cachedInputTokens: 48, cacheWriteTokens: 24 },
      temperature: 0.2,
      finishReason: 'stop',
      maxTokens: 512,
      instructions: expect.stringContaining('Northgate Mutual'),
    });
  });

  it('openinference-openai/longchat: what the attribute limit dropped is said, the messages come from the request', () => {
    const { runs } = comparedCase(capturedCase('openinference-openai', 'longchat'));
    const model = [...(runs[0]?.steps.values() ?? [])].find(({ kind }) => kind === 'LLM');
    expect(model?.facts.messages).toHaveLength(72);
    expect(model?.facts.losses?.join()).toMatch(/dropped 38 attributes/);
    expect(model?.facts.usage).toBeUndefined();
  });

  it('openinference-openai/rag and embed: the clauses and the texts that were embedded', () => {
    expect(
      comparedCase(capturedCase('openinference-openai', 'rag')).runs[0]?.assembled.passages.map(({ id, score, page }) => [id, score, page]),
    ).toEqual(CLAUSES);
    const { step } = comparedCase(capturedCase('openinference-openai', 'embed'));
    expect(JSON.stringify(step('OpenAI Embeddings').input)).toContain('storm damage to a garden fence');
  });

  it('openinference-manual/kinds: every kind, a rerank with scores above one, prices, annotations of people and programs', () => {
    const runs = capturedRuns(capturedCase('openinference-manual', 'kinds').requests);
    const run = runs.find(({ stated }) => stated.facts.name === 'clause-lookup');
    expect(kindsOf(run ? [run] : [])).toEqual({
      AGENT: 1,
      GUARDRAIL: 1,
      EMBEDDING: 1,
      RETRIEVAL: 1,
      RERANK: 1,
      PROMPT: 1,
      LLM: 1,
      TOOL: 1,
      EVALUATION: 2,
    });
    expect(run?.assembled.passages.map(({ id, score, rank }) => [id, score, rank])).toEqual([
      ['HOM-2291#s2.1', 9.5, 1],
      ['HOM-2291#s4.5', 8.5, 2],
      ['HOM-2291#s7.3', 0.651, 3],
      ['FAQ-118', 0.402, 4],
    ]);
    expect(run?.assembled.facts).toMatchObject({
      costUsd: 0.0001065,
      promptId: 'clause-lookup',
      promptVersion: '7',
      guardrails: [{ name: 'input-guardrail', outcome: 'pass' }],
      usage: { inputTokens: 402, outputTokens: 77, cachedInputTokens: 128, cacheWriteTokens: 0 },
    });
  });
});

describe.runIf(isHere)('what was read by hand out of captures of plain OpenTelemetry', () => {
  it('otel-instrumentation-openai/agent: content that came only in logs, calls tied to results', () => {
    const [run] = capturedRuns(capturedCase('otel-instrumentation-openai', 'agent').requests);
    expect(callsOf(run)).toEqual([
      'assistant | call lookup_policy(call_5f01a9b8c7d6e5f4) | call get_claim_history(call_5f02a9b8c7d6e5f4)',
      'tool | result (call_5f01a9b8c7d6e5f4)',
      'tool | result (call_5f02a9b8c7d6e5f4)',
      'assistant | call estimate_repair(call_5f05a9b8c7d6e5f4)',
      'tool | result (call_5f05a9b8c7d6e5f4)',
    ]);
    expect(run?.assembled.facts.usage).toEqual({ inputTokens: 1243, outputTokens: 161 });
    expect(run?.assembled.passages.map(({ metadata }) => metadata?.['tool'])).toEqual([
      'lookup_policy',
      'get_claim_history',
      'estimate_repair',
    ]);
  });

  it('otel-instrumentation-openai/agent: the same run when its logs come first', () => {
    const { requests } = capturedCase('otel-instrumentation-openai', 'agent');
    const written = (runs: CapturedRun[]) =>
      runs
        .flatMap(({ steps }) => [...steps.values()])
        .map((step) =>
          stableJson({ ...step, startNs: String(step.startNs), endNs: String(step.endNs), events: step.events.length } as unknown as Json),
        )
        .sort();
    expect(written(capturedRuns([...requests].reverse()))).toEqual(written(capturedRuns(requests)));
  });

  it.each(['rag-json', 'rag-proto'])('otel-sdk/%s: retrieval, prompt version, fingerprint, a judgement on the answer', (name) => {
    const [run] = capturedRuns(capturedCase('otel-sdk', name).requests);
    expect(run?.assembled.passages.map(({ id, score }) => [id, score])).toEqual(CLAUSES.map(([id, score]) => [id, score]));
    expect(run?.assembled.facts).toMatchObject({
      promptId: 'clause-lookup',
      promptVersion: '7',
      systemFingerprint: 'fp_3f9d21c07e',
      usage: { inputTokens: 414, outputTokens: 77, cachedInputTokens: 128, reasoningTokens: 20 },
      release: '2026.11.3',
      environment: 'staging',
    });
    const scores = [...(run?.steps.values() ?? [])].flatMap(({ facts }) => facts.scores ?? []);
    expect(scores.length).toBeGreaterThan(0);
  });

  it('otel-sdk/stream-json: the first chunk is the first token', () => {
    const [run] = capturedRuns(capturedCase('otel-sdk', 'stream-json').requests);
    const model = [...(run?.steps.values() ?? [])].find(({ kind }) => kind === 'LLM');
    expect(model?.facts.timeToFirstTokenMs).toBeGreaterThan(0);
    expect(model?.facts.timeToFirstTokenMs).toBeLessThanOrEqual(Number((model?.endNs ?? 0n) - (model?.startNs ?? 0n)) / 1e6);
  });
});
