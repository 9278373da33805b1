// What a review is about in the words of the tools that traced it: trace, span and run ids where the run has such.
import { isObject } from './json-container';
import type { Json } from '@/lib/domain/run/run';

export interface DeliveryTarget {
  /** W3C trace id: 32 lower-case hex digits. */
  traceId: string | null;
  /** The reviewed span: 16 lower-case hex digits. */
  spanId: string | null;
  /** Id of the trace in Langfuse, which may be any text for its older SDKs. */
  langfuseTraceId: string | null;
  /** Root run in LangSmith. */
  langsmithRunId: string | null;
}

export interface ReviewedIds {
  runId: string;
  /** The source that read the run: `langsmith`, `langfuse`, `plain` … */
  source: string;
  /** What the REVIEW step links to. */
  linkedTraceId: string | null;
  linkedStepId: string | null;
  /** Further trace ids under which the run is known. */
  traceAliases: readonly string[];
  /** What the tracer or the caller stated about the run. */
  metadata: Json;
}

const TRACE = /^(?!0{32})[0-9a-f]{32}$/;
const SPAN = /^(?!0{16})[0-9a-f]{16}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * A traced run has its ids by itself. A run that was posted whole may name them in its metadata: `trace_id`, `span_id`,
 * `langfuse_trace_id`, `langsmith_run_id`.
 */
export function deliveryTarget({ runId, source, linkedTraceId, linkedStepId, traceAliases, metadata }: ReviewedIds): DeliveryTarget {
  const stated = (name: string): string | null => {
    const value = isObject(metadata) ? metadata[name] : undefined;
    return typeof value === 'string' ? value : null;
  };
  const traceId = firstOf(TRACE, [runId, linkedTraceId, stated('trace_id'), ...traceAliases]);
  const spanId = firstOf(SPAN, [linkedStepId, stated('span_id')]);
  const isFrom = (name: string) => source === name || source.startsWith(`${name}-`);
  return {
    traceId,
    spanId,
    langfuseTraceId: stated('langfuse_trace_id') ?? traceId ?? (isFrom('langfuse') ? runId : null),
    langsmithRunId: firstOf(UUID, [
      stated('langsmith_run_id'),
      ...(isFrom('langsmith') ? [runId, linkedTraceId, traceId === null ? null : uuidOfHex(traceId), linkedStepId] : []),
    ]),
  };
}

function firstOf(form: RegExp, candidates: readonly (string | null)[]): string | null {
  for (const candidate of candidates) if (candidate !== null && form.test(candidate.toLowerCase())) return candidate.toLowerCase();
  return null;
}

/** LangSmith names a trace that came by OpenTelemetry by the same 16 bytes, written as a UUID. */
function uuidOfHex(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
