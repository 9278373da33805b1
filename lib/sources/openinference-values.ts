// Input and output of OpenInference spans, as their media types say.
import { isCutJson, parseContainer } from '@/lib/domain/json-container';
import type { Json, StepFacts } from '@/lib/domain/run/run';
import { flattenedList } from './flattened-list';
import { openInferenceDocuments } from './openinference-documents';
import type { Attributes } from './otlp-span';

/** What the step was asked: the input as sent, else the query, the embedded texts or the messages. */
export function openInferenceInput(attributes: Attributes, { rerankQuery, messages }: StepFacts): Json | undefined {
  const value = valueAt(attributes, 'input');
  if (value !== undefined) return value;
  const query = openInferenceDocuments(attributes, 'reranker.input_documents');
  if (rerankQuery !== undefined) return query ? { query: rerankQuery, documents: query as unknown as Json } : rerankQuery;
  const embedded = flattenedList(attributes, 'embedding.embeddings').flatMap((entry) =>
    typeof entry['embedding.text'] === 'string' ? [entry['embedding.text']] : [],
  );
  if (embedded.length > 0) return embedded.length === 1 ? embedded[0] : embedded;
  return messages as Json | undefined;
}

/** What it gave: the output as sent, else its passages, messages or judgements. */
export function openInferenceOutput(attributes: Attributes, { passages, outputMessages, scores }: StepFacts): Json | undefined {
  return (
    valueAt(attributes, 'output') ??
    (passages as unknown as Json | undefined) ??
    (outputMessages as Json | undefined) ??
    (scores as unknown as Json | undefined)
  );
}

/** The value as its media type says; JSON that does not parse stays text. */
function valueAt(attributes: Attributes, side: 'input' | 'output'): Json | undefined {
  const value = attributes[`${side}.value`];
  if (typeof value !== 'string' || attributes[`${side}.mime_type`] !== 'application/json') return value ?? undefined;
  return parseContainer(value) ?? parseScalar(value);
}

function parseScalar(text: string): Json {
  try {
    const parsed = JSON.parse(text) as Json;
    return typeof parsed === 'object' && parsed !== null ? text : parsed;
  } catch {
    return text;
  }
}

/** Values that are called JSON and do not parse. Undefined when there is none. */
export function openInferenceLosses(attributes: Attributes): string[] | undefined {
  const losses = (['input', 'output'] as const).flatMap((side) => {
    const value = attributes[`${side}.value`];
    if (typeof value !== 'string' || attributes[`${side}.mime_type`] !== 'application/json' || isCutJson(value)) return [];
    return valueAt(attributes, side) === value && !value.startsWith('"')
      ? [`${side}.value is called JSON but does not parse; it may have been cut`]
      : [];
  });
  return losses.length > 0 ? losses : undefined;
}
