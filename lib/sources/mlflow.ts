// MLflow's tracing over OTLP, by its documentation: `mlflow.*`, with every value put through JSON.
import { lonelyText } from '@/lib/domain/message-form';
import type { Json, RunFacts, StepFacts, StepKind } from '@/lib/domain/run/run';
import { defined, forWord, jsonAt, objectAt, textAt } from './attribute-reader';
import { modelCallFacts } from './model-call';
import type { Attributes, OtlpSpan } from './otlp-span';
import { passagesFrom } from './passage-form';
import { providerUsage } from './provider-usage';
import { quotedText } from './quoted-text';
import { metadataFacts } from './run-metadata';
import type { Source, SpanReading } from './source';

export const mlflow: Source = {
  name: 'mlflow',
  spans: { ownsName: (name) => name.startsWith('mlflow.'), read: readSpan },
};

const KINDS: { [type: string]: StepKind } = {
  LLM: 'LLM',
  CHAT_MODEL: 'LLM',
  CHAIN: 'CHAIN',
  WORKFLOW: 'CHAIN',
  TASK: 'CHAIN',
  AGENT: 'AGENT',
  TOOL: 'TOOL',
  RETRIEVER: 'RETRIEVAL',
  MEMORY: 'RETRIEVAL',
  RERANKER: 'RERANK',
  EMBEDDING: 'EMBEDDING',
  PARSER: 'PARSE',
  GUARDRAIL: 'GUARDRAIL',
  EVALUATOR: 'EVALUATION',
};

function readSpan({ name, attributes }: OtlpSpan): SpanReading {
  const type = wordAt(attributes, 'mlflow.spanType');
  const kind = forWord(KINDS, type);
  const [input, output] = [valueAt(attributes, 'mlflow.spanInputs'), valueAt(attributes, 'mlflow.spanOutputs')];
  const facts = factsOf(attributes, kind, name, input, output);
  const requestId = wordAt(attributes, 'mlflow.traceRequestId');
  return defined({
    kind,
    sourceKind: type,
    input: kind === 'LLM' ? (lonelyText(facts.messages) ?? input) : input,
    output: kind === 'LLM' ? (lonelyText(facts.outputMessages) ?? output) : output,
    facts,
    run: runOf(attributes),
    aliases: requestId === undefined ? undefined : [{ alias: requestId, kind: 'trace' as const }],
  });
}

function factsOf(attributes: Attributes, kind: StepKind | undefined, name: string, input?: Json, output?: Json): StepFacts {
  const provider = wordAt(attributes, 'mlflow.llm.provider') ?? wordAt(attributes, 'mlflow.chat.provider');
  const usage = providerUsage(valueAt(attributes, 'mlflow.chat.tokenUsage'), provider);
  const isModel = kind === 'LLM' || kind === 'EMBEDDING';
  const model = wordAt(attributes, 'mlflow.llm.model');
  return defined({
    ...(isModel ? modelCallFacts({ input, output, model, provider, usage, tools: valueAt(attributes, 'mlflow.chat.tools') }) : { usage }),
    toolName: kind === 'TOOL' ? name : undefined,
    passages: kind === 'RETRIEVAL' || kind === 'RERANK' ? passagesFrom(output) : undefined,
  });
}

function runOf(attributes: Attributes): RunFacts {
  const metadata = objectAt(attributes, 'mlflow.traceMetadata', 'mlflow.trace.metadata') ?? {};
  return {
    ...metadataFacts(metadata),
    ...defined({
      sessionId: wordAt(attributes, 'mlflow.trace.session'),
      userId: wordAt(attributes, 'mlflow.trace.user'),
    }),
  };
}

/** A map, JSON text of one, or a text in quotes. */
function valueAt(attributes: Attributes, key: string): Json | undefined {
  const value = jsonAt(attributes, key);
  return typeof value === 'string' ? quotedText(value) : value;
}

function wordAt(attributes: Attributes, key: string): string | undefined {
  const text = textAt(attributes, key);
  return text === undefined ? undefined : quotedText(text) || undefined;
}
