// Test support: an independent reading of what the OpenAI Agents SDK and Weave send.
import type { CapturedRequest } from '@/lib/ingest/captured-requests';
import type { StepKind } from '@/lib/domain/run/run';
import { type ExpectedCase, type ExpectedStep, expectedStep, failure, type Fields, fields, firstNumber, firstText } from './expected-step';
import { listOf, requestJson } from './request-json';
import { saidIn } from './said-in';

const KINDS: Record<string, StepKind> = {
  agent: 'AGENT',
  function: 'TOOL',
  mcp_tools: 'TOOL',
  generation: 'LLM',
  response: 'LLM',
  handoff: 'ROUTE',
  guardrail: 'GUARDRAIL',
  custom: 'CHAIN',
};

export function expectAgents(requests: readonly CapturedRequest[]): ExpectedCase {
  const items = requests.flatMap((request) => listOf(requestJson(request)['data']));
  const runIds = new Set(items.filter(({ object }) => object === 'trace').map(({ id }) => String(id)));
  const spans = items.filter(({ object }) => object === 'trace.span');
  for (const { trace_id } of spans) runIds.add(String(trace_id));
  return { runIds, steps: spans.map(agentSpan) };
}

function agentSpan({ id, trace_id, parent_id, span_data, error }: Fields): ExpectedStep {
  const data = fields(span_data);
  const kind = KINDS[String(data['type'])];
  const isModel = kind === 'LLM';
  const usage = fields(data['usage']);
  const [input, output] = [
    firstNumber(usage['input_tokens'], usage['prompt_tokens']),
    firstNumber(usage['output_tokens'], usage['completion_tokens']),
  ];
  const [response] = listOf(data['output']);
  const model = firstText(fields(response)['model'], data['model']);
  return expectedStep({
    runId: String(trace_id),
    stepIds: [String(id)],
    parentId: firstText(parent_id) ?? null,
    kinds: kind ? [kind] : [],
    ...(isModel && model ? { model } : {}),
    ...(kind === 'TOOL' && data['name'] ? { tool: String(data['name']) } : {}),
    ...(isModel && input !== undefined ? { inputTokens: input } : {}),
    ...(isModel && output !== undefined ? { outputTokens: output } : {}),
    ...(isModel ? { input: saidIn(data['input']), output: saidIn(data['output']) } : {}),
    ...(error ? failure(fields(error)['message']) : {}),
  });
}

export function expectWeave(requests: readonly CapturedRequest[]): ExpectedCase {
  const calls = new Map<string, Fields>();
  for (const { req } of requests.flatMap((request) => listOf(requestJson(request)['batch']))) {
    const part = { ...fields(fields(req)['start']), ...fields(fields(req)['end']) };
    calls.set(String(part['id']), { ...calls.get(String(part['id'])), ...part });
  }
  const steps = [...calls.values()].map(weaveCall);
  return { runIds: new Set(steps.map(({ runId }) => runId)), steps };
}

function weaveCall(call: Fields): ExpectedStep {
  const [inputs, output] = [fields(call['inputs']), fields(call['output'])];
  const isModel = /\/op\/openai\./.test(String(call['op_name']));
  const usage = fields(output['usage']);
  const [asked, said] = [firstNumber(usage['prompt_tokens']), firstNumber(usage['completion_tokens'])];
  const model = firstText(output['model'], inputs['model']);
  return expectedStep({
    runId: String(call['trace_id']),
    stepIds: [String(call['id'])],
    parentId: firstText(call['parent_id']) ?? null,
    kinds: isModel ? ['LLM'] : [],
    ...(isModel && model ? { model } : {}),
    ...(isModel && asked !== undefined ? { inputTokens: asked } : {}),
    ...(isModel && said !== undefined ? { outputTokens: said } : {}),
    ...(isModel ? { input: saidIn(inputs, false), output: saidIn(output, false) } : {}),
    ...(call['exception'] ? failure(call['exception']) : {}),
  });
}
