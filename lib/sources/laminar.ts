// Laminar's SDK: its own spans and what it adds to those of the instrumentations that it takes along (`lmnr.*`).
import type { Json, RunFacts, StepKind } from '@/lib/domain/run/run';
import { defined, forWord, jsonAt, prefixed, textAt, textsAt } from './attribute-reader';
import type { Attributes, OtlpSpan } from './otlp-span';
import { quotedText } from './quoted-text';
import { metadataFacts } from './run-metadata';
import type { Source, SpanReading } from './source';

export const laminar: Source = {
  name: 'laminar',
  spans: { ownsName: (name) => name.startsWith('lmnr.'), read: readSpan },
};

const KINDS: { [type: string]: StepKind } = {
  LLM: 'LLM',
  TOOL: 'TOOL',
  DEFAULT: 'CHAIN',
  EXECUTOR: 'CHAIN',
  EVALUATION: 'CHAIN',
  CACHED: 'CHAIN',
  EVALUATOR: 'EVALUATION',
  HUMAN_EVALUATOR: 'REVIEW',
};
const PROPERTIES = 'lmnr.association.properties.';

/** A function that throws leaves an exception event on a span whose status is unset. */
function readSpan({ name, attributes, events, statusCode }: OtlpSpan): SpanReading {
  const type = textAt(attributes, 'lmnr.span.type');
  const kind = forWord(KINDS, type);
  const exception = statusCode === 2 ? undefined : events.find(({ name: event }) => event === 'exception')?.attributes;
  return defined({
    kind,
    sourceKind: type,
    status: exception ? ('error' as const) : undefined,
    error: exception && (textAt(exception, 'exception.message', 'exception.type') ?? 'failed'),
    input: valueAt(attributes, 'lmnr.span.input'),
    output: valueAt(attributes, 'lmnr.span.output'),
    facts: defined({ toolName: kind === 'TOOL' ? name : undefined }),
    run: runOf(attributes),
  });
}

function valueAt(attributes: Attributes, key: string): Json | undefined {
  const value = jsonAt(attributes, key);
  return typeof value === 'string' ? quotedText(value) : value;
}

function runOf(attributes: Attributes): RunFacts {
  const metadata = prefixed(attributes, `${PROPERTIES}metadata.`);
  return {
    ...metadataFacts(metadata),
    ...defined({
      sessionId: textAt(attributes, `${PROPERTIES}session_id`),
      userId: textAt(attributes, `${PROPERTIES}user_id`),
      tags: textsAt(attributes, `${PROPERTIES}tags`),
    }),
  };
}
