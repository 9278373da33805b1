// Test support: an independent reading of Opik, PostHog, Helicone's log endpoint and spans posted to Phoenix.
import type { CapturedRequest } from '@/lib/ingest/captured-requests';
import type { StepKind } from '@/lib/domain/run/run';
import {
  type ExpectedCase,
  type ExpectedStep,
  expectedStep,
  failure,
  type Fields,
  fields,
  firstNumber,
  firstText,
  kindsOf,
  passagesIn,
} from './expected-step';
import { listOf, requestJson } from './request-json';
import { saidIn } from './said-in';

export function expectOpik(requests: readonly CapturedRequest[]): ExpectedCase {
  const bodies = requests.map(requestJson);
  const runIds = new Set(bodies.flatMap(({ traces }) => listOf(traces)).map(({ id }) => String(id)));
  return { runIds, steps: bodies.flatMap(({ spans }) => listOf(spans)).map(opikSpan) };
}

const OPIK: Record<string, StepKind> = { llm: 'LLM', tool: 'TOOL', guardrail: 'GUARDRAIL', general: 'CHAIN' };

function opikSpan(span: Fields): ExpectedStep {
  const isModel = span['type'] === 'llm';
  const passages = passagesIn(span['output']);
  const kind = OPIK[String(span['type'])];
  return expectedStep({
    runId: String(span['trace_id']),
    stepIds: [String(span['id'])],
    parentId: firstText(span['parent_span_id']) ?? null,
    kinds: passages.length > 0 ? ['RETRIEVAL'] : kindsOf(kind, String(span['name']), false),
    ...(isModel && span['model'] ? { model: String(span['model']) } : {}),
    ...(isModel ? { ...openAiUsage(fields(span['usage'])), input: saidIn(span['input']), output: saidIn(span['output']) } : {}),
    ...(kind === 'TOOL' ? { tool: String(span['name']) } : {}),
    passages,
    ...(span['error_info'] ? failure(fields(span['error_info'])['message']) : {}),
  });
}

export function expectPosthog(requests: readonly CapturedRequest[]): ExpectedCase {
  const events = requests.flatMap((request) => listOf(requestJson(request)['batch']));
  const steps = events.filter(({ event }) => /^\$ai_(generation|span|embedding)$/.test(String(event))).map(posthogEvent);
  return { runIds: new Set(steps.map(({ runId }) => runId)), steps };
}

function posthogEvent({ event, uuid, properties }: Fields): ExpectedStep {
  const given = fields(properties);
  const isModel = event === '$ai_generation';
  const count = (key: string, field: keyof ExpectedStep) => {
    const value = firstNumber(given[key]);
    return value === undefined ? {} : { [field]: value };
  };
  return expectedStep({
    runId: String(given['$ai_trace_id']),
    stepIds: [given['$ai_span_id'], given['$ai_generation_id'], uuid].flatMap((id) => firstText(id) ?? []),
    parentId: firstText(given['$ai_parent_id']) ?? null,
    kinds: isModel ? ['LLM'] : event === '$ai_embedding' ? ['EMBEDDING'] : [],
    ...(isModel && given['$ai_model'] ? { model: String(given['$ai_model']) } : {}),
    ...(isModel ? { ...count('$ai_input_tokens', 'inputTokens'), ...count('$ai_output_tokens', 'outputTokens') } : {}),
    ...(isModel ? { ...count('$ai_cache_read_input_tokens', 'cachedTokens'), ...count('$ai_reasoning_tokens', 'reasoningTokens') } : {}),
    ...(isModel ? { input: saidIn(given['$ai_input']), output: saidIn(given['$ai_output_choices']) } : {}),
    ...(given['$ai_is_error'] === true ? { isError: true } : {}),
  });
}

/** These log lines have no ids: how many there are and what they say is all that can be compared, and the product makes the ids. */
export function heliconeLines(requests: readonly CapturedRequest[]): ExpectedStep[] {
  return requests.map(requestJson).map(({ providerRequest, providerResponse }) => {
    const [asked, answered] = [fields(fields(providerRequest)['json']), fields(fields(providerResponse)['json'])];
    const kinds: StepKind[] = asked['_type'] === 'tool' ? ['TOOL'] : asked['_type'] === 'vector_db' ? ['RETRIEVAL'] : ['LLM'];
    const isModel = kinds[0] === 'LLM';
    return expectedStep({
      runId: '',
      stepIds: [],
      parentId: null,
      kinds,
      ...(isModel ? { ...openAiUsage(fields(answered['usage'])), input: saidIn(asked, false), output: saidIn(answered, false) } : {}),
      ...(isModel && asked['model'] ? { model: String(asked['model']) } : {}),
      ...(asked['toolName'] ? { tool: String(asked['toolName']) } : {}),
    });
  });
}

export function expectPhoenixSpans(requests: readonly CapturedRequest[]): ExpectedCase {
  const spans = requests.flatMap((request) => listOf(requestJson(request)['data'])).filter(({ context }) => fields(context)['span_id']);
  const steps = spans.map((span) => {
    const { trace_id, span_id } = fields(span['context']);
    const kind = String(span['span_kind']).toUpperCase();
    return expectedStep({
      runId: String(trace_id),
      stepIds: [String(span_id)],
      parentId: firstText(span['parent_id']) ?? null,
      kinds: kindsOf(kind === 'CHAIN' || kind === 'LLM' || kind === 'TOOL' ? kind : undefined, String(span['name']), !span['parent_id']),
      ...(span['status_code'] === 'ERROR' ? failure(span['status_message']) : {}),
    });
  });
  return { runIds: new Set(steps.map(({ runId }) => runId)), steps };
}

function openAiUsage(usage: Fields): Partial<ExpectedStep> {
  const [input, output] = [firstNumber(usage['prompt_tokens']), firstNumber(usage['completion_tokens'])];
  return { ...(input === undefined ? {} : { inputTokens: input }), ...(output === undefined ? {} : { outputTokens: output }) };
}
