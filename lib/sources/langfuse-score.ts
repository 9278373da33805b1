// A score as Langfuse's SDKs and REST clients send it, of every generation.
import { isObject } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import type { CanonicalScore } from '@/lib/domain/score';
import { scorerOf } from '@/lib/domain/step-scores';
import { defined } from './attribute-reader';

/** `fallback` is what the event around it says: its id and its time. */
export function langfuseScore(body: { [key: string]: Json }, fallback: { id: string; at: string | null }): CanonicalScore {
  const { value, dataType, comment, metadata, source, name, authorUserId, timestamp, datasetRunId, configId, queueId, environment } = body;
  const runId = langfuseId(body['traceId']);
  const sessionId = textOf(body['sessionId']);
  const extra = defined({ datasetRunId, configId, queueId, environment, dataType }) as { [key: string]: Json };
  const said = { ...extra, ...(isObject(metadata) ? metadata : metadata == null ? {} : { metadata }) };
  return {
    id: textOf(body['id']) ?? fallback.id,
    source: 'langfuse',
    target: defined({
      runId,
      stepId: langfuseId(body['observationId']),
      sessionId: runId === undefined ? sessionId : undefined,
    }),
    name: textOf(name) ?? '',
    ...scoredValue(value, dataType),
    ...defined({ comment: textOf(comment), annotator: textOf(authorUserId) }),
    ...(source === undefined || source === null ? {} : { who: scorerOf(String(source)) }),
    ...(Object.keys(said).length > 0 ? { metadata: said } : {}),
    at: textOf(timestamp) ?? fallback.at,
  };
}

function scoredValue(value: Json | undefined, dataType: Json | undefined): Pick<CanonicalScore, 'number' | 'label' | 'correction'> {
  if (value === undefined || value === null) return {};
  if (dataType === 'CORRECTION') return { correction: value };
  if (typeof value === 'boolean') return { number: Number(value) };
  if (typeof value === 'number') return { number: value };
  const isNumeric = dataType === 'NUMERIC' || dataType === 'BOOLEAN';
  if (typeof value !== 'string') return { label: JSON.stringify(value) };
  return isNumeric && value.trim() !== '' && Number.isFinite(Number(value)) ? { number: Number(value) } : { label: value };
}

/** Ids are the caller's own; those that are hex digits only are the same in either case. */
export function langfuseId(value: Json | undefined): string | undefined {
  const text = textOf(value);
  return text !== undefined && /^[0-9a-f]+$/i.test(text) ? text.toLowerCase() : text;
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
}
