// Test support: an independent reading of Braintrust's rows.
import type { CapturedRequest } from '@/lib/ingest/captured-requests';
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
import { BRAINTRUST } from './otlp-kind';
import { deepMerge, listOf, requestJson } from './request-json';
import { saidIn } from './said-in';

export function expectBraintrust(requests: readonly CapturedRequest[]): ExpectedCase {
  const rows = new Map<string, Fields>();
  for (const row of requests.flatMap((request) => listOf(requestJson(request)['rows']))) {
    const id = String(row['id']);
    rows.set(id, row['_is_merge'] === true ? deepMerge(rows.get(id) ?? {}, row) : row);
  }
  // A row without a span is a comment or a score of another row.
  const steps = [...rows.values()].filter((row) => row['span_id']).map(stepOf);
  return { runIds: new Set(steps.map(({ runId }) => runId)), steps };
}

function stepOf(row: Fields): ExpectedStep {
  const { type, name } = fields(row['span_attributes']);
  const parents = Array.isArray(row['span_parents']) ? row['span_parents'] : [];
  const parentId = firstText(parents[0]) ?? null;
  const passages = type === 'function' || type === 'tool' ? passagesIn(row['output']) : [];
  const kinds =
    passages.length > 0 && type === 'function'
      ? ['RETRIEVAL' as const]
      : // An embedding is logged as a call of a model whose output is the length of the vector.
        kindsOf('embedding_length' in fields(row['output']) ? 'EMBEDDING' : BRAINTRUST[String(type)], String(name), parentId === null);
  const isModel = kinds.includes('LLM');
  const metrics = fields(row['metrics']);
  const model = isModel ? firstText(fields(row['metadata'])['model']) : undefined;
  const count = (key: string) => (isModel ? firstNumber(metrics[key]) : undefined);
  const counts = {
    inputTokens: count('prompt_tokens'),
    outputTokens: count('completion_tokens'),
    cachedTokens: count('prompt_cached_tokens'),
    reasoningTokens: count('completion_reasoning_tokens'),
  };
  return expectedStep({
    runId: String(row['root_span_id']),
    stepIds: [String(row['span_id']), String(row['id'])],
    parentId,
    kinds: kinds[0] === 'CHAIN' ? [...kinds, 'AGENT'] : kinds,
    ...(model === undefined ? {} : { model }),
    ...(Object.fromEntries(Object.entries(counts).filter(([, value]) => value !== undefined)) as Partial<ExpectedStep>),
    ...(isModel ? { input: saidIn(fields(row['input'])['prompt'] ?? row['input']), output: saidIn(row['output']) } : {}),
    passages: kinds.includes('RETRIEVAL') ? passages : [],
    ...(row['error'] ? failure(row['error']) : {}),
  });
}
