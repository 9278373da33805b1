// LangSmith's OTEL mode: runs as spans with `langsmith.*`, inputs and outputs in the oldest GenAI attributes on every kind of span.
import { isObject } from '@/lib/domain/json-container';
import { lonelyText } from '@/lib/domain/message-form';
import type { Json, RunFacts, StepFacts, StepKind } from '@/lib/domain/run/run';
import { defined, forWord, jsonAt, objectAt, prefixed, textAt } from './attribute-reader';
import { langchainToolResult, promptFacts } from './langchain-shapes';
import { modelCallFacts } from './model-call';
import type { Attributes, OtlpSpan } from './otlp-span';
import { passagesFrom } from './passage-form';
import { providerUsage } from './provider-usage';
import { metadataFacts } from './run-metadata';
import type { Source, SpanReading } from './source';

export const langsmithOtel: Source = {
  name: 'langsmith',
  spans: { ownsName: (name) => name.startsWith('langsmith.'), read: readSpan },
};

const KINDS: { [kind: string]: StepKind } = {
  llm: 'LLM',
  tool: 'TOOL',
  retriever: 'RETRIEVAL',
  embedding: 'EMBEDDING',
  chain: 'CHAIN',
  prompt: 'PROMPT',
  parser: 'PARSE',
};

/** The GenAI operation of these spans calls a retriever `embeddings`, and their status is 1 also when they failed. */
function readSpan({ attributes, events }: OtlpSpan): SpanReading {
  const word = textAt(attributes, 'langsmith.span.kind');
  const kind = forWord(KINDS, word);
  const exception = events.find(({ name }) => name === 'exception')?.attributes;
  const [input, output] = [unwrapped(attributes, 'gen_ai.prompt'), unwrapped(attributes, 'gen_ai.completion')];
  const result = kind === 'TOOL' ? langchainToolResult(output) : undefined;
  const facts = factsOf(attributes, kind, input, output);
  return defined({
    kind,
    sourceKind: word,
    name: textAt(attributes, 'langsmith.trace.name'),
    status: exception ? ('error' as const) : undefined,
    error: exception && (textAt(exception, 'exception.message', 'exception.type') ?? 'failed'),
    input: kind === 'LLM' ? (lonelyText(facts.messages) ?? input) : input,
    output: kind === 'LLM' ? (lonelyText(facts.outputMessages) ?? output) : (result?.output ?? output),
    facts: { ...facts, ...defined({ toolCallId: result?.toolCallId }) },
    run: runOf(attributes),
  });
}

/** A value that is no object is wrapped into one with a single member. */
function unwrapped(attributes: Attributes, key: string): Json | undefined {
  const value = jsonAt(attributes, key);
  if (!isObject(value)) return value;
  const [name, ...others] = Object.keys(value);
  return others.length === 0 && name !== undefined && /^(input|output|outputs)$/.test(name) ? value[name] : value;
}

function factsOf(attributes: Attributes, kind: StepKind | undefined, input: Json | undefined, output: Json | undefined): StepFacts {
  const metadata = prefixed(attributes, 'langsmith.metadata.');
  if (kind === 'LLM' || kind === 'EMBEDDING') return modelFacts(attributes, metadata, input, output);
  return defined({
    toolName: kind === 'TOOL' ? textAt(attributes, 'langsmith.trace.name') : undefined,
    passages: kind === 'RETRIEVAL' ? passagesFrom(output) : undefined,
    ...(kind === 'PROMPT' ? promptFacts(input, output) : {}),
    ...promptOf(metadata),
  });
}

function modelFacts(attributes: Attributes, metadata: Attributes, input: Json | undefined, output: Json | undefined): StepFacts {
  const provider = textAt(metadata, 'ls_provider');
  const stated = { temperature: metadata['ls_temperature'], max_tokens: metadata['ls_max_tokens'], stop: metadata['ls_stop'] };
  const usage = jsonAt(attributes, 'langsmith.usage_metadata', 'langsmith.metadata.usage_metadata');
  return {
    ...modelCallFacts({
      input,
      output,
      model: textAt(metadata, 'ls_model_name'),
      provider,
      parameters: { ...objectAt(metadata, 'ls_invocation_params'), ...(defined(stated) as Attributes) },
      usage: providerUsage(usage, provider),
    }),
    ...promptOf(metadata),
  };
}

function promptOf(metadata: Attributes): StepFacts {
  const [owner, repository] = [textAt(metadata, 'lc_hub_owner'), textAt(metadata, 'lc_hub_repo')];
  const id = repository === undefined ? undefined : [owner, repository].filter((part) => part !== undefined && part !== '-').join('/');
  return defined({ promptId: id, promptVersion: textAt(metadata, 'lc_hub_commit_hash') });
}

/** `langsmith.trace.session_name` is the project and no conversation. Tags come as one text. */
function runOf(attributes: Attributes): RunFacts {
  const all = Object.entries(prefixed(attributes, 'langsmith.metadata.'));
  const metadata = Object.fromEntries(all.filter(([key]) => !key.startsWith('LANGSMITH_')));
  const tags = textAt(attributes, 'langsmith.span.tags')
    ?.split(', ')
    .filter((tag) => tag !== '');
  return { ...metadataFacts(metadata), ...defined({ tags: tags && tags.length > 0 ? tags : undefined }) };
}
