// Test support: an independent reading of LangSmith's runs: form parts, batches and single calls.
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
import { LANGSMITH } from './otlp-kind';
import { deepMerge, formParts, listOf, requestJson } from './request-json';
import { nothingSaid, type Said, saidIn } from './said-in';

export function expectLangsmith(requests: readonly CapturedRequest[]): ExpectedCase {
  const runs = new Map<string, Fields>();
  const take = (id: string, part: Fields) => runs.set(id, deepMerge(runs.get(id) ?? {}, part));
  for (const request of requests) {
    if (request.path.endsWith('/multipart')) {
      for (const { name, text } of formParts(request)) {
        const [, id, field] = /^(?:post|patch)\.([0-9a-f-]{36})(?:\.(\w+))?$/.exec(name) ?? [];
        if (id !== undefined) take(id, field === undefined ? fields(JSON.parse(text)) : { [field]: JSON.parse(text) });
      }
    } else if (request.path.endsWith('/batch')) {
      const { post, patch } = requestJson(request);
      for (const run of [...listOf(post), ...listOf(patch)]) take(String(run['id']), run);
    } else {
      const run = requestJson(request);
      take(String(run['id'] ?? /\/runs\/([^/?]+)/.exec(request.path)?.[1]), run);
    }
  }
  const steps = [...runs].map(([id, run]) => stepOf(id, run));
  return { runIds: new Set(steps.map(({ runId }) => runId)), steps };
}

function stepOf(id: string, run: Fields): ExpectedStep {
  const segments = String(run['dotted_order'] ?? '').split('.');
  const parent = firstText(run['parent_run_id'], segments.at(-2)?.slice(-36)) ?? null;
  const kinds = kindsOf(LANGSMITH[String(run['run_type'])], String(run['name']), parent === null);
  const isModel = kinds.includes('LLM');
  const model = isModel ? modelOf(run) : undefined;
  // A chain is an agent where its name or its make says so.
  return expectedStep({
    runId: firstText(run['trace_id'], segments[0]?.slice(-36)) ?? id,
    stepIds: [id],
    parentId: parent,
    kinds: kinds[0] === 'CHAIN' ? [...kinds, 'AGENT'] : kinds,
    ...(model === undefined ? {} : { model }),
    ...(isModel ? { ...tokensOf(run), input: saidIn(fields(run['inputs']), false), output: answerOf(fields(run['outputs'])) } : {}),
    passages: kinds.includes('RETRIEVAL') ? passagesIn(run['outputs']) : [],
    ...(run['error'] ? failure(run['error']) : {}),
  });
}

/** LangChain gives the text of a generation twice, beside its message. */
function answerOf(outputs: Fields): Said {
  const generations = outputs['generations'];
  if (!Array.isArray(generations)) return saidIn(outputs, false);
  const [first] = generations.flat().map(fields);
  return first ? saidIn(first['message'] ?? first['text']) : nothingSaid();
}

function modelOf(run: Fields): string | undefined {
  const { inputs, outputs, extra } = { inputs: fields(run['inputs']), outputs: fields(run['outputs']), extra: fields(run['extra']) };
  const generation = fields(Array.isArray(outputs['generations']) ? outputs['generations'].flat()[0] : null);
  const response = fields(fields(fields(generation['message'])['kwargs'])['response_metadata']);
  return firstText(
    outputs['model'],
    response['model_name'],
    response['model'],
    fields(extra['metadata'])['ls_model_name'],
    inputs['model'],
    fields(extra['invocation_params'])['model'],
  );
}

function tokensOf(run: Fields): Partial<ExpectedStep> {
  const outputs = fields(run['outputs']);
  const generation = fields(Array.isArray(outputs['generations']) ? outputs['generations'].flat()[0] : null);
  const usage = [
    outputs['usage_metadata'],
    fields(fields(run['extra'])['metadata'])['usage_metadata'],
    fields(fields(generation['message'])['kwargs'])['usage_metadata'],
  ]
    .map(fields)
    .find((one) => Object.keys(one).length > 0);
  const [input, output] = [firstNumber(usage?.['input_tokens']), firstNumber(usage?.['output_tokens'])];
  const cached = firstNumber(fields(usage?.['input_token_details'])['cache_read']);
  const reasoning = firstNumber(fields(usage?.['output_token_details'])['reasoning']);
  return {
    ...(input === undefined ? {} : { inputTokens: input }),
    ...(output === undefined ? {} : { outputTokens: output }),
    ...(cached === undefined ? {} : { cachedTokens: cached }),
    ...(reasoning === undefined ? {} : { reasoningTokens: reasoning }),
  };
}
