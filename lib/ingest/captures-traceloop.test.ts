import { describe, expect, it } from 'vitest';
import type { CanonicalStep } from '@/lib/domain/run/run';
import { capturedCase, comparedCase, kindsOf, outlineOf, parsed } from './captured-comparison';
import { capturedCases } from './captured-requests';
import type { PlainSpan } from './independent-otlp';

const cases = capturedCases(['traceloop', 'traceloop-0.16']);
const isHere = cases.length > 0;

describe.runIf(isHere)('requests of OpenLLMetry become whole runs', () => {
  it.each(cases.map((captured) => [`${captured.sdk}/${captured.name}`, captured] as const))('%s', (_name, captured) => {
    const { pairs, runs } = comparedCase(captured);
    for (const { source, stated } of runs) {
      expect(source).toBe('traceloop');
      expect(stated.facts).toMatchObject({
        sessionId: 'sess-claims-7741',
        userId: 'adjuster-118',
        metadata: { tenant: 'northgate-mutual', region: 'eu-west', ticket: 'CLM-20931' },
      });
    }
    for (const { span, step, run } of pairs) {
      if (span.parentSpanId === null) expect(run.stated.facts.name).toBe(span.attributes['traceloop.workflow.name']);
      saysTheSame(step, span);
    }
  });
});

function kindIn({ attributes, events, name, parentSpanId }: PlainSpan): string {
  if (events.some((event) => event.name === 'db.query.result')) return 'RETRIEVAL';
  if ((attributes['gen_ai.operation.name'] ?? attributes['llm.request.type']) === 'chat') return 'LLM';
  const word = String(attributes['traceloop.span.kind']);
  if (word === 'agent' || word === 'tool') return word.toUpperCase();
  const names: [RegExp, string][] = [
    [/^parse/, 'PARSE'],
    [/^route/, 'ROUTE'],
    [/^validate/, 'VALIDATION'],
    [/^fallback/, 'FALLBACK'],
  ];
  return (parentSpanId && names.find(([pattern]) => pattern.test(name))?.[1]) || 'CHAIN';
}

function saysTheSame(step: CanonicalStep, span: PlainSpan): void {
  const { attributes, name, events } = span;
  const at = (...keys: string[]) => keys.map((key) => attributes[key]).find((value) => value !== undefined);
  expect([step.kind, step.name, step.status, step.error]).toEqual([kindIn(span), at('traceloop.entity.name') ?? name, 'ok', null]);
  expect(step.facts.modelName).toBe(at('gen_ai.response.model', 'gen_ai.request.model'));
  expect(step.facts.provider).toBe((at('gen_ai.provider.name', 'gen_ai.system') as string | undefined)?.toLowerCase());
  const input = at('gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens') as number | undefined;
  const cached = at('gen_ai.usage.cache_read.input_tokens') as number | undefined;
  const written = at('gen_ai.usage.cache_creation.input_tokens') as number | undefined;
  const { inputTokens, outputTokens, cachedInputTokens, cacheWriteTokens } = step.facts.usage ?? {};
  expect([inputTokens, outputTokens, cachedInputTokens, cacheWriteTokens]).toEqual([
    input === undefined ? undefined : input + (cached ?? 0) + (written ?? 0),
    at('gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens'),
    cached,
    written,
  ]);
  const finish = (at('gen_ai.response.finish_reasons') as string[] | undefined)?.[0] ?? at('gen_ai.completion.0.finish_reason');
  expect(step.facts.finishReason).toBe(finish === 'tool_calls' ? 'tool_call' : finish);
  const called = parsed(at('traceloop.entity.input')) as { args: unknown[]; kwargs: object } | undefined;
  if (called) expect(step.input).toEqual(called.args.length > 0 ? called.args[0] : called.kwargs);
  if (at('traceloop.entity.output') !== undefined) expect(step.output).toEqual(parsed(at('traceloop.entity.output')));
  const hits = events.filter((event) => event.name === 'db.query.result').map((event) => event.attributes);
  expect(
    (step.facts.passages ?? []).map(({ id, content, score, rank, metadata }) => [id, content, score, rank, metadata?.['distance']]),
  ).toEqual(
    hits.map((hit, index) => [
      hit['db.query.result.id'],
      hit['db.query.result.document'],
      hit['db.query.result.score'],
      index + 1,
      hit['db.query.result.distance'],
    ]),
  );
  comparesMessages(step, attributes);
}

function comparesMessages({ facts }: CanonicalStep, attributes: PlainSpan['attributes']): void {
  const said = JSON.stringify([facts.messages, facts.outputMessages, facts.systemInstructions]);
  const flat = Object.entries(attributes).filter(
    ([key, value]) => /^gen_ai\.(prompt|completion)\.\d+\.content$/.test(key) && value !== 'null',
  );
  const current = ['gen_ai.input.messages', 'gen_ai.output.messages', 'gen_ai.system_instructions'].map((key) => parsed(attributes[key]));
  for (const text of [...flat.map(([, value]) => value), ...current.flatMap(texts)])
    expect(said).toContain(JSON.stringify(text).slice(1, -1));
  const roles = Object.entries(attributes).flatMap(([key, value]) => (/^gen_ai\.prompt\.\d+\.role$/.test(key) ? [value] : []));
  const sent = parsed(attributes['gen_ai.input.messages']) as { role: string }[] | undefined;
  if (sent || roles.length > 0) expect(facts.messages?.map(({ role }) => role)).toEqual(sent?.map(({ role }) => role) ?? roles);
  const offered = parsed(attributes['gen_ai.tool.definitions']) as { function: { name: string } }[] | undefined;
  const functions = Object.entries(attributes).flatMap(([key, value]) => (/^llm\.request\.functions\.\d+\.name$/.test(key) ? [value] : []));
  expect((facts.toolDefinitions ?? []).map((tool) => (tool as { name: string }).name)).toEqual(
    offered?.map((tool) => tool.function.name) ?? functions,
  );
}

function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (value === null || typeof value !== 'object') return [];
  const { content, id, name, response, parts } = value as { [key: string]: unknown };
  return [content, id, name, response].filter((text): text is string => typeof text === 'string').concat(texts(parts));
}

describe.runIf(isHere)('what was read by hand out of captures of OpenLLMetry', () => {
  it.each(['traceloop', 'traceloop-0.16'])('%s/rag: a vector search with four hits below its task', (sdk) => {
    const { runs, step } = comparedCase(capturedCase(sdk, 'rag'));
    expect(kindsOf(runs)).toEqual({ CHAIN: 2, RETRIEVAL: 1, LLM: 1 });
    expect(runs[0]?.assembled.passages.map(({ id, score, page }) => [id, score, page])).toEqual([
      ['HOM-2291#s4.5', 0.913, 11],
      ['HOM-2291#s2.1', 0.874, 4],
      ['HOM-2291#s7.3', 0.651, 19],
      ['FAQ-118', 0.402, 1],
    ]);
    expect(runs[0]?.assembled.facts.usage).toEqual({ inputTokens: 207, outputTokens: 55 });
    expect(step('clause-lookup').input).toBe('Is storm damage to a garden fence covered, and what is the excess?');
  });

  it.each(['traceloop', 'traceloop-0.16'])(
    '%s/agent: the tool that failed left no span, the calls and results are in the messages',
    (sdk) => {
      const { runs, step } = comparedCase(capturedCase(sdk, 'agent'));
      expect(kindsOf(runs)).toEqual({ AGENT: 1, LLM: 3, TOOL: 2 });
      expect(runs[0]?.assembled.facts.usage).toEqual({ inputTokens: 1243, outputTokens: 161 });
      expect(step('lookup_policy')).toMatchObject({ input: { policy_number: 'HOM-2291' }, output: { excess_eur: 250 } });
      const models = [...(runs[0]?.steps.values() ?? [])].filter(({ kind }) => kind === 'LLM');
      const last = models.find(({ facts }) => facts.finishReason === 'stop');
      const answered = outlineOf(last?.facts.messages).filter((line) => line.includes('result'));
      expect(answered).toHaveLength(3);
      expect(JSON.stringify(last?.facts.messages)).toContain('Repair network returned 503');
    },
  );

  it('anthropicchat and anthropicagent: the cache counts as input', () => {
    expect(comparedCase(capturedCase('traceloop', 'anthropicchat')).runs[0]?.assembled.facts.usage).toEqual({
      inputTokens: 125,
      outputTokens: 59,
      cachedInputTokens: 48,
      cacheWriteTokens: 24,
    });
    expect(comparedCase(capturedCase('traceloop', 'anthropicagent')).runs[0]?.assembled.facts.usage?.inputTokens).toBe(816);
  });

  it('prompt: name, version and variables of the prompt', () => {
    const { runs } = comparedCase(capturedCase('traceloop', 'prompt'));
    const model = [...(runs[0]?.steps.values() ?? [])].find(({ kind }) => kind === 'LLM');
    expect(model?.facts).toMatchObject({ promptId: 'policy-answer', promptVersion: '9', promptVariables: { company: 'Northgate Mutual' } });
    expect(runs[0]?.assembled.facts).toMatchObject({ promptId: 'policy-answer', promptVersion: '9' });
  });

  it.each(['traceloop', 'traceloop-0.16'])('%s/errorcaught: the fallback is known by its name', (sdk) => {
    const { runs } = comparedCase(capturedCase(sdk, 'errorcaught'));
    expect(kindsOf(runs)).toEqual({ CHAIN: 1, FALLBACK: 1 });
  });
});
