// OpenInference (Arize, Phoenix): one kind word, lists flattened into keys, the whole request beside them as JSON.
import { foldFinishReason } from '@/lib/domain/message-form';
import type { Json, RunFacts, StepFacts, StepKind } from '@/lib/domain/run/run';
import { defined, jsonAt, numberAt, objectAt, prefixed, textAt, textsAt } from './attribute-reader';
import { flattenedList } from './flattened-list';
import { langchainToolResult, promptFacts } from './langchain-shapes';
import { openInferenceDocuments } from './openinference-documents';
import { openInferenceInput, openInferenceLosses, openInferenceOutput } from './openinference-values';
import { openInferenceMessages, openInferenceScores } from './openinference-lists';
import { metadataPrompt } from './metadata-prompt';
import { parametersFrom, providerName, toolDefinitionsFrom, usageFrom } from './model-facts';
import type { Attributes, OtlpSpan } from './otlp-span';
import { passagesFrom } from './passage-form';
import { moreDetailed, requestMessages, responseFingerprint, responseMessages } from './request-form';
import { metadataFacts } from './run-metadata';
import type { Source, SpanReading } from './source';
import { kindOfOpenInference } from './step-kind';

/** Not all of `llm.`, of which older OpenLLMetry has names as well. */
const KEY =
  /^(openinference\.|(llm\.(model_name|request\.model_name|response\.|provider|system|invocation_parameters|finish_reason|function_call|(input|output)_messages\.|prompts\.|choices\.|tools\.|prompt_template\.|token_count\.|cost\.))|(input|output|reranker|embedding|tool|annotations|evaluations)\.|retrieval\.documents\.|(session|trace)\.(annotations|evaluations)\.|tag\.tags)/;

export const openinference: Source = {
  name: 'openinference',
  spans: { ownsName: (name) => KEY.test(name), read: readSpan },
};

function readSpan({ attributes }: OtlpSpan): SpanReading {
  const sourceKind = textAt(attributes, 'openinference.span.kind');
  const scores = openInferenceScores(attributes);
  const kind = kindOf(attributes, sourceKind?.toUpperCase(), scores);
  const facts = factsOf(attributes, kind, scores);
  const output = openInferenceOutput(attributes, facts);
  const result = kind === 'TOOL' ? langchainToolResult(output) : undefined;
  return defined({
    kind,
    sourceKind,
    name: kind === 'TOOL' ? textAt(attributes, 'tool.name') : undefined,
    input: openInferenceInput(attributes, facts),
    output: result?.output ?? output,
    facts: { ...defined({ toolCallId: result?.toolCallId }), ...facts },
    run: runFactsOf(attributes),
  });
}

/** A human's annotations on a span of their own are a review. */
function kindOf(attributes: Attributes, word: string | undefined, scores: StepFacts['scores']): StepKind | undefined {
  const kind = kindOfOpenInference(word);
  if (kind === 'EVALUATION' && scores?.length && scores.every(({ annotator }) => annotator === 'HUMAN')) return 'REVIEW';
  return (
    kind ?? (textAt(attributes, 'llm.model_name', 'llm.request.model_name', 'llm.response.model_name') === undefined ? undefined : 'LLM')
  );
}

function factsOf(attributes: Attributes, kind: StepKind | undefined, scores: StepFacts['scores']): StepFacts {
  const metadata = objectAt(attributes, 'metadata') ?? {};
  const provider = providerName(textAt(attributes, 'llm.provider', 'llm.system') ?? textAt(metadata, 'ls_provider'));
  const requestModel = textAt(attributes, 'llm.request.model_name') ?? textAt(metadata, 'ls_model_name');
  const isModelCall = kind === 'LLM' || kind === 'AGENT';
  const finish = textAt(attributes, 'llm.finish_reason');
  const response = isModelCall ? jsonAt(attributes, 'output.value') : undefined;
  const outputMessages = moreDetailed(
    openInferenceMessages(attributes, 'llm.output_messages', 'assistant'),
    completions(attributes, 'llm.choices', 'completion.text', 'assistant'),
    responseMessages(response),
  );
  const messages = moreDetailed(
    openInferenceMessages(attributes, 'llm.input_messages', 'user'),
    completions(attributes, 'llm.prompts', 'prompt.text', 'user'),
    isModelCall ? requestMessages(jsonAt(attributes, 'input.value')) : undefined,
  );
  const isSeen = (messages?.length ?? 0) > 0 || (outputMessages?.length ?? 0) > 0;
  return defined({
    provider,
    modelName: textAt(
      attributes,
      'llm.response.model_name',
      'llm.model_name',
      'llm.request.model_name',
      'embedding.model_name',
      'reranker.model_name',
    ),
    requestModel,
    parameters: parametersFrom({
      ...objectAt(attributes, 'llm.invocation_parameters'),
      ...defined({ top_k: numberAt(attributes, 'reranker.top_k') }),
    }),
    usage: usageFrom(
      {
        input: numberAt(attributes, 'llm.token_count.prompt'),
        output: numberAt(attributes, 'llm.token_count.completion'),
        cacheRead: numberAt(attributes, 'llm.token_count.prompt_details.cache_read', 'llm.token_count.prompt_details.cache_input'),
        cacheWrite: numberAt(attributes, 'llm.token_count.prompt_details.cache_write'),
        reasoning: numberAt(attributes, 'llm.token_count.completion_details.reasoning'),
        total: numberAt(attributes, 'llm.token_count.total'),
      },
      provider,
      true,
    ),
    costUsd: costOf(attributes),
    finishReason: finish === undefined ? outputMessages?.find((message) => message.finishReason)?.finishReason : foldFinishReason(finish),
    systemFingerprint: responseFingerprint(response),
    ...metadataPrompt(metadata),
    ...defined({ promptId: textAt(attributes, 'prompt.id'), promptVersion: textAt(attributes, 'llm.prompt_template.version') }),
    promptTemplate: textAt(attributes, 'llm.prompt_template.template'),
    ...(kind === 'PROMPT' ? promptFacts(jsonAt(attributes, 'input.value'), jsonAt(attributes, 'output.value')) : {}),
    ...defined({ promptVariables: objectAt(attributes, 'llm.prompt_template.variables') }),
    ...(isSeen ? { messages, outputMessages } : {}),
    toolDefinitions: toolDefinitionsFrom(flattenedList(attributes, 'llm.tools').map((tool) => tool['tool.json_schema'] ?? null)),
    toolName: textAt(attributes, 'tool.name'),
    toolCallId: textAt(attributes, 'tool.id'),
    passages: openInferenceDocuments(attributes, 'reranker.output_documents') ?? retrievedDocuments(attributes, kind),
    rerankQuery: textAt(attributes, 'reranker.query'),
    scores,
    losses: openInferenceLosses(attributes),
  });
}

/** The list, or what a retriever returned; LangChain's list leaves out the ids that the returned documents have. */
function retrievedDocuments(attributes: Attributes, kind: StepKind | undefined): StepFacts['passages'] {
  const returned = kind === 'RETRIEVAL' ? passagesFrom(jsonAt(attributes, 'output.value')) : undefined;
  return openInferenceDocuments(attributes, 'retrieval.documents', returned) ?? returned;
}

function costOf(attributes: Attributes): number | undefined {
  const [prompt, completion] = [numberAt(attributes, 'llm.cost.prompt'), numberAt(attributes, 'llm.cost.completion')];
  const sum = prompt === undefined && completion === undefined ? undefined : (prompt ?? 0) + (completion ?? 0);
  return numberAt(attributes, 'llm.cost.total') ?? sum;
}

function completions(attributes: Attributes, prefix: string, key: string, role: string) {
  const texts = flattenedList(attributes, prefix).flatMap((entry) => (typeof entry[key] === 'string' ? [entry[key]] : []));
  return texts.length > 0 ? texts.map((content) => ({ role, parts: [{ type: 'text' as const, content }] })) : undefined;
}

function runFactsOf(attributes: Attributes): RunFacts {
  const metadata = { ...objectAt(attributes, 'metadata'), ...membersOf(attributes) };
  return { ...metadataFacts(metadata), ...defined({ tags: textsAt(attributes, 'tag.tags') }) };
}

/** openinference-vercel writes each member of the metadata as an attribute of its own, and repeats other conventions there. */
function membersOf(attributes: Attributes): { [key: string]: Json } {
  return Object.fromEntries(Object.entries(prefixed(attributes, 'metadata.')).filter(([key]) => !key.startsWith('gen_ai.')));
}
