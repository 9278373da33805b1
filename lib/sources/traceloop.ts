// OpenLLMetry (Traceloop): its own spans for workflows, tasks, agents and tools, and what it adds to spans of other conventions.
import { isObject } from '@/lib/domain/json-container';
import type { Json, RunFacts, StepFacts, StepKind } from '@/lib/domain/run/run';
import { decodedJson, defined, forWord, jsonAt, numberAt, prefixed, textAt } from './attribute-reader';
import type { Attributes, OtlpSpan } from './otlp-span';
import { passagesFrom } from './passage-form';
import { metadataFacts } from './run-metadata';
import type { Source, SpanReading } from './source';

const PREFIX = 'traceloop.';
const HIT = 'db.query.result';
/** Its Anthropic instrumentation leaves cached tokens out of the input, against the convention whose names it uses. */
const ANTHROPIC_SCOPE = '@traceloop/instrumentation-anthropic';
const MODEL_SCOPE = /^@traceloop\/instrumentation-(openai|anthropic|azure|bedrock|cohere|google-generativeai|together|vertexai)$/;
const KINDS: { [kind: string]: StepKind } = { workflow: 'CHAIN', task: 'CHAIN', session: 'CHAIN', agent: 'AGENT', tool: 'TOOL' };

export const traceloop: Source = {
  name: 'traceloop',
  spans: {
    ownsName: (name) => name.startsWith(PREFIX),
    matches: ({ events, origin }) => events.some(({ name }) => name === HIT) || MODEL_SCOPE.test(origin.scopeName),
    read: readSpan,
  },
};

function readSpan(span: OtlpSpan): SpanReading {
  const { attributes } = span;
  const word = textAt(attributes, `${PREFIX}span.kind`);
  const kind = kindOf(span, word);
  const name = textAt(attributes, `${PREFIX}entity.name`);
  const facts = factsOf(span, kind === 'TOOL' ? name : undefined);
  return defined({
    kind,
    sourceKind: word,
    name,
    input: calledWith(jsonAt(attributes, `${PREFIX}entity.input`)),
    output: decodedJson(attributes[`${PREFIX}entity.output`]) ?? (facts.passages as unknown as Json | undefined),
    facts,
    run: runFactsOf(attributes),
  });
}

function kindOf({ attributes, events, origin }: OtlpSpan, word: string | undefined): StepKind | undefined {
  const stated = forWord(KINDS, word);
  if (stated !== undefined) return stated;
  if (events.some(({ name }) => name === HIT)) return 'RETRIEVAL';
  const isSaid = textAt(attributes, 'gen_ai.operation.name', 'llm.request.type') !== undefined;
  return !isSaid && MODEL_SCOPE.test(origin.scopeName) ? 'LLM' : undefined;
}

function factsOf({ attributes, events, origin }: OtlpSpan, toolName: string | undefined): StepFacts {
  const variables = prefixed(attributes, `${PREFIX}prompt.template_variables.`);
  return defined({
    toolName,
    promptId: textAt(attributes, `${PREFIX}prompt.key`),
    promptVersion: textAt(attributes, `${PREFIX}prompt.version`, `${PREFIX}prompt.version_hash`),
    promptVariables: Object.keys(variables).length > 0 ? variables : undefined,
    passages: passagesFrom(events.flatMap((event) => (event.name === HIT ? [hitOf(event.attributes)] : []))),
    scores: scoresOf(attributes),
    usage: origin.scopeName === ANTHROPIC_SCOPE ? inclusiveInput(attributes) : undefined,
  });
}

/** One hit of a vector search. A distance is no score, so it stands with the metadata. */
function hitOf(event: Attributes): Json {
  const distance = numberAt(event, `${HIT}.distance`);
  const metadata = jsonAt(event, `${HIT}.metadata`);
  return defined({
    id: event[`${HIT}.id`],
    score: numberAt(event, `${HIT}.score`),
    content: event[`${HIT}.document`],
    metadata: { ...(isObject(metadata) ? metadata : {}), ...defined({ distance }) },
  }) as { [key: string]: Json };
}

function inclusiveInput(attributes: Attributes): StepFacts['usage'] {
  const input = numberAt(attributes, 'gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens');
  const read = numberAt(attributes, 'gen_ai.usage.cache_read.input_tokens', 'gen_ai.usage.cache_read_input_tokens') ?? 0;
  const written = numberAt(attributes, 'gen_ai.usage.cache_creation.input_tokens', 'gen_ai.usage.cache_creation_input_tokens') ?? 0;
  return input === undefined ? undefined : { inputTokens: input + read + written };
}

/** `{"args": […], "kwargs": {…}}` is the way in which every function was called; a lone argument is the input itself. */
function calledWith(sent: Json | undefined): Json | undefined {
  if (!isObject(sent) || !Array.isArray(sent['args'])) return sent;
  const { args, kwargs } = sent;
  const named = isObject(kwargs) && Object.keys(kwargs).length > 0 ? kwargs : undefined;
  if (args.length === 0) return named;
  if (named) return { args, kwargs: named };
  return args.length === 1 ? args[0] : args;
}

function scoresOf(attributes: Attributes): StepFacts['scores'] {
  const scores = Object.entries(prefixed(attributes, `${PREFIX}custom_metric.`)).flatMap(([name, value]) =>
    typeof value === 'number' ? [{ name, value }] : [],
  );
  return scores.length > 0 ? scores : undefined;
}

function runFactsOf(attributes: Attributes): RunFacts {
  const name = textAt(attributes, `${PREFIX}workflow.name`);
  return { ...metadataFacts(prefixed(attributes, `${PREFIX}association.properties.`)), ...defined({ name }) };
}
