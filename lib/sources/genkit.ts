// Genkit over OpenTelemetry: `genkit:*`, with input and output as JSON text and the kind of an action at the end of its path.
import { isObject } from '@/lib/domain/json-container';
import { lonelyText } from '@/lib/domain/message-form';
import type { Json, StepFacts, StepKind } from '@/lib/domain/run/run';
import { defined, forWord, jsonAt, textAt } from './attribute-reader';
import { modelCallFacts } from './model-call';
import type { Attributes, OtlpSpan } from './otlp-span';
import { passagesFrom } from './passage-form';
import { providerUsage } from './provider-usage';
import { quotedText } from './quoted-text';
import type { Source, SpanReading } from './source';

export const genkit: Source = {
  name: 'genkit',
  spans: { ownsName: (name) => name.startsWith('genkit:'), read: readSpan },
};

const KINDS: { [type: string]: StepKind } = {
  model: 'LLM',
  'background-model': 'LLM',
  tool: 'TOOL',
  'tool.v2': 'TOOL',
  retriever: 'RETRIEVAL',
  reranker: 'RERANK',
  embedder: 'EMBEDDING',
  evaluator: 'EVALUATION',
  prompt: 'PROMPT',
  'executable-prompt': 'PROMPT',
};

function readSpan({ attributes }: OtlpSpan): SpanReading {
  const type = typeOf(attributes);
  const kind = forWord(KINDS, type) ?? 'CHAIN';
  const name = textAt(attributes, 'genkit:name');
  const [input, output] = [valueAt(attributes, 'genkit:input'), valueAt(attributes, 'genkit:output')];
  const isModel = kind === 'LLM' || kind === 'EMBEDDING';
  const facts: StepFacts = defined({
    ...(isModel ? modelFacts(input, output, name) : {}),
    toolName: kind === 'TOOL' ? name : undefined,
    passages: kind === 'RETRIEVAL' || kind === 'RERANK' ? passagesFrom(plainDocuments(output)) : undefined,
  });
  const sessionId = textAt(attributes, 'genkit:sessionId');
  return defined({
    kind,
    sourceKind: type,
    input: kind === 'LLM' ? (lonelyText(facts.messages) ?? input) : input,
    output: kind === 'LLM' ? (lonelyText(facts.outputMessages) ?? output) : output,
    facts,
    run: sessionId === undefined ? undefined : { sessionId },
  });
}

/** `/{flow,t:flow}/{generate,t:util}/{provider/model,t:action,s:model}`; a subtype among the metadata says the same. */
function typeOf(attributes: Attributes): string | undefined {
  const stated = textAt(attributes, 'genkit:metadata:subtype');
  const last = /\{[^{}]*,t:([^,{}]+)(?:,s:([^,{}]+))?\}$/.exec(textAt(attributes, 'genkit:path') ?? '');
  return stated ?? last?.[2] ?? last?.[1] ?? textAt(attributes, 'genkit:type');
}

/** The answer stands in `message` beside its counts and the provider's own response; models are called `provider/model`. */
function modelFacts(input: Json | undefined, output: Json | undefined, name = ''): StepFacts {
  const [, provider, model] = /^([^/]+)\/(.+)$/.exec(name) ?? [];
  const response = isObject(output) ? output : {};
  const config = isObject(input) && isObject(input['config']) ? input['config'] : undefined;
  return modelCallFacts(
    defined({
      input,
      output: response['message'],
      model: model ?? name,
      provider,
      parameters: config,
      usage: providerUsage(response['usage'], provider),
      finishReason: textAt(response, 'finishReason'),
    }),
  );
}

/** Contents of documents are lists of parts. */
function plainDocuments(output: Json | undefined): Json | undefined {
  const documents = isObject(output) ? output['documents'] : undefined;
  if (!Array.isArray(documents)) return output;
  return documents.map((document) => {
    if (!isObject(document) || !Array.isArray(document['content'])) return document;
    return { ...document, content: document['content'].flatMap((part) => (isObject(part) ? (textAt(part, 'text') ?? []) : [])).join('\n') };
  });
}

function valueAt(attributes: Attributes, key: string): Json | undefined {
  const value = jsonAt(attributes, key);
  return typeof value === 'string' ? quotedText(value) : value;
}
