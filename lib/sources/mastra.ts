// Mastra's exporters: `mastra.*` beside the GenAI conventions, which they use for model calls, tools and agents.
import { foldFinishReason } from '@/lib/domain/message-form';
import type { Json, RunFacts, StepFacts, StepKind } from '@/lib/domain/run/run';
import { defined, forWord, hasPrefix, jsonAt, prefixed, textAt, textsAt } from './attribute-reader';
import type { Attributes, OtlpLog, OtlpSpan } from './otlp-span';
import { retrievedDocuments } from './retrieved-documents';
import { metadataFacts } from './run-metadata';
import type { Source, SpanReading } from './source';
import { instantOf } from './told-step';

export const mastra: Source = {
  name: 'mastra',
  spans: { ownsName: (name) => name.startsWith('mastra.'), read: readSpan },
  logs: { matches: ({ attributes, traceId }: OtlpLog) => traceId !== null && hasPrefix(attributes, 'mastra.log.'), read: () => ({}) },
};

const KINDS: { [type: string]: StepKind } = {
  agent_run: 'AGENT',
  model_generation: 'CHAIN',
  model_step: 'CHAIN',
  model_inference: 'LLM',
  model_chunk: 'EVENT',
  tool_call: 'TOOL',
  mcp_tool_call: 'TOOL',
  client_tool_call: 'TOOL',
  provider_tool_call: 'TOOL',
  workflow_run: 'CHAIN',
  workflow_step: 'CHAIN',
  workflow_conditional: 'ROUTE',
  workflow_conditional_eval: 'ROUTE',
  processor_run: 'GUARDRAIL',
  memory_operation: 'RETRIEVAL',
  rag_action: 'RETRIEVAL',
  rag_vector_operation: 'RETRIEVAL',
  rag_embedding: 'EMBEDDING',
  scorer_run: 'EVALUATION',
  scorer_step: 'EVALUATION',
  classifier_evaluation: 'EVALUATION',
};
/** What a model step keeps of the provider's answer, which describes a call and not the run. */
const OF_CALL = new Set(['headers', 'body', 'modelMetadata', 'request', 'response']);
const WORKFLOW_NAME = /^(?:invoke_workflow|workflow_run|workflow_step|workflow_\w+)\s+(.+)$/s;

function readSpan({ name, startNs, attributes, parentSpanId }: OtlpSpan): SpanReading {
  const type = textAt(attributes, 'mastra.span.type');
  const kind = type === undefined ? undefined : (forWord(KINDS, type) ?? 'CHAIN');
  const output = type === undefined ? undefined : jsonAt(attributes, `mastra.${type}.output`);
  const short = type?.startsWith('workflow') ? WORKFLOW_NAME.exec(name)?.[1] : undefined;
  return defined({
    kind,
    sourceKind: type,
    name: short,
    error: textAt(attributes, 'error.message'),
    input: type === undefined ? undefined : jsonAt(attributes, `mastra.${type}.input`),
    output,
    facts: factsOf(attributes, kind, startNs, output),
    run: runOf(attributes, parentSpanId === null ? short : undefined),
    aliases: aliasOf(attributes),
  });
}

function factsOf(attributes: Attributes, kind: StepKind | undefined, startNs: bigint | null, output: Json | undefined): StepFacts {
  const firstToken = instantOf(attributes['mastra.completion_start_time']);
  const tools = jsonAt(attributes, 'gen_ai.tool.definitions');
  const reason = textsAt(attributes, 'gen_ai.response.finish_reasons')?.[0];
  return defined({
    timeToFirstTokenMs:
      firstToken === null || startNs === null || firstToken < startNs ? undefined : Number((firstToken - startNs) / 1000n) / 1000,
    // An agent names its tools and does not describe them.
    toolDefinitions:
      Array.isArray(tools) && tools.every((tool) => typeof tool === 'string') ? tools.map((tool) => ({ name: tool })) : undefined,
    finishReason: reason === undefined ? undefined : foldFinishReason(reason),
    passages: kind === 'RETRIEVAL' ? retrievedDocuments(output) : undefined,
  });
}

function runOf(attributes: Attributes, name: string | undefined): RunFacts {
  const all = Object.entries(prefixed(attributes, 'mastra.metadata.'));
  const metadata = Object.fromEntries(all.filter(([key]) => !OF_CALL.has(key)));
  return { ...metadataFacts(metadata), ...defined({ name, tags: textsAt(attributes, 'mastra.tags') }) };
}

function aliasOf(attributes: Attributes): SpanReading['aliases'] {
  const runId = textAt(attributes, 'mastra.metadata.runId');
  return runId === undefined ? undefined : [{ alias: runId, kind: 'request' }];
}
