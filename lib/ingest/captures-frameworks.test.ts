import { describe, expect, it } from 'vitest';
import { comparedCase } from './captured-comparison';
import { type CapturedCase, capturedCases } from './captured-requests';
import { capturedRuns } from './captured-runs';
import { logsOf } from './independent-otlp';

const isOtlp = ({ requests }: { requests: readonly { path: string }[] }) => requests.some(({ path }) => /\/v1\/traces$/.test(path));
const casesOf = (sdk: string) =>
  capturedCases([sdk])
    .filter(isOtlp)
    .map((captured) => [captured.name, captured] as const);
/** Without the log records, which become events of their spans. */
const spansAlone = (captured: CapturedCase): CapturedCase => ({
  ...captured,
  requests: captured.requests.filter(({ path }) => path.endsWith('/v1/traces')),
});
const isHere = capturedCases(['mastra']).length > 0;
const PERSON = { sessionId: 'sess-claims-7741', userId: 'adjuster-118' };
const TAGS = ['claims', 'household', 'pilot'];
const nanosecondsOf = (iso: unknown) => BigInt(Date.parse(String(iso))) * 1_000_000n;

describe.runIf(isHere)('Mastra requests become whole runs', () => {
  it.each(casesOf('mastra'))('%s', (_name, captured) => {
    const { pairs, runs } = comparedCase(spansAlone(captured));
    for (const { stated, assembled } of runs) {
      expect(stated.facts).toMatchObject({ ...PERSON, tags: TAGS, metadata: { tenant: 'northgate-mutual', ticket: 'CLM-20931' } });
      expect(Object.keys(stated.facts.metadata ?? {})).not.toContain('body');
      const models = pairs.filter(({ span }) => span.attributes['mastra.span.type'] === 'model_inference');
      const sum = models.reduce((total, { span }) => total + Number(span.attributes['gen_ai.usage.input_tokens'] ?? 0), 0);
      expect(assembled.facts.usage?.inputTokens ?? 0).toBe(sum);
    }
    for (const { span, step } of pairs.filter(({ span }) => 'mastra.span.type' in span.attributes)) {
      expect(
        step.sourceKind === span.attributes['mastra.span.type'] ||
          'langfuse.observation.type' in span.attributes ||
          'openinference.span.kind' in span.attributes,
      ).toBe(true);
      const first = span.attributes['mastra.completion_start_time'];
      // One call of a loop is given the first token of an earlier one: a wait below zero says nothing.
      if (first === undefined) continue;
      const wait = Number(nanosecondsOf(first) - BigInt(span.startNs)) / 1e6;
      if (wait < 0) expect(step.facts.timeToFirstTokenMs).toBeUndefined();
      else expect(step.facts.timeToFirstTokenMs).toBeCloseTo(wait, 3);
    }
  });
});

describe.runIf(isHere)('Claude Agent SDK requests become whole runs', () => {
  it.each(casesOf('claude-agent-sdk'))('%s', (_name, captured) => {
    const { runs, pairs } = comparedCase(spansAlone(captured));
    const logs = captured.requests.flatMap(logsOf);
    const root = pairs.find(({ span }) => span.parentSpanId === null);
    expect(runs[0]).toMatchObject({
      source: 'claude-agent-sdk',
      stated: { facts: { environment: 'staging', sessionId: root?.span.attributes['session.id'] } },
    });
    expect(runs[0]?.stated.facts.userId).toBeUndefined();
    expect(root?.step.input).toBe(root?.span.attributes['user_prompt']);
    const requests = logs.filter(({ name }) => name === 'api_request');
    const models = pairs.filter(({ step }) => step.kind === 'LLM');
    expect(models).toHaveLength(requests.length);
    for (const { span, step } of models) {
      const {
        input_tokens: fresh,
        cache_read_tokens: read,
        cache_creation_tokens: written,
        output_tokens: output,
        ttft_ms: first,
      } = span.attributes;
      const usage = {
        inputTokens: Number(fresh) + Number(read) + Number(written),
        outputTokens: output,
        cachedInputTokens: read,
        cacheWriteTokens: written,
      };
      expect(step.facts).toMatchObject({ usage, timeToFirstTokenMs: first, modelName: span.attributes['model'] });
    }
  });

  it.each(casesOf('claude-agent-sdk'))('%s with its records, spans or records first', (_name, captured) => {
    const logs = captured.requests.flatMap(logsOf);
    const answer = logs.filter(({ name }) => name === 'assistant_response').at(-1)?.attributes['response'];
    const micros = logs
      .filter(({ name }) => name === 'api_request')
      .reduce((sum, { attributes }) => sum + Number(attributes['cost_usd_micros']), 0);
    for (const requests of [captured.requests, [...captured.requests].reverse()]) {
      const run = capturedRuns(requests).find(({ source }) => source === 'claude-agent-sdk');
      const root = [...(run?.steps.values() ?? [])].find(({ kind }) => kind === 'AGENT');
      expect(root?.output).toBe(answer);
      expect(root?.facts.costUsd).toBeCloseTo(micros / 1e6, 9);
      expect(run?.assembled.facts).toMatchObject({ output: answer, costUsd: root?.facts.costUsd });
    }
  });
});

describe.runIf(isHere)('Laminar requests become whole runs', () => {
  it.each(casesOf('laminar'))('%s', (_name, captured) => {
    const { pairs, runs } = comparedCase(captured);
    expect(runs[0]).toMatchObject({ source: 'laminar', stated: { facts: { ...PERSON, tags: TAGS, metadata: { ticket: 'CLM-20931' } } } });
    for (const { span, step } of pairs) {
      expect(step.status === 'error').toBe(span.events.some(({ name }) => name === 'exception'));
      const input = span.attributes['lmnr.span.input'];
      if (input !== undefined) expect(typeof step.input === 'string' ? step.input : JSON.stringify(step.input)).toBe(input);
    }
  });
});

describe.runIf(isHere)('requests of the OTEL mode of LangSmith become whole runs', () => {
  it.each(casesOf('langsmith'))('%s', (_name, captured) => {
    const { pairs, runs } = comparedCase(captured);
    for (const { source, stated } of runs) {
      expect(source).toBe('langsmith');
      expect(stated.facts).toMatchObject({
        ...PERSON,
        tags: TAGS,
        environment: 'staging',
        release: '2026.11.3',
        metadata: { ticket: 'CLM-20931' },
      });
    }
    for (const { span, step } of pairs) {
      expect([step.name, step.sourceKind]).toEqual([span.attributes['langsmith.trace.name'], span.attributes['langsmith.span.kind']]);
      const usage = JSON.parse(String(span.attributes['langsmith.usage_metadata'] ?? 'null')) as {
        input_token_details: { cache_read: number };
      } | null;
      if (usage) expect(step.facts.usage?.cachedInputTokens).toBe(usage.input_token_details.cache_read);
      const exception = span.events.find(({ name }) => name === 'exception');
      expect(step.error).toBe(exception ? exception.attributes['exception.message'] : null);
    }
  });
});

describe.runIf(isHere)('requests of the OpenTelemetry exporter of Braintrust become whole runs', () => {
  it.each(casesOf('braintrust-otel'))('%s', (_name, captured) => {
    const { pairs, runs, step } = comparedCase(captured);
    expect(runs[0]).toMatchObject({ source: 'braintrust', stated: { facts: { tags: TAGS, metadata: { ticket: 'CLM-20931' } } } });
    expect(step('clause-lookup').facts.scores).toEqual([{ name: 'correctness', value: 0.5 }]);
    for (const { span, step: read } of pairs) {
      const asked = JSON.parse(String(span.attributes['braintrust.input_json'])) as { content: string }[];
      if (read.kind === 'LLM') expect(read.input).toBe(asked[0]?.content);
      else expect(read.input).toEqual(asked);
    }
  });
});
