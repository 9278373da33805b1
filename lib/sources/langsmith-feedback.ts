// Feedback as LangSmith's clients send it.
import { isObject } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import type { CanonicalScore } from '@/lib/domain/score';
import { scorerOf } from '@/lib/domain/step-scores';
import { defined, memberOf, textAt } from './attribute-reader';

type JsonObject = { [key: string]: Json };

/** A change names the id in its path and only what it changes. */
export function langsmithFeedback(body: JsonObject, id: string): CanonicalScore {
  const source = isObject(body['feedback_source']) ? body['feedback_source'] : undefined;
  const type = source && textAt(source, 'type');
  const about = source?.['metadata'];
  const said = { ...(isObject(about) ? about : {}), ...memberOf(body, 'extra') };
  return {
    id,
    source: 'langsmith',
    target: defined({ stepId: stepOf(textAt(body, 'run_id')), runId: runOf(body) }),
    name: textAt(body, 'key') ?? '',
    ...scoredValue(body),
    ...(body['correction'] == null ? {} : { correction: body['correction'] }),
    ...defined({ comment: textAt(body, 'comment'), annotator: source && textAt(source, 'user_name', 'user_id') }),
    ...(type === undefined ? {} : { who: scorerOf(type) }),
    ...(Object.keys(said).length > 0 ? { metadata: said } : {}),
    at: textAt(body, 'modified_at', 'created_at') ?? null,
  };
}

function scoredValue({ score, value }: JsonObject): Pick<CanonicalScore, 'number' | 'label'> {
  const number = typeof score === 'boolean' ? Number(score) : score;
  const label = value == null ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
  if (typeof number === 'number') return defined({ number, label });
  return typeof value === 'number' || typeof value === 'boolean' ? { number: Number(value) } : defined({ label });
}

/** In OpenTelemetry mode a run's id is a UUID of zeros and the eight bytes of its span. */
function stepOf(runId: string | undefined): string | undefined {
  const span = /^0{8}-0{4}-0{4}-([0-9a-f]{4})-([0-9a-f]{12})$/i.exec(runId ?? '');
  return span ? `${span[1]}${span[2]}`.toLowerCase() : runId?.toLowerCase();
}

/** The trace is given only where the run is known to be in it; a span's trace is named in hex without dashes. */
function runOf(body: JsonObject): string | undefined {
  const trace = textAt(body, 'trace_id')?.toLowerCase();
  if (trace === undefined) return undefined;
  return /^0{8}-0{4}-0{4}-/.test(textAt(body, 'run_id') ?? '') ? trace.replaceAll('-', '') : trace;
}
